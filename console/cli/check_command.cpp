#include "console/cli/check_command.h"

#include "console/work/interrupt.h"
#include "data/records/check.h"
#include "data/records/plain_text.h"
#include "data/store/store.h"
#include "geo/cancelled.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <ostream>

namespace console {
namespace {

constexpr std::size_t shown_findings = 20;

}

int run_check(const CheckArguments& arguments, std::ostream& out, std::ostream& err)
{
    try {
        const Interrupt interrupt;
        const data::WorkspaceLoaded world = data::Store::open(arguments.workspace, data::OpenMode::read_only).load();
        const data::CheckReport r = data::check_grids(world.grids->rows, std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now()), interrupt.token());
        // With --json stdout is for the program that reads it; what is to be read by people stands beside it.
        std::ostream& words = arguments.json ? err : out;
        if (arguments.json)
            out << fmt::format("{}\n", data::json_from(r));
        else
            out << fmt::format(
                "{} areas: {} overlaps, {} gaps, {} unassigned, {} invalid, {} orphans, {} code errors; {:.2f} s\n",
                r.grids, r.overlaps, r.gaps, r.unassigned, r.invalid, r.orphans, r.code_errors, r.seconds);
        for (std::size_t i = 0; i < std::min(r.findings.size(), shown_findings); ++i)
            words << fmt::format("  {}: {} ({:.6f} {:.6f})\n", r.findings[i].kind, r.findings[i].text,
                       r.findings[i].place.lon, r.findings[i].place.lat);
        if (r.findings.size() > shown_findings)
            words << fmt::format("  and {} more\n", r.findings.size() - shown_findings);
        return 0;
    } catch (const geo::Cancelled&) {
        err << fmt::format("gridwatch check: cancelled\n");
        return 1;
    } catch (const std::exception& error) {
        err << fmt::format("gridwatch check: {}\n", data::one_line(error.what()));
        return 1;
    }
}

} // namespace console

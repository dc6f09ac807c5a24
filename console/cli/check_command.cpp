#include "console/cli/check_command.h"

#include "console/cli/draft_report.h"
#include "console/cli/zones_report.h"
#include "console/work/interrupt.h"
#include "data/drafts/draft_rows.h"
#include "data/error.h"
#include "data/import/zones.h"
#include "data/records/check.h"
#include "data/records/plain_text.h"
#include "data/store/draft_desk.h"
#include "data/store/named_system.h"
#include "geo/cancelled.h"
#include "geo/error.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <ostream>

namespace console {
namespace {

constexpr std::size_t shown_findings = 20;

/// The boundaries in force as a draft would begin with them.
data::Draft as_draft(const std::vector<data::Grid>& rows, data::TimePoint now)
{
    auto ground = std::make_shared<data::DraftGround>();
    for (const data::Grid& row : rows)
        if (data::is_in_force(row, now))
            ground->areas.push_back(row);
    return data::Draft(std::move(ground));
}

std::string digest_of(const std::vector<data::Grid>& rows, data::TimePoint now)
{
    try {
        return data::digest_of(as_draft(rows, now).version());
    } catch (const geo::Error&) {
        return ""; // a shape that is none: it is among the findings
    }
}

data::CheckReport check_in_force(data::Store& store, bool with_digest, data::TimePoint now, std::stop_token stop)
{
    const data::WorkspaceLoaded world = store.load();
    data::CheckReport report = data::check_grids(world.grids->rows, now, stop);
    if (with_digest)
        report.digest = digest_of(world.grids->rows, now);
    return report;
}

data::CheckReport check_draft(data::Store& store, const std::string& name, data::TimePoint now, std::stop_token stop)
{
    const data::Draft draft = data::load_draft(store, name, now);
    std::vector<data::Grid> rows = data::rows_of(draft);
    data::CheckReport report = data::check_grids(rows, now, stop);
    // As the editor counts its own level: where three grids lie over each other is one overlap, land that is kept as it is is no gap.
    std::erase_if(rows, [&](const data::Grid& grid) { return grid.level == draft.level(); });
    const data::CheckReport above = data::check_grids(rows, now, stop);
    const DraftReport counted = make_draft_report(draft, store.draft(name).value(), {});
    const auto both = [](std::int64_t of_areas, std::size_t of_grids) { return of_areas + static_cast<std::int64_t>(of_grids); };
    report.overlaps = both(above.overlaps, counted.overlaps), report.gaps = both(above.gaps, counted.gaps);
    report.unassigned = both(above.unassigned, counted.unassigned), report.invalid = both(above.invalid, counted.invalid);
    report.digest = counted.digest;
    return report;
}

int check_zones(const CheckArguments& arguments, data::Store& store, std::ostream& out, data::TimePoint now, std::stop_token stop)
{
    const auto begin = std::chrono::steady_clock::now();
    data::ZoneFile file = data::zone_file_from(arguments.zones);
    file.field = arguments.zone_field;
    file.crs = data::resolve_system(store, arguments.crs);
    const std::vector<data::Zone> zones = data::read_zones(file, stop);
    const data::Draft draft = arguments.draft.empty() ? as_draft(store.load().grids->rows, now) : data::load_draft(store, arguments.draft, now);
    ZonesReport report = make_zones_report(draft, data::check_unions(draft.version(), zones, {}, stop));
    report.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    out << (arguments.json ? json_from(report) + '\n' : words_from(report));
    return report.no_unions > 0 ? 1 : 0;
}

} // namespace

int run_check(const CheckArguments& arguments, std::ostream& out, std::ostream& err)
{
    try {
        const Interrupt interrupt;
        const auto now = std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());
        data::Store store = data::Store::open(arguments.workspace, data::OpenMode::read_only);
        store.stop_with(interrupt.token());
        if (!arguments.zones.empty())
            return check_zones(arguments, store, out, now, interrupt.token());
        const data::CheckReport r = arguments.draft.empty() ? check_in_force(store, arguments.json, now, interrupt.token())
                                                            : check_draft(store, arguments.draft, now, interrupt.token());
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

#include "console/cli/edit_command.h"

#include "data/records/plain_text.h"
#include "data/store/draft_desk.h"
#include "data/store/process.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <chrono>
#include <cmath>
#include <fstream>
#include <iostream>

namespace console {
namespace {

using nlohmann::ordered_json;

data::TimePoint edit_time() { return std::chrono::time_point_cast<std::chrono::microseconds>(std::chrono::system_clock::now()); }

std::vector<std::string> names(const data::Draft& draft, const data::DraftVersion& version, const std::vector<geo::FaceId>& faces)
{
    std::vector<std::string> out;
    for (const geo::FaceId face : faces)
        if (version.owner(face))
            out.push_back(draft.name_for_scripts(face));
    return out;
}

ordered_json answer(std::size_t line, const data::RefusedOp& no)
{
    ordered_json out{{"line", line}, {"done", false}, {"reason", data::draft_refusal_names[static_cast<std::size_t>(no.reason)]}, {"text", no.text}};
    if (no.at)
        out["at"] = {no.at->lon, no.at->lat};
    return out;
}

class EditSession {
public:
    EditSession(const EditArguments& arguments, std::ostream& out) : arguments_(arguments), out_(out)
    {
        const data::Actor actor{{}, {}, "command line"};
        try {
            store_.emplace(data::Store::open_to_write(arguments.workspace, actor, edit_time()));
            desk_.emplace(*store_, arguments.draft, data::this_process("command line", {}, edit_time()), actor, edit_time());
        } catch (const data::DraftHeld& held) {
            closed_ = data::RefusedOp{data::DraftRefusal::held, held.what(), {}};
        } catch (const data::OutOfDate& out_of_date) {
            closed_ = data::RefusedOp{data::DraftRefusal::out_of_date, out_of_date.what(), {}};
        } catch (const data::DiskFull& full) {
            closed_ = data::RefusedOp{data::DraftRefusal::disk_full, full.what(), {}};
        }
    }

    const std::optional<data::RefusedOp>& closed() const { return closed_; }
    bool was_refused() const { return refused_ > 0; }
    std::string words() const
    {
        return fmt::format("{} done, {} refused{}", done_, refused_, desk_ ? fmt::format("; the draft {} has {} entries", desk_->head().name, desk_->head().entries) : std::string());
    }

    /// False: the script ends here.
    bool line(std::size_t number, const std::string& text)
    {
        const auto begin = std::chrono::steady_clock::now();
        auto op = data::parse_draft_op(text);
        if (const data::RefusedOp* no = std::get_if<data::RefusedOp>(&op))
            return refuse(number, *no);
        if (closed_)
            return refuse(number, *closed_);
        const data::OpOutcome outcome = desk_->perform(std::get<data::DraftOp>(op), edit_time());
        if (const data::RefusedOp* no = std::get_if<data::RefusedOp>(&outcome))
            return refuse(number, *no);
        const data::DoneOp& done = std::get<data::DoneOp>(outcome);
        const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - begin;
        const data::Draft& draft = desk_->draft();
        std::vector<std::string> removed;
        for (const data::DraftEdit::GridChange& change : done.edit.grids)
            if (!change.after)
                removed.push_back(change.before->code.empty() || !draft.find(data::GridRef(change.before->code)).index() ? fmt::format("#{}", change.before->id.value)
                                                                                                                       : change.before->code);
        ordered_json said{{"line", number},
                         {"done", true},
                         {"seq", done.entry.seq},
                         {"op", done.entry.op},
                         {"changed", names(draft, draft.version(), done.changed)},
                         {"created", names(draft, draft.version(), done.created)},
                         {"removed", removed},
                         {"touched", names(draft, draft.version(), done.touched)},
                         {"ms", std::round(took.count() * 1000) / 1000}};
        if (done.entry.op == "repair")
            said["repairs"] = done.repairs, said["area_m2"] = std::round(done.area_m2 * 1000) / 1000;
        say(said);
        ++done_;
        return true;
    }

private:
    bool refuse(std::size_t number, const data::RefusedOp& no)
    {
        ++refused_;
        say(answer(number, no));
        return !arguments_.stop;
    }

    /// Flushed: whoever reads it may rely on what it says.
    void say(const ordered_json& object)
    {
        out_ << object.dump(-1, ' ', false, ordered_json::error_handler_t::replace) << '\n';
        out_.flush();
    }

    const EditArguments& arguments_;
    std::ostream& out_;
    std::optional<data::Store> store_;
    std::optional<data::DraftDesk> desk_;
    std::optional<data::RefusedOp> closed_;
    std::size_t done_ = 0, refused_ = 0;
};

} // namespace

int run_edit(const EditArguments& arguments, std::ostream& out, std::ostream& err)
{
    try {
        std::ifstream file;
        if (arguments.script != "-") {
            file.open(arguments.script);
            if (!file)
                throw data::Error(fmt::format("{}: cannot be read", arguments.script));
        }
        std::istream& in = arguments.script == "-" ? std::cin : file;
        EditSession session(arguments, out);
        std::string text;
        bool had_lines = false;
        for (std::size_t number = 1; std::getline(in, text); ++number) {
            if (text.find_first_not_of(" \t\r") == std::string::npos)
                continue;
            had_lines = true;
            if (!session.line(number, text))
                break;
        }
        if (!had_lines && session.closed())
            throw data::Error(session.closed()->text);
        if (!arguments.json)
            err << session.words() << '\n';
        return session.was_refused() ? 1 : 0;
    } catch (const std::exception& error) {
        err << fmt::format("gridwatch edit: {}\n", data::one_line(error.what()));
        return 1;
    }
}

}

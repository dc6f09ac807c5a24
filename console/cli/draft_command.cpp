#include "console/cli/draft_command.h"

#include "console/cli/draft_report.h"
#include "console/cli/usage.h"
#include "data/drafts/crosswalk.h"
#include "data/export/crosswalk_file.h"
#include "data/records/plain_text.h"
#include "data/store/process.h"
#include "data/store/publish_draft.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <chrono>
#include <filesystem>
#include <ostream>

namespace console {
namespace {

using nlohmann::ordered_json;

data::TimePoint this_instant() { return std::chrono::time_point_cast<std::chrono::microseconds>(std::chrono::system_clock::now()); }

std::string holder_of(const data::DraftHead& head)
{
    return head.holder ? fmt::format("{} (process {})", head.holder->seat, head.holder->process) : "";
}

class DraftCommand {
public:
    DraftCommand(const DraftArguments& arguments, std::ostream& out, std::ostream& err) : arguments_(arguments), out_(out), err_(err), store_(opened(arguments)) {}

    int run()
    {
        return arguments_.verb == "list"      ? list()
               : arguments_.verb == "check"   ? check()
               : arguments_.verb == "preview" ? preview()
               : arguments_.verb == "publish" ? publish()
               : arguments_.verb == "withdraw" ? withdraw()
                                              : discard();
    }

private:
    static data::Store opened(const DraftArguments& arguments)
    {
        const bool is_written = arguments.verb == "publish" || arguments.verb == "withdraw" || arguments.verb == "discard";
        return is_written ? data::Store::open_to_write(arguments.workspace, actor(), this_instant()) : data::Store::open_to_read(arguments.workspace, actor(), this_instant());
    }
    static data::Actor actor() { return {{}, {}, "command line"}; }

    data::DraftHead head()
    {
        const std::vector<data::DraftHead> drafts = store_.drafts();
        std::vector<std::string> names;
        for (const data::DraftHead& draft : drafts)
            names.push_back(draft.name);
        if (drafts.empty())
            throw data::Error("There is no draft in this workspace.");
        if (arguments_.name.empty() && drafts.size() > 1)
            throw data::Error(fmt::format("There are {} drafts, name one: {}.", drafts.size(), fmt::join(names, ", ")));
        const auto at = std::ranges::find(drafts, arguments_.name.empty() ? names.front() : arguments_.name, &data::DraftHead::name);
        if (at == drafts.end())
            throw data::Error(fmt::format("There is no draft {}; there is {}.", arguments_.name, fmt::join(names, ", ")));
        return *at;
    }

    std::optional<std::string> edition_of(const data::DraftHead& head)
    {
        for (const data::Edition& edition : store_.editions())
            if (edition.id == head.edition)
                return edition.name;
        return std::nullopt;
    }

    void say(const ordered_json& object) { out_ << object.dump(-1, ' ', false, ordered_json::error_handler_t::replace) << '\n'; }

    int list()
    {
        ordered_json drafts = ordered_json::array();
        for (const data::DraftHead& draft : store_.drafts()) {
            const std::string holder = holder_of(draft);
            const auto edition = edition_of(draft);
            if (arguments_.json)
                drafts.push_back({{"name", draft.name},
                                  {"entries", draft.entries},
                                  {"holder", holder.empty() ? ordered_json() : ordered_json(holder)},
                                  {"edition", edition ? ordered_json(*edition) : ordered_json()}});
            else
                out_ << fmt::format("{}: {} edits, {}{}\n", draft.name, draft.entries, edition ? fmt::format("on the edition {}", *edition) : "on the boundaries before the first edition",
                                    holder.empty() ? "" : fmt::format(", held by {}", holder));
        }
        if (arguments_.json)
            say({{"drafts", std::move(drafts)}});
        return 0;
    }

    int check()
    {
        const auto begin = std::chrono::steady_clock::now();
        const data::DraftHead head = this->head();
        const data::Draft draft = data::load_draft(store_, head, this_instant());
        DraftReport report = make_draft_report(draft, head, edition_of(head));
        report.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
        out_ << (arguments_.json ? json_from(report) + '\n' : words_from(report));
        return 0;
    }

    data::Preview preview_of(const data::Draft& draft)
    {
        const data::WorkspaceLoaded world = store_.load();
        return data::make_preview(draft.base(), draft.version(), draft.ground(), *world.incidents, world.cameras->rows);
    }

    int preview()
    {
        const data::Preview preview = preview_of(data::load_draft(store_, head(), this_instant()));
        out_ << (arguments_.json ? json_from(preview) + '\n' : words_from(preview));
        return 0;
    }

    data::TimePoint valid_from()
    {
        if (arguments_.from.empty())
            return this_instant();
        const auto time = data::local_zone(store_.info()).parse(arguments_.from);
        if (!time)
            throw Usage{fmt::format("--from {}: a day such as 2026-12-01 is wanted, or an instant in ISO 8601", arguments_.from)};
        return *time;
    }

    int publish()
    {
        const data::TimePoint from = valid_from();
        const data::DraftDesk desk(store_, head().name, data::this_process("command line", {}, this_instant()), actor(), this_instant());
        const std::vector<data::CrosswalkRow> crosswalk = data::make_crosswalk(preview_of(desk.draft()));
        const data::PublishOutcome outcome = data::publish_draft(store_, desk, actor(), from, data::csv_of(crosswalk), this_instant());
        if (const data::RefusedPublication* no = std::get_if<data::RefusedPublication>(&outcome)) {
            refuse(*no);
            return 1;
        }
        const data::Published& published = std::get<data::Published>(outcome);
        const std::string file = write(crosswalk, published.edition.name);
        if (arguments_.json)
            say({{"edition", published.edition.name},
                 {"valid_from", data::iso8601(published.edition.valid_from)},
                 {"reassigned", published.incidents},
                 {"crosswalk", file.empty() ? ordered_json() : ordered_json(file)}});
        else
            out_ << fmt::format("The edition {} is published, valid from {}; {}.{}\n", published.edition.name, data::iso8601(published.edition.valid_from),
                                published.edition.is_applied ? fmt::format("{} incidents and {} cameras have another grid", published.incidents, published.cameras)
                                                             : "incidents and cameras go by it from then on",
                                file.empty() ? "" : fmt::format(" Old codes to new ones: {}", file));
        return 0;
    }

    void refuse(const data::RefusedPublication& no)
    {
        if (arguments_.json) {
            if (!no.by.empty()) {
                say({{"conflict", no.conflict}, {"by", no.by}});
            } else {
                ordered_json object{{"refused", no.text}};
                if (no.at)
                    object["at"] = {no.at->lon, no.at->lat};
                say(object);
            }
        }
        err_ << fmt::format("gridwatch draft: {}\n", data::one_line(no.text));
    }

    /// Where the crosswalk is now; "" where it could not be written, which undoes nothing: the edition keeps it.
    std::string write(const std::vector<data::CrosswalkRow>& rows, const std::string& edition)
    {
        const data::CrosswalkFiles files =
            arguments_.crosswalk.empty() ? data::save_crosswalks(rows, std::filesystem::path(arguments_.workspace).parent_path(), edition)
                                         : data::save_crosswalks(rows, std::array{std::filesystem::path(arguments_.crosswalk)});
        for (const auto& [file, why] : files.failed)
            err_ << fmt::format("gridwatch draft: the edition is published, but not its crosswalk {}: {}\n", file.string(), data::one_line(why));
        return files.written.empty() ? "" : files.written.front().string();
    }

    int withdraw()
    {
        if (arguments_.name.empty())
            throw Usage{"withdraw: name the edition"};
        if (const auto no = data::withdraw_edition(store_, arguments_.name, data::this_process("command line", {}, this_instant()), actor(), this_instant())) {
            refuse(*no);
            return 1;
        }
        if (arguments_.json)
            say({{"withdrawn", arguments_.name}, {"draft", arguments_.name}});
        else
            out_ << fmt::format("The edition {0} is withdrawn; the draft {0} is open again.\n", arguments_.name);
        return 0;
    }

    int discard()
    {
        const data::DraftHead head = this->head();
        if (arguments_.name.empty())
            throw Usage{"discard: name the draft"};
        store_.discard_draft(head.id, data::this_process("command line", {}, this_instant()), actor(), this_instant());
        if (arguments_.json)
            say({{"discarded", head.name}, {"entries", head.entries}});
        else
            out_ << fmt::format("The draft {} with {} edits is discarded.\n", head.name, head.entries);
        return 0;
    }

    const DraftArguments& arguments_;
    std::ostream &out_, &err_;
    data::Store store_;
};

} // namespace

int run_draft(const DraftArguments& arguments, std::ostream& out, std::ostream& err)
{
    try {
        return DraftCommand(arguments, out, err).run();
    } catch (const Usage& usage) {
        err << fmt::format("gridwatch draft: {}\n", usage.what);
        return 2;
    } catch (const std::exception& error) {
        if (arguments.json && (arguments.verb == "publish" || arguments.verb == "withdraw" || arguments.verb == "discard"))
            out << ordered_json{{"refused", data::one_line(error.what())}}.dump(-1, ' ', false, ordered_json::error_handler_t::replace) << '\n';
        err << fmt::format("gridwatch draft: {}\n", data::one_line(error.what()));
        return 1;
    }
}

} // namespace console

#include "console/cli/log_command.h"

#include "data/error.h"
#include "data/store.h"
#include "data/time.h"
#include "video/redact.h"

#include <fmt/format.h>
#include <fmt/ostream.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <ostream>

namespace console {
namespace {

/// Writes rows in one of three forms.
class LogWriter {
public:
    LogWriter(const LogArguments& arguments, std::ostream& out) : arguments_(arguments), out_(out)
    {
        if (arguments.json)
            out << "{\"rows\":[";
        else if (arguments.csv) // the mark makes spreadsheets read UTF-8
            out << "\xEF\xBB\xBFtime,account,post,seat,kind,subject,detail\r\n";
    }

    void write(const data::LogRow& row)
    {
        const data::SessionLogEntry& entry = row.entry;
        // Nothing in the log has credentials; what an older program wrote goes through the same sink all the same.
        const std::string subject = video::without_credentials(entry.subject), detail = video::without_credentials(entry.detail);
        if (arguments_.json) {
            const nlohmann::ordered_json object{{"time", data::iso8601(entry.time)}, {"account", row.account}, {"post", row.post},
                                                {"seat", entry.actor.seat},          {"kind", entry.kind},     {"subject", subject},
                                                {"detail", detail}};
            out_ << (rows_++ ? "," : "") << object.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
        } else if (arguments_.csv) {
            fmt::print(out_, "{},{},{},{},{},{},{}\r\n", data::iso8601(entry.time), cell(row.account), cell(row.post), cell(entry.actor.seat),
                       cell(entry.kind), cell(subject), cell(detail));
        } else {
            fmt::print(out_, "{}  {:<12} {:<10} {:<20} {}{}{}\n", data::iso8601(entry.time), entry.actor.seat, row.account, entry.kind, subject,
                       detail.empty() ? "" : "  ", one_line(detail));
        }
    }

    void finish()
    {
        if (arguments_.json)
            out_ << "]}\n";
        out_.flush();
    }

private:
    static std::string one_line(std::string text)
    {
        std::ranges::replace(text, '\n', ' ');
        return text;
    }

    /// Quoted where needed; a text that a spreadsheet would take for a formula stays a text.
    static std::string cell(const std::string& text)
    {
        std::string value = text;
        if (!value.empty() && std::string("=+-@\t\r").find(value[0]) != std::string::npos)
            value.insert(0, "'");
        if (value.find_first_of(",\"\r\n") == std::string::npos)
            return value;
        std::string quoted = "\"";
        for (const char c : value)
            quoted += c == '"' ? "\"\"" : std::string(1, c);
        return quoted + "\"";
    }

    const LogArguments& arguments_;
    std::ostream& out_;
    std::size_t rows_ = 0;
};

/// An incident's history as rows of the same shape: kind "event:accepted".
std::vector<data::LogRow> history_rows(data::Store& store, const data::WorkspaceLoaded& world, const LogArguments& arguments,
                                       const data::LogFilter& filter)
{
    const auto incident = std::ranges::find(*world.incidents, arguments.incident, &data::Incident::number);
    if (incident == world.incidents->end())
        throw data::Error(fmt::format("There is no incident {} in {}; the list of incidents has the numbers.", arguments.incident, arguments.workspace));
    std::vector<data::LogRow> rows;
    for (const data::IncidentEvent& event : store.history(incident->id)) {
        const data::Account* account = world.accounts->find(event.actor.account);
        const data::Post* post = world.posts->find(event.actor.post);
        data::LogRow row{0, {event.time, event.actor, "event:" + event.kind, "incident " + incident->number, event.text},
                         account ? account->label : "", post ? post->label : ""};
        const bool is_wanted = (!filter.from || event.time >= *filter.from) && (!filter.to || event.time < *filter.to) &&
                               (filter.kinds.empty() || std::ranges::find(filter.kinds, row.entry.kind) != filter.kinds.end()) &&
                               (filter.account.empty() || filter.account == row.account) && (filter.seat.empty() || filter.seat == event.actor.seat);
        if (is_wanted)
            rows.push_back(std::move(row));
    }
    return rows;
}

}

int run_log(const LogArguments& arguments, std::ostream& out)
{
    data::Store store = data::Store::open(arguments.workspace, data::OpenMode::read_only);
    data::LogFilter filter;
    filter.kinds = arguments.kinds;
    filter.account = arguments.account;
    filter.seat = arguments.seat;
    filter.last = arguments.last;
    if (!arguments.from.empty())
        filter.from = data::parse_time(arguments.from);
    if (!arguments.to.empty())
        filter.to = data::parse_time(arguments.to);
    if (!arguments.camera.empty())
        filter.subject = "camera " + arguments.camera;
    std::vector<data::LogRow> merged;
    if (!arguments.incident.empty()) {
        filter.subject = "incident " + arguments.incident;
        merged = history_rows(store, store.load(), arguments, filter);
    }
    LogWriter writer(arguments, out);
    auto event = merged.begin();
    if (arguments.incident.empty()) {
        store.read_log(filter, [&](const data::LogRow& row) {
            writer.write(row);
            return true;
        });
    } else {
        store.read_log(filter, [&](const data::LogRow& row) {
            merged.push_back(row);
            return true;
        });
        std::ranges::stable_sort(merged, {}, [](const data::LogRow& row) { return row.entry.time; });
        event = filter.last && merged.size() > filter.last ? merged.end() - static_cast<std::ptrdiff_t>(filter.last) : merged.begin();
        for (; event != merged.end(); ++event)
            writer.write(*event);
    }
    writer.finish();
    return 0;
}

}

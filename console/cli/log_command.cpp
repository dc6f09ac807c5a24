#include "console/cli/log_command.h"

#include "console/seat/log_book.h"
#include "data/error.h"
#include "data/records/plain_text.h"
#include "data/records/time.h"
#include "data/store/store.h"
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
                       detail.empty() ? "" : "  ", data::one_line(detail));
        }
    }

    void finish()
    {
        if (arguments_.json)
            out_ << "]}\n";
        out_.flush();
    }

private:
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
    LogWriter writer(arguments, out);
    if (arguments.incident.empty()) {
        store.read_log(filter, [&](const data::LogRow& row) {
            writer.write(row);
            return true;
        });
    } else {
        const data::WorkspaceLoaded world = store.load();
        const auto incident = std::ranges::find(*world.incidents, arguments.incident, &data::Incident::number);
        if (incident == world.incidents->end())
            throw data::Error(fmt::format("There is no incident {} in {}; the list of incidents has the numbers.", arguments.incident, arguments.workspace));
        for (const data::LogRow& row : read_incident_log(store, incident->id, incident->number, *world.accounts, *world.posts, filter))
            writer.write(row);
    }
    writer.finish();
    return 0;
}

}

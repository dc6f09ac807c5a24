#include "console/cli/keep_arguments.h"

#include "console/cli/log_command.h"
#include "console/doctor/doctor.h"
#include "console/work/interrupt.h"
#include "data/records/plain_text.h"
#include "data/records/time.h"
#include "data/store/backup.h"
#include "data/store/store.h"
#include "data/store/upgrade.h"
#include "data/store/verify.h"
#include "geo/cancelled.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <fmt/ostream.h>
#include <nlohmann/json.hpp>

#include <cmath>
#include <memory>
#include <ostream>

namespace console {
namespace {

using Json = nlohmann::ordered_json;

struct Words {
    std::string workspace, other;
    bool replace = false, dry_run = false, undo = false, json = false;
};

/// One line whatever goes wrong.
int said(const char* verb, std::ostream& err, const std::function<int()>& work)
{
    try {
        return work();
    } catch (const geo::Cancelled&) {
        fmt::print(err, "gridwatch {}: cancelled\n", verb);
    } catch (const std::exception& error) {
        fmt::print(err, "gridwatch {}: {}\n", verb, data::one_line(error.what()));
    }
    return 1;
}

double rounded_seconds(double seconds) { return std::round(seconds * 100) / 100; }

void print(const Json& result, bool is_json, std::ostream& out)
{
    if (is_json) {
        out << result.dump() << '\n';
        return;
    }
    for (const auto& [key, value] : result.items())
        if (value.is_array())
            for (const Json& one : value)
                out << key << ": " << (one.is_string() ? one.get<std::string>() : one.dump()) << '\n';
        else
            out << key << ": " << (value.is_string() ? value.get<std::string>() : value.dump()) << '\n';
}

Json json_from_plan(const data::UpgradePlan& plan)
{
    Json steps = Json::array();
    for (const data::UpgradeStep& step : plan.steps)
        steps.push_back(fmt::format("schema {}: {}", step.number, step.changes));
    return {{"from", plan.from}, {"to", plan.to}, {"changes", steps}, {"copy", plan.steps.empty() ? "" : plan.copy.string()}, {"kept", plan.kept}};
}

int run_verify(const Words& words, std::ostream& out, std::ostream& err)
{
    const Interrupt interrupt;
    const data::VerifyReport r = data::verify_workspace(words.workspace, std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now()), interrupt.token());
    std::ostream& lines = words.json ? err : out;
    if (words.json)
        out << data::json_from(r) << '\n';
    else
        fmt::print(out, "schema {}: {} damaged, {} tables, {} guards, {} references, {} geometries, {} indexes, {} changes of the history; areas: {} overlaps, "
                        "{} gaps, {} invalid; {:.2f} s\nhistory {}: {} rows{}\n",
                   r.schema, r.damage, r.schema_faults, r.guards, r.references, r.geometries, r.indexes, r.history_gaps, r.grids.overlaps, r.grids.gaps, r.grids.invalid,
                   r.seconds, r.history.empty() ? "not chained" : r.history, r.history_rows,
                   r.taken_back ? fmt::format(", {} of them of imports that were taken back", r.taken_back) : std::string());
    for (const data::VerifyFinding& finding : r.findings)
        fmt::print(lines, "  {}: {}\n", finding.kind, data::one_line(finding.text));
    if (r.is_sound())
        return 0;
    fmt::print(err, "gridwatch verify: {} is not whole; restore a backup (\"gridwatch restore\"), or look at the findings above.\n", words.workspace);
    return 1;
}

}

RunVerb add_backup(CLI::App& app)
{
    auto words = std::make_shared<Words>();
    app.add_option("workspace", words->workspace, "workspace to copy; consoles may go on working in it")->required();
    app.add_option("out", words->other, "file to make")->required();
    app.add_flag("--json", words->json, "one JSON object on stdout");
    return [words](std::ostream& out, std::ostream& err) {
        return said("backup", err, [&] {
            const data::BackupReport r = data::make_backup(words->workspace, words->other);
            print({{"backup", r.out.string()}, {"schema", r.schema}, {"bytes", r.bytes}, {"incidents", r.incidents}, {"events", r.events},
                   {"log_rows", r.log_rows}, {"history", r.history}, {"files", r.files}, {"file_bytes", r.file_bytes}, {"left_out", r.left_out},
                   {"seconds", rounded_seconds(r.seconds)}},
                  words->json, out);
            return 0;
        });
    };
}

RunVerb add_restore(CLI::App& app)
{
    auto words = std::make_shared<Words>();
    app.add_option("backup", words->other, "what \"gridwatch backup\" made")->required();
    app.add_option("workspace", words->workspace, "workspace to make of it")->required();
    app.add_flag("--replace", words->replace, "put it in the place of the present one, which is kept beside it");
    app.add_flag("--json", words->json, "one JSON object on stdout");
    return [words](std::ostream& out, std::ostream& err) {
        return said("restore", err, [&] {
            const data::RestoreReport r = data::restore_backup(words->other, words->workspace, words->replace);
            print({{"workspace", r.workspace.string()}, {"schema", r.schema}, {"incidents", r.incidents}, {"events", r.events},
                   {"log_rows", r.log_rows}, {"files", r.files}, {"kept", r.kept.string()}, {"seconds", rounded_seconds(r.seconds)}},
                  words->json, out);
            return 0;
        });
    };
}

RunVerb add_upgrade(CLI::App& app)
{
    auto words = std::make_shared<Words>();
    app.add_option("workspace", words->workspace, "workspace of an older program")->required();
    auto* dry = app.add_flag("--dry-run", words->dry_run, "say what would change, change nothing");
    app.add_flag("--undo", words->undo, "take the last upgrade back; possible until something new is recorded")->excludes(dry);
    app.add_flag("--json", words->json, "one JSON object on stdout");
    return [words](std::ostream& out, std::ostream& err) {
        return said("upgrade", err, [&] {
            if (words->undo) {
                const data::UndoneUpgrade r = data::undo_upgrade(words->workspace);
                print({{"from", r.from}, {"to", r.to}, {"log_rows", r.log_rows}, {"kept", r.kept.string()}}, words->json, out);
                return 0;
            }
            data::UpgradePlan plan = data::plan_upgrade(words->workspace);
            if (!words->dry_run && !plan.steps.empty())
                plan = data::Store::open(words->workspace, data::OpenMode::read_write).upgraded().value_or(plan);
            print(json_from_plan(plan), words->json, out);
            return 0;
        });
    };
}

RunVerb add_verify(CLI::App& app)
{
    auto words = std::make_shared<Words>();
    app.add_option("workspace", words->workspace, "workspace to look at")->required();
    app.add_flag("--json", words->json, "one JSON object on stdout");
    return [words](std::ostream& out, std::ostream& err) { return said("verify", err, [&] { return run_verify(*words, out, err); }); };
}

RunVerb add_log(CLI::App& app)
{
    auto arguments = std::make_shared<LogArguments>();
    const auto time = [](const std::string& text) { return data::parse_time(text) ? "" : "not an ISO 8601 time: " + text; };
    app.add_option("workspace", arguments->workspace, "workspace")->required();
    app.add_option("--kind", arguments->kinds, "sign_on, camera_shown, search, …; as often as needed")->allow_extra_args(false);
    app.add_option("--camera", arguments->camera, "short number of a camera");
    app.add_option("--incident", arguments->incident, "number of an incident; its history is listed too");
    app.add_option("--account", arguments->account, "label of the account");
    app.add_option("--seat", arguments->seat, "name of the seat");
    app.add_option("--from", arguments->from, "first instant (ISO 8601)")->check(time);
    app.add_option("--to", arguments->to, "end, itself not included (ISO 8601)")->check(time);
    app.add_option("--last", arguments->last, "only the newest N rows");
    auto* json = app.add_flag("--json", arguments->json, "one JSON object on stdout: {\"rows\":[…]}");
    app.add_flag("--csv", arguments->csv, "a table for a spreadsheet")->excludes(json);
    return [arguments](std::ostream& out, std::ostream& err) { return said("log", err, [&] { return run_log(*arguments, out); }); };
}

RunVerb add_doctor(CLI::App& app)
{
    auto words = std::make_shared<Words>();
    app.add_option("workspace", words->workspace, "workspace to look at too");
    app.add_flag("--json", words->json, "one JSON object on stdout");
    return [words](std::ostream& out, std::ostream& err) {
        return said("doctor", err, [&] {
            const Diagnosis diagnosis = examine(words->workspace);
            out << (words->json ? json_from(diagnosis) + "\n" : text_from(diagnosis));
            return 0;
        });
    };
}

}

#include "data/store/verify.h"

#include "data/error.h"
#include "data/records/derive.h"
#include "data/store/sqlite/file_check.h"
#include "data/store/sqlite/migrations.h"
#include "data/store/sqlite/schema_text.h"
#include "data/store/tables/chain.h"
#include "data/store/tables/tables.h"
#include "geo/cancelled.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <soci/soci.h>

#include <algorithm>
#include <chrono>
#include <cmath>

namespace data {
namespace {

constexpr std::int64_t most_findings = 20;
constexpr const char* grown_tables[] = {"incident_events", "session_log", "imports"};
constexpr int schema_with_drafts = 7, schema_with_chains = 8;
constexpr const char* keyed_tables[] = {"grids", "places", "cameras", "incidents"};

struct Verify {
    store::FileConnection& connection;
    TimePoint now;
    std::stop_token stop;
    VerifyReport& report;

    void go_on() const
    {
        if (stop.stop_requested())
            throw geo::Cancelled();
    }

    void find(std::int64_t& count, const char* kind, std::string text) const
    {
        if (++count <= most_findings)
            report.findings.push_back({kind, std::move(text)});
    }

    std::vector<std::string> words(const std::string& query) const
    {
        std::vector<std::string> rows;
        std::string row;
        soci::statement statement = (connection.sql().prepare << query, soci::into(row));
        statement.execute();
        while (statement.fetch())
            rows.push_back(row);
        return rows;
    }

    void check_pages() const
    {
        for (const std::string& verdict : words("pragma integrity_check(100)"))
            if (verdict != "ok")
                find(report.damage, "damage", verdict);
    }

    void check_references() const
    {
        for (const std::string& row : words("select \"table\" || ' row ' || coalesce(rowid, '?') || ' names a row of ' || parent || ' that is not there' "
                                            "from pragma_foreign_key_check"))
            find(report.references, "reference", row);
    }

    /// Tables, columns, indexes and triggers, word for word: whoever may write the file may also take a guard away.
    void check_schema() const
    {
        for (const store::SchemaDifference& difference : store::schema_differences(connection, report.schema))
            if (difference.is_guard)
                find(report.guards, "guard", difference.text);
            else
                find(report.schema_faults, "schema", difference.text);
    }

    void check_geometry() const
    {
        for (const char* table : keyed_tables)
            for (const std::string& name : words(fmt::format("select f_geometry_column from geometry_columns where lower(f_table_name) = '{}' order by 1", table)))
                check_column(table, name);
    }

    void check_column(const std::string& table, const std::string& name) const
    {
        go_on();
        // A closed grid of an old import may be invalid and stays as it was; in force it must be sound.
        const std::string where = table == "grids" ? fmt::format(" and (valid_to_us is null or valid_to_us > {})", micros_from_time(now)) : "";
        for (const std::string& row : words(fmt::format("select rowid || ': ' || coalesce(ST_IsValidReason(\"{0}\"), 'not a geometry') from \"{1}\" where "
                                                        "\"{0}\" is not null and coalesce(ST_IsValid(\"{0}\"), 0) <> 1{2}",
                                                        name, table, where)))
            find(report.geometries, "geometry", fmt::format("{}.{} of row {}", table, name, row));
        if (connection.number(fmt::format("select count(*) from unindexed where table_name = '{}'", table)))
            return; // its index is still to be made
        const std::int64_t rows = connection.number(fmt::format("select count(*) from \"{}\" where \"{}\" is not null", table, name));
        const std::int64_t indexed = connection.number(fmt::format("select count(*) from \"idx_{}_{}\"", table, name));
        if (rows != indexed)
            find(report.indexes, "index", fmt::format("{}.{} has {} rows and {} in its spatial index", table, name, rows, indexed));
    }

    void check_history() const
    {
        if (report.schema >= schema_with_chains)
            check_chains();
        else
            check_gaps();
        if (report.schema >= schema_with_drafts)
            for (const std::string& draft : words("select d.name from drafts d join draft_entries e on e.draft_id = d.id group by d.id having count(*) <> max(e.seq)"))
                find(report.history_gaps, "history", fmt::format("draft {}: edits were taken away from its journal", draft));
        for (const std::string& number : words("select number from incidents i where not exists "
                                               "(select 1 from incident_events e where e.incident_id = i.id) limit 100"))
            find(report.history_gaps, "history", fmt::format("incident {} has no history", number));
        for (const char* table : keyed_tables)
            if (connection.number(fmt::format("select count(*) from unindexed where table_name = '{}'", table)))
                find(report.unfinished, "unfinished", fmt::format("{}: an import was interrupted; opening the workspace once for writing finishes its index", table));
    }

    void check_chains() const
    {
        const store::HistoryCheck check = store::check_history(connection, [this] { go_on(); });
        for (const store::ChangedRow& row : check.changed) {
            if (report.changed_table.empty())
                report.changed_table = row.table, report.changed_id = row.id;
            find(report.history_gaps, "history", fmt::format("{}: row {} {}", row.table, row.id, row.text));
        }
        report.history_rows = check.rows, report.taken_back = check.taken_back, report.history = check.digest;
    }

    /// Before there were chains: rows of these tables get the next number and are never deleted, so a number that is missing was a row.
    void check_gaps() const
    {
        for (const char* table : grown_tables) {
            go_on();
            for (const std::string& gap : words(fmt::format(
                     "select case when id - 1 = before + 1 then id - 1 else (before + 1) || ' to ' || (id - 1) end from "
                     "(select id, lag(id, 1, 0) over (order by id) as before from {0} union all "
                     "select seq + 1, (select coalesce(max(id), 0) from {0}) from sqlite_sequence where name = '{0}') where id > before + 1",
                     table)))
                find(report.history_gaps, "history", fmt::format("{}: row {} was taken away", table, gap));
        }
    }
};

}

VerifyReport verify_workspace(const std::filesystem::path& workspace, TimePoint now, std::stop_token stop)
{
    const auto begin = std::chrono::steady_clock::now();
    const store::FileCheck file = store::check_file(workspace);
    VerifyReport report;
    try {
        store::FileConnection connection(workspace, store::access_for(workspace, file, OpenMode::read_only));
        connection.stop_with(stop);
        report.schema = store::schema_of(connection);
        const Verify verify{connection, now, stop, report};
        verify.check_pages();
        verify.go_on();
        const int newest = store::embedded_migrations().back().number;
        if (report.schema < 1 || report.schema > newest)
            throw Error(geo::remark("schema_unknown", workspace.string(), report.schema, newest));
        verify.check_schema();
        if (report.schema_faults == 0) { // else tables would be asked that are not there
            verify.check_references();
            verify.check_geometry();
            verify.check_history();
            std::vector<Grid> grids = store::read_grids(connection);
            derive(grids);
            report.grids = check_grids(grids, now, stop);
        }
    } catch (const geo::Cancelled&) {
        throw;
    } catch (...) {
        store::rethrow_as_error("The workspace could not be verified", workspace);
    }
    report.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    return report;
}

std::string json_from(const VerifyReport& report)
{
    nlohmann::ordered_json findings = nlohmann::ordered_json::array();
    for (const VerifyFinding& finding : report.findings)
        findings.push_back({{"kind", finding.kind}, {"text", finding.text}});
    nlohmann::ordered_json first = nullptr;
    if (!report.changed_table.empty())
        first = {{"table", report.changed_table}, {"id", report.changed_id}};
    return nlohmann::ordered_json{{"whole", report.is_sound()},
                                  {"first_changed", first},
                                  {"history", report.history},
                                  {"history_rows", report.history_rows},
                                  {"taken_back", report.taken_back},
                                  {"sound", report.is_sound()},
                                  {"schema", report.schema},
                                  {"damage", report.damage},
                                  {"schema_faults", report.schema_faults},
                                  {"unfinished", report.unfinished},
                                  {"references", report.references},
                                  {"geometries", report.geometries},
                                  {"indexes", report.indexes},
                                  {"history_gaps", report.history_gaps},
                                  {"guards", report.guards},
                                  {"grids", nlohmann::ordered_json::parse(json_from(report.grids))},
                                  {"findings", findings},
                                  {"seconds", std::round(report.seconds * 100) / 100}}
        .dump();
}

}

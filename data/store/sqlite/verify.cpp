#include "data/store/verify.h"

#include "data/error.h"
#include "data/records/derive.h"
#include "data/store/sqlite/file_check.h"
#include "data/store/sqlite/migrations.h"
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
constexpr const char* guarded_tables[] = {"incident_events", "session_log", "imports", "drafts", "draft_entries", "editions", "grids_of_editions"};
constexpr int schema_with_drafts = 7;
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

    void check_geometry() const
    {
        for (const std::string& column : words("select f_table_name || ' ' || f_geometry_column from geometry_columns order by 1")) {
            go_on();
            const std::string table = column.substr(0, column.find(' ')), name = column.substr(column.find(' ') + 1);
            // A closed grid of an old import may be invalid and stays as it was; in force it must be sound.
            const std::string where = table == "grids" ? fmt::format(" and (valid_to_us is null or valid_to_us > {})", micros_from_time(now)) : "";
            for (const std::string& row : words(fmt::format("select rowid || ': ' || coalesce(ST_IsValidReason(\"{0}\"), 'not a geometry') from \"{1}\" where "
                                                            "\"{0}\" is not null and coalesce(ST_IsValid(\"{0}\"), 0) <> 1{2}",
                                                            name, table, where)))
                find(report.geometries, "geometry", fmt::format("{}.{} of row {}", table, name, row));
            const std::int64_t rows = connection.number(fmt::format("select count(*) from \"{}\" where \"{}\" is not null", table, name));
            const std::int64_t indexed = connection.number(fmt::format("select count(*) from \"idx_{}_{}\"", table, name));
            if (rows != indexed)
                find(report.indexes, "index", fmt::format("{}.{} has {} rows and {} in its spatial index", table, name, rows, indexed));
        }
    }

    /// Rows of these tables get the next number and are never deleted: a number that is missing was a row.
    void check_history() const
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
        for (const std::string table : guarded_tables) {
            const bool is_of_drafts = table.starts_with("draft") || table.ends_with("editions");
            if (report.schema < schema_with_drafts && is_of_drafts)
                continue;
            for (const std::string_view what : {"update", "delete", "replace"})
                if ((is_of_drafts || what != "replace") && // the tables before them have no guard against it
                    !connection.number(fmt::format("select count(*) from sqlite_master where type = 'trigger' and name = '{}_no_{}'", table, what)))
                    find(report.guards, "guard", fmt::format("{}: nothing forbids to {} its rows any more", table, what));
        }
        if (report.schema >= schema_with_drafts)
            for (const std::string& draft : words("select d.name from drafts d join draft_entries e on e.draft_id = d.id group by d.id having count(*) <> max(e.seq)"))
                find(report.history_gaps, "history", fmt::format("draft {}: edits were taken away from its journal", draft));
        for (const std::string& number : words("select number from incidents i where not exists "
                                               "(select 1 from incident_events e where e.incident_id = i.id) limit 100"))
            find(report.history_gaps, "history", fmt::format("incident {} has no history", number));
        for (const char* table : keyed_tables)
            if (const std::int64_t open = connection.number(fmt::format("select count(*) from unindexed where table_name = '{}'", table)))
                find(report.indexes, "index", fmt::format("{}: {} interrupted import; open the workspace once for writing", table, open));
    }
};

}

VerifyReport verify_workspace(const std::filesystem::path& workspace, TimePoint now, std::stop_token stop)
{
    const auto begin = std::chrono::steady_clock::now();
    store::check_file(workspace);
    VerifyReport report;
    try {
        store::FileConnection connection(workspace, store::Access::query_only);
        report.schema = store::schema_of(connection);
        const Verify verify{connection, now, stop, report};
        verify.check_pages();
        verify.go_on();
        verify.check_references();
        verify.check_geometry();
        verify.check_history();
        std::vector<Grid> grids = store::read_grids(connection);
        derive(grids);
        report.grids = check_grids(grids, now, stop);
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
    return nlohmann::ordered_json{{"sound", report.is_sound()},
                                  {"schema", report.schema},
                                  {"damage", report.damage},
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

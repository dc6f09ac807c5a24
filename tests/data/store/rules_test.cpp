// What the tables refuse, and who can read them.

#include "data/store/store.h"

#include "data/error.h"
#include "data/store/sqlite/file_connection.h"
#include "data/store/sqlite/migrations.h"
#include "data/store/sqlite/spatialite.h"
#include "tests/data/fresh_folder.h"
#include "tests/data/sample.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <fstream>
#include <regex>
#include <sstream>

namespace {

using namespace data;
using sample::noon;
using testing::HasSubstr;

std::string refusal(const std::filesystem::path& path, const std::string& statement)
{
    store::FileConnection connection(path, store::Access::read_write);
    try {
        store::run_script(connection.handle(), statement);
    } catch (const Error& error) {
        return error.what();
    }
    return "";
}

TEST(StoreRules, HistoryIsAppendOnly)
{
    FreshFolder folder;
    const auto path = folder / "city.sqlite";
    {
        Store store = Store::create(path);
        store.commit(ReportIncident{}, {}, noon);
        store.log(std::vector{SessionLogEntry{noon, {}, "sign_on", "", ""}});
        store.begin_import();
        store.publish_import({.file_name = "a", .what = "grids"}, {}, {}, noon);
        Grid closed = sample::grid(Level::grid, "1", sample::square(114, 30, 1));
        closed.valid_to = noon;
        store.put(std::vector{closed, sample::grid(Level::grid, "2", sample::square(115, 30, 1))});
    }
    const struct {
        const char *statement, *reason;
    } rows[] = {
        {"update incident_events set text = 'x'", "never changed"},
        {"delete from incident_events", "never deleted"},
        {"update session_log set detail = 'x'", "never changed"},
        {"delete from session_log", "never deleted"},
        {"update imports set report = 'x'", "never changed"},
        {"delete from imports", "never deleted"},
        {"delete from incidents", "FOREIGN KEY"},
        {"update grids set valid_to_us = null where code = '1'", "closed grid"},
        {"update grids set valid_to_us = 7 where code = '1'", "closed grid"},
        {"update grids set geom = (select geom from grids where code = '2') where code = '1'", "closed grid"},
        {"update grids set geom = MakePoint(1, 2, 4326) where code = '2'", "violates Geometry constraint"},
        {"insert into grids (level, code, name, kind, remark) values ('grid', '', '', 'base', '')", "not the geometry"},
        {"insert into grids (level, code, name, kind, remark, geom) values ('grid', '', '', 'base', '', null)",
         "NOT NULL"},
        {"insert into grids (level, code, name, kind, remark, geom) values ('grid', '', '', 'base', '', MakePoint(1, "
         "2, 4326))",
         "not the geometry"},
        {"update incidents set has_position = 1", "not understood"},
        {"update incidents set severity = 4", "CHECK"},
        {"select 0", "failed"},
    };
    for (const auto& row : rows)
        EXPECT_THAT(refusal(path, row.statement), HasSubstr(row.reason)) << row.statement;
    EXPECT_EQ(refusal(path, "update grids set valid_to_us = 7 where code = '2'"), "");
    EXPECT_EQ(refusal(path, "update grids set remark = 'still' where code = '1'"), "");
}

TEST(StoreRules, ImpossibleChangesHaveAPlainWord)
{
    FreshFolder folder;
    Store store = Store::create(folder / "city.sqlite");
    const IncidentId id = std::get<IncidentSaved>(store.commit(ReportIncident{}, {}, noon)).incident.id;
    const auto word = [&](const Change& change) -> std::string {
        try {
            store.commit(change, {}, noon);
        } catch (const Error& error) {
            return error.what();
        }
        return "";
    };
    EXPECT_THAT(word(AddIncidentNote{id, " \n"}), HasSubstr("empty note"));
    EXPECT_THAT(word(SetIncidentSeverity{id, Severity::grave, ""}), HasSubstr("reason"));
    EXPECT_THAT(word(SetIncidentSeverity{id, Severity::ordinary, "x"}), HasSubstr("already"));
    EXPECT_THAT(word(AcceptIncident{{77}}), HasSubstr("not in the workspace"));
    EXPECT_EQ(word(AcceptIncident{id}), "");
    EXPECT_THAT(word(AcceptIncident{id}), HasSubstr("already accepted"));
    EXPECT_EQ(word(CloseIncident{id, ""}), "");
    EXPECT_THAT(word(AcceptIncident{id}), HasSubstr("is closed"));
    EXPECT_THAT(word(CloseIncident{id, ""}), HasSubstr("is closed"));
    EXPECT_EQ(word(AddIncidentNote{id, "after the end"}), "");
    EXPECT_EQ(store.history(id).size(), 4u);
}

TEST(StoreRules, EveryColumnIsExplained)
{
    std::string sql;
    for (const store::Migration& step : store::embedded_migrations())
        sql += step.sql;
    std::istringstream lines(sql);
    int columns = 0;
    bool in_table = false;
    for (std::string line; std::getline(lines, line);) {
        if (line.starts_with("create table"))
            in_table = true;
        else if (line.starts_with(")"))
            in_table = false;
        else if (in_table && line.find_first_not_of(' ') != std::string::npos) {
            ++columns;
            EXPECT_THAT(line, HasSubstr("-- "));
        }
    }
    EXPECT_GT(columns, 90);
}

// SOCI keeps the address of what `use` and `into` get: a temporary is gone when the statement runs. Its vectors cut
// integers to 32 bits, and what() prints bound values.
TEST(StoreRules, StatementsNameTheirVariables)
{
    const std::regex bound(R"(\b(?:use|into)\(([^()]*(?:\([^()]*\))?[^()]*)\))"), variable(R"([a-z_]+(?:\.[a-z_]+)?)");
    int found = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(SOURCE_DIR "/data")) {
        if (entry.path().extension() != ".cpp" && entry.path().extension() != ".h")
            continue;
        std::ostringstream text;
        text << std::ifstream(entry.path()).rdbuf();
        const std::string source = text.str();
        for (std::sregex_iterator at(source.begin(), source.end(), bound), end; at != end; ++at) {
            if ((*at)[0].str().find("soci") == std::string::npos &&
                source.substr(std::max<long>(0, at->position() - 6), 6) != "soci::")
                continue;
            ++found;
            std::string arguments = (*at)[1];
            for (std::istringstream parts(arguments); std::getline(parts, arguments, ',');) {
                arguments.erase(0, arguments.find_first_not_of(' '));
                EXPECT_TRUE(std::regex_match(arguments, variable)) << entry.path() << ": " << at->str();
            }
        }
        for (const char* forbidden : {"soci::row", "std::tm", "rowset", "boost::optional"})
            EXPECT_EQ(source.find(forbidden), std::string::npos) << entry.path() << ": " << forbidden;
    }
    EXPECT_GT(found, 200);
}

TEST(StoreRules, AnyGisSeesTheGeometry)
{
    FreshFolder folder;
    const auto path = folder / "city.sqlite";
    {
        Store store = Store::create(path);
        const auto grids =
            store.put(std::vector{sample::grid(Level::grid, "420102001001001", sample::square(114, 30, 1))});
        store.put(std::vector{sample::incident("1", {114.5, 30.5})}, Actor{});
    }
    FILE* pipe = popen(("ogrinfo -so -al '" + path.string() + "' 2>&1; echo status $?").c_str(), "r");
    ASSERT_TRUE(pipe);
    std::string output;
    for (std::array<char, 4096> buffer{}; const std::size_t n = std::fread(buffer.data(), 1, buffer.size(), pipe);)
        output.append(buffer.data(), n);
    pclose(pipe);
    if (output.find("not found") != std::string::npos)
        GTEST_SKIP() << "ogrinfo (gdal-bin) is not installed";
    EXPECT_NE(output.find("status 0"), std::string::npos);
    for (const char* layer :
         {"Layer name: grids\nGeometry: Multi Polygon\nFeature Count: 1", "Layer name: cameras\nGeometry: Point",
          "Layer name: incidents\nGeometry: Point\nFeature Count: 1",
          "Layer name: places\nGeometry (geom): Point\nGeometry (area): Multi Polygon\nGeometry (lines): Multi Line "
          "String",
          "Layer name: grids_in_words\nGeometry: Multi Polygon", "Layer name: incidents_in_words\nGeometry: Point"})
        EXPECT_NE(output.find(layer), std::string::npos) << layer;
    EXPECT_NE(output.find("Extent: (114.000000, 30.000000) - (115.000000, 31.000000)"), std::string::npos);
}

} // namespace

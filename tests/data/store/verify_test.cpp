// What somebody did to the file behind the program's back is found.

#include "data/store/verify.h"

#include "data/error.h"
#include "data/store/sqlite/file_connection.h"
#include "data/store/sqlite/spatialite.h"
#include "data/store/store.h"
#include "tests/data/fresh_folder.h"
#include "tests/data/sample.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <fstream>

namespace {

using namespace data;
using sample::noon;
using testing::HasSubstr;

struct Case {
    const char* name;
    const char* script; // what happened to the file
    std::int64_t VerifyReport::*count;
    std::int64_t expected;
    const char* words;
};

class Verify : public testing::TestWithParam<Case> {};

TEST_P(Verify, Finds)
{
    FreshFolder folder;
    const auto path = folder / "city.sqlite";
    {
        Store store = Store::create(path);
        store.put(std::vector{sample::grid(Level::grid, "420102001002003", sample::square(114, 30, 0.01))});
        store.put(std::vector<Incident>(5, sample::incident("", {114.005, 30.005})), Actor{});
        for (int i = 0; i < 5; ++i)
            store.log(std::vector<SessionLogEntry>{{noon, {}, "search", "x", ""}});
        store.put(std::vector<Camera>(1));
    }
    const VerifyReport before = verify_workspace(path, noon);
    EXPECT_TRUE(before.is_sound());
    EXPECT_TRUE(before.findings.empty());
    {
        store::FileConnection connection(path, store::Access::read_write);
        store::run_script(connection.handle(), std::string("pragma foreign_keys = off; ") + GetParam().script);
    }
    const VerifyReport report = verify_workspace(path, noon);
    EXPECT_EQ(report.*GetParam().count, GetParam().expected);
    ASSERT_FALSE(report.findings.empty());
    EXPECT_THAT(report.findings[0].text, HasSubstr(GetParam().words));
    const auto json = nlohmann::json::parse(json_from(report));
    EXPECT_FALSE(json.at("sound").get<bool>());
    EXPECT_EQ(json.at("findings").size(), report.findings.size());
    EXPECT_TRUE(json.at("grids").contains("overlaps"));
}

INSTANTIATE_TEST_SUITE_P(
    Cases, Verify,
    testing::Values(
        Case{"middle", "drop trigger session_log_no_delete; delete from session_log where id in (2, 3); create trigger session_log_no_delete "
                       "before delete on session_log\n    begin select raise(abort, 'the session log is never deleted'); end;",
             &VerifyReport::history_gaps, 1, "session_log: row 2 was taken away"},
        Case{"end", "drop trigger session_log_no_delete; delete from session_log where id = 5; create trigger session_log_no_delete "
                    "before delete on session_log\n    begin select raise(abort, 'the session log is never deleted'); end;",
             &VerifyReport::history_gaps, 1, "session_log: row 5 was taken away"},
        Case{"guard", "drop trigger incident_events_no_update;", &VerifyReport::guards, 1, "forbids to update"},
        Case{"reference", "update incidents set grid_id = 77 where id = 1;", &VerifyReport::references, 1, "grids"},
        Case{"index", "delete from idx_cameras_geom;", &VerifyReport::indexes, 1, "cameras.geom has 1 rows and 0"},
        Case{"geometry",
             "update grids set geom = GeomFromText('MULTIPOLYGON(((114 30, 114.01 30.01, 114.01 30, 114 30.01, 114 30)))', 4326);",
             &VerifyReport::geometries, 1, "grids.geom of row 1"}),
    [](const auto& info) { return std::string(info.param.name); });

TEST(VerifyDamage, IsFoundInThePages)
{
    FreshFolder folder;
    const auto path = folder / "city.sqlite";
    {
        Store store = Store::create(path);
        store.put(std::vector<Incident>(2000, sample::incident("", {114.005, 30.005})), Actor{});
    }
    {
        // A page in the midst of the incidents' table, overwritten as a failing disk would.
        std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
        const auto size = static_cast<std::streamoff>(std::filesystem::file_size(path));
        file.seekp(size / 4096 / 2 * 4096);
        file << std::string(4096, '\x5a');
    }
    try {
        EXPECT_FALSE(verify_workspace(path, noon).is_sound());
    } catch (const Error& error) {
        EXPECT_THAT(error.what(), HasSubstr("damaged"));
    }
}

}

// `gridwatch draft` on the demo's street: looked at, previewed, published now and for later, and what other commands say of drafts and editions.

#include "console/cli/draft_command.h"

#include "console/cli/check_command.h"
#include "console/cli/demo_command.h"
#include "console/cli/export_command.h"
#include "data/drafts/unowned.h"
#include "data/store/draft_desk.h"
#include "data/store/process.h"
#include "tests/data/fresh_folder.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <fstream>
#include <sstream>

namespace console {
namespace {

using namespace std::chrono_literals;
using nlohmann::json;
using testing::ElementsAre;
using testing::Contains;
using testing::Field;
using testing::HasSubstr;
using testing::IsEmpty;

data::TimePoint now() { return std::chrono::time_point_cast<std::chrono::microseconds>(std::chrono::system_clock::now()); }

struct Said {
    int status = 0;
    json object;
    std::string text, error;
};

struct DraftVerbs : testing::Test {
    FreshFolder folder;
    const std::filesystem::path path = folder / "street.sqlite";
    const data::Actor actor{{}, {}, "test"};

    void SetUp() override
    {
        std::ostringstream out, err;
        ASSERT_EQ(run_demo({.out = path, .now = data::demo_moment}, out, err), 0) << err.str();
    }

    Said said(DraftArguments arguments) const
    {
        arguments.workspace = path;
        std::ostringstream out, err;
        Said answer;
        answer.status = run_draft(arguments, out, err);
        answer.text = out.str(), answer.error = err.str();
        if (arguments.json && !answer.text.empty())
            answer.object = json::parse(answer.text);
        return answer;
    }
    Said draft(const std::string& verb, const std::string& name = {}, const std::string& from = {}) const
    {
        return said({.workspace = {}, .verb = verb, .name = name, .from = from, .crosswalk = {}, .json = true});
    }

    json checked(const std::string& draft = {}) const
    {
        std::ostringstream out, err;
        EXPECT_EQ(run_check({.workspace = path, .draft = draft, .json = true}, out, err), 0) << err.str();
        return json::parse(out.str());
    }

    std::map<std::string, int> exported(const std::string& edition, const std::string& draft = {}) const
    {
        const auto file = folder / "grids.geojson";
        std::ostringstream out, err;
        EXPECT_EQ(run_export({.workspace = path, .what = "grids", .out = file, .level = "grid", .crs = {}, .draft = draft, .edition = edition, .json = true, .replace = true}, out, err), 0) << err.str();
        std::ifstream in(file);
        std::map<std::string, int> codes;
        const json written = json::parse(in);
        for (const json& feature : written["features"])
            ++codes[feature["properties"]["code"]];
        return codes;
    }

    data::Store store() const { return data::Store::open(path, data::OpenMode::read_write); }

    /// Splits a grid of that community from west to east and merges two others. A point in what was split off.
    geo::LonLat edit(const std::string& name, std::size_t community)
    {
        data::Store store = this->store();
        data::DraftDesk desk(store, name, data::this_process("test", {}, now()), actor, now());
        const auto perform = [&](const data::DraftOp& op) {
            const data::OpOutcome outcome = desk.perform(op, now());
            if (const data::RefusedOp* no = std::get_if<data::RefusedOp>(&outcome))
                ADD_FAILURE() << data::json_of(op) << ": " << no->text;
        };
        std::vector<geo::FaceId> faces;
        data::GridId parent = parents(desk.draft()).at(community);
        for (geo::FaceId face = 0; face < desk.draft().version().grids.size(); ++face)
            if (const data::DraftGrid* grid = desk.draft().version().grid(face); grid && grid->parent == parent && grid->kind == data::GridKind::base)
                faces.push_back(face);
        const auto name_of = [&](geo::FaceId face) { return data::GridRef(desk.draft().name_for_scripts(face)); };
        const geo::Tessellation& map = desk.draft().version().map;
        const geo::LonLatBox box = geo::lonlat_box(map.face(faces.at(0))->box);
        const double middle = (box.south + box.north) / 2;
        for (const geo::FaceId neighbour : map.neighbours(faces.at(1)))
            if (neighbour != faces.at(0) && std::find(faces.begin(), faces.end(), neighbour) != faces.end()) {
                perform(data::MergeOp{{name_of(faces[1]), name_of(neighbour)}, name_of(faces[1])});
                break;
            }
        perform(data::SplitOp{{{box.west - 1e-4, middle}, {box.east + 1e-4, middle}}, {name_of(faces[0])}});
        const geo::FaceId newest = desk.draft().version().map.next_face() - 1;
        return data::point_inside(desk.draft().version().map.polygons(newest).front());
    }

    static std::vector<data::GridId> parents(const data::Draft& draft)
    {
        std::vector<data::GridId> out;
        for (const data::Grid& area : draft.ground().areas)
            if (area.level == data::Level::community)
                out.push_back(area.id);
        return out;
    }

    std::map<std::string, std::size_t> reassigned() const
    {
        std::map<std::string, std::size_t> out;
        data::Store store = this->store();
        const data::WorkspaceLoaded world = store.load();
        for (const data::Incident& incident : *world.incidents)
            for (const data::IncidentEvent& event : store.history(incident.id))
                out[incident.number] += event.kind == "reassigned";
        std::erase_if(out, [](const auto& entry) { return entry.second == 0; });
        return out;
    }
};

TEST_F(DraftVerbs, AreListedAndNamedWhereThereIsOne)
{
    EXPECT_EQ(draft("list").object, json::parse(R"({"drafts":[]})"));
    const Said none = draft("check");
    EXPECT_EQ(none.status, 1);
    EXPECT_THAT(none.error, HasSubstr("There is no draft"));
    edit("spring", 0);
    const Said list = draft("list");
    EXPECT_EQ(list.object, json::parse(R"({"drafts":[{"name":"spring","entries":2,"holder":null,"edition":null}]})"));
    EXPECT_EQ(draft("check").status, 0);
    EXPECT_THAT(draft("check", "autumn").error, HasSubstr("There is no draft autumn; there is spring."));
    edit("summer", 1);
    EXPECT_THAT(draft("check").error, HasSubstr("spring, summer"));
    EXPECT_EQ(draft("discard").status, 1) << "which one?";
    EXPECT_EQ(draft("discard", "summer").status, 0);
    EXPECT_EQ(draft("discard").status, 2) << "a draft is not discarded by chance";
    EXPECT_EQ(draft("list").object["drafts"].size(), 1u);
}

TEST_F(DraftVerbs, AnotherHolderIsSaid)
{
    edit("spring", 0);
    data::Store store = this->store();
    data::DraftHolder other = data::this_process("desk-1", {}, now());
    const data::DraftDesk desk(store, "spring", other, actor, now());
    EXPECT_THAT(draft("list").object["drafts"][0]["holder"].get<std::string>(), HasSubstr("desk-1"));
}

TEST_F(DraftVerbs, CheckSaysTheCountsTheAreaAndTheDigest)
{
    const json before = checked();
    edit("spring", 0);
    const json report = draft("check").object;
    EXPECT_EQ(report["draft"], "spring");
    EXPECT_EQ(report["edition"], json());
    EXPECT_EQ(report["entries"], 2);
    EXPECT_EQ(report["grids"], 96);
    for (const char* count : {"overlaps", "gaps", "invalid", "orphans", "code_errors"})
        EXPECT_EQ(report[count], 0) << count;
    EXPECT_EQ(report["digest"].get<std::string>().size(), 64u);
    EXPECT_NE(report["digest"], before["digest"]);
    EXPECT_EQ(checked("spring")["digest"], report["digest"]);
    EXPECT_EQ(checked()["digest"], before["digest"]) << "the draft is not in force";
    const std::string area = report["area_units2"];
    EXPECT_GT(area.size(), 10u);
    EXPECT_TRUE(std::all_of(area.begin(), area.end(), [](char c) { return c >= '0' && c <= '9'; }));
    {
        data::Store store = this->store();
        data::DraftDesk desk(store, "spring", data::this_process("test", {}, now()), actor, now());
        desk.perform(data::UndoOp{}, now());
        desk.perform(data::UndoOp{}, now());
    }
    const json undone = draft("check").object;
    EXPECT_EQ(undone["digest"], before["digest"]);
    EXPECT_EQ(undone["area_units2"], area);
}

TEST_F(DraftVerbs, AnExportReplacesAFileOnlyWhenItIsToldTo)
{
    const auto file = folder / "out.csv";
    std::ofstream(file) << "mine";
    const auto run = [&](bool replace) {
        std::ostringstream out, err;
        const int status = run_export({.workspace = path, .what = "grids", .out = file, .level = {}, .crs = {}, .draft = {}, .edition = {}, .replace = replace}, out, err);
        return std::pair(status, err.str());
    };
    const auto [status, error] = run(false);
    EXPECT_EQ(status, 1);
    EXPECT_THAT(error, testing::HasSubstr("--replace"));
    std::ifstream kept(file);
    EXPECT_EQ(std::string(std::istreambuf_iterator<char>(kept), {}), "mine");
    EXPECT_EQ(run(true).first, 0);
    EXPECT_GT(std::filesystem::file_size(file), 100u);
}

TEST_F(DraftVerbs, PublishedNowRowsIncidentsAndHouseholdsGoByIt)
{
    const geo::LonLat split_off = edit("spring", 0);
    const data::IncidentId moved = std::get<data::IncidentSaved>(store().commit(data::ReportIncident{.title = "a", .position = split_off}, {}, now())).incident.id;
    const json preview = draft("preview").object;
    EXPECT_GE(preview["moves"].size(), 2u);
    EXPECT_EQ(preview["before"]["households"], preview["after"]["households"]);
    EXPECT_EQ(preview["before"]["incidents"], preview["after"]["incidents"]);
    const json draft_report = draft("check").object;
    const auto before = exported(""), drafted = exported("", "spring");

    const Said published = draft("publish", "spring");
    ASSERT_EQ(published.status, 0) << published.error;
    EXPECT_EQ(published.object["edition"], "spring");
    EXPECT_EQ(published.object["crosswalk"], (folder / "spring-crosswalk.csv").string());
    EXPECT_TRUE(std::filesystem::exists(folder / "spring-crosswalk.csv"));
    EXPECT_TRUE(std::filesystem::exists(folder / "spring-crosswalk.xlsx"));
    EXPECT_EQ(draft("list").object["drafts"].size(), 0u);

    const json after = checked();
    EXPECT_EQ(after["digest"], draft_report["digest"]);
    EXPECT_EQ(after["overlaps"], 0);
    EXPECT_EQ(after["orphans"], 0);
    EXPECT_EQ(exported("spring"), drafted);
    EXPECT_NE(exported("spring"), before);
    EXPECT_EQ(exported(data::iso8601(std::chrono::hours(-1) + now())), before) << "the old one is kept";
    EXPECT_EQ(exported("before"), before) << "those before the first edition";
    const auto events = reassigned();
    EXPECT_EQ(events.size(), published.object["reassigned"].get<std::size_t>());
    for (const auto& [number, count] : events)
        EXPECT_EQ(count, 1u) << number;
    EXPECT_THAT(store().history(moved), Contains(Field(&data::IncidentEvent::kind, "reassigned")));
    std::int64_t households = 0;
    const data::WorkspaceLoaded world = store().load();
    for (const data::Grid& grid : world.grids->rows)
        if (grid.level == data::Level::grid && data::is_in_force(grid, now()))
            households += grid.households.value_or(0);
    EXPECT_EQ(households, preview["before"]["households"].get<std::int64_t>());
}

TEST_F(DraftVerbs, WithADateToComeTheOldOneRulesUntilThen)
{
    edit("spring", 0);
    const std::string digest = checked("spring")["digest"], before = checked()["digest"];
    const auto old_codes = exported(""), new_codes = exported("", "spring");
    const data::TimePoint from = std::chrono::floor<std::chrono::seconds>(now() + 1h);
    const Said published = draft("publish", "spring", data::iso8601(from));
    ASSERT_EQ(published.status, 0) << published.error;
    EXPECT_EQ(published.object["valid_from"], data::iso8601(from));
    EXPECT_EQ(published.object["reassigned"], 0);
    EXPECT_EQ(checked()["digest"], before);
    EXPECT_EQ(exported(""), old_codes);
    EXPECT_EQ(exported("spring"), new_codes);
    EXPECT_THAT(reassigned(), IsEmpty());
    EXPECT_EQ(store().apply_due_editions(from - 1min, actor), 0u);
    EXPECT_EQ(store().apply_due_editions(from + 1min, actor), 1u);
    EXPECT_EQ(exported(data::iso8601(from + 1min)), new_codes);
    const Said early = (edit("summer", 1), draft("publish", "summer"));
    EXPECT_EQ(early.status, 1);
    EXPECT_THAT(early.error, HasSubstr("a newer one cannot begin before it"));
    EXPECT_EQ(draft("publish", "summer", data::iso8601(from + 1min)).status, 0);
}

TEST_F(DraftVerbs, ADayBeginsAtTheCitysMidnight)
{
    edit("spring", 0);
    EXPECT_EQ(draft("publish", "spring", "someday").status, 2);
    EXPECT_EQ(draft("publish", "spring", "2099-12-01").object["valid_from"], "2099-11-30T16:00:00Z");
}

TEST_F(DraftVerbs, TheSameCommunityIsRefusedWithItsWordsAndAnotherPasses)
{
    edit("first", 0);
    edit("same", 0);
    edit("other", 5);
    ASSERT_EQ(draft("publish", "first").status, 0);
    const Said conflict = draft("publish", "same");
    EXPECT_EQ(conflict.status, 1);
    EXPECT_EQ(conflict.object["by"], "first");
    ASSERT_EQ(conflict.object["conflict"].size(), 1u);
    EXPECT_EQ(conflict.object["conflict"][0].get<std::string>().size(), 12u);
    EXPECT_THAT(conflict.error, HasSubstr("The edition first changes 420199003001"));
    const Said other = draft("publish", "other");
    ASSERT_EQ(other.status, 0) << other.error;
    const auto first_codes = exported("first"), both = exported("other");
    EXPECT_NE(first_codes, both);
    EXPECT_EQ(both, exported(""));
    const json after = checked();
    EXPECT_EQ(after["overlaps"], 0);
    EXPECT_EQ(after["gaps"], 0);
    EXPECT_EQ(after["orphans"], 0);
    EXPECT_EQ(draft("list").object["drafts"].size(), 1u) << "the refused one is still there";
}

TEST_F(DraftVerbs, ACrosswalkThatCannotBeWrittenUndoesNothing)
{
    edit("spring", 0);
    const Said published = said({.workspace = {}, .verb = "publish", .name = "spring", .from = {}, .crosswalk = folder / "nowhere" / "walk.csv", .json = true});
    EXPECT_EQ(published.status, 0);
    EXPECT_EQ(published.object["crosswalk"], json());
    EXPECT_THAT(published.error, HasSubstr("the edition is published, but not its crosswalk"));
}

TEST_F(DraftVerbs, PeopleAreAnsweredInWords)
{
    edit("spring", 0);
    const auto words = [&](const std::string& verb) { return said({.workspace = {}, .verb = verb, .name = {}, .from = {}, .crosswalk = {}, .json = false}).text; };
    EXPECT_EQ(words("list"), "spring: 2 edits, on the boundaries before the first edition\n");
    EXPECT_THAT(words("check"), HasSubstr("spring, 2 edits, 96 grids: 0 overlaps, 0 gaps"));
    EXPECT_THAT(words("preview"), HasSubstr("before: 96 grids"));
    EXPECT_THAT(words("publish"), HasSubstr("The edition spring is published, valid from "));
}

TEST_F(DraftVerbs, OnlyGridsOfADraftThatIsThereAreExported)
{
    std::ostringstream out, err;
    EXPECT_EQ(run_export({.workspace = path, .what = "grids", .out = folder / "a.geojson", .level = {}, .crs = {}, .draft = "spring", .edition = {}, .json = true}, out, err), 1);
    EXPECT_THAT(err.str(), HasSubstr("There is no draft spring."));
    edit("spring", 0);
    std::ostringstream again;
    EXPECT_EQ(run_export({.workspace = path, .what = "cameras", .out = folder / "a.geojson", .level = {}, .crs = {}, .draft = "spring", .edition = {}, .json = true}, out, again), 1);
    EXPECT_THAT(again.str(), HasSubstr("grids only"));
}

} // namespace
} // namespace console

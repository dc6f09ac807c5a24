// An import appears as a whole, can be cancelled at any moment, and is taken back as one step.

#include "data/error.h"
#include "data/import/import.h"
#include "geo/cancelled.h"
#include "tests/data/import/fixture.h"

#include <gtest/gtest.h>

#include <fstream>

namespace {

using data::ImportJob;
using data::ImportKind;
using data::ImportReport;
using data::Level;

std::string square(const char* code, const char* name, double west)
{
    const auto point = [](double x, double y) { return "[" + std::to_string(x) + "," + std::to_string(y) + "]"; };
    return std::string(R"({"type":"Feature","properties":{"code":")") + code + R"(","name":")" + name +
           R"("},"geometry":{"type":"Polygon","coordinates":[[)" + point(west, 0) + "," + point(west + 1, 0) + "," + point(west + 1, 1) + "," +
           point(west, 1) + "," + point(west, 0) + "]]}}";
}

class ImportUndo : public testing::Test {
protected:
    FreshFolder folder_;
    std::filesystem::path path_ = folder_ / "city.sqlite";
    data::Store store_ = data::Store::create(path_);

    std::string file(const std::string& name, const std::string& bytes)
    {
        std::ofstream(folder_ / name, std::ios::binary) << bytes;
        return (folder_ / name).string();
    }
    std::string areas(const std::string& name, const std::string& features)
    {
        return file(name, R"({"type":"FeatureCollection","features":[)" + features + "]}");
    }
    ImportReport take(ImportJob job, const data::ImportProgress& progress = {}, std::stop_token stop = {})
    {
        job.now = import_moment;
        return data::import_into(store_, job, progress, stop);
    }
    std::string incidents(int count)
    {
        std::string text = "id,type,date,lat,lon\n";
        for (int i = 1; i <= count; ++i)
            text += "N" + std::to_string(i) + ",a,2018-01-01T00:00:00Z,0.5,0." + std::to_string(i % 9 + 1) + "\n";
        return file("incidents.csv", text);
    }
};

TEST_F(ImportUndo, ASecondConnectionSeesAllOrNothing)
{
    data::Store reader = data::Store::open(path_, data::OpenMode::read_only);
    bool was_empty_while_writing = true;
    const ImportReport report = take({.source = incidents(5000), .kind = ImportKind::incidents}, [&](double, const char* stage) {
        if (std::string(stage) == "writing")
            was_empty_while_writing = was_empty_while_writing && reader.load().incidents->empty();
    });
    EXPECT_EQ(report.imported, 5000);
    EXPECT_TRUE(was_empty_while_writing);
    EXPECT_EQ(reader.load().incidents->size(), 5000u);
    EXPECT_EQ(store_.history(reader.load().incidents->front().id).size(), 1u);
}

TEST_F(ImportUndo, AnotherWriterIsNotInTheWay)
{
    data::Store other = data::Store::open(path_, data::OpenMode::read_write);
    data::IncidentId reported;
    take({.source = incidents(3000), .kind = ImportKind::incidents}, [&](double, const char* stage) {
        if (std::string(stage) != "writing" || reported)
            return;
        // Rows of the import are on their way already.
        data::ReportIncident report{.title = "fire", .position = {0.5, 0.5}};
        reported = std::get<data::IncidentSaved>(other.commit(report, {}, import_moment)).incident.id;
    });
    const auto all = *store_.load().incidents;
    EXPECT_EQ(all.size(), 3001u);
    EXPECT_TRUE(reported);
    std::set<std::int64_t> ids;
    for (const data::Incident& incident : all)
        EXPECT_TRUE(ids.insert(incident.id.value).second);
}

TEST_F(ImportUndo, CancelledWhileWritingLeavesNothing)
{
    for (const char* at : {"reading", "writing"}) {
        std::stop_source stop;
        EXPECT_THROW(take({.source = incidents(4000), .kind = ImportKind::incidents},
                          [&](double, const char* stage) {
                              if (std::string(stage) == at)
                                  stop.request_stop();
                          },
                          stop.get_token()),
                     geo::Cancelled)
            << at;
        EXPECT_TRUE(store_.load().incidents->empty()) << at;
        EXPECT_TRUE(store_.imports().empty()) << at;
    }
    EXPECT_EQ(take({.source = incidents(4000), .kind = ImportKind::incidents}).imported, 4000);
}

TEST_F(ImportUndo, NewAndChangedAreasGoBack)
{
    take({.source = areas("a.geojson", square("01", "east", 0) + "," + square("02", "west", 2)), .kind = ImportKind::grids, .level = Level::street});
    take({.source = file("c.csv", "code,name,lat,lon\nc1,gate,0.5,0.5\nc2,bridge,0.5,4.5\n"), .kind = ImportKind::cameras});
    const auto before = store_.load();
    const ImportReport report = take({.source = areas("b.geojson", square("01", "renamed", 0) + "," + square("03", "far", 4)),
                                      .kind = ImportKind::grids, .level = Level::street, .missing = data::MissingPolicy::close});
    EXPECT_EQ(report.updated, 1);
    ASSERT_EQ(report.updates.size(), 1u);
    EXPECT_EQ(report.updates[0].fields.at(0).field, "name");
    EXPECT_EQ(report.updates[0].fields.at(0).before, "east");
    EXPECT_EQ(report.updates[0].fields.at(0).after, "renamed");
    EXPECT_EQ(report.missing, 1);
    EXPECT_TRUE(store_.load().cameras->rows[1].grid) << "the new area holds the second camera";

    const data::UndoneImport undone = store_.undo_import({}, import_moment);
    EXPECT_EQ(undone.file_name, "b.geojson");
    const auto after = store_.load();
    ASSERT_EQ(after.grids->rows.size(), 2u);
    EXPECT_EQ(after.grids->rows[0].name, "east");
    EXPECT_FALSE(after.grids->rows[1].valid_to) << "what the import closed is open again";
    EXPECT_EQ(after.grids->rows[0].shape, before.grids->rows[0].shape);
    EXPECT_FALSE(after.cameras->rows[1].grid);
    EXPECT_EQ(after.cameras->rows[0].grid, before.cameras->rows[0].grid);

    EXPECT_EQ(store_.load().imported, (std::map<std::string, data::TimePoint>{{"grids", import_moment}, {"cameras", import_moment}}));
    store_.undo_import({}, import_moment);
    EXPECT_TRUE(store_.load().cameras->rows.empty());
    EXPECT_FALSE(store_.load().imported.contains("cameras")) << "what was taken back is no longer as of any day";
    store_.undo_import({}, import_moment);
    EXPECT_TRUE(store_.load().grids->rows.empty());
    EXPECT_THROW(store_.undo_import({}, import_moment), data::Error);
    EXPECT_EQ(store_.imports().size(), 3u) << "the record of imports stays";
    EXPECT_TRUE(store_.imports().at(0).is_undone);
}

TEST_F(ImportUndo, IncidentsSomebodyWorkedOnStay)
{
    take({.source = incidents(20), .kind = ImportKind::incidents});
    store_.commit(data::AcceptIncident{store_.load().incidents->at(3).id}, {}, import_moment);
    EXPECT_THROW(store_.undo_import({}, import_moment), data::Error);
    EXPECT_EQ(store_.load().incidents->size(), 20u);
    EXPECT_EQ(store_.history(store_.load().incidents->at(3).id).size(), 2u);
}

TEST_F(ImportUndo, IncidentsGoWithTheirHistory)
{
    const std::string source = incidents(3000);
    take({.source = source, .kind = ImportKind::incidents});
    store_.undo_import({}, import_moment);
    EXPECT_TRUE(store_.load().incidents->empty());
    EXPECT_EQ(take({.source = source, .kind = ImportKind::incidents}).imported, 3000);
    EXPECT_EQ(store_.load().incidents->size(), 3000u);
}

TEST_F(ImportUndo, TheRecordSaysWhatWasRead)
{
    take({.source = file("c.csv", "code,name,lat,lon\nc1,gate,30.5,114.5\n"), .kind = ImportKind::cameras, .crs = "GCJ-02"});
    const data::ImportRecord record = store_.imports().at(0);
    EXPECT_EQ(record.file_name, "c.csv");
    EXPECT_EQ(record.hash.size(), 64u);
    EXPECT_EQ(record.system, "GCJ-02");
    EXPECT_EQ(record.columns, "code|name|lat|lon");
}

TEST_F(ImportUndo, UnitsBringTheirPhones)
{
    const std::string source = file("u.csv", "单位名称,值班电话\n一街派出所,110\n城管中队,12319\n");
    EXPECT_EQ(take({.source = source, .kind = ImportKind::units}).imported, 2);
    EXPECT_EQ(take({.source = source, .kind = ImportKind::units}).unchanged, 2);
    take({.source = areas("g.geojson", R"({"type":"Feature","properties":{"code":"1","unit":"城管中队"},"geometry":{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}})"),
          .kind = ImportKind::grids});
    const auto world = store_.load();
    ASSERT_EQ(world.units->rows.size(), 2u);
    EXPECT_EQ(world.units->find(world.grids->rows.at(0).unit)->duty_phone, "12319");
}

} // namespace

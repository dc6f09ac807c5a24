// Zones of another office come in as a reference layer and are judged in the editor: which are no unions, a click marks what they cut.

#include "data/store/store.h"
#include "tests/console/console_run.h"

#include <gtest/gtest.h>

#include <fstream>

namespace {

TEST(UnionsInTheEditor, AClickMarksTheGridsThatAZoneCuts)
{
    ConsoleRun run;
    run.make_demo();
    const std::string communities = run.folder() + "/communities.geojson", police = run.folder() + "/police.geojson";
    ASSERT_EQ(run.gridwatch({"export", run.workspace(), "grids", communities, "--level", "community"}).status, 0);
    std::ofstream(police) << R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name":"West precinct"},"geometry":{"type":"Polygon",)"
                          << R"("coordinates":[[[114.3006,30.6010],[114.3025,30.6010],[114.3025,30.6034],[114.3006,30.6034],[114.3006,30.6010]]]}}]})";
    for (const std::string& file : {communities, police}) {
        const auto result = run.gridwatch({"import", run.workspace(), file, "--as", "reference"});
        ASSERT_EQ(result.status, 0) << result.errors;
    }
    std::string whole, cutting;
    const data::WorkspaceLoaded loaded = data::Store::open(run.workspace(), data::OpenMode::read_only).load();
    for (const data::Layer& layer : loaded.layers->rows)
        if (layer.kind == data::LayerKind::reference)
            (layer.path.find("police") == std::string::npos ? whole : cutting) = std::to_string(layer.id.value);
    run.play(run.workspace(),
             "wait workspace.loaded = yes within 60\nkey F3\nwait layout = editor\nrun draft.new spring\nwait draft.name = spring within 30\n"
             "expect draft.zones = none\nclick zones.check." + whole + "\nwait editor.drawer = zones\nwait draft.zones = 8 0 within 30\n"
             "click zones.check." + cutting + "\nwait draft.zones = 1 1 within 30\nexpect editor.selected = 0\nclick zones.row.1\nwait editor.selected = 7 within 10\n"
             "click zones.row.2\nwait editor.selected = 1\nclick zones.again\nwait draft.zones = 1 1 within 30\n",
             "1920x1080");
}

}

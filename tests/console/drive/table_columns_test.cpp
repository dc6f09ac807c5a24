// The columns of the editor's table are put in another order by the mouse and by keys, and stand so again after a restart.

#include "tests/console/console_run.h"

#include <gtest/gtest.h>

namespace {

TEST(TableColumns, AreMovedByTheirHeadsAndInTheirList)
{
    ConsoleRun run;
    run.make_demo();
    const std::string open = "wait workspace.loaded = yes within 60\nkey F3\nwait layout = editor\n";
    run.play(run.workspace(),
             open + "run draft.new spring\nwait draft.name = spring within 30\nrun editor.table\nwait editor.drawer = table\n"
             "wait says.grids.order = code name community unit households residents area estimated\n"
             "drag grids.head.unit grids.head.code@0.1,0.5\n"
             "wait says.grids.order = unit code name community households residents area estimated\n"
             "click grids.columns\nclick grids.columns.code.right\n"
             "wait says.grids.order = unit name code community households residents area estimated\n"
             "key Right\nwait says.grids.order = unit name community code households residents area estimated\n"
             "key Up\nkey Left\nwait says.grids.order = unit community name code households residents area estimated\n"
             "key Enter\nwait says.grids.order = unit name code households residents area estimated\n",
             "1920x1080");
    run.play(run.workspace(),
             open + "wait draft.name = spring within 30\nrun editor.drawer table\nwait editor.drawer = table\n"
             "wait says.grids.order = unit name code households residents area estimated\n",
             "1920x1080");
}

}

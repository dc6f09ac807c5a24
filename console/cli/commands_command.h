#pragma once
// `gridwatch commands`: everything the console can be asked to do, with its keys, menus and arguments, from the one table.

#include "console/cli/keep_arguments.h"

#include <iosfwd>

namespace console {

/// {"commands":[{"name","title":{"zh","en"},"keys","menu","contexts","layouts","internal","arguments":[{"name","type","required","choices"}]}]}
void write_commands(std::ostream& out, bool as_json);
RunVerb add_commands(CLI::App& app);

}

#pragma once
// The manual page and the completion of the shell, made from the verbs and options themselves, so that they always say what the
// program takes. `./dev package` puts both into the package. Not listed by --help.

#include "console/cli/keep_arguments.h"

namespace console {

/// `app` is the subcommand; its parent is described.
RunVerb add_manual(CLI::App& app);

}

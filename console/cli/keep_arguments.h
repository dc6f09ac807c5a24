#pragma once
// The verbs of whoever looks after the machine: backup, restore, upgrade, verify, log, doctor. Each adds its options to `app` and returns what
// runs afterwards: exit status 0 done, 1 could not be done (one line on `err`).

#include <functional>
#include <iosfwd>

namespace CLI {
class App;
}

namespace console {

using RunVerb = std::function<int(std::ostream& out, std::ostream& err)>;

RunVerb add_backup(CLI::App& app);
RunVerb add_restore(CLI::App& app);
RunVerb add_upgrade(CLI::App& app);
RunVerb add_verify(CLI::App& app);
RunVerb add_log(CLI::App& app);
RunVerb add_doctor(CLI::App& app);

}

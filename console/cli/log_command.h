#pragma once
// `gridwatch log`: the workspace's session log with filters, as lines, JSON or CSV. Row by row: a year's log needs no memory.

#include <iosfwd>
#include <string>
#include <vector>

namespace console {

struct LogArguments {
    std::string workspace, camera, incident, account, seat, from, to;
    std::vector<std::string> kinds;
    std::size_t last = 0;
    bool json = false, csv = false;
};

/// Throws data::Error where the workspace cannot be read or an incident or account of that name is not in it.
int run_log(const LogArguments& arguments, std::ostream& out);

}

#pragma once
// `gridwatch draft`: what drafts there are, what is to be looked at in one, what publishing it would move, and publishing it. Answers in English.

#include <iosfwd>
#include <string>

namespace console {

struct DraftArguments {
    std::string workspace;
    std::string verb;      // list, check, preview, publish, withdraw, discard
    std::string name;      // of the draft; empty: the only one there is
    std::string from;      // publish: a day of the city, or an instant; empty: now
    std::string crosswalk; // publish: file for it, its ending chooses the format; empty: NAME-crosswalk.csv and .xlsx beside the workspace
    bool json = false;
};

/// Exit status: 0 done, 1 not (with --json a refusal to publish is an object on `out`, too), 2 wrong usage.
int run_draft(const DraftArguments& arguments, std::ostream& out, std::ostream& err);

} // namespace console

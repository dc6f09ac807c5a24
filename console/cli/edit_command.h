#pragma once
// `gridwatch edit`: the editor's operations on a draft, one JSON object a line. Logs and answers in English.

#include <iosfwd>
#include <string>

namespace console {

struct EditArguments {
    std::string workspace, draft;
    std::string script = "-";  // "-": standard input
    bool stop = false;         // at the first refusal
    bool json = false;         // nothing but the answers: no closing line for people
};

/// Exit status: 0 all done, 1 something was refused or could not be opened.
int run_edit(const EditArguments& arguments, std::ostream& out, std::ostream& err);

}

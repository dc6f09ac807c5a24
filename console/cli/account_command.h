#pragma once
// `gridwatch account`: the labels that sign on to seats, their roles and PINs. PINs come from standard input and are never printed.

#include <iosfwd>
#include <string>

namespace console {

struct AccountArguments {
    std::string verb; // add, pin, list
    std::string workspace, label, role, post, login;
    bool remove = false; // pin: take it away
    bool json = false;
};

/// Returns 0, or 1 when it could not be done (one line on `err`). `in` is read by `pin` alone: one line, the PIN.
int run_account(const AccountArguments& arguments, std::istream& in, std::ostream& out, std::ostream& err);

}

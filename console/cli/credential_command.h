#pragma once
// `gridwatch credential`: the sign-ins of this machine (video/credentials/credential_file.h). Secrets come from standard input and are
// never printed.

#include <iosfwd>
#include <string>

namespace console {

struct CredentialArguments {
    std::string verb; // set, test, list, remove
    std::string name, user, fingerprint;
    std::string url;   // test: what to dial with it
    bool seat = false; // the machine's file in /etc instead of the person's own
    bool json = false;
};

/// Returns 0, or 1 when it could not be done (one line on `err`). `in` is read by `set` alone: one line, the password.
int run_credential(const CredentialArguments& arguments, std::istream& in, std::ostream& out, std::ostream& err);

}

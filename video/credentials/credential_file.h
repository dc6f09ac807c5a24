#pragma once
// Sign-ins by name, per machine: a camera names its credential, the secret stays here. Plain files that only their owner
// may read (the person's own) or root and the group of the seats (the machine's); never in a workspace. Any thread.

#include "video/dial/sign_in.h"

#include <string>
#include <vector>

namespace video {

struct CredentialPlaces {
    std::string own;  // mode 0600
    std::string seat; // mode 0640; empty: not asked
};

/// Own: the file GRIDWATCH_CREDENTIALS names, and then no other; or gridwatch/credentials in XDG_CONFIG_HOME. Seat:
/// /etc/gridwatch/credentials.
CredentialPlaces credential_places();

/// The own file is asked first. Throws Error(no_credential) with what to do where neither has the name, or where one of
/// them may be read by others: then nothing is taken from it.
SignIn find_credential(const CredentialPlaces& places, const std::string& name);

struct CredentialName {
    std::string name, file;
    bool has_fingerprint = false;
};
/// In the order they are asked. Throws Error(no_credential) as find_credential() does.
std::vector<CredentialName> list_credentials(const CredentialPlaces& places);

/// Written beside the old one and put in its place; `is_seat` decides the mode and the group ("gridwatch", where there is
/// one). Throws Error(no_file).
void set_credential(const std::string& file, bool is_seat, const std::string& name, const SignIn& sign_in);
/// False if the file has no such name. Throws like set_credential().
bool remove_credential(const std::string& file, bool is_seat, const std::string& name);

}

#pragma once
// What can be told from the addresses of a camera's streams without dialling them. Pure functions; any thread.

#include "data/records/records.h"

#include <string>
#include <string_view>

namespace data {

/// The stream that is asked when one is enough: the smaller one where there is one.
const std::string& least_url(const Camera& camera);
/// In use, and its address leads to a device: neither a file nor the demo's own footage.
bool is_dialled(const Camera& camera);
/// The roll call asks it: it is dialled, or the demo's.
bool is_asked(const Camera& camera);
struct StreamAddress {
    std::string url;
    bool had_credentials = false; // they were cut off and are nowhere kept
};
/// Takes user and password out of an address: from its authority, its query (user=, loginpas=, authbasic=, u= with p=, …) and its path
/// ("/user=NAME_password=WORD_channel=1", "/admin/WORD/ch1").
StreamAddress without_credentials(std::string_view url);
/// "10.1.2.3", "recorder-east", "[fd00::1]", in lower case, without user, password and port; empty where the address names none.
std::string host_of_url(std::string_view url);
/// "10.1.2.0/24" of an IPv4 address; empty for names and other addresses.
std::string subnet_of_host(std::string_view host);

}

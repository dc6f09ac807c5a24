#pragma once
// Where this program keeps what is a person's on this machine. Any thread.

#include <string>

namespace console {

/// XDG_STATE_HOME, or ~/.local/state, with /gridwatch; made when missing. Empty when there is no home.
std::string state_folder();
/// XDG_CACHE_HOME, or ~/.cache, with /gridwatch; made when missing. Empty when there is no home.
std::string cache_folder();
/// XDG_DATA_HOME, or ~/.local/share, with /gridwatch.
std::string data_folder();
/// Where the person's own files lie; empty when there is no home.
std::string home_folder();

}

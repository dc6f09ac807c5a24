#pragma once
// Where a workspace lies or would lie: for those who look after the machine. Any thread.

#include <filesystem>
#include <string>

namespace data {

struct PlaceOnDisk {
    std::string file_system; // "ext2/ext3/ext4", "nfs", …
    bool is_network = false; // no workspace is opened there
};

PlaceOnDisk place_on_disk(const std::filesystem::path& path);

}

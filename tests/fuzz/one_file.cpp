#include "tests/fuzz/one_file.h"

#include "tests/data/fresh_folder.h"

#include <fstream>

const std::filesystem::path& fuzz::own_folder()
{
    static const FreshFolder folder;
    return folder.path;
}

std::filesystem::path fuzz::file_of(const std::string& name, std::string_view bytes)
{
    std::filesystem::path path = own_folder() / name;
    std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
    return path;
}

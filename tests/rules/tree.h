#pragma once
// The project's own files, for tests that read the source.

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <regex>
#include <sstream>
#include <string>
#include <vector>

namespace tree {

namespace fs = std::filesystem;

/// Paths relative to the project's root of all files below `folder` with one of the endings, sorted.
inline std::vector<std::string> files(const std::string& folder, const std::vector<std::string>& endings)
{
    std::vector<std::string> found;
    const fs::path root = SOURCE_DIR;
    if (!fs::exists(root / folder))
        return found;
    for (const auto& entry : fs::recursive_directory_iterator(root / folder)) {
        const std::string ending = entry.path().extension().string();
        if (entry.is_regular_file() && std::find(endings.begin(), endings.end(), ending) != endings.end())
            found.push_back(fs::relative(entry.path(), root).generic_string());
    }
    std::sort(found.begin(), found.end());
    return found;
}

inline bool is_library(const std::string& folder)
{
    return folder == "geo" || folder == "video" || folder == "data" || folder == "console";
}

inline std::vector<std::string> sources()
{
    std::vector<std::string> all;
    for (const char* folder : {"geo", "video", "data", "console"})
        for (std::string& file : files(folder, {".cpp", ".h"}))
            all.push_back(std::move(file));
    return all;
}

inline std::string text(const std::string& file)
{
    std::ifstream in(fs::path(SOURCE_DIR) / file, std::ios::binary);
    std::ostringstream all;
    all << in.rdbuf();
    return all.str();
}

inline std::vector<std::string> lines(const std::string& file)
{
    std::vector<std::string> found;
    std::istringstream in(text(file));
    for (std::string line; std::getline(in, line);)
        found.push_back(line);
    return found;
}

struct Include {
    std::string target;
    int line = 0;
};

inline std::vector<Include> includes(const std::string& file)
{
    static const std::regex pattern(R"(^\s*#\s*include\s*[<"]([^>"]+)[>"])");
    std::vector<Include> found;
    int number = 0;
    for (const std::string& line : lines(file)) {
        ++number;
        std::smatch match;
        if (std::regex_search(line, match, pattern))
            found.push_back({match[1], number});
    }
    return found;
}

/// Whether the project has a file of this name in one of its libraries.
inline bool exists(const std::string& file)
{
    return is_library(file.substr(0, file.find('/'))) && fs::is_regular_file(fs::path(SOURCE_DIR) / file);
}

}

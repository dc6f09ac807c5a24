// What the documentation and the comments name is there: files and folders of the project, commands, settings' pages.

#include "tests/rules/tree.h"

#include <gtest/gtest.h>

#include <regex>

namespace {

/// "a/b.{h,cpp}" as both; a name without braces as itself.
std::vector<std::string> each_of(const std::string& name)
{
    const auto open = name.find('{'), close = name.find('}', open);
    if (open == std::string::npos || close == std::string::npos)
        return {name};
    std::vector<std::string> all;
    std::istringstream choices(name.substr(open + 1, close - open - 1));
    for (std::string choice; std::getline(choices, choice, ',');)
        for (std::string& whole : each_of(name.substr(0, open) + choice + name.substr(close + 1)))
            all.push_back(std::move(whole));
    return all;
}

/// A file or folder; without its ending, or its beginning alone, too ("docs/decisions/0040", "console/map/tiles/raster_reader").
bool is_there(const std::string& name, bool is_beginning = false)
{
    namespace fs = tree::fs;
    const fs::path path = fs::path(SOURCE_DIR) / name;
    if (fs::exists(path))
        return true;
    const std::string beginning = path.filename().string();
    if (!fs::is_directory(path.parent_path()))
        return false;
    for (const auto& entry : fs::directory_iterator(path.parent_path())) {
        const std::string file = entry.path().filename().string();
        if (file.starts_with(beginning) && (is_beginning || file[beginning.size()] == '.' || file[beginning.size()] == '-' || file[beginning.size()] == '_'))
            return true;
    }
    return false;
}

std::vector<std::string> texts()
{
    std::vector<std::string> all = tree::sources();
    for (const char* folder : {"docs", "tests", "cmake", "data/schema", "findings"})
        for (std::string& file : tree::files(folder, {".md", ".h", ".cpp", ".cmake", ".txt", ".sql", ".sh"}))
            all.push_back(std::move(file));
    all.insert(all.end(), {"README.md", "CMakeLists.txt", "dev"});
    return all;
}

TEST(Docs, NameOnlyFilesThatAreThere)
{
    // A name that holds a word in capitals stands for any (NAME), a star for several.
    const std::regex name(R"((^|[^\w/.-])((?:geo|video|data|console|tests|shaders|cmake|docs|findings)/[a-z][\w./{},-]*))");
    const std::regex placeholder("[A-Z]{3}"), media("^video/" "x-");
    for (const std::string& file : texts()) {
        int number = 0;
        for (const std::string& line : tree::lines(file)) {
            ++number;
            if (line.starts_with("#include"))
                continue;
            for (std::sregex_iterator at(line.begin(), line.end(), name), end; at != end; ++at) {
                std::string found = (*at)[2];
                const std::size_t next = static_cast<std::size_t>(at->position(2)) + found.size();
                const bool is_beginning = next < line.size() && line[next] == '*';
                if (next < line.size() && (line[next] == '<' || line[next] == '$'))
                    continue;
                while (!found.empty() && std::string(".,-/").find(found.back()) != std::string::npos)
                    found.pop_back(); // the end of a sentence, or "name.*"
                if (std::regex_search(found, placeholder) || std::regex_search(found, media))
                    continue;
                for (const std::string& one : each_of(found))
                    EXPECT_TRUE(is_there(one, is_beginning) || is_there(file.substr(0, file.rfind('/') + 1) + one)) << file << ":" << number << " names " << one;
            }
        }
    }
}

}

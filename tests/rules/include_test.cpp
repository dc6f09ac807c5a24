// The edges between the libraries, and where the libraries of others may appear: docs/ARCHITECTURE.md. Rooms: rooms_test.cpp.

#include "tests/rules/tree.h"

#include <gtest/gtest.h>

#include <map>
#include <regex>
#include <set>

namespace {

using tree::includes;

std::string folder_of(const std::string& path) { return path.substr(0, path.find('/')); }

TEST(Includes, OwnFoldersOnlyAlongTheAllowedEdges)
{
    const std::map<std::string, std::set<std::string>> allowed{
        {"geo", {"geo"}}, {"video", {"video"}}, {"data", {"data", "geo"}}, {"console", {"console", "data", "geo", "video"}}};
    const std::set<std::string> own{"geo", "video", "data", "console"};
    for (const std::string& file : tree::sources())
        for (const auto& [target, line] : includes(file))
            if (own.contains(folder_of(target)) && target.find('/') != std::string::npos) {
                EXPECT_TRUE(allowed.at(folder_of(file)).contains(folder_of(target))) << file << ":" << line << " includes " << target;
            }
}

TEST(Includes, LibrariesStayInTheirFolders)
{
    const struct {
        std::regex header;
        std::set<std::string> folders;
    } rules[] = {
        {std::regex("^(imgui|GLFW/|epoxy/|GL/|X11/)"), {"console"}},
        {std::regex("^(soci|sqlite3|spatialite|sodium)"), {"data"}},
        {std::regex("^lib(av|sw)"), {"video"}},
        {std::regex("^opencv2/(imgproc|core|imgcodecs)"), {"video", "geo"}},
        {std::regex("^opencv2/(videoio|highgui)"), {}},
        {std::regex("^(gdal|ogr|cpl)"), {"geo"}},
        {std::regex("^libxml/"), {"geo"}},
        {std::regex("^glib"), {"data"}},
        {std::regex("^(geos_c|proj|geodesic)"), {"geo"}},
        {std::regex("^(CLI/|toml|spdlog|cairo)"), {"console"}},
    };
    for (const std::string& file : tree::sources())
        for (const auto& [target, line] : includes(file))
            for (const auto& rule : rules)
                if (std::regex_search(target, rule.header)) {
                    EXPECT_TRUE(rule.folders.contains(folder_of(file))) << file << ":" << line << " includes " << target;
                }
}

/// Where two releases of a library want different words: one header each, and a header of ours for sources only.
const std::set<std::string> version_headers{"console/look/imgui_versions.h", "console/window/glfw_versions.h",
                                            "geo/formats/gdal_versions.h", "video/ffmpeg_versions.h"};

TEST(Includes, HeadersOfOthersStayInSources)
{
    const std::regex others("^(imgui|GLFW/|epoxy/|GL/|X11/|soci|sqlite3|spatialite|lib(av|sw)|opencv2/|gdal|ogr|cpl|geos_c|proj|CLI/|toml|spdlog|cairo|nlohmann|fmt/)");
    for (const std::string& file : tree::sources())
        if (file.ends_with(".h"))
            for (const auto& [target, line] : includes(file)) {
                EXPECT_FALSE(std::regex_search(target, others) && !version_headers.contains(file)) << file << ":" << line << " includes " << target;
                EXPECT_FALSE(version_headers.contains(target)) << file << ":" << line << " includes " << target;
            }
}

TEST(Includes, WordsOfOneReleaseStayInTheirHeader)
{
    // Dear ImGui 1.86 and 1.90 call keys and their numbers otherwise.
    const std::regex words(R"(\b(GetKeyIndex|IsKeyPressed|ImGuiKey_Key[Pp]adEnter|KeyMap|KeysDown)\b|\bImGuiKey_ )");
    for (const std::string& file : tree::sources())
        if (!version_headers.contains(file) && !file.starts_with("tests/rules/")) {
            int number = 0;
            for (const std::string& line : tree::lines(file)) {
                ++number;
                EXPECT_FALSE(std::regex_search(line, words)) << file << ":" << number << ": say it by console/look/imgui_versions.h";
            }
        }
}

TEST(Includes, VersionHeadersAreThere)
{
    for (const std::string& file : version_headers)
        EXPECT_FALSE(tree::lines(file).empty()) << file << " is gone; take it off the list";
}

TEST(Includes, SqlStaysInData)
{
    const std::regex statement(R"("\s*(select\s.+\sfrom|insert\s+into|update\s+\w+\s+set|delete\s+from|create\s+table)\s)", std::regex::icase);
    for (const std::string& file : tree::sources())
        if (folder_of(file) != "data") {
            int number = 0;
            for (const std::string& line : tree::lines(file)) {
                ++number;
                EXPECT_FALSE(std::regex_search(line, statement)) << file << ":" << number;
            }
        }
}

}

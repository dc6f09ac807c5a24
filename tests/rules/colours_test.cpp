// Colours come from the palette by meaning: a literal one anywhere else in the console fails here.

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <regex>
#include <string>

namespace {

const std::regex& literal_colour()
{
    static const std::regex pattern(R"(IM_COL32(_WHITE|_BLACK|\s*\(\s*[0-9])|ImVec4\s*[({]\s*[0-9.]|ImColor\s*[({]\s*[0-9.]|)"
                                    R"(\b0[xX][fF]{2}(?!0{6})[0-9a-fA-F]{6}[uU]?\b)");
    return pattern;
}

TEST(Colours, the_pattern_knows_its_own)
{
    for (const char* bad : {"IM_COL32(255, 0, 0, 255)", "IM_COL32_WHITE", "ImVec4(0.5f, 1, 1, 1)", "ImColor(12, 3, 4)", "0xFF00E5FF", "ImVec4{1.F, 0, 0, 1}"})
        EXPECT_TRUE(std::regex_search(bad, literal_colour())) << bad;
    for (const char* good : {"ImVec4(box.x, 1, 2, 3)", "0x00FFFFFFU", "palette[Colour::text]", "0xFF", "rgba | 0xFF000000u"})
        EXPECT_FALSE(std::regex_search(good, literal_colour())) << good;
}

TEST(Colours, stand_only_in_the_palette)
{
    const std::filesystem::path folder = std::filesystem::path(SOURCE_DIR) / "console";
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        const std::string ending = entry.path().extension().string();
        if ((ending != ".cpp" && ending != ".h") || entry.path().filename() == "palette.cpp")
            continue;
        std::ifstream in(entry.path());
        std::string line;
        for (int number = 1; std::getline(in, line); ++number)
            EXPECT_FALSE(std::regex_search(line, literal_colour()))
                << entry.path().lexically_relative(SOURCE_DIR).string() << ':' << number << ": " << line
                << "\nname what the colour means in console/look/palette.h and take it from there";
    }
}

}

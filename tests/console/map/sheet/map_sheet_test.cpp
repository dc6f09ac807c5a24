// The map on a page and as a picture: size, words that can be copied, nothing left of what failed.

#include "console/map/sheet/map_sheet.h"
#include "console/window/picture_file.h"

#include <gmock/gmock.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <memory>

namespace {

namespace fs = std::filesystem;
using namespace console;
using testing::HasSubstr;

struct Sheets : testing::Test {
    fs::path folder;
    MapSheet sheet;

    Sheets()
    {
        std::string name = (fs::temp_directory_path() / "gridwatch-test-XXXXXX").string();
        folder = mkdtemp(name.data());
        sheet.scene = std::make_shared<const TileScene>(TileScene{.theme = Theme::day, .scale = 2});
        sheet.title = "春晓路 households";
        sheet.day = "2026-11-23 02:14";
        sheet.edition = "boundaries: edition spring-road, from 2026-01-01";
        sheet.attribution = "base map © OpenStreetMap contributors";
        sheet.legend_title = "households";
        sheet.legend = {{0xff804020, "0 – 120"}, {0xff20a0e0, "120 – 340"}};
        sheet.signs = {{.kind = SheetSign::Kind::camera, .at = {300, 300}, .is_struck = true}, {.kind = SheetSign::Kind::incident, .at = {500, 300}, .severity = data::Severity::grave},
                       {.kind = SheetSign::Kind::cameras, .at = {700, 300}, .count = 1234}, {.kind = SheetSign::Kind::incidents, .at = {900, 300}, .count = 17}};
    }
    ~Sheets() override { fs::remove_all(folder); }
    void lay(const char* paper)
    {
        sheet.wish.paper = paper;
        lay_out(sheet, 800, 600, 1, sheet.legend.size());
        sheet.viewport.view = {{12'724'000, 3'580'000}, 2};
    }
    static std::string output_of(const std::string& command)
    {
        const std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen(command.c_str(), "r"), pclose);
        std::string out;
        std::array<char, 4096> part{};
        while (const std::size_t got = std::fread(part.data(), 1, part.size(), pipe.get()))
            out.append(part.data(), got);
        return out;
    }
};

TEST_F(Sheets, PagesHaveThePapersSizeAndWordsThatCanBeCopied)
{
    const struct {
        const char *paper, *size;
    } cases[] = {{"a4_landscape", "841.89 x 595.28"}, {"a4_portrait", "595.28 x 841.89"}, {"a3_landscape", "1190.55 x 841.89"}, {"a3_portrait", "841.89 x 1190.55"}};
    for (const auto& one : cases) {
        lay(one.paper);
        const std::string path = (folder / (std::string(one.paper) + ".pdf")).string();
        write_sheet(sheet, path);
        EXPECT_THAT(output_of("pdfinfo " + path), HasSubstr(one.size)) << one.paper;
        const std::string words = output_of("pdftotext -layout " + path + " -");
        for (const char* word : {"春晓路 households", "2026-11-23 02:14", "edition spring-road", "© OpenStreetMap contributors", "120 – 340", "1 : ", "1.2k", "17"})
            EXPECT_THAT(words, HasSubstr(word)) << one.paper;
    }
}

TEST_F(Sheets, TheMapLiesBetweenHeadAndFootAndFillsThePage)
{
    for (const char* paper : paper_names) {
        lay(paper);
        EXPECT_GE(sheet.map.y, sheet.head.y + sheet.head.height);
        EXPECT_GT(sheet.map.height, sheet.height * 0.6) << paper;
        EXPECT_GT(sheet.foot.height, 40) << paper;
        EXPECT_LE(sheet.foot.y + sheet.foot.height, sheet.height);
        EXPECT_NEAR(sheet.viewport.width * sheet.unit / sheet.viewport.scale, sheet.map.width, 0.01);
    }
}

TEST_F(Sheets, APictureIsTheMapWithAFoot)
{
    lay("");
    const std::string path = (folder / "map.png").string();
    write_sheet(sheet, path);
    const PixelImage image = load_png(path);
    EXPECT_EQ(image.width, 800);
    EXPECT_GT(image.height, 600);
    const auto pixel = [&](int x, int y) { return std::array{image.rgba[4 * (y * 800 + x)], image.rgba[4 * (y * 800 + x) + 1], image.rgba[4 * (y * 800 + x) + 2]}; };
    const Palette day(Theme::day);
    const Rgba land = day[Colour::land];
    EXPECT_EQ(pixel(60, 60), (std::array{static_cast<std::uint8_t>(land), static_cast<std::uint8_t>(land >> 8), static_cast<std::uint8_t>(land >> 16)}));
}

TEST_F(Sheets, WhatCannotBeWrittenLeavesNothing)
{
    lay("a4_portrait");
    EXPECT_ANY_THROW(write_sheet(sheet, (folder / "gone" / "map.pdf").string()));
    std::stop_source stop;
    stop.request_stop();
    EXPECT_ANY_THROW(write_sheet(sheet, (folder / "map.pdf").string(), stop.get_token()));
    EXPECT_TRUE(fs::is_empty(folder));
}

}

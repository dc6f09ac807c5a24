// Base maps from a server: XYZ, WMS and WMTS descriptions through GDAL against a server on loopback that answers, is slow, fails or
// sends garbage.
#include "console/map/tiles/raster_reader.h"
#include "geo/error.h"
#include "geo/shapes/coordinates.h"
#include "tests/video/local_server.h"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <opencv2/imgcodecs.hpp>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <functional>
#include <mutex>

namespace console {
namespace {

using namespace std::chrono_literals;
using Part = RasterReader::Part;
using video_test::LocalServer;

constexpr double world_m = 20037508.342789244;

/// Slippy-map numbers of the tile that contains a place.
struct Slippy {
    int x, y;
};
Slippy tile_at(geo::LonLat p, int z)
{
    const geo::MapPoint m = geo::map_from_lonlat(p);
    const double size = 2 * world_m / (1 << z);
    return {static_cast<int>((m.x + world_m) / size), static_cast<int>((world_m - m.y) / size)};
}

/// The middle of a tile: a quarter of its width, so that one tile gives all its pixels.
Part middle_of(Slippy t, int z)
{
    const double size = 2 * world_m / (1 << z), x = -world_m + (t.x + 0.5) * size, y = world_m - (t.y + 0.5) * size;
    return {{x - size / 8, y - size / 8, x + size / 8, y + size / 8}, 64, 64};
}

std::string png(int red, int green, int blue)
{
    std::vector<unsigned char> bytes;
    cv::imencode(".png", cv::Mat(256, 256, CV_8UC3, cv::Scalar(blue, green, red)), bytes);
    return {bytes.begin(), bytes.end()};
}

std::string answer(const std::string& body, const char* type = "image/png", const char* status = "200 OK")
{
    return fmt::format("HTTP/1.1 {}\r\nContent-Type: {}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", status, type, body.size()) + body;
}

/// Everything, at the scale of level 17.
const RasterReader::Sight sight{{-world_m, -world_m, world_m, world_m}, 2 * world_m / (1 << 17) / 256};

struct RemoteMap : testing::Test {
    std::filesystem::path folder;
    std::atomic<int> asked = 0;
    using Reply = std::function<std::string(const std::string& path)>; // the whole answer; empty: nothing, until the client leaves
    std::mutex mutex;
    Reply reply_; // guarded by mutex
    Reply reply()
    {
        std::lock_guard lock(mutex);
        return reply_;
    }
    void set_reply(Reply wanted)
    {
        std::lock_guard lock(mutex);
        reply_ = std::move(wanted);
    }
    std::unique_ptr<LocalServer> server;

    void SetUp() override
    {
        std::string pattern = (std::filesystem::temp_directory_path() / "gridwatch_remote_XXXXXX").string();
        folder = mkdtemp(pattern.data());
        geo::set_tile_cache((folder / "tiles").string());
        setenv("GDAL_HTTP_TIMEOUT", "1", 1);
        set_reply([](const std::string& path) {
            int z = 0, x = 0, y = 0;
            return std::sscanf(path.c_str(), "/%d/%d/%d", &z, &x, &y) == 3 ? answer(png(x % 251, y % 251, 10 * z)) : answer("no", "text/plain", "404 Not Found");
        });
        server = std::make_unique<LocalServer>([this](video_test::Client& client) {
            const std::string request = client.receive_until("\r\n\r\n");
            if (request.empty())
                return;
            ++asked;
            const std::size_t begin = request.find(' ') + 1;
            const std::string bytes = reply()(request.substr(begin, request.find(' ', begin) - begin));
            if (bytes.empty())
                client.keep_silent();
            else
                client.send(bytes);
        });
    }
    void TearDown() override
    {
        server.reset();
        geo::set_tile_cache("");
        std::filesystem::remove_all(folder);
    }

    std::string url() const { return fmt::format("http://127.0.0.1:{}", server->port()); }
    std::string write(const std::string& name, const std::string& text) const
    {
        std::ofstream(folder / name) << text;
        return (folder / name).string();
    }
    std::string xyz(const std::string& query = {}) const
    {
        return write("xyz.xml", fmt::format(R"(<GDAL_WMS><Service name="TMS"><ServerUrl>{}/${{z}}/${{x}}/${{y}}.png{}</ServerUrl></Service>
<DataWindow><UpperLeftX>-20037508.34</UpperLeftX><UpperLeftY>20037508.34</UpperLeftY><LowerRightX>20037508.34</LowerRightX>
<LowerRightY>-20037508.34</LowerRightY><TileLevel>17</TileLevel><TileCountX>1</TileCountX><TileCountY>1</TileCountY><YOrigin>top</YOrigin></DataWindow>
<Projection>EPSG:3857</Projection><BlockSizeX>256</BlockSizeX><BlockSizeY>256</BlockSizeY><BandsCount>3</BandsCount></GDAL_WMS>)",
                                            url(), query));
    }

    /// What the map's own loop does: ask, fetch what is wanted, ask again.
    static std::optional<geo::TileImage> look(RasterReader& reader, const Part& part)
    {
        if (auto image = reader.read(part.box, part.width, part.height, {}))
            return image;
        if (const auto wanted = reader.take_wanted(std::chrono::steady_clock::now(), sight))
            reader.fetch(*wanted, {});
        return reader.read(part.box, part.width, part.height, {});
    }
    static std::array<int, 3> middle(const geo::TileImage& image)
    {
        const std::size_t at = 4 * (static_cast<std::size_t>(image.height / 2) * image.width + image.width / 2);
        return {image.rgba[at], image.rgba[at + 1], image.rgba[at + 2]};
    }
};

const geo::LonLat bund{121.4905, 31.2397};

TEST_F(RemoteMap, PiecesArriveWithoutAnybodyWaiting)
{
    RasterReader reader(xyz(), "");
    ASSERT_TRUE(reader.is_remote());
    const Slippy tile = tile_at(bund, 17);
    const Part part = middle_of(tile, 17);
    EXPECT_FALSE(reader.read(part.box, 64, 64, {}));
    EXPECT_EQ(asked, 0) << "asking for a piece dials nobody";
    EXPECT_TRUE(reader.is_fetching(sight));
    const auto wanted = reader.take_wanted({}, sight);
    ASSERT_TRUE(wanted);
    EXPECT_EQ(*wanted, part);
    EXPECT_FALSE(reader.read(part.box, 64, 64, {}));
    EXPECT_FALSE(reader.take_wanted({}, sight)) << "it is on its way already";
    reader.fetch(*wanted, {});
    const auto image = reader.read(part.box, 64, 64, {});
    ASSERT_TRUE(image);
    EXPECT_EQ(middle(*image), (std::array{tile.x % 251, tile.y % 251, 170}));
    EXPECT_EQ(reader.arrived(), 1u);
    EXPECT_FALSE(reader.is_fetching(sight));
    EXPECT_EQ(reader.fault().english, "");
}

TEST_F(RemoteMap, AFartherViewTakesCoarserTiles)
{
    RasterReader reader(xyz(), "");
    const Slippy tile = tile_at(bund, 9);
    Part part = middle_of(tile, 9);
    const auto image = look(reader, part);
    ASSERT_TRUE(image) << reader.fault().english;
    EXPECT_EQ(middle(*image), (std::array{tile.x % 251, tile.y % 251, 90}));
    EXPECT_LE(asked, 4);
}

TEST_F(RemoteMap, WhatWasFetchedIsKeptOnTheDisk)
{
    const std::string description = xyz();
    const Slippy tile = tile_at(bund, 17);
    {
        RasterReader reader(description, "");
        ASSERT_TRUE(look(reader, middle_of(tile, 17))) << reader.fault().english;
    }
    server.reset();
    RasterReader reader(description, "");
    const auto image = look(reader, middle_of(tile, 17));
    ASSERT_TRUE(image) << reader.fault().english;
    EXPECT_EQ(middle(*image), (std::array{tile.x % 251, tile.y % 251, 170}));
}

TEST_F(RemoteMap, FailingGarbageAndSilentServersCostATileAndSayWhy)
{
    const Reply good = reply();
    const struct {
        const char* what;
        std::function<std::string(const std::string&)> reply;
    } rows[] = {{"refusing", [](const std::string&) { return answer("key expired", "text/plain", "403 Forbidden"); }},
                {"broken", [](const std::string&) { return answer("oops", "text/plain", "500 Internal Server Error"); }},
                {"garbage", [](const std::string&) { return answer(std::string(5000, '\x07')); }},
                {"half a picture", [](const std::string&) { return answer(png(1, 2, 3).substr(0, 60)); }},
                {"silent", [](const std::string&) { return std::string(); }}};
    int x = 0;
    for (const auto& row : rows) {
        RasterReader reader(xyz("?tk=SECRETKEY"), "");
        Slippy tile = tile_at(bund, 17);
        tile.x += ++x;
        const Part part = middle_of(tile, 17);
        set_reply(row.reply);
        EXPECT_FALSE(look(reader, part)) << row.what;
        EXPECT_NE(reader.fault().english, "") << row.what;
        EXPECT_EQ(reader.fault().english.find("SECRETKEY"), std::string::npos) << reader.fault().english;
        ASSERT_TRUE(reader.next_try()) << row.what;
        EXPECT_FALSE(reader.is_fetching(sight)) << row.what;
        EXPECT_FALSE(reader.take_wanted(std::chrono::steady_clock::now(), sight)) << "not at once again";
        // The server is well again, and the pause is over.
        set_reply(good);
        const auto again = reader.take_wanted(std::chrono::steady_clock::now() + 61s, sight);
        ASSERT_TRUE(again) << row.what;
        reader.fetch(*again, {});
        const auto image = reader.read(part.box, 64, 64, {});
        ASSERT_TRUE(image) << row.what << ": " << reader.fault().english;
        EXPECT_EQ(middle(*image)[0], tile.x % 251) << row.what;
        EXPECT_EQ(reader.fault().english, "") << row.what;
    }
}

TEST_F(RemoteMap, AServerThatKeepsFailingIsLeftAlone)
{
    set_reply([](const std::string&) { return answer("oops", "text/plain", "500 Internal Server Error"); });
    RasterReader reader(xyz(), "");
    const auto now = std::chrono::steady_clock::now();
    const Slippy tile = tile_at(bund, 17);
    for (int i = 0; i < 20; ++i)
        reader.read(middle_of({tile.x + i, tile.y}, 17).box, 64, 64, {});
    int tries = 0;
    while (const auto part = reader.take_wanted(now, sight)) {
        reader.fetch(*part, {});
        ASSERT_LE(++tries, 4);
    }
    EXPECT_EQ(tries, 4);
    EXPECT_FALSE(reader.is_fetching(sight)) << "a picture of the map does not wait for it";
    ASSERT_TRUE(reader.next_try());
    EXPECT_GT(*reader.next_try(), now);
    EXPECT_TRUE(reader.take_wanted(now + 61s, sight));
}

TEST_F(RemoteMap, WhatIsLookedAtComesFirst)
{
    RasterReader reader(xyz(), "");
    const Slippy tile = tile_at(bund, 17);
    const Part seen = middle_of(tile, 17), beside = middle_of({tile.x + 40, tile.y}, 17), afar = middle_of(tile_at(bund, 9), 9);
    for (const Part& part : {afar, seen, beside})
        reader.read(part.box, part.width, part.height, {});
    const RasterReader::Sight here{seen.box, seen.box.width() / seen.width};
    EXPECT_TRUE(reader.is_fetching(here));
    EXPECT_EQ(reader.take_wanted({}, here), seen);
    reader.fetch(seen, {});
    EXPECT_FALSE(reader.is_fetching(here)) << "what lies beside it keeps nobody waiting";
    EXPECT_EQ(reader.take_wanted({}, here), beside);
    EXPECT_EQ(reader.take_wanted({}, here), afar);
    EXPECT_EQ(reader.take_wanted({}, here), std::nullopt);
}

TEST_F(RemoteMap, NobodyListens)
{
    const std::string description = xyz();
    server.reset();
    RasterReader reader(description, "");
    EXPECT_FALSE(look(reader, middle_of(tile_at(bund, 17), 17)));
    EXPECT_NE(reader.fault().english, "");
}

/// The two matrix sets of 天地图's services: w in web mercator, c in degrees of CGCS2000 (EPSG:4490).
std::string capabilities(const std::string& url)
{
    std::string sets, links;
    for (const char set : {'w', 'c'}) {
        const bool degrees = set == 'c';
        std::string matrices;
        for (int z = 1; z <= 16; ++z)
            matrices += fmt::format("<TileMatrix><ows:Identifier>{}</ows:Identifier><ScaleDenominator>{:.9f}</ScaleDenominator>"
                                    "<TopLeftCorner>{}</TopLeftCorner><TileWidth>256</TileWidth><TileHeight>256</TileHeight>"
                                    "<MatrixWidth>{}</MatrixWidth><MatrixHeight>{}</MatrixHeight></TileMatrix>",
                                    z, 559082264.0287178 / (1 << z),
                                    degrees ? "90.0 -180.0" : "-20037508.3427892 20037508.3427892", 1 << z, degrees ? 1 << (z - 1) : 1 << z);
        sets += fmt::format("<TileMatrixSet><ows:Identifier>{}</ows:Identifier><ows:SupportedCRS>urn:ogc:def:crs:EPSG::{}</ows:SupportedCRS>{}</TileMatrixSet>",
                            set, degrees ? 4490 : 3857, matrices);
        links += fmt::format("<TileMatrixSetLink><TileMatrixSet>{}</TileMatrixSet></TileMatrixSetLink>", set);
    }
    return fmt::format(R"(<?xml version="1.0" encoding="UTF-8"?><Capabilities xmlns="http://www.opengis.net/wmts/1.0" xmlns:ows="http://www.opengis.net/ows/1.1" version="1.0.0">
<Contents><Layer><ows:Title>vec</ows:Title><ows:WGS84BoundingBox><ows:LowerCorner>-180 -85</ows:LowerCorner><ows:UpperCorner>180 85</ows:UpperCorner></ows:WGS84BoundingBox>
<ows:Identifier>vec</ows:Identifier><Style isDefault="true"><ows:Identifier>default</ows:Identifier></Style><Format>image/png</Format>{}
<ResourceURL format="image/png" resourceType="tile" template="{}/{{TileMatrix}}/{{TileCol}}/{{TileRow}}/{{TileMatrixSet}}.png"/></Layer>{}</Contents></Capabilities>)",
                       links, url, sets);
}

TEST_F(RemoteMap, BothMatrixSetsOfAWmtsLieInTheSamePlace)
{
    const std::string document = write("capabilities.xml", capabilities(url()));
    // Red and green count the tiles of a set's level, blue says which level.
    for (const char set : {'w', 'c'}) {
        const std::string description =
            write(fmt::format("wmts_{}.xml", set), fmt::format("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<GDAL_WMTS><GetCapabilitiesUrl>{}</GetCapabilitiesUrl><Layer>vec</Layer><TileMatrixSet>{}</TileMatrixSet>"
                                                               "<ExtendBeyondDateLine>false</ExtendBeyondDateLine></GDAL_WMTS>", document, set));
        RasterReader reader(description, "");
        ASSERT_TRUE(reader.is_remote());
        const auto tile_of = [&](geo::LonLat p, int z) {
            const double size = 360.0 / (1 << z);
            return set == 'w' ? tile_at(p, z) : Slippy{static_cast<int>((p.lon + 180) / size), static_cast<int>((90 - p.lat) / size)};
        };
        // Well inside a tile of the level asked for and of the next finer one, whichever GDAL takes.
        constexpr int z = 14;
        const double size = 360.0 / (1 << z), degrees_up = std::fmod(90 - bund.lat, size), degrees_right = std::fmod(bund.lon + 180, size);
        geo::LonLat at{bund.lon - degrees_right + 0.3 * size, bund.lat + degrees_up - 0.3 * size};
        if (set == 'w') {
            const Slippy tile = tile_at(bund, z);
            at = geo::lonlat_from_map({-world_m + (tile.x + 0.3) * 2 * world_m / (1 << z), world_m - (tile.y + 0.3) * 2 * world_m / (1 << z)});
        }
        const geo::MapPoint m = geo::map_from_lonlat(at);
        const double half = 8 * 2 * world_m / (1 << z) / 256;
        const auto image = look(reader, {{m.x - half, m.y - half, m.x + half, m.y + half}, 16, 16});
        ASSERT_TRUE(image) << set << ": " << reader.fault().english;
        const auto [red, green, blue] = middle(*image);
        ASSERT_TRUE(blue == 10 * z || blue == 10 * (z + 1)) << set << ": " << blue;
        const Slippy tile = tile_of(at, blue / 10);
        EXPECT_EQ(red, tile.x % 251) << set;
        EXPECT_EQ(green, tile.y % 251) << set;
    }
}

/// The server was allowed, and then it sends for its tiles to another: that one is not dialled, and the layer says which it is.
TEST_F(RemoteMap, AWmtsThatSendsToAnotherHostIsRefused)
{
    LocalServer other([](video_test::Client& client) { client.keep_silent(); });
    const std::string there = fmt::format("127.0.0.1:{}", other.port());
    const auto send_to = [&](const std::string& tiles) {
        set_reply([document = capabilities(tiles)](const std::string& path) { return path.starts_with("/wmts") ? answer(document, "text/xml") : answer(png(1, 2, 3)); });
    };
    send_to(url());
    const std::string description =
        write("asked.xml", fmt::format("<GDAL_WMTS><GetCapabilitiesUrl>{}/wmts?x=1&amp;y=2</GetCapabilitiesUrl><Layer>vec</Layer><TileMatrixSet>w</TileMatrixSet></GDAL_WMTS>", url()));
    {
        RasterReader reader(description, "");
        const auto image = look(reader, middle_of(tile_at(bund, 14), 14));
        ASSERT_TRUE(image) << reader.fault().english;
    }
    send_to("http://" + there);
    try {
        RasterReader reader(description, "");
        ADD_FAILURE() << "it was opened";
    } catch (const geo::Error& error) {
        EXPECT_NE(std::string(error.what()).find(there), std::string::npos) << error.what();
    }
    EXPECT_EQ(other.clients(), 0);
}

TEST_F(RemoteMap, WmsIsAskedForBoxes)
{
    const geo::MapPoint m = geo::map_from_lonlat(bund);
    std::string seen;
    set_reply([&](const std::string& path) {
        seen = path;
        return answer(png(9, 8, 7));
    });
    RasterReader reader(write("wms.xml", fmt::format(R"(<GDAL_WMS><Service name="WMS"><Version>1.1.1</Version><ServerUrl>{}/wms?</ServerUrl><SRS>EPSG:3857</SRS>
<ImageFormat>image/png</ImageFormat><Layers>city</Layers></Service><DataWindow><UpperLeftX>{}</UpperLeftX><UpperLeftY>{}</UpperLeftY><LowerRightX>{}</LowerRightX>
<LowerRightY>{}</LowerRightY><SizeX>4096</SizeX><SizeY>4096</SizeY></DataWindow><BlockSizeX>256</BlockSizeX><BlockSizeY>256</BlockSizeY><BandsCount>3</BandsCount></GDAL_WMS>)",
                                                     url(), m.x - 4096, m.y + 4096, m.x + 4096, m.y - 4096)), "");
    const auto image = look(reader, {{m.x + 100, m.y + 100, m.x + 164, m.y + 164}, 64, 64});
    ASSERT_TRUE(image) << reader.fault().english;
    EXPECT_EQ(middle(*image), (std::array{9, 8, 7}));
    EXPECT_NE(seen.find("layers=city"), std::string::npos) << seen;
    EXPECT_NE(seen.find("bbox="), std::string::npos) << seen;
}

/// What a server sends is a picture: neither another picture's description nor one of another server.
TEST_F(RemoteMap, APieceLeadsNowhere)
{
    std::atomic<int> inner = 0;
    for (const bool is_view : {true, false}) {
        const std::string led = url() + "/inner";
        const std::string body = is_view ? "<VRTDataset rasterXSize=\"256\" rasterYSize=\"256\"><VRTRasterBand dataType=\"Byte\" band=\"1\"><SimpleSource>"
                                           "<SourceFilename>/vsicurl/" + led + ".tif</SourceFilename></SimpleSource></VRTRasterBand></VRTDataset>"
                                         : "<GDAL_WMS><Service name=\"TMS\"><ServerUrl>" + led + "/${z}/${x}/${y}.png</ServerUrl></Service><DataWindow><TileLevel>1</TileLevel>"
                                           "<UpperLeftX>0</UpperLeftX><UpperLeftY>0</UpperLeftY><LowerRightX>1</LowerRightX><LowerRightY>1</LowerRightY></DataWindow></GDAL_WMS>";
        set_reply([&inner, body](const std::string& path) {
            inner += path.starts_with("/inner");
            return answer(body);
        });
        RasterReader reader(xyz(is_view ? "?a" : "?b"), "");
        EXPECT_FALSE(look(reader, middle_of(tile_at(bund, 17), 17)));
        EXPECT_NE(reader.fault().english, "");
    }
    EXPECT_GT(asked, 0);
    EXPECT_EQ(inner, 0);
}

}
}

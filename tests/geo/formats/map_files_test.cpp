// What a layer of a workspace from elsewhere may open.

#include "geo/formats/map_files.h"

#include "geo/error.h"
#include "geo/formats/map_source.h"
#include "geo/formats/raster_source.h"
#include "geo/formats/vector_file.h"

#include <gdal_priv.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include <sys/stat.h>

namespace geo {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;

struct MapFiles : testing::Test {
    fs::path folder;

    void SetUp() override
    {
        std::string pattern = (fs::temp_directory_path() / "gridwatch_maps_XXXXXX").string();
        folder = mkdtemp(pattern.data());
    }
    void TearDown() override
    {
        set_map_folders({});
        set_tile_cache("");
        fs::remove_all(folder);
    }
    std::string write(const std::string& name, const std::string& text) const
    {
        std::ofstream(folder / name) << text;
        return (folder / name).string();
    }
    template <class Work> static std::string refusal(const Work& work)
    {
        try {
            work();
        } catch (const Error& error) {
            return error.what();
        }
        return {};
    }
    static std::string wms(const std::string& server, const std::string& more = {})
    {
        return "<?xml version=\"1.0\"?>\n<GDAL_WMS><Service name=\"TMS\"><ServerUrl>" + server + "</ServerUrl></Service>" + more + "</GDAL_WMS>";
    }
};

/// Loopback's port 9 and names below .invalid: nothing would answer if it were dialled, and nothing is.
TEST_F(MapFiles, AreFilesAndNoAddresses)
{
    for (const char* path : {"/vsicurl/http://127.0.0.1:9/a.tif", "http://127.0.0.1:9/a.tif", "/vsimem/a.tif", "/vsicurl_streaming/http://127.0.0.1:9/a",
                             "<GDAL_WMS><Service name=\"TMS\"><ServerUrl>http://127.0.0.1:9/</ServerUrl></Service></GDAL_WMS>"}) {
        EXPECT_NE(refusal([&] { map_file(path); }), "") << path;
        EXPECT_NE(refusal([&] { RasterSource source(path); }), "") << path;
        EXPECT_NE(refusal([&] { describe_map_source(path); }), "") << path;
    }
    EXPECT_THAT(refusal([] { VectorFile::open("http://127.0.0.1:9/a.geojson"); }), HasSubstr("no file of this machine"));
    ASSERT_EQ(mkfifo((folder / "pipe.tif").c_str(), S_IRUSR | S_IWUSR), 0);
    EXPECT_THAT(refusal([&] { RasterSource source((folder / "pipe.tif").string()); }), HasSubstr("no file of this machine"));
    for (const char* path : {"/proc/self/environ", "/dev/null"})
        EXPECT_NE(refusal([&] { map_file(path); }), "") << path;
}

/// A picture made of another file's bytes is none.
TEST_F(MapFiles, DescriptionsOfOtherFilesAreNoRasters)
{
    const std::string other = write("other.bin", std::string(64, 'x'));
    const std::string raw = write("raw.vrt", R"(<VRTDataset rasterXSize="8" rasterYSize="8"><SRS>EPSG:4326</SRS><GeoTransform>114,0.1,0,31,0,-0.1</GeoTransform>
<VRTRasterBand dataType="Byte" band="1" subClass="VRTRawRasterBand"><SourceFilename relativeToVRT="0">)" + other + R"(</SourceFilename></VRTRasterBand></VRTDataset>)");
    EXPECT_NE(refusal([&] { RasterSource source(raw); }), "");
    EXPECT_NE(refusal([&] { describe_map_source(raw); }), "");
    const std::string disguised = write("disguised.tif", "<VRTDataset rasterXSize=\"8\" rasterYSize=\"8\"></VRTDataset>");
    EXPECT_NE(refusal([&] { RasterSource source(disguised); }), "");
}

TEST_F(MapFiles, OnlyDriversOfTheListAreThere)
{
    EXPECT_NE(refusal([&] { RasterSource source(write("none.tif", "x")); }), ""); // registers them
    GDALDriverManager& manager = *GetGDALDriverManager();
    for (const char* name : {"GTiff", "MBTiles", "PNG", "JPEG", "WMS", "WMTS", "MEM", "VRT", "GeoJSON", "CSV"})
        EXPECT_NE(manager.GetDriverByName(name), nullptr) << name;
    for (const char* name : {"HTTP", "EEDAI", "PLMOSAIC", "DAAS", "ENVI", "EHdr", "DERIVED", "RASTERLITE", "GTI"})
        EXPECT_EQ(manager.GetDriverByName(name), nullptr) << name;
    EXPECT_EQ(GDALOpenEx(write("a.vrt", "<VRTDataset rasterXSize=\"8\" rasterYSize=\"8\"></VRTDataset>").c_str(), GDAL_OF_RASTER, nullptr, nullptr, nullptr), nullptr);
}

TEST_F(MapFiles, ADescriptionTellsItsHosts)
{
    EXPECT_THAT(map_file(write("one.xml", wms("https://Tiles.Example.org:8080/${z}/${x}/${y}.png"))).hosts, ElementsAre("tiles.example.org:8080"));
    EXPECT_THAT(map_file(write("user.xml", wms("http://somebody:word@tiles.invalid/${z}"))).hosts, ElementsAre("tiles.invalid"));
    // Written so that a person reads another host.
    EXPECT_THAT(map_file(write("hidden.xml", wms("http://good.invalid&#64;bad.invalid/${z}"))).hosts, ElementsAre("bad.invalid"));
    EXPECT_THAT(map_file(write("two.xml", wms("http://a.invalid/", "<Referer>http://b.invalid/x</Referer>"))).hosts, ElementsAre("a.invalid", "b.invalid"));
    EXPECT_THAT(map_file(write("plain.tif", "II*")).hosts, ElementsAre());
}

/// WMTS: what the server said of itself may lie beside the description.
TEST_F(MapFiles, KeptCapabilitiesTellTheirHosts)
{
    const auto kept = [&](const std::string& template_) {
        const std::string document = write("capabilities.xml", "<Capabilities xmlns:xlink=\"http://www.w3.org/1999/xlink\"><ows:Get xlink:href=\"http://asked.invalid/wmts?\"/>"
                                                               "<ResourceURL template=\"" + template_ + "\"/></Capabilities>");
        return write("wmts.xml", "<GDAL_WMTS><GetCapabilitiesUrl>" + document + "</GetCapabilitiesUrl></GDAL_WMTS>");
    };
    EXPECT_THAT(map_file(kept("https://tiles.invalid/{TileMatrix}")).hosts, ElementsAre("asked.invalid", "tiles.invalid"));
    EXPECT_NE(refusal([&] { map_file(kept("file:///etc/hostname")); }), "");
}

/// What it says when it is asked may name no other.
TEST_F(MapFiles, CapabilitiesFromAServerNameNoHostOfTheirOwn)
{
    const auto answer = [](const std::string& host) { return "<Capabilities><ResourceURL template=\"http://" + host + "/{TileMatrix}\"/></Capabilities>"; };
    const MapFile one = map_file(write("wmts.xml", "<GDAL_WMTS><GetCapabilitiesUrl>http://asked.invalid/wmts?a=1&amp;b=2</GetCapabilitiesUrl></GDAL_WMTS>"));
    EXPECT_EQ(one.capabilities, "http://asked.invalid/wmts?a=1&b=2");
    EXPECT_THAT(with_capabilities(one, answer("ASKED.invalid"), "/vsimem/x"), HasSubstr("<GetCapabilitiesUrl>/vsimem/x</GetCapabilitiesUrl>"));
    EXPECT_THAT(refusal([&] { with_capabilities(one, answer("other.invalid:81"), "/vsimem/x"); }), HasSubstr("other.invalid:81"));
    EXPECT_NE(refusal([&] { with_capabilities(one, "no XML", "/vsimem/x"); }), "");
    EXPECT_NE(refusal([&] { with_capabilities(one, "<Capabilities><ResourceURL template=\"file:///etc/hostname\"/></Capabilities>", "/vsimem/x"); }), "");
    // A description that names both is asked about for both.
    const MapFile two = map_file(write("both.xml", "<GDAL_WMTS><GetCapabilitiesUrl>http://asked.invalid/</GetCapabilitiesUrl><TilesUrl>http://other.invalid:81/</TilesUrl></GDAL_WMTS>"));
    EXPECT_THAT(two.hosts, ElementsAre("asked.invalid", "other.invalid:81"));
    EXPECT_EQ(refusal([&] { with_capabilities(two, answer("other.invalid:81"), "/vsimem/x"); }), "");
    EXPECT_EQ(map_file(write("tms.xml", wms("http://a.invalid/${z}"))).capabilities, "");
}

TEST_F(MapFiles, ADescriptionLeadsToServersOnly)
{
    for (const char* server : {"file:///etc/hostname", "/vsicurl/http://a.invalid/x", "ftp://a.invalid/x", "a.invalid/x", "/etc/hostname", "http://a.invalid\\@b.invalid/", ""})
        EXPECT_NE(refusal([&] { map_file(write("bad.xml", wms(server))); }), "") << server;
    EXPECT_NE(refusal([&] { map_file(write("cut.xml", "<GDAL_WMS><Service")); }), "");
}

/// Where pieces are kept is ours to say: a description may name any folder.
TEST_F(MapFiles, ADescriptionSaysNothingOfTheDisk)
{
    set_tile_cache((folder / "tiles").string());
    const MapFile file = map_file(write("cache.xml", wms("http://a.invalid/", "<Cache><Path>/somewhere/else</Path></Cache>")));
    EXPECT_EQ(file.to_open.find("/somewhere/else"), std::string::npos);
    EXPECT_NE(file.to_open.find((folder / "tiles").string()), std::string::npos);
    EXPECT_TRUE(file.to_open.starts_with("<GDAL_WMS>"));
}

TEST_F(MapFiles, NamedFoldersHoldThem)
{
    fs::create_directories(folder / "maps/city");
    const std::string inside = write("maps/city/a.tif", "II*"), outside = write("b.tif", "II*");
    fs::create_symlink(outside, folder / "maps/link.tif");
    set_map_folders({(folder / "maps").string()});
    EXPECT_EQ(refusal([&] { require_map_file(inside); }), "");
    for (const std::string& path : {outside, (folder / "maps/../b.tif").string(), (folder / "maps/link.tif").string()})
        EXPECT_THAT(refusal([&] { require_map_file(path); }), HasSubstr("outside the folders")) << path;
}

}
}

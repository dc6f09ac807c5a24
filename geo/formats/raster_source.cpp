#include "geo/formats/raster_source.h"

#include "geo/cancelled.h"
#include "geo/crs/crs.h"
#include "geo/crs/datum_shift.h"
#include "geo/error.h"
#include "geo/formats/gdal_session.h"
#include "geo/formats/map_files.h"
#include "geo/formats/open_map.h"
#include "geo/formats/tile_cache_rule.h"

#include <gdal_priv.h>
#include <gdal_utils.h>
#include <ogr_spatialref.h>

#include <fmt/format.h>

#include <cmath>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <initializer_list>
#include <mutex>
#include <vector>

namespace geo {
namespace {

/// GDAL's argument lists, as its command-line tools take them.
class Arguments {
public:
    Arguments(std::initializer_list<std::string> words) : words_(words) {}
    void add(std::initializer_list<std::string> words) { words_.insert(words_.end(), words); }
    char** list()
    {
        pointers_.clear();
        for (std::string& word : words_)
            pointers_.push_back(word.data());
        pointers_.push_back(nullptr);
        return pointers_.data();
    }

private:
    std::vector<std::string> words_;
    std::vector<char*> pointers_;
};

int report_progress(double, const char*, void* stop) noexcept
{
    return static_cast<std::stop_token*>(stop)->stop_requested() ? FALSE : TRUE;
}

GDALDatasetUniquePtr translate(GDALDataset& source, Arguments arguments)
{
    GDALTranslateOptions* options = GDALTranslateOptionsNew(arguments.list(), nullptr);
    GDALDatasetH made = GDALTranslate("", &source, options, nullptr);
    GDALTranslateOptionsFree(options);
    return GDALDatasetUniquePtr(GDALDataset::FromHandle(made));
}

bool has_alpha(GDALDataset& data)
{
    return data.GetRasterCount() > 1 && data.GetRasterBand(data.GetRasterCount())->GetColorInterpretation() == GCI_AlphaBand;
}

/// A view of the file as 8-bit red, green, blue and perhaps alpha; null where it is that already.
GDALDatasetUniquePtr view_as_colours(GDALDataset& file)
{
    GDALRasterBand& first = *file.GetRasterBand(1);
    if (first.GetColorTable())
        return translate(file, {"-of", "VRT", "-expand", "rgba"});
    const int colours = file.GetRasterCount() - (has_alpha(file) ? 1 : 0);
    const bool bytes = first.GetRasterDataType() == GDT_Byte;
    if (bytes && (colours == 3) && file.GetRasterCount() <= 4)
        return nullptr;
    Arguments arguments{"-of", "VRT", "-ot", "Byte"};
    for (int i = 0; i < 3; ++i)
        arguments.add({"-b", std::to_string(colours >= 3 ? i + 1 : 1)});
    if (has_alpha(file))
        arguments.add({"-b", std::to_string(file.GetRasterCount())});
    if (!bytes) {
        // Heights, 16-bit photographs: the present range (from overviews or a sample) spread over the 8 bits that are shown.
        double range[2] = {0, 255};
        first.ComputeRasterMinMax(TRUE, range);
        arguments.add({"-scale", fmt::format("{}", range[0]), fmt::format("{}", range[1] > range[0] ? range[1] : range[0] + 1), "0", "255"});
    }
    return translate(file, arguments);
}

/// What set_tile_cache() said.
struct KeptRule {
    std::mutex mutex;
    TileCacheRule rule; // guarded by mutex
};
KeptRule& kept_rule()
{
    static KeptRule kept;
    return kept;
}

/// Of a server's levels, each half as fine as the one before, the nearest one: GDAL would take the next finer, four times the tiles.
std::string nearest_level(double coarser_than_finest, int levels)
{
    const int level = std::min(static_cast<int>(std::lround(std::log2(std::max(coarser_than_finest, 1e-9)))), levels);
    return level <= 0 ? "NONE" : std::to_string(level - 1);
}

using Shift = LonLat (*)(LonLat);

/// The box as a shifted source names it (or back). The shift bends so little within a tile that its box stays one: 0.3 pixels at the
/// most where a tile is 25 km wide, less in nearer ones.
MapBox shifted(const MapBox& box, Shift shift)
{
    const auto moved = [&](double x, double y) { return map_from_lonlat(shift(lonlat_from_map({x, y}))); };
    const double x = (box.min_x + box.max_x) / 2, y = (box.min_y + box.max_y) / 2;
    return {moved(box.min_x, y).x, moved(x, box.min_y).y, moved(box.max_x, y).x, moved(x, box.max_y).y};
}

} // namespace

void set_tile_cache(const std::string& folder, std::uint64_t most_bytes)
{
    KeptRule& kept = kept_rule();
    std::lock_guard lock(kept.mutex);
    kept.rule = {folder, most_bytes};
}

TileCacheRule tile_cache_rule()
{
    KeptRule& kept = kept_rule();
    std::lock_guard lock(kept.mutex);
    return kept.rule;
}

struct RasterSource::State {
    std::string name, crs;
    GDALDatasetUniquePtr file, view; // the view, if any, reads from the file and goes first
    MapBox box;
    double metres_per_pixel = 1;
    std::string attribution;
    bool is_remote = false;
    Shift shift = nullptr; // from WGS 84 to what the pictures show

    ~State() { view.reset(); }
    GDALDataset& data() const { return view ? *view : *file; }
    std::string tried() const { return "Reading the raster " + name + ": "; }
};

RasterSource::RasterSource(const std::string& path, const std::string& crs) : state_(std::make_unique<State>())
{
    const GdalSession session;
    State& s = *state_;
    s.name = std::filesystem::path(path).filename().string();
    const MapFile file = map_file(path);
    s.file.reset(open_raster(file));
    if (!s.file)
        throw Error(remark("raster_not_read", s.tried(), session.last_failure("it does not exist, or is no raster this program reads.")));
    if (s.file->GetRasterCount() == 0)
        throw Error(remark("raster_none", s.tried()));
    double transform[6];
    const bool placed = s.file->GetGeoTransform(transform) == CE_None || s.file->GetGCPCount() > 0;
    const OGRSpatialReference* own = s.file->GetSpatialRef() ? s.file->GetSpatialRef() : s.file->GetGCPSpatialRef();
    if (!placed)
        throw Error(remark("raster_nowhere", s.tried()));
    s.is_remote = file.is_description();
    s.shift = crs == "GCJ-02" ? gcj02_from_wgs84 : crs == "BD-09" ? bd09_from_wgs84 : nullptr;
    s.crs = crs.empty() || s.shift ? std::string() : wkt_of_crs(crs);
    if (s.crs.empty() && !own)
        throw Error(remark("raster_no_system", s.tried()));
    s.view = view_as_colours(*s.file);

    Arguments arguments{"-of", "VRT", "-t_srs", "EPSG:3857"};
    if (!s.crs.empty())
        arguments.add({"-s_srs", s.crs});
    GDALWarpAppOptions* options = GDALWarpAppOptionsNew(arguments.list(), nullptr);
    GDALDatasetH source = GDALDataset::ToHandle(&s.data());
    const GDALDatasetUniquePtr warped(GDALDataset::FromHandle(GDALWarp("", nullptr, 1, &source, options, nullptr)));
    GDALWarpAppOptionsFree(options);
    if (!warped || warped->GetGeoTransform(transform) != CE_None)
        throw Error(remark("raster_projection", s.tried(), session.last_failure("it cannot be brought to the map's projection.")));
    s.metres_per_pixel = transform[1];
    s.box = {transform[0], transform[3] + transform[5] * warped->GetRasterYSize(), transform[0] + transform[1] * warped->GetRasterXSize(), transform[3]};
    if (s.shift)
        s.box = shifted(s.box, crs == "GCJ-02" ? wgs84_from_gcj02 : wgs84_from_bd09);
    if (constexpr double edge_m = 20037508.35 + 100; s.box.min_x < -edge_m || s.box.max_x > edge_m) // matrix sets are rounded
        throw Error(remark("raster_meridian", s.tried()));
    for (const char* key : {"attribution", "TIFFTAG_COPYRIGHT"})
        if (const char* text = s.file->GetMetadataItem(key); text && s.attribution.empty())
            s.attribution = text;
}

RasterSource::~RasterSource() = default;
RasterSource::RasterSource(RasterSource&&) noexcept = default;
RasterSource& RasterSource::operator=(RasterSource&&) noexcept = default;

const MapBox& RasterSource::box() const
{
    return state_->box;
}

double RasterSource::metres_per_pixel() const
{
    return state_->metres_per_pixel;
}

bool RasterSource::is_remote() const
{
    return state_->is_remote;
}

const std::string& RasterSource::attribution() const
{
    return state_->attribution;
}

TileImage RasterSource::read(const MapBox& true_box, int width, int height, std::stop_token stop) const
{
    const State& s = *state_;
    TileImage image{width, height, {}};
    image.rgba.resize(4 * static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
    if (!true_box.meets(s.box))
        return image;
    const MapBox box = s.shift ? shifted(true_box, s.shift) : true_box;
    const GdalSession session;
    const bool finer_than_source = s.is_remote || box.width() / width < s.metres_per_pixel;
    Arguments arguments{"-of", "MEM", "-t_srs", "EPSG:3857", "-dstalpha", "-r", finer_than_source ? "bilinear" : "average",
                        "-te", fmt::format("{:.9f}", box.min_x), fmt::format("{:.9f}", box.min_y), fmt::format("{:.9f}", box.max_x),
                        fmt::format("{:.9f}", box.max_y), "-ts", std::to_string(width), std::to_string(height)};
    if (!s.crs.empty())
        arguments.add({"-s_srs", s.crs});
    if (s.is_remote)
        arguments.add({"-ovr", nearest_level(box.width() / width / s.metres_per_pixel, s.data().GetRasterBand(1)->GetOverviewCount())});
    GDALWarpAppOptions* options = GDALWarpAppOptionsNew(arguments.list(), nullptr);
    GDALWarpAppOptionsSetProgress(options, report_progress, &stop);
    GDALDatasetH source = GDALDataset::ToHandle(&s.data());
    const GDALDatasetUniquePtr warped(GDALDataset::FromHandle(GDALWarp("", nullptr, 1, &source, options, nullptr)));
    GDALWarpAppOptionsFree(options);
    if (stop.stop_requested())
        throw Cancelled{};
    if (!warped || warped->GetRasterCount() < 4)
        throw Error(remark("raster_part", s.tried(), session.last_failure("this part of it cannot be read.")));
    int bands[4] = {1, 2, 3, warped->GetRasterCount()};
    if (warped->RasterIO(GF_Read, 0, 0, width, height, image.rgba.data(), width, height, GDT_Byte, 4, bands, 4, 4 * width, 1, nullptr) != CE_None)
        throw Error(remark("raster_part", s.tried(), session.last_failure("this part of it cannot be read.")));
    for (std::size_t i = 0; i < image.rgba.size(); i += 4)
        for (std::size_t k = i; k < i + 3; ++k)
            image.rgba[k] = static_cast<std::uint8_t>((image.rgba[k] * image.rgba[i + 3] + 127) / 255);
    return image;
}

}

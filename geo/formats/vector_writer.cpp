#include "geo/formats/vector_writer.h"

#include "geo/crs/crs.h"
#include "geo/crs/fit.h"
#include "geo/error.h"
#include "geo/formats/gdal_session.h"
#include "geo/formats/gdal_versions.h"
#include "geo/formats/text_encoding.h"
#include "geo/new_file.h"
#include "geo/shapes/wkb_walk.h"

#include <cpl_conv.h>
#include <cpl_string.h>
#include <fmt/format.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <fstream>
#include <map>
#include <system_error>

namespace geo {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t shapefile_text_width = 254; // bytes of a dBASE character field

struct Format {
    std::string_view ending;
    const char* driver;
    bool has_shapes; // else the shape goes into a column "wkt" (areas, lines) or "lon" and "lat" (points)
    bool any_crs;
    std::array<const char*, 3> layer_options;
};
constexpr Format formats[] = {
    {".gpkg", "GPKG", true, true, {}},
    {".geojson", "GeoJSON", true, false, {"COORDINATE_PRECISION=15", "WRITE_NAME=NO"}},
    {".json", "GeoJSON", true, false, {"COORDINATE_PRECISION=15", "WRITE_NAME=NO"}},
    {".shp", "ESRI Shapefile", true, true, {"ENCODING=UTF-8"}},
    {".csv", "CSV", false, true, {"STRING_QUOTING=IF_AMBIGUOUS", "LINEFORMAT=CRLF"}},
    {".xlsx", "XLSX", false, true, {}},
    {".kml", "LIBKML", true, false, {}},
    {".fgb", "FlatGeobuf", true, true, {}},
};

const Format& format_of(const fs::path& path)
{
    std::string ending = path.extension().string();
    for (char& c : ending)
        c = char(std::tolower(static_cast<unsigned char>(c)));
    for (const Format& format : formats)
        if (format.ending == ending)
            return format;
    throw Error(remark("no_ending", ending.empty() ? "(none)" : ending));
}

OGRwkbGeometryType type_of(OutputShape shape)
{
    switch (shape) {
    case OutputShape::point:
        return wkbPoint;
    case OutputShape::line:
        return wkbMultiLineString;
    case OutputShape::polygon:
        return wkbMultiPolygon;
    case OutputShape::any:
        return wkbUnknown;
    case OutputShape::none:
        return wkbNone;
    }
    return wkbUnknown;
}

OGRFieldType type_of(OutputField field)
{
    return field == OutputField::text ? OFTString : field == OutputField::integer ? OFTInteger64 : OFTReal;
}

/// A table cell that begins so would be run as a formula by spreadsheet programs: an apostrophe before it says that it
/// is text.
bool is_formula(const std::string& text)
{
    return !text.empty() &&
           (text[0] == '=' || text[0] == '+' || text[0] == '-' || text[0] == '@' || text[0] == '\t' || text[0] == '\r');
}

bool ends_with_text(const fs::path& path, std::string_view text)
{
    std::ifstream in(path, std::ios::binary);
    std::string tail(text.size() + 8, '\0');
    in.seekg(-std::streamoff(tail.size()), std::ios::end);
    in.read(tail.data(), std::streamsize(tail.size()));
    return tail.find(text) != std::string::npos;
}

} // namespace

struct VectorWriter::Impl {
    GdalSession session;
    // With a schema and SimpleData the driver moves the whole rest of the text once for each value when it closes (12 s for 2,000
    // rows of nine columns, the square of it for more); with Data elements it takes 0.3 s.
    CPLConfigOptionSetter plain_data{"LIBKML_USE_SIMPLEFIELD", "NO", false};
    fs::path goal;
    const Format& format;
    NewFile fresh;
    const fs::path file; // where it is until it is whole
    OutputShape shape;
    std::vector<OutputColumn> columns;
    CrsTransform crs;
    GDALDatasetUniquePtr dataset;
    OGRLayer* layer = nullptr;
    int wkt_field = -1, lon_field = -1, lat_field = -1;
    std::vector<Remark> notes;
    std::map<std::string, std::size_t> cut_texts;
    std::int64_t left_out = 0; // rows without a shape

    Impl(const fs::path& path, OutputShape s, std::vector<OutputColumn> c, CrsTransform t)
        : goal(path), format(format_of(path)), fresh(path), file(fresh.path()), shape(s), columns(std::move(c)), crs(std::move(t))
    {
    }

    [[noreturn]] void fail(const std::string& what) const
    {
        throw Error(remark("out_not_written", goal.string(), session.last_failure(what)));
    }

    void add_field(const std::string& name, OutputField type, int width = 0)
    {
        OGRFieldDefn field(name.c_str(), type_of(type));
        if (width > 0)
            field.SetWidth(width);
        if (layer->CreateField(&field) != OGRERR_NONE)
            fail("the column " + name + " was refused");
    }

    /// From WGS 84 to the goal's system.
    void move(std::string& wkb) const
    {
        const auto to_goal = [&](double& x, double& y) {
            const auto p = crs.source({x, y});
            if (p)
                x = p->x, y = p->y;
            return p.has_value();
        };
        if (!wkb.empty() && !crs.is_identity() && !change_coordinates(wkb, to_goal))
            throw Error(remark("out_of_system", crs.name()));
    }

    std::string text_value(const OutputColumn& column, const std::string& text)
    {
        if (!format.has_shapes && is_formula(text))
            return "'" + text;
        if (format.ending == ".shp" && text.size() > shapefile_text_width) {
            ++cut_texts[column.name];
            return beginning_of(text, shapefile_text_width);
        }
        return text;
    }
};

VectorWriter::VectorWriter(const fs::path& path, const std::string& layer, OutputShape shape,
                           std::vector<OutputColumn> columns, const std::string& crs, const LonLatBox& area)
{
    // The extent for choosing the operation is known in degrees only; CrsTransform wants it in the goal's numbers, so
    // it is made twice.
    SourceExtent extent;
    if (!crs.empty() && !area.is_empty()) {
        const CrsTransform rough = CrsTransform::make(crs);
        for (const LonLat corner : {LonLat{area.west, area.south}, LonLat{area.east, area.north}})
            if (const auto p = rough.source(corner))
                extent.add(p->x, p->y);
    }
    impl_ = std::make_unique<Impl>(path, shape, std::move(columns), CrsTransform::make(crs, extent));
    Impl& impl = *impl_;
    const std::string wkt = wkt_of_crs(crs);
    if (!impl.format.any_crs && !wkt.empty() && !impl.crs.is_identity())
        throw Error(remark("out_wgs84", impl.format.ending.substr(1)));
    if (!impl.format.any_crs && is_fit_text(crs))
        throw Error(remark("out_local", impl.format.ending.substr(1)));
    if (impl.format.ending == ".shp" && shape == OutputShape::any)
        throw Error(remark("out_one_kind"));

    GDALDriver* driver = GetGDALDriverManager()->GetDriverByName(impl.format.driver);
    if (!driver)
        throw Error(remark("out_driver", std::string(impl.format.ending)));
    impl.dataset.reset(driver->Create(impl.file.c_str(), 0, 0, 0, GDT_Unknown, nullptr));
    if (!impl.dataset)
        impl.fail("it could not be created");
    OGRSpatialReference srs;
    srs.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    if (!wkt.empty())
        srs.importFromWkt(wkt.c_str());
    CPLStringList options;
    for (const char* option : impl.format.layer_options)
        if (option)
            options.AddString(option);
    const bool has_srs = !wkt.empty() && impl.format.has_shapes;
    impl.layer = impl.dataset->CreateLayer(impl.format.ending == ".shp" ? path.stem().c_str() : layer.c_str(),
                                           has_srs ? &srs : nullptr, impl.format.has_shapes ? type_of(shape) : wkbNone,
                                           options.List());
    if (!impl.layer)
        impl.fail("its layer could not be created");
    for (const OutputColumn& column : impl.columns) {
        const bool shapefile = impl.format.ending == ".shp";
        impl.add_field(shapefile ? column.short_name : column.name, column.type,
                       shapefile && column.type == OutputField::text ? int(shapefile_text_width) : 0);
    }
    if (!impl.format.has_shapes) {
        int next = int(impl.columns.size());
        if (shape == OutputShape::point) {
            impl.add_field("lon", OutputField::real), impl.lon_field = next++;
            impl.add_field("lat", OutputField::real), impl.lat_field = next++;
        } else if (shape != OutputShape::none) {
            impl.add_field("wkt", OutputField::text), impl.wkt_field = next++;
        }
    }
    impl.dataset->StartTransaction(); // only GeoPackage has them; there it is the difference between one and many syncs
}

VectorWriter::~VectorWriter() = default;

bool VectorWriter::add(const std::string& wkb, const std::vector<OutputValue>& values)
{
    Impl& impl = *impl_;
    if (wkb.empty() && impl.format.ending == ".fgb") { // GDAL takes such a row and does not give it back
        ++impl.left_out;
        return false;
    }
    OGRFeature feature(impl.layer->GetLayerDefn());
    for (std::size_t i = 0; i < values.size(); ++i) {
        const int field = int(i);
        if (const auto* text = std::get_if<std::string>(&values[i]))
            feature.SetField(field, impl.text_value(impl.columns[i], *text).c_str());
        else if (const auto* number = std::get_if<std::int64_t>(&values[i]))
            feature.SetField(field, GIntBig(*number));
        else if (const auto* real = std::get_if<double>(&values[i]))
            feature.SetField(field, *real);
    }
    if (!wkb.empty()) {
        std::string moved = wkb;
        impl.move(moved);
        OGRGeometry* made = nullptr;
        if (OGRGeometryFactory::createFromWkb(moved.data(), nullptr, &made, moved.size()) != OGRERR_NONE || !made)
            throw Error(remark("out_broken"));
        OGRGeometryUniquePtr shape(made);
        if (impl.wkt_field >= 0) {
            OGRWktOptions precise;
            precise.variant = wkbVariantIso;
            set_precision(precise, 15);
            feature.SetField(impl.wkt_field, shape->exportToWkt(precise).c_str());
        } else if (impl.lon_field >= 0) {
            feature.SetField(impl.lon_field, shape->toPoint()->getX());
            feature.SetField(impl.lat_field, shape->toPoint()->getY());
        } else {
            feature.SetGeometry(shape.get());
        }
    }
    if (impl.layer->CreateFeature(&feature) != OGRERR_NONE)
        impl.fail("a row was refused");
    return true;
}

void VectorWriter::finish()
{
    Impl& impl = *impl_;
    for (const auto& [column, count] : impl.cut_texts)
        impl.notes.push_back(remark("texts_cut", count, column, shapefile_text_width));
    if (impl.left_out > 0)
        impl.notes.push_back(remark("left_out_without_shape", impl.left_out, impl.format.driver));
    impl.dataset->CommitTransaction();
    impl.session.take_messages();
    impl.dataset.reset();
    if (const auto messages = impl.session.take_messages(); !messages.empty() && !fs::exists(impl.file))
        impl.fail("it could not be closed");
    if (impl.format.ending == ".kml" && !ends_with_text(impl.file, "</kml>"))
        impl.fail("the disk is full or not writable"); // the driver says nothing of it
    if (impl.format.ending ==
        ".csv") { // the mark by which spreadsheet programs know UTF-8; GDAL writes it only with KEEP
        std::ifstream in(impl.file, std::ios::binary);
        const std::string text{std::istreambuf_iterator<char>(in), {}};
        in.close();
        std::ofstream marked(impl.file, std::ios::binary);
        marked << "\xef\xbb\xbf" << text;
        marked.close();
        if (!marked)
            impl.fail("the disk is full or not writable");
    }
    impl.fresh.place({.replaces = true});
}

const std::vector<Remark>& VectorWriter::notes() const
{
    return impl_->notes;
}

} // namespace geo

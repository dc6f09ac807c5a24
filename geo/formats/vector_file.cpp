#include "geo/formats/vector_file.h"

#include "geo/cancelled.h"
#include "geo/crs/coordinate_text.h"
#include "geo/crs/position_text.h"
#include "geo/error.h"
#include "geo/formats/drawing_text.h"
#include "geo/formats/gdal_session.h"
#include "geo/formats/repair.h"
#include "geo/formats/vector_source.h"
#include "geo/shapes/shapes.h"
#include "geo/shapes/wkb_walk.h"

#include <cpl_conv.h>
#include <cpl_string.h>
#include <cpl_vsi.h>
#include <fmt/format.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace geo {

namespace {

/// One file of the source: most have one, an archive may have several.
struct SourcePart {
    PreparedSource source;
    GDALDatasetUniquePtr dataset; // null where the tables were read already

    SourcePart(PreparedSource prepared) : source(std::move(prepared)) {}
    SourcePart(const SourcePart&) = delete;
    SourcePart& operator=(const SourcePart&) = delete;
    ~SourcePart()
    {
        dataset.reset();
        if (!source.memory_file.empty())
            VSIUnlink(source.memory_file.c_str());
    }

    std::string decoded(const char* text) const
    {
        const std::string_view bytes = text ? text : "";
        if (source.drawing)
            return drawing_text(bytes);
        if (source.encoding && *source.encoding != Encoding::utf8)
            return utf8_from(bytes, *source.encoding);
        return is_utf8(bytes) ? std::string(bytes) : utf8_from(bytes, guess_encoding(bytes, true));
    }
    OGRLayer* layer(std::size_t index) const { return dataset ? dataset->GetLayer(int(index)) : nullptr; }
    bool is_osm() const { return dataset && std::string_view(dataset->GetDriverName()) == "OSM"; }
};

struct LayerPlace {
    std::size_t part = 0, index = 0;
};

} // namespace

struct VectorFile::Impl {
    GdalSession session; // first in, last out: GDAL speaks while a dataset closes
    std::vector<std::unique_ptr<SourcePart>> parts;
    std::string driver;
    std::vector<VectorLayer> layers;
    std::vector<LayerPlace> places; // of the layers
    std::vector<Remark> notes;

    const SourcePart& part_of(std::size_t layer) const { return *parts[places.at(layer).part]; }
    OGRLayer* ogr(std::size_t layer) const { return part_of(layer).layer(places[layer].index); }
    /// Null where GDAL reads the layer.
    const SourceTable* table(std::size_t layer) const
    {
        const SourcePart& part = part_of(layer);
        return part.dataset ? nullptr : &part.source.tables[places[layer].index];
    }

    void note(const Remark& remark)
    {
        if (std::ranges::find(notes, remark) == notes.end())
            notes.push_back(remark);
    }
    void note_messages()
    {
        for (const std::string& message : session.take_messages())
            if (message.find("does not support open option") == std::string::npos) // given to whichever driver opens it
                note({"reader_says", {message}});
    }
};

namespace {

FieldType type_of(OGRFieldType type)
{
    switch (type) {
    case OFTInteger:
    case OFTInteger64:
        return FieldType::integer;
    case OFTReal:
        return FieldType::real;
    case OFTString:
        return FieldType::text;
    case OFTDate:
    case OFTDateTime:
        return FieldType::time;
    default:
        return FieldType::other;
    }
}

ShapeKind shapes_of(OGRwkbGeometryType type)
{
    switch (wkbFlatten(OGR_GT_GetLinear(type))) {
    case wkbNone:
        return ShapeKind::none;
    case wkbPoint:
    case wkbMultiPoint:
        return ShapeKind::point;
    case wkbLineString:
    case wkbMultiLineString:
        return ShapeKind::line;
    case wkbPolygon:
    case wkbMultiPolygon:
    case wkbTriangle:
    case wkbTIN:
    case wkbPolyhedralSurface:
        return ShapeKind::polygon;
    default:
        return ShapeKind::any;
    }
}

/// OGR hands over most layers with longitude first whatever the system says; a few keep the system's own order.
bool is_north_first(const OGRSpatialReference* srs)
{
    return srs && (srs->EPSGTreatsAsLatLong() || srs->EPSGTreatsAsNorthingEasting()) &&
           srs->GetDataAxisToSRSAxisMapping() == std::vector<int>{1, 2};
}

std::string iso_time(const OGRFeature& feature, int field, bool has_time)
{
    int year = 0, month = 0, day = 0, hour = 0, minute = 0, zone = 0;
    float second = 0;
    if (!feature.GetFieldAsDateTime(field, &year, &month, &day, &hour, &minute, &second, &zone))
        return {};
    if (!has_time)
        return fmt::format("{:04}-{:02}-{:02}", year, month, day);
    std::string text = fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:06.3f}", year, month, day, hour, minute, second);
    if (text.ends_with(".000"))
        text.resize(text.size() - 4);
    if (zone == 100)
        text += 'Z';
    else if (zone > 1) // OGR counts quarter hours from 100
        text += fmt::format("{}{:02}:{:02}", zone < 100 ? '-' : '+', std::abs(zone - 100) / 4,
                            std::abs(zone - 100) % 4 * 15);
    return text;
}

std::string value_of(const SourcePart& part, const OGRFeature& feature, int field, OGRFieldType type)
{
    if (!feature.IsFieldSetAndNotNull(field))
        return {};
    switch (type) {
    case OFTDate:
        return iso_time(feature, field, false);
    case OFTDateTime:
        return iso_time(feature, field, true);
    case OFTReal:
        return fmt::format("{}", feature.GetFieldAsDouble(field));
    default:
        return part.decoded(feature.GetFieldAsString(field));
    }
}

/// The position a row's texts give, as the file says it; the reason where they give none.
struct TextPosition {
    OGRGeometryUniquePtr shape; // from WKT
    std::optional<LonLat> point;
    Remark defect;
};

/// A shape as hexadecimal WKB, also PostGIS's with a system in it, which the layer or the operator says; null: it is none.
OGRGeometryUniquePtr shape_from_hex(std::string_view text)
{
    constexpr std::size_t least = 2 * (1 + 4 + 8);
    if (text.size() < least || text.size() % 2 || text[0] != '0' || text.find_first_not_of("0123456789abcdefABCDEF") != std::string_view::npos)
        return {};
    int size = 0;
    const std::unique_ptr<GByte, decltype(&VSIFree)> bytes(CPLHexToBinary(std::string(text).c_str(), &size), &VSIFree);
    std::string wkb(reinterpret_cast<const char*>(bytes.get()), std::size_t(std::max(size, 0)));
    constexpr std::size_t system_at = 5, system_size = 4;
    if (wkb.size() > system_at + system_size && (wkb[0] == 0 || wkb[0] == 1)) {
        char& flags = wkb[wkb[0] == 1 ? 4 : 1];
        if (constexpr char has_system = 0x20; flags & has_system) {
            flags = char(flags & ~has_system);
            wkb.erase(system_at, system_size);
        }
    }
    OGRGeometry* made = nullptr;
    if (OGRGeometryFactory::createFromWkb(wkb.data(), nullptr, &made, wkb.size()) != OGRERR_NONE)
        return {};
    return OGRGeometryUniquePtr(made);
}

TextPosition position_from_text(const PositionFields& fields, const std::vector<std::string>& values)
{
    TextPosition found;
    const auto text = [&](int field) {
        return field >= 0 && std::size_t(field) < values.size() ? values[std::size_t(field)] : std::string();
    };
    if (fields.lon >= 0 && fields.lat >= 0) {
        const std::string lon = text(fields.lon), lat = text(fields.lat);
        const auto x = parse_angle(lon), y = parse_angle(lat);
        if (x && y) {
            found.point = LonLat{*x, *y};
            return found;
        }
        found.defect = lon.empty() && lat.empty() ? Remark("no_position")
                       : !y                       ? Remark("no_latitude", {lat})
                                                  : Remark("no_longitude", {lon});
    }
    if (std::string wkt = text(fields.wkt); !wkt.empty()) {
        if (wkt.starts_with("SRID=")) // EWKT; the system is the layer's or the operator's to say
            wkt.erase(0, wkt.find(';') + 1);
        OGRGeometry* made = nullptr;
        if (auto shape = shape_from_hex(wkt)) {
            found.shape = std::move(shape);
            found.defect = {};
        } else if (OGRGeometryFactory::createFromWkt(wkt.c_str(), nullptr, &made) == OGRERR_NONE && made) {
            found.shape.reset(made);
            found.defect = {};
        } else {
            // A position in one cell: "30.6, 114.3", degrees and minutes, a map link's numbers.
            if (const auto p = parse_position(half_width(wkt)))
                found.point = *p, found.defect = {};
            else
                found.defect = {"no_wkt", {wkt.substr(0, 40)}};
        }
    }
    if (!found.shape && !found.point && found.defect.empty())
        found.defect = {"no_geometry"};
    return found;
}

/// Two-dimensional WKB without curves, as the file says it; empty for an empty shape.
std::string plain_wkb(const OGRGeometry& shape)
{
    OGRGeometryUniquePtr linear(shape.hasCurveGeometry() || OGR_GT_IsNonLinear(shape.getGeometryType())
                                    ? shape.getLinearGeometry()
                                    : shape.clone());
    if (!linear || linear->IsEmpty())
        return {};
    switch (wkbFlatten(linear->getGeometryType())) {
    case wkbTriangle:
    case wkbTIN:
    case wkbPolyhedralSurface:
        linear.reset(OGRGeometryFactory::forceToMultiPolygon(linear.release()));
        break;
    default:
        break;
    }
    linear->flattenTo2D();
    linear->setMeasured(FALSE);
    std::string wkb(linear->WkbSize(), '\0');
    linear->exportToWkb(wkbNDR, reinterpret_cast<unsigned char*>(wkb.data()), wkbVariantIso);
    return wkb;
}

struct Placement {
    const CrsTransform& crs;
    bool north_first = false;
};

/// Moves a shape to WGS 84; the reason when a position has no image there.
Remark to_wgs84(std::string& wkb, const Placement& placement)
{
    Remark defect;
    const bool done = change_coordinates(wkb, [&](double& x, double& y) {
        if (placement.north_first)
            std::swap(x, y);
        if (const auto p = placement.crs.lonlat(x, y)) {
            x = on_lattice(p->lon), y = on_lattice(p->lat);
            return true;
        }
        const bool is_turned = std::isfinite(x) && std::isfinite(y) && std::abs(x) <= 90 && std::abs(y) > 90 && std::abs(y) <= 180;
        defect = is_turned ? Remark("axes_swapped", {fmt::format("{:.10g}", x), fmt::format("{:.10g}", y)})
                 : std::isfinite(x) && std::isfinite(y)
                     ? Remark("off_globe", {fmt::format("{:.10g}", x), fmt::format("{:.10g}", y)})
                     : Remark("not_finite");
        return false;
    });
    return done ? Remark() : defect.empty() ? Remark("broken_shape") : defect;
}

void place(VectorRow& row, const PositionFields& fields, const OGRGeometry* shape, std::optional<LonLat> point,
           const Placement& placement)
{
    row.wkb.clear();
    row.defect = {};
    TextPosition text;
    if (shape && shape->IsEmpty())
        shape = nullptr, row.defect = {"empty_geometry"};
    if (!shape && !point) {
        text = position_from_text(fields, row.values);
        shape = text.shape.get(), point = text.point;
    }
    if (point)
        row.wkb = wkb_from_point(*point);
    else if (shape)
        row.wkb = plain_wkb(*shape);
    if (row.wkb.empty()) {
        if (row.defect.empty())
            row.defect = text.defect.empty() ? Remark("empty_geometry") : text.defect;
        return;
    }
    row.defect = to_wgs84(row.wkb, placement);
    if (!row.defect.empty())
        row.wkb.clear();
}

/// OSM files are one stream in which the layers come mixed: only reading the whole dataset is bounded in memory.
OGRFeatureUniquePtr next_feature(const SourcePart& part, OGRLayer& layer)
{
    if (!part.is_osm())
        return OGRFeatureUniquePtr(layer.GetNextFeature());
    OGRLayer* of = nullptr;
    while (OGRFeature* feature = part.dataset->GetNextFeature(&of, nullptr, nullptr, nullptr)) {
        if (of == &layer)
            return OGRFeatureUniquePtr(feature);
        OGRFeature::DestroyFeature(feature);
    }
    return {};
}

using Visit = std::function<bool(VectorRow&, const OGRGeometry*, std::optional<LonLat>)>;

/// All rows in the file's order, positions as the file says them.
void visit_rows(VectorFile::Impl& impl, std::size_t index, const std::stop_token& stop, const Visit& visit)
{
    VectorRow row;
    const auto check_stop = [&] {
        if (stop.stop_requested())
            throw Cancelled{};
    };
    if (const SourceTable* table = impl.table(index)) {
        for (std::size_t i = 0; i < table->rows.size(); ++i) {
            check_stop();
            row.number = std::int64_t(i) + 1;
            row.values = table->rows[i];
            if (!visit(row, nullptr, table->points.empty() ? std::nullopt : table->points[i]))
                return;
        }
        return;
    }
    const SourcePart& part = impl.part_of(index);
    OGRLayer& layer = *impl.ogr(index);
    if (part.is_osm())
        part.dataset->ResetReading();
    layer.ResetReading();
    const OGRFeatureDefn& definition = *layer.GetLayerDefn();
    std::vector<OGRFieldType> types;
    for (int i = 0; i < definition.GetFieldCount(); ++i)
        types.push_back(definition.GetFieldDefn(i)->GetType());
    row.values.resize(types.size());
    while (const auto feature = next_feature(part, layer)) {
        check_stop();
        ++row.number;
        for (std::size_t i = 0; i < types.size(); ++i)
            row.values[i] = value_of(part, *feature, int(i), types[i]);
        if (!visit(row, feature->GetGeometryRef(), std::nullopt))
            break;
    }
    impl.note_messages();
}

/// Where the data lie in their own coordinates, and how many of their positions could be degrees.
struct Survey {
    SourceExtent extent;
    std::int64_t degrees = 0, others = 0;
};

/// Looks at the positions of the first `most` rows.
Survey survey(VectorFile::Impl& impl, const VectorQuery& query, bool north_first, const std::stop_token& stop,
              std::int64_t most = std::numeric_limits<std::int64_t>::max())
{
    Survey found;
    const auto add = [&](double x, double y) {
        if (north_first)
            std::swap(x, y);
        found.extent.add(x, y);
        ++(std::abs(x) <= 180 && std::abs(y) <= 90 ? found.degrees : found.others);
    };
    visit_rows(impl, query.layer, stop, [&](VectorRow& row, const OGRGeometry* shape, std::optional<LonLat> point) {
        TextPosition text;
        if (!shape && !point) {
            text = position_from_text(query.position, row.values);
            shape = text.shape.get(), point = text.point;
        }
        OGREnvelope box;
        if (shape && !shape->IsEmpty()) {
            shape->getEnvelope(&box);
            add(box.MinX, box.MinY), add(box.MaxX, box.MaxY);
        } else if (point && !(point->lon == 0 && point->lat == 0)) {
            add(point->lon, point->lat);
        }
        return row.number < most;
    });
    return found;
}

VectorLayer layer_of(const SourceTable& table)
{
    VectorLayer layer{.name = table.name, .shapes = table.points.empty() ? ShapeKind::none : ShapeKind::point, .count = std::int64_t(table.rows.size())};
    for (const std::string& field : table.fields)
        layer.fields.push_back({field, FieldType::text});
    return layer;
}

VectorLayer layer_of(const SourcePart& part, OGRLayer& from)
{
    VectorLayer layer{.name = part.source.title.empty() ? part.decoded(from.GetName()) : part.source.title,
                      .shapes = shapes_of(from.GetGeomType()),
                      .crs = wkt_of(from.GetSpatialRef())};
    layer.count = from.TestCapability(OLCFastFeatureCount) ? from.GetFeatureCount(FALSE) : -1;
    const OGRFeatureDefn& definition = *from.GetLayerDefn();
    for (int i = 0; i < definition.GetFieldCount(); ++i) {
        const OGRFieldDefn& field = *definition.GetFieldDefn(i);
        layer.fields.push_back({part.decoded(field.GetNameRef()), type_of(field.GetType())});
    }
    return layer;
}

void describe_layers(VectorFile::Impl& impl)
{
    for (std::size_t p = 0; p < impl.parts.size(); ++p) {
        const SourcePart& part = *impl.parts[p];
        const auto add = [&](VectorLayer layer) {
            impl.places.push_back({p, impl.places.empty() || impl.places.back().part != p ? 0 : impl.places.back().index + 1});
            impl.layers.push_back(std::move(layer));
        };
        if (!part.dataset)
            for (const SourceTable& table : part.source.tables)
                add(layer_of(table));
        else
            for (OGRLayer* from : part.dataset->GetLayers())
                add(layer_of(part, *from));
    }
}

GDALDatasetUniquePtr open_dataset(const PreparedSource& source)
{
    // XLSX and ODS take a heading of texts over columns of texts for a row unless this says otherwise; no open option
    // does in GDAL 3.6.
    for (const char* name : {"OGR_XLSX_HEADERS", "OGR_ODS_HEADERS"})
        CPLSetThreadLocalConfigOption(name, "FORCE");
    const CPLConfigOptionSetter as_bytes("DXF_ENCODING", source.raw_drawing ? "UTF-8" : nullptr, false);
    CPLStringList options, drivers;
    for (const std::string& option : source.options)
        options.AddString(option.c_str());
    for (const std::string& driver : local_vector_drivers())
        drivers.AddString(driver.c_str());
    return GDALDatasetUniquePtr(GDALDataset::Open(source.name.c_str(),
                                                  GDAL_OF_VECTOR | GDAL_OF_READONLY | GDAL_OF_VERBOSE_ERROR,
                                                  drivers.List(), options.List(), nullptr));
}

} // namespace

VectorFile::VectorFile(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
VectorFile::VectorFile(VectorFile&&) noexcept = default;
VectorFile& VectorFile::operator=(VectorFile&&) noexcept = default;
VectorFile::~VectorFile() = default;

VectorFile VectorFile::open(const std::string& source, const std::string& encoding)
{
    if (source.find("://") != std::string::npos)
        throw Error(remark("map_not_file", source));
    auto impl = std::make_unique<Impl>();
    for (PreparedSource& prepared : prepare_sources(source, encoding)) {
        for (const Remark& note : prepared.notes)
            impl->note(note);
        SourcePart& part = *impl->parts.emplace_back(std::make_unique<SourcePart>(std::move(prepared)));
        if (part.source.tables.empty()) {
            part.dataset = open_dataset(part.source);
            if (!part.dataset)
                throw Error(!part.source.why.empty() ? part.source.why : remark("no_vector", source, impl->session.last_failure("no known format")));
        }
    }
    const SourcePart& first = *impl->parts.front();
    impl->driver = first.dataset ? first.dataset->GetDriverName() : first.source.sheets ? "XLSX" : "JSON";
    describe_layers(*impl);
    impl->note_messages();
    if (impl->layers.empty())
        throw Error(remark("no_features", source));
    return VectorFile(std::move(impl));
}

const std::vector<VectorLayer>& VectorFile::layers() const
{
    return impl_->layers;
}
const std::string& VectorFile::driver() const
{
    return impl_->driver;
}
const std::vector<Remark>& VectorFile::notes() const
{
    return impl_->notes;
}

void VectorFile::read_values(std::size_t layer, const std::function<bool(const std::vector<std::string>&)>& each, std::stop_token stop)
{
    visit_rows(*impl_, layer, stop, [&](VectorRow& row, const OGRGeometry*, std::optional<LonLat>) { return each(row.values); });
}

LonLatBox VectorFile::raw_extent(std::size_t layer) const
{
    LonLatBox box;
    OGREnvelope found;
    if (OGRLayer* from = impl_->ogr(layer); from && from->GetExtent(&found, TRUE) == OGRERR_NONE)
        box.add(LonLat{found.MinX, found.MinY}), box.add(LonLat{found.MaxX, found.MaxY});
    return box;
}

std::int64_t VectorFile::count(std::size_t layer) const
{
    if (const std::int64_t known = impl_->layers.at(layer).count; known >= 0 || impl_->table(layer))
        return known;
    return impl_->ogr(layer)->GetFeatureCount(TRUE);
}

std::vector<MapPoint> VectorFile::raw_positions(const VectorQuery& query, std::size_t most, std::stop_token stop)
{
    constexpr std::int64_t last_row = 20'000;
    std::vector<MapPoint> all;
    visit_rows(*impl_, query.layer, stop, [&](VectorRow& row, const OGRGeometry* shape, std::optional<LonLat> point) {
        TextPosition text;
        if (!shape && !point) {
            text = position_from_text(query.position, row.values);
            shape = text.shape.get(), point = text.point;
        }
        if (shape && !shape->IsEmpty()) {
            OGREnvelope box;
            shape->getEnvelope(&box);
            all.push_back({(box.MinX + box.MaxX) / 2, (box.MinY + box.MaxY) / 2});
        } else if (point && !(point->lon == 0 && point->lat == 0)) {
            all.push_back({point->lon, point->lat});
        }
        return row.number < last_row;
    });
    if (all.size() <= most)
        return all;
    std::vector<MapPoint> spread;
    for (std::size_t i = 0; i < most; ++i)
        spread.push_back(all[i * all.size() / most]);
    return spread;
}

std::string VectorFile::read(const VectorQuery& query, const std::function<bool(const VectorRow&)>& each,
                             std::stop_token stop)
{
    const VectorLayer& layer = impl_->layers.at(query.layer);
    OGRLayer* const from = impl_->ogr(query.layer);
    const OGRSpatialReference* srs = from ? from->GetSpatialRef() : nullptr;
    const bool north_first = is_north_first(srs);
    const std::string crs = query.crs.empty() ? layer.crs : query.crs;
    // The extent costs a pass of its own: only where the way to WGS 84 depends on the place, or where the system is not
    // stated.
    CrsTransform transform = CrsTransform::make({});
    if (!crs.empty() && !CrsTransform::is_wgs84(crs)) {
        transform = CrsTransform::make(crs, survey(*impl_, query, north_first, stop).extent);
    } else if (crs.empty()) {
        // A few wrong rows are refused one by one; mostly wrong numbers are another system, which the first rows show.
        if (const Survey found = survey(*impl_, query, north_first, stop, 10'000); found.others > found.degrees)
            throw Error(remark("no_system", layer.name));
        impl_->note({"taken_as_degrees"});
    }
    for (const Remark& note : transform.notes())
        impl_->note(note);
    const Placement placement{transform, north_first};
    visit_rows(*impl_, query.layer, stop, [&](VectorRow& row, const OGRGeometry* shape, std::optional<LonLat> point) {
        place(row, query.position, shape, point, placement);
        return each(row);
    });
    impl_->note_messages();
    return transform.name();
}

} // namespace geo

#include "geo/crs/crs.h"

#include "geo/crs/datum_shift.h"
#include "geo/crs/fit.h"
#include "geo/error.h"

#include <fmt/format.h>
#include <proj.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>

namespace geo {
namespace {

struct ContextDeleter {
    void operator()(PJ_CONTEXT* c) const { proj_context_destroy(c); }
};
struct PjDeleter {
    void operator()(PJ* p) const { proj_destroy(p); }
};
struct ListDeleter {
    void operator()(PJ_OBJ_LIST* l) const { proj_list_destroy(l); }
};
struct FactoryDeleter {
    void operator()(PJ_OPERATION_FACTORY_CONTEXT* f) const { proj_operation_factory_context_destroy(f); }
};
using Context = std::unique_ptr<PJ_CONTEXT, ContextDeleter>;
using Pj = std::unique_ptr<PJ, PjDeleter>;
using PjList = std::unique_ptr<PJ_OBJ_LIST, ListDeleter>;

/// Geographic systems that PROJ only leads to WGS 84 by a ballpark operation although their degrees may be taken as
/// they are: CGCS2000 and WGS 84 are both realisations of the ITRS and differ by centimetres to decimetres.
constexpr std::array<std::string_view, 6> same_as_wgs84{
    "China Geodetic Coordinate System 2000", "CGCS2000", "China 2000", "GCS_China_Geodetic_Coordinate_System_2000",
    "China_Geodetic_Coordinate_System_2000", "CGCS 2000"};

/// Written behind a system whose numbers come north first.
constexpr std::string_view swapped_ending = " swapped";

Context make_context()
{
    Context context(proj_context_create());
    proj_context_set_enable_network(context.get(), 0);
    proj_log_level(context.get(), PJ_LOG_NONE);
    return context;
}

bool is_named(std::string_view crs, std::string_view letters)
{
    std::string plain;
    for (const char c : crs)
        if (std::isalnum(static_cast<unsigned char>(c)))
            plain += char(std::toupper(static_cast<unsigned char>(c)));
    return plain == letters;
}

Pj parse(PJ_CONTEXT* context, std::string_view crs)
{
    std::string text(crs);
    if (!text.empty() && text.find_first_not_of("0123456789") == std::string::npos)
        text = "EPSG:" + text;
    Pj pj(proj_create(context, text.c_str()));
    if (!pj || !proj_is_crs(pj.get()))
        throw Error(remark("crs_unknown", text.substr(0, 80)));
    if (proj_get_type(pj.get()) == PJ_TYPE_COMPOUND_CRS)
        if (Pj horizontal{proj_crs_get_sub_crs(context, pj.get(), 0)})
            return horizontal;
    return pj;
}

std::string code_and_name(const PJ* pj)
{
    const char* authority = proj_get_id_auth_name(pj, 0);
    const char* code = proj_get_id_code(pj, 0);
    const char* name = proj_get_name(pj);
    return (authority && code ? fmt::format("{}:{} ", authority, code) : std::string()) +
           (name ? name : "without a name");
}

Pj geodetic_base(PJ_CONTEXT* context, const PJ* crs)
{
    return Pj(proj_crs_get_geodetic_crs(context, crs));
}

bool is_cgcs2000(PJ_CONTEXT* context, const PJ* crs)
{
    if (proj_get_type(crs) == PJ_TYPE_BOUND_CRS)
        return false;
    const Pj base = geodetic_base(context, crs);
    if (!base)
        return false;
    const Pj datum(proj_crs_get_datum_forced(context, base.get()));
    for (const PJ* pj : {static_cast<const PJ*>(base.get()), static_cast<const PJ*>(datum.get())})
        for (const std::string_view name : same_as_wgs84)
            if (pj && proj_get_name(pj) && name == proj_get_name(pj))
                return true;
    return false;
}

Pj for_visualization(PJ_CONTEXT* context, const PJ* operation)
{
    return Pj(proj_normalize_for_visualization(context, operation));
}

/// Where the data lie in degrees of the source's own datum: good to some hundred metres, enough to choose by area.
LonLatBox rough_area(PJ_CONTEXT* context, const PJ* crs, const SourceExtent& extent)
{
    LonLatBox box;
    if (extent.is_empty())
        return box;
    const Pj base = geodetic_base(context, crs);
    if (!base)
        return box;
    const Pj raw(proj_create_crs_to_crs_from_pj(context, crs, base.get(), nullptr, nullptr));
    const Pj unproject = raw ? for_visualization(context, raw.get()) : Pj();
    if (!unproject)
        return box;
    for (const double x : {extent.min_x, (extent.min_x + extent.max_x) / 2, extent.max_x})
        for (const double y : {extent.min_y, (extent.min_y + extent.max_y) / 2, extent.max_y}) {
            const PJ_COORD out = proj_trans(unproject.get(), PJ_FWD, proj_coord(x, y, 0, HUGE_VAL));
            if (std::isfinite(out.xy.x) && std::isfinite(out.xy.y))
                box.add(LonLat{out.xy.x, out.xy.y});
        }
    return box;
}

PjList operations(PJ_CONTEXT* context, const PJ* from, const PJ* to, const LonLatBox& area,
                  PROJ_SPATIAL_CRITERION criterion)
{
    const std::unique_ptr<PJ_OPERATION_FACTORY_CONTEXT, FactoryDeleter> factory(
        proj_create_operation_factory_context(context, nullptr));
    proj_operation_factory_context_set_allow_ballpark_transformations(context, factory.get(), 0);
    proj_operation_factory_context_set_spatial_criterion(context, factory.get(), criterion);
    proj_operation_factory_context_set_grid_availability_use(context, factory.get(),
                                                             PROJ_GRID_AVAILABILITY_DISCARD_OPERATION_IF_MISSING_GRID);
    if (!area.is_empty())
        proj_operation_factory_context_set_area_of_interest(context, factory.get(), area.west, area.south, area.east,
                                                            area.north);
    return PjList(proj_create_operations(context, from, to, factory.get()));
}

constexpr double worst_accuracy_m = 50; // beyond it a camera may stand in another street
constexpr std::size_t most_named = 6;    // areas of use in one refusal
constexpr double area_slack_deg = 0.05; // areas of use are drawn coarsely, and data reach a little over them

/// Whether the operation was made for the place of the data; one without an area is for anywhere.
bool serves(PJ_CONTEXT* context, const PJ* operation, const LonLatBox& area)
{
    double west = 0, south = 0, east = 0, north = 0;
    if (area.is_empty() || !proj_get_area_of_use(context, operation, &west, &south, &east, &north, nullptr) ||
        west < -180 || west > east)
        return true;
    return west - area_slack_deg <= area.west && south - area_slack_deg <= area.south && area.east <= east + area_slack_deg &&
           area.north <= north + area_slack_deg;
}

/// CGCS2000 has the area of its zones, by which a city is measured in one zone also where it reaches over into the next; a definition without an
/// area has China's.
void require_family_area(PJ_CONTEXT* context, const PJ* crs, const std::string& name, const SourceExtent& extent)
{
    constexpr double slack_deg = 1.5; // half a zone of three degrees
    double west = 0, south = 0, east = 0, north = 0;
    const char* words = nullptr;
    const auto find_area = [&](const PJ* one) {
        return proj_get_area_of_use(context, one, &west, &south, &east, &north, &words) && west >= -180 && west <= east;
    };
    const Pj china = parse(context, "EPSG:4490");
    if (extent.is_empty() || (!find_area(crs) && !find_area(china.get())))
        return;
    std::string area = words ? words : "China";
    while (area.ends_with('.'))
        area.pop_back();
    const std::string what_to_do = "Give the true system with --crs; \"CRS swapped\" where north stands first";
    const LonLatBox data = rough_area(context, crs, extent);
    if (data.is_empty())
        throw NoWay(fmt::format("These numbers lie nowhere in {}, which is for {}. {}", name, area, what_to_do), Remark("crs_beyond", {name, area}));
    if (west - slack_deg <= data.west && south - slack_deg <= data.south && data.east <= east + slack_deg && data.north <= north + slack_deg)
        return;
    const std::string where = fmt::format("{:.3f} {:.3f}", data.centre().lon, data.centre().lat);
    throw NoWay(fmt::format("These data would lie about {} in {}, which is for {}. {}", where, name, area, what_to_do),
                Remark("crs_elsewhere", {name, area, where}));
}

std::string area_name(PJ_CONTEXT* context, const PJ* operation)
{
    const char* name = nullptr;
    double west = 0, south = 0, east = 0, north = 0;
    proj_get_area_of_use(context, operation, &west, &south, &east, &north, &name);
    return name ? name : "an area that is not named";
}

/// The best operation for the place. `others`: names and areas of those that are made for elsewhere, or too inaccurate.
Pj choose(PJ_CONTEXT* context, const PJ* from, const PJ* to, const LonLatBox& area, std::vector<std::string>* others = nullptr)
{
    for (const auto criterion :
         {PROJ_SPATIAL_CRITERION_STRICT_CONTAINMENT, PROJ_SPATIAL_CRITERION_PARTIAL_INTERSECTION}) {
        // Without an area of interest PROJ also lists what was made for elsewhere, to be named in the refusal.
        const bool any_place = criterion == PROJ_SPATIAL_CRITERION_PARTIAL_INTERSECTION;
        const PjList list = operations(context, from, to, any_place ? LonLatBox() : area, criterion);
        const int count = list ? proj_list_get_count(list.get()) : 0;
        for (int i = 0; i < count; ++i) {
            Pj operation(proj_list_get(context, list.get(), i));
            if (!operation || proj_coordoperation_has_ballpark_transformation(context, operation.get()))
                continue;
            const double accuracy = proj_coordoperation_get_accuracy(context, operation.get());
            if (serves(context, operation.get(), area) && accuracy <= worst_accuracy_m)
                return operation;
            if (!others || !any_place)
                continue;
            std::string other = fmt::format("\"{}\" (accuracy {:g} m)", area_name(context, operation.get()), accuracy);
            if (others->size() < most_named && std::find(others->begin(), others->end(), other) == others->end())
                others->push_back(std::move(other));
        }
    }
    return {};
}

/// Shift grids an operation names but this machine does not hold: it then shifts nothing, which must be said.
std::vector<std::string> missing_grids(PJ_CONTEXT* context, const PJ* operation)
{
    std::vector<std::string> missing;
    const int count = proj_coordoperation_get_grid_used_count(context, operation);
    for (int i = 0; i < count; ++i) {
        const char* name = nullptr;
        int available = 0;
        if (proj_coordoperation_get_grid_used(context, operation, i, &name, nullptr, nullptr, nullptr, nullptr, nullptr,
                                              &available) &&
            !available && name)
            missing.emplace_back(name);
    }
    return missing;
}

bool equals_wgs84(PJ_CONTEXT* context, const PJ* crs)
{
    for (const char* name : {"EPSG:4326", "OGC:CRS84"}) {
        const Pj wgs84 = parse(context, name);
        if (proj_is_equivalent_to(crs, wgs84.get(), PJ_COMP_EQUIVALENT_EXCEPT_AXIS_ORDER_GEOGCRS))
            return true;
    }
    return false;
}

bool on_globe(double lon, double lat)
{
    return std::isfinite(lon) && std::isfinite(lat) && std::abs(lon) <= 180 && std::abs(lat) <= 90;
}

} // namespace

struct CrsTransform::Impl {
    enum class Way { identity, gcj02, bd09, proj, fitted };
    Way way = Way::identity;
    Context context;
    Pj pj;
    Fit fit;
    bool is_swapped = false; // north first
    std::string name = "EPSG:4326 WGS 84", operation;
    std::vector<Remark> notes;
};

CrsTransform::CrsTransform(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
CrsTransform::CrsTransform(CrsTransform&&) noexcept = default;
CrsTransform& CrsTransform::operator=(CrsTransform&&) noexcept = default;
CrsTransform::~CrsTransform() = default;

bool CrsTransform::is_wgs84(std::string_view crs)
{
    if (is_named(crs, "GCJ02") || is_named(crs, "BD09") || is_named(crs, "BD09LL") || is_fit_text(crs) || crs.ends_with(swapped_ending))
        return false;
    const Context context = make_context();
    const Pj pj = parse(context.get(), crs);
    return equals_wgs84(context.get(), pj.get());
}

namespace {

SourceExtent turned(const SourceExtent& extent)
{
    SourceExtent other;
    if (!extent.is_empty())
        other.add(extent.min_y, extent.min_x), other.add(extent.max_y, extent.max_x);
    return other;
}

} // namespace

CrsTransform CrsTransform::make(std::string_view crs, const SourceExtent& extent)
{
    if (crs.ends_with(swapped_ending)) {
        CrsTransform inner = make(crs.substr(0, crs.size() - swapped_ending.size()), turned(extent));
        inner.impl_->is_swapped = true;
        inner.impl_->name += ", north first";
        return inner;
    }
    auto impl = std::make_unique<Impl>();
    if (crs.empty())
        return CrsTransform(std::move(impl));
    if (is_fit_text(crs)) {
        impl->way = Impl::Way::fitted;
        impl->fit = fit_from_text(crs);
        impl->name = "FITTED local system";
        impl->operation = impl->fit.kind == FitKind::affine ? "affine fit" : "similarity fit";
        impl->notes.push_back({"fit_used", {std::to_string(impl->fit.pairs.size()), impl->operation, fmt::format("{:.3f}", impl->fit.largest_m)}});
        return CrsTransform(std::move(impl));
    }
    if (is_named(crs, "GCJ02") || is_named(crs, "BD09") || is_named(crs, "BD09LL")) {
        impl->way = is_named(crs, "GCJ02") ? Impl::Way::gcj02 : Impl::Way::bd09;
        impl->name = impl->way == Impl::Way::gcj02 ? "GCJ-02" : "BD-09";
        impl->operation = "published formula, inverted by fixed point";
        return CrsTransform(std::move(impl));
    }
    impl->context = make_context();
    PJ_CONTEXT* const context = impl->context.get();
    const Pj from = parse(context, crs);
    const Pj to = parse(context, "EPSG:4326");
    impl->name = code_and_name(from.get());
    if (equals_wgs84(context, from.get()))
        return CrsTransform(std::move(impl));

    impl->way = Impl::Way::proj;
    Pj operation;
    LonLatBox area;
    std::vector<std::string> others;
    const bool is_family = is_cgcs2000(context, from.get());
    if (is_family) {
        impl->notes.push_back({"cgcs2000_as_wgs84"});
        const Pj base = geodetic_base(context, from.get());
        if (proj_is_equivalent_to(from.get(), base.get(), PJ_COMP_EQUIVALENT_EXCEPT_AXIS_ORDER_GEOGCRS)) {
            impl->way = Impl::Way::identity;
            return CrsTransform(std::move(impl));
        }
        require_family_area(context, from.get(), impl->name, extent);
        operation = choose(context, from.get(), base.get(), {});
    } else {
        area = rough_area(context, from.get(), extent);
        operation = choose(context, from.get(), to.get(), area, &others);
    }
    if (!operation)
        throw NoWay(fmt::format(
            "No sound way leads from {} to WGS 84 where these data lie{}: {}. Give the true system with --crs, or fit it with point pairs "
            "of known places (--fit PAIRS.csv)",
            impl->name, area.is_empty() ? "" : fmt::format(" (about {:.3f} {:.3f})", area.centre().lon, area.centre().lat),
            others.empty() ? std::string("PROJ could only guess, tens of metres off or more")
                           : fmt::format("the only parameters are those of {}, and borrowing them could be tens of metres off",
                                         fmt::join(others, ", "))),
                    others.empty() ? Remark("crs_no_way", {impl->name}) : Remark("crs_borrowed", {impl->name, fmt::format("{}", fmt::join(others, ", "))}));
    if (const char* name = proj_get_name(operation.get()))
        impl->operation = name;
    if (const double accuracy = proj_coordoperation_get_accuracy(context, operation.get()); !is_family && accuracy != 0)
        impl->notes.push_back({"operation_used", {impl->operation, area_name(context, operation.get()),
                                                  accuracy > 0 ? fmt::format("{:g} m", accuracy) : std::string("?")}});
    if (const auto missing = missing_grids(context, operation.get()); !missing.empty())
        impl->notes.push_back({"grids_missing", {fmt::format("{}", fmt::join(missing, ", "))}});
    impl->pj = for_visualization(context, operation.get());
    if (!impl->pj)
        throw Error(remark("crs_axes", impl->name, proj_context_errno_string(context, proj_context_errno(context))));
    return CrsTransform(std::move(impl));
}

CrsTransform CrsTransform::make_rough(std::string_view crs)
{
    if (crs.ends_with(swapped_ending)) {
        CrsTransform inner = make_rough(crs.substr(0, crs.size() - swapped_ending.size()));
        inner.impl_->is_swapped = true;
        return inner;
    }
    if (crs.empty() || is_fit_text(crs) || is_named(crs, "GCJ02") || is_named(crs, "BD09") || is_named(crs, "BD09LL"))
        return make(crs);
    auto impl = std::make_unique<Impl>();
    impl->context = make_context();
    PJ_CONTEXT* const context = impl->context.get();
    const Pj from = parse(context, crs), base = geodetic_base(context, from.get());
    impl->name = code_and_name(from.get());
    if (!base || proj_is_equivalent_to(from.get(), base.get(), PJ_COMP_EQUIVALENT_EXCEPT_AXIS_ORDER_GEOGCRS))
        return CrsTransform(std::move(impl));
    const Pj raw(proj_create_crs_to_crs_from_pj(context, from.get(), base.get(), nullptr, nullptr));
    impl->pj = raw ? for_visualization(context, raw.get()) : Pj();
    if (!impl->pj)
        throw Error(remark("crs_nowhere", impl->name));
    impl->way = Impl::Way::proj;
    return CrsTransform(std::move(impl));
}

std::optional<LonLat> CrsTransform::lonlat(double x, double y) const
{
    if (impl_->is_swapped)
        std::swap(x, y);
    LonLat p{x, y};
    switch (impl_->way) {
    case Impl::Way::identity:
        break;
    case Impl::Way::gcj02:
        p = on_globe(x, y) ? wgs84_from_gcj02(p) : p;
        break;
    case Impl::Way::bd09:
        p = on_globe(x, y) ? wgs84_from_bd09(p) : p;
        break;
    case Impl::Way::proj: {
        if (!std::isfinite(x) || !std::isfinite(y))
            return std::nullopt;
        const PJ_COORD out = proj_trans(impl_->pj.get(), PJ_FWD, proj_coord(x, y, 0, HUGE_VAL));
        p = {out.xy.x, out.xy.y};
        break;
    }
    case Impl::Way::fitted:
        if (!std::isfinite(x) || !std::isfinite(y))
            return std::nullopt;
        p = impl_->fit.lonlat(x, y);
        break;
    }
    return on_globe(p.lon, p.lat) ? std::optional(p) : std::nullopt;
}

std::optional<MapPoint> CrsTransform::source(LonLat p) const
{
    if (!on_globe(p.lon, p.lat))
        return std::nullopt;
    MapPoint out{p.lon, p.lat};
    switch (impl_->way) {
    case Impl::Way::identity:
        break;
    case Impl::Way::gcj02:
        p = gcj02_from_wgs84(p);
        out = {p.lon, p.lat};
        break;
    case Impl::Way::bd09:
        p = bd09_from_wgs84(p);
        out = {p.lon, p.lat};
        break;
    case Impl::Way::fitted:
        out = impl_->fit.source(p);
        break;
    case Impl::Way::proj: {
        const PJ_COORD there = proj_trans(impl_->pj.get(), PJ_INV, proj_coord(p.lon, p.lat, 0, HUGE_VAL));
        out = {there.xy.x, there.xy.y};
        break;
    }
    }
    if (!std::isfinite(out.x) || !std::isfinite(out.y))
        return std::nullopt;
    return impl_->is_swapped ? MapPoint{out.y, out.x} : out;
}

bool CrsTransform::is_identity() const
{
    return impl_->way == Impl::Way::identity && !impl_->is_swapped;
}
const std::string& CrsTransform::name() const
{
    return impl_->name;
}
const std::string& CrsTransform::operation() const
{
    return impl_->operation;
}
const std::vector<Remark>& CrsTransform::notes() const
{
    return impl_->notes;
}

std::string wkt_of_crs(std::string_view crs)
{
    if (is_named(crs, "GCJ02") || is_named(crs, "BD09") || is_named(crs, "BD09LL") || is_fit_text(crs) || crs.ends_with(swapped_ending))
        return {};
    const Context context = make_context();
    const Pj pj = parse(context.get(), crs.empty() ? "EPSG:4326" : crs);
    const char* wkt = proj_as_wkt(context.get(), pj.get(), PJ_WKT2_2019, nullptr);
    if (!wkt)
        throw Error(remark("crs_undescribed", std::string(crs.substr(0, 80))));
    return wkt;
}

} // namespace geo

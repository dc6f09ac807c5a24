#include "geo/formats/gdal_session.h"

#include "geo/formats/map_drivers.h"

#include <cpl_conv.h>
#include <cpl_error.h>
#include <gdal_priv.h>
#include <ogr_spatialref.h>

#include <algorithm>
#include <array>
#include <mutex>
#include <string_view>
#include <utility>

namespace geo {

struct GdalSession::Caught {
    std::vector<std::string> messages;
    std::string failure;
};

namespace {

constexpr std::size_t max_messages = 50; // a broken file may repeat itself a million times

template <class Caught> void note(Caught& caught, CPLErr level, const char* text)
{
    std::string line = text ? text : "";
    std::ranges::replace(line, '\n', ' ');
    if (level >= CE_Failure)
        caught.failure = line;
    if (level >= CE_Warning && caught.messages.size() < max_messages &&
        std::ranges::find(caught.messages, line) == caught.messages.end())
        caught.messages.push_back(std::move(line));
}

/// Drivers that dial, follow references to other sources or run another program.
constexpr std::array<std::string_view, 24> distant{
    "HTTP", "WFS",   "OAPIF",         "OGCAPI",     "EEDA",     "Elasticsearch", "Carto", "AmigoCloud",
    "CSW",  "NGW",   "PLSCENES",      "PostgreSQL", "MySQL",    "MSSQLSpatial",  "ODBC",  "GPSBabel",
    "VRT",  "GMLAS", "PostGISRaster", "OGR_VRT",    "OGR_OGDI", "PDF",           "WMS",   "WMTS"};

GDALDataset* (*open_wms)(GDALOpenInfo*) = nullptr; // set once in keep_what_is_read

/// A description of tiles is opened by its own text, which map_file() has read, and never out of a file: a server's answer is none.
GDALDataset* open_described(GDALOpenInfo* asked)
{
    constexpr std::string_view begin = "<GDAL_WMS";
    return open_wms && asked->pszFilename && std::string_view(asked->pszFilename).starts_with(begin) ? open_wms(asked) : nullptr;
}

/// GDAL opens what a server of tiles sends with any driver that takes it: so there are only those of the lists. VRT makes views and opens none.
void keep_what_is_read()
{
    constexpr std::array<std::string_view, 2> inner{"MEM", "VRT"};
    std::vector<GDALDriver*> others;
    for (int i = 0; i < GetGDALDriverManager()->GetDriverCount(); ++i) {
        GDALDriver* driver = GetGDALDriverManager()->GetDriver(i);
        const std::string_view name = driver->GetDescription();
        const bool is_vector = driver->GetMetadataItem(GDAL_DCAP_VECTOR) && std::ranges::find(distant, name) == distant.end();
        const auto is_among = [&](const auto& names) { return std::ranges::find(names, name) != names.end(); };
        if (!is_vector && !is_among(inner) && !is_among(raster_file_drivers()) && !is_among(description_drivers()))
            others.push_back(driver);
    }
    for (GDALDriver* driver : others)
        GetGDALDriverManager()->DeregisterDriver(driver);
    if (GDALDriver* vrt = GetGDALDriverManager()->GetDriverByName("VRT"))
        vrt->pfnOpen = [](GDALOpenInfo*) -> GDALDataset* { return nullptr; };
    if (GDALDriver* wms = GetGDALDriverManager()->GetDriverByName("WMS")) {
        open_wms = wms->pfnOpen;
        wms->pfnOpen = open_described;
    }
}

void register_drivers()
{
    static std::once_flag once;
    std::call_once(once, [] {
        GDALAllRegister();
        keep_what_is_read();
        CPLSetConfigOption("CPL_VSIL_CURL_ALLOWED_EXTENSIONS", ".none"); // no file is read over a network
        CPLSetConfigOption("GDAL_VRT_ENABLE_PYTHON", "NO");
        // A server that does not answer costs a tile, not the afternoon; who sets these in the environment knows better.
        for (const auto& [option, seconds] : {std::pair{"GDAL_HTTP_CONNECTTIMEOUT", "3"}, {"GDAL_HTTP_TIMEOUT", "8"}})
            if (!CPLGetConfigOption(option, nullptr))
                CPLSetConfigOption(option, seconds);
    });
}

} // namespace

GdalSession::GdalSession() : caught_(new Caught)
{
    register_drivers();
    CPLPushErrorHandlerEx(
        [](CPLErr level, CPLErrorNum, const char* text) noexcept {
            try {
                note(*static_cast<Caught*>(CPLGetErrorHandlerUserData()), level, text);
            } catch (...) { // out of memory while noting a message: the message is the smaller loss
            }
        },
        caught_);
}

GdalSession::~GdalSession()
{
    CPLPopErrorHandler();
    delete caught_;
}

std::vector<std::string> GdalSession::take_messages()
{
    return std::exchange(caught_->messages, {});
}

std::string GdalSession::last_failure(const std::string& otherwise) const
{
    return caught_->failure.empty() ? otherwise : caught_->failure;
}

std::string wkt_of(const OGRSpatialReference* srs)
{
    char* text = nullptr;
    const char* const options[] = {"FORMAT=WKT2_2019", nullptr};
    if (srs)
        srs->exportToWkt(&text, options);
    std::string wkt = text ? text : "";
    CPLFree(text);
    return wkt;
}

const std::vector<std::string>& local_vector_drivers()
{
    static const std::vector<std::string> names = [] {
        register_drivers();
        std::vector<std::string> found;
        for (int i = 0; i < GDALGetDriverCount(); ++i) {
            const GDALDriverH driver = GDALGetDriver(i);
            const std::string name = GDALGetDriverShortName(driver);
            if (GDALGetMetadataItem(driver, GDAL_DCAP_VECTOR, nullptr) &&
                std::ranges::find(distant, name) == distant.end())
                found.push_back(name);
        }
        return found;
    }();
    return names;
}

} // namespace geo

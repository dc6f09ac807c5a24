#include "geo/formats/gdal_session.h"

#include <cpl_conv.h>
#include <cpl_error.h>
#include <gdal.h>
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

void register_drivers()
{
    static std::once_flag once;
    std::call_once(once, [] {
        GDALAllRegister();
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
        constexpr std::array<std::string_view, 24> distant{
            "HTTP", "WFS",   "OAPIF",         "OGCAPI",     "EEDA",     "Elasticsearch", "Carto", "AmigoCloud",
            "CSW",  "NGW",   "PLSCENES",      "PostgreSQL", "MySQL",    "MSSQLSpatial",  "ODBC",  "GPSBabel",
            "VRT",  "GMLAS", "PostGISRaster", "OGR_VRT",    "OGR_OGDI", "PDF",           "WMS",   "WMTS"};
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

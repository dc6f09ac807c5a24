#include "geo/formats/open_map.h"

#include "geo/error.h"
#include "geo/formats/map_ceilings.h"
#include "geo/formats/map_drivers.h"

#include <cpl_http.h>
#include <cpl_string.h>
#include <cpl_vsi.h>
#include <gdal_priv.h>

#include <atomic>
#include <memory>

namespace geo {
namespace {

/// What a server answers at this address, bounded. Throws Error.
std::string fetched(const std::string& address)
{
    std::string body;
    const auto take = [](void* bytes, std::size_t size, std::size_t count, void* into) -> std::size_t {
        auto& all = *static_cast<std::string*>(into);
        if (static_cast<std::int64_t>(all.size() + size * count) > map_ceiling::capabilities)
            return 0; // lets go
        all.append(static_cast<const char*>(bytes), size * count);
        return size * count;
    };
    CPLStringList options;
    options.SetNameValue("TIMEOUT", CPLGetConfigOption("GDAL_HTTP_TIMEOUT", "8"));
    const std::unique_ptr<CPLHTTPResult, decltype(&CPLHTTPDestroyResult)> answer(CPLHTTPFetchEx(address.c_str(), options.List(), nullptr, nullptr, take, &body),
                                                                                CPLHTTPDestroyResult);
    if (!answer || answer->nStatus != 0 || answer->pszErrBuf)
        throw Error(remark("map_no_capabilities"));
    return body;
}

/// What a WMTS says of itself, in memory under a name of its own while it is opened.
class KeptCapabilities {
public:
    explicit KeptCapabilities(std::string text) : text_(std::move(text))
    {
        static std::atomic<unsigned> serial{0};
        path_ = "/vsimem/gridwatch-capabilities-" + std::to_string(++serial) + ".xml";
        VSIFCloseL(VSIFileFromMemBuffer(path_.c_str(), reinterpret_cast<GByte*>(text_.data()), text_.size(), FALSE));
    }
    ~KeptCapabilities() { VSIUnlink(path_.c_str()); }
    KeptCapabilities(const KeptCapabilities&) = delete;
    KeptCapabilities& operator=(const KeptCapabilities&) = delete;
    const std::string& path() const { return path_; }
    const std::string& text() const { return text_; }

private:
    std::string text_, path_;
};

GDALDataset* open(const std::string& what, const std::vector<std::string>& named, unsigned flags)
{
    CPLStringList drivers;
    for (const std::string& driver : named)
        drivers.AddString(driver.c_str());
    return GDALDataset::Open(what.c_str(), GDAL_OF_RASTER | GDAL_OF_READONLY | flags, drivers.List());
}

}

GDALDataset* open_raster(const MapFile& file, unsigned flags)
{
    if (!file.is_description())
        return open(file.to_open, raster_file_drivers(), flags);
    if (file.capabilities.empty())
        return open(file.to_open, description_drivers(), flags);
    // The library would ask by itself and take whatever host the answer names.
    const KeptCapabilities kept(fetched(file.capabilities));
    return open(with_capabilities(file, kept.text(), kept.path()), description_drivers(), flags);
}

}

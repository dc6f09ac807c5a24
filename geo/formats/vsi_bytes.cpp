#include "geo/formats/vsi_bytes.h"

#include "geo/error.h"

#include <cpl_vsi.h>

#include <algorithm>

namespace geo {

bool vsi_exists(const std::string& name)
{
    VSIStatBufL status;
    return VSIStatL(name.c_str(), &status) == 0;
}

std::string vsi_bytes(const std::string& name, std::size_t most)
{
    VSILFILE* file = VSIFOpenL(name.c_str(), "rb");
    if (!file)
        throw Error(remark("file_not_read", name));
    std::string bytes;
    std::string block(std::size_t(1) << 20, '\0');
    while (bytes.size() < most) {
        const std::size_t got = VSIFReadL(block.data(), 1, std::min(block.size(), most - bytes.size()), file);
        bytes.append(block, 0, got);
        if (got == 0)
            break;
    }
    VSIFCloseL(file);
    return bytes;
}

} // namespace geo

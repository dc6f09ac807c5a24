#include "geo/shapes/wkb_walk.h"

#include <cstdint>
#include <cstring>

namespace geo {
namespace {

struct Walk {
    std::string& wkb;
    const std::function<bool(double&, double&)>& change;
    std::size_t at = 0;

    bool read(std::uint32_t& value)
    {
        if (wkb.size() - at < sizeof value)
            return false;
        std::memcpy(&value, wkb.data() + at, sizeof value);
        at += sizeof value;
        return true;
    }

    bool positions(std::uint32_t count)
    {
        if ((wkb.size() - at) / 16 < count)
            return false;
        for (; count > 0; --count, at += 16) {
            double xy[2];
            std::memcpy(xy, wkb.data() + at, sizeof xy);
            if (!change(xy[0], xy[1]))
                return false;
            std::memcpy(wkb.data() + at, xy, sizeof xy);
        }
        return true;
    }

    bool geometry(int depth)
    {
        std::uint32_t type = 0, count = 0;
        if (depth > 32 || at >= wkb.size() || wkb[at++] != 1 || !read(type))
            return false;
        switch (type) {
        case 1:
            return positions(1);
        case 2:
            return read(count) && positions(count);
        case 3:
            if (!read(count))
                return false;
            for (; count > 0; --count) {
                std::uint32_t points = 0;
                if (!read(points) || !positions(points))
                    return false;
            }
            return true;
        case 4:
        case 5:
        case 6:
        case 7:
            if (!read(count))
                return false;
            for (; count > 0; --count)
                if (!geometry(depth + 1))
                    return false;
            return true;
        default:
            return false;
        }
    }
};

} // namespace

WkbType wkb_type(std::string_view wkb)
{
    std::uint32_t type = 0;
    if (wkb.size() < 1 + sizeof type)
        return WkbType::none;
    std::memcpy(&type, wkb.data() + 1, sizeof type);
    return static_cast<WkbType>(type);
}

bool change_coordinates(std::string& wkb, const std::function<bool(double& x, double& y)>& change)
{
    Walk walk{wkb, change};
    return walk.geometry(0) && walk.at == wkb.size();
}

} // namespace geo

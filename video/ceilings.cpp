#include "video/ceilings.h"

namespace video {
namespace {

constexpr Ceiling all[] = {
    {"picture", ceiling::picture_pixels, "pixels"},
    {"pictures_together", ceiling::pictures_together, "bytes"},
    {"pictures_of_one", ceiling::pictures_of_one, "bytes"},
    {"packet", ceiling::packet, "bytes"},
    {"library_piece", ceiling::library_piece, "bytes"},
    {"description", ceiling::description, "bytes"},
    {"playlist", ceiling::playlist, "bytes"},
    {"redirects", ceiling::redirects, ""},
};

}

std::span<const Ceiling> ceilings() { return all; }

}

#include "console/look/look.h"

#include "console/look/glyphs.h"
#include "console/text/text.h"

namespace console {

const char* Look::tr(std::string_view key) const { return glyphs.shown(text(key)); }

}

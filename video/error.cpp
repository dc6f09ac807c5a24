#include "video/error.h"

#include "video/redact.h"

namespace video {

Error::Error(Cause cause, const std::string& text) : std::runtime_error(without_credentials(text)), cause(cause) {}

}

#include "console/error.h"

#include "video/error.h"

namespace console {

Fault fault_of(const std::exception& error)
{
    Fault fault{error.what(), {}};
    if (const auto* remarked = dynamic_cast<const geo::Remarked*>(&error))
        fault.why = remarked->why;
    if (!fault.why.empty())
        return fault;
    if (const auto* picture = dynamic_cast<const video::Error*>(&error))
        fault.why.key = std::string("cause.") + video::cause_names[static_cast<std::size_t>(picture->cause)];
    fault.is_worded = dynamic_cast<const Error*>(&error) != nullptr;
    return fault;
}

}

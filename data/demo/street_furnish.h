#pragma once
// Puts on the demo street's plan what stands there.

#include "data/demo/street_fabric.h"

namespace data::demo {

Fabric make_fabric(const StreetPlan& plan, Random& random);

}

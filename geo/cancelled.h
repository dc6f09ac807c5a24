#pragma once
// What work throws where a stop token asked for it: not a failure, and nothing to say.

namespace geo {

struct Cancelled {};

}

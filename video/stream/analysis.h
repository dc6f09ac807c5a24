#pragma once
// Looks at what streams show, on one thread of low priority for the whole process; one look in flight per stream. What
// comes too fast is left out: a look is a sample, and it may be late.

#include "video/clock.h"
#include "video/stream/picture_check.h"

#include <memory>
#include <optional>

namespace video {

/// The result of one look.
struct Finding {
    Time at; // of the picture
    Content content = Content::scene;
    bool still = false; // hardly differs from the one looked at before
};

/// One per stream; the stream's thread only. May go while a look is under way.
class Analysis {
public:
    Analysis();
    /// Whether a look would be taken now: the last one is over and `interval` has passed.
    bool is_due(Time now) const;
    /// The picture is only read; 160×90 is enough.
    void look(std::shared_ptr<const Frame> picture, Time at);
    /// What has come out since the last call.
    std::optional<Finding> take();

private:
    struct Shared;
    std::shared_ptr<Shared> shared_;
    Time last_;
};

}

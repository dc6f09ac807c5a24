#include "video/stream/pacer.h"

namespace video {

Time Pacer::due(std::optional<microseconds> timestamp, Time now)
{
    using std::chrono::seconds;
    if (!start_) {
        start_ = now;
    } else {
        microseconds step = frame_;
        if (timestamp && last_timestamp_) {
            const microseconds difference = *timestamp - *last_timestamp_;
            if (difference >= microseconds(0) && difference <= seconds(10))
                step = difference;
        }
        position_ += step;
    }
    last_timestamp_ = timestamp;
    if (now > *start_ + position_ + seconds(3))
        start_ = now - position_;
    return *start_ + position_;
}

}

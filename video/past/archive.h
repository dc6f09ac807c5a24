#pragma once
// The one interface to a camera's past: which stretches exist between two instants, why the rest does not, and reading from an
// instant on. Behind it stand the packets in memory, the ring on disk, a folder of files and the recorder, asked in this order.

#include "video/past/kept.h"

#include <array>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

namespace video {

enum class PastPlace { memory, disk, folder, recorder };
inline constexpr std::array past_place_names{"memory", "disk", "folder", "recorder"};
static_assert(past_place_names.size() == static_cast<std::size_t>(PastPlace::recorder) + 1);

/// Why there is nothing; the words are the console's (data/i18n/replay.json, keys "missing.NAME").
enum class Missing {
    none,
    not_watched,      // nobody had the camera open, nor was it on the guard list
    no_longer_kept,   // it was open, but only the last seconds are kept
    before_start,     // before this console began
    not_yet,          // still to come
    no_file,          // the folder has none of this time
    no_recording,     // the recorder says that it has none
    no_recorder,      // none is configured
    recorder_failed   // it could not be asked; the detail says why
};
inline constexpr std::array missing_names{"none",    "not_watched",  "no_longer_kept", "before_start",   "not_yet",
                                          "no_file", "no_recording", "no_recorder",    "recorder_failed"};
static_assert(missing_names.size() == static_cast<std::size_t>(Missing::recorder_failed) + 1);

struct PastSpan {
    TimeSpan time;
    PastPlace place = PastPlace::memory;
    bool is_promised = false; // a recorder cannot list what it has: it is asked when it is played
    bool operator==(const PastSpan&) const = default;
};
struct PastGap {
    TimeSpan time;
    std::vector<std::pair<PastPlace, Missing>> why; // one for each place that was asked
    std::string detail;                             // the library's own words, without credentials
};
/// Spans and gaps in their order, without overlap; together they are the time asked for.
struct PastView {
    std::vector<PastSpan> spans;
    std::vector<PastGap> gaps;
};

/// One thread. May block where its place does; throws Error.
class PastReader {
public:
    virtual ~PastReader() = default;
    /// To the last key frame at or before `to`, or the first there is. False: nothing is there.
    virtual bool seek(SystemTime to) = 0;
    /// False at the end of what there is. Sound comes among the pictures, about in the order of its time.
    virtual bool read(KeptPacket& packet) = 0;
};

/// One place where a camera's past is kept. Any thread, one call at a time.
class Past {
public:
    virtual ~Past() = default;
    virtual PastPlace place() const = 0;
    /// Stretches that touch the time, in their order. May block; throws Error.
    virtual std::vector<PastSpan> spans(TimeSpan time, const std::stop_token& stop) = 0;
    /// Why nothing is there at an instant that no span covers.
    virtual Missing missing(SystemTime at) const = 0;
    virtual std::unique_ptr<PastReader> open(std::stop_token stop) = 0;
};

class Archive {
public:
    /// In the order of preference; null ones are left out.
    explicit Archive(std::vector<std::shared_ptr<Past>> places, bool has_recorder = false);

    /// What there is between two instants. Blocks as its places do; a place that fails is a gap with its reason.
    PastView look(TimeSpan time, const std::stop_token& stop = {});
    /// Reads from an instant on, across the places, over gaps to what comes next; never beyond `to`.
    std::unique_ptr<PastReader> open(TimeSpan time, std::stop_token stop = {});
    /// The same of what look() has found: a recorder is not asked twice.
    std::unique_ptr<PastReader> open(const PastView& view, SystemTime to, std::stop_token stop = {});

private:
    std::vector<std::shared_ptr<Past>> places_;
    bool has_recorder_;
};

}

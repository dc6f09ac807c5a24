#pragma once
// The edition that somebody looks at in the editor: its areas are read on the reader queue, what moved between it and another one is worked out
// on the slow queue. Compared is always the older with the newer one. UI thread.

#include "console/frame/edition_view.h"
#include "console/services/store_service.h"
#include "console/said.h"
#include "console/work/clock.h"

#include <functional>
#include <map>

namespace console {

class EditionService {
public:
    EditionService(Scheduler& scheduler, StoreService& store, const AppClock& clock, std::function<void(Said)> failed);

    /// Once a frame: `session` says what is shown; nothing outside the editor.
    void follow(const data::World& world, const Session& session);
    /// Null while none is shown.
    const EditionView* view() const { return view_ ? &*view_ : nullptr; }

private:
    /// An edition as it was read.
    struct Read {
        data::DraftGroundPtr ground;
        data::Frozen<data::Grid> areas;
    };
    struct Wanted {
        std::int64_t shown = 0, on_map = 0;
        std::optional<std::int64_t> older;
        bool operator==(const Wanted&) const = default;
    };
    static std::optional<Wanted> wanted(const data::World& world, const Session& session, data::TimePoint now);
    void read(std::int64_t edition);
    void compare(const data::World& world);
    void give_up(Said words);

    Scheduler& scheduler_;
    StoreService& store_;
    const AppClock& clock_;
    std::function<void(Said)> failed_;
    std::optional<Wanted> wanted_;
    std::optional<EditionView> view_;
    std::map<std::int64_t, Read> read_;   // those that are wanted
    bool has_failed_ = false;             // was said; not tried again for what is wanted now
    TaskHandle reading_, comparing_;
};

}

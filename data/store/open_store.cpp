#include "data/store/open_store.h"

#include "data/store/process.h"
#include "data/store/tables/tables.h"

#include <fmt/format.h>

namespace data::store {

void OpenStore::require_writable() const
{
    if (mode == OpenMode::read_only)
        throw Error(geo::remark("read_only", not_saved, connection.path().string()));
}

const GridLocator& OpenStore::grids_at(TimePoint now)
{
    const std::int64_t version = connection.version();
    if (!locator || version != locator_version || now < locator_from || now >= locator_until) {
        const std::vector<Grid> grids = read_grids(connection);
        locator = std::make_unique<GridLocator>(grids, now);
        locator_from = now, locator_until = TimePoint::max();
        for (const Grid& grid : grids)
            for (const std::optional<TimePoint>& change : {grid.valid_from, grid.valid_to})
                if (change && *change > now)
                    locator_until = std::min(locator_until, *change);
    }
    locator_version = version;
    return *locator;
}

void forget_the_dead(std::vector<DraftHead>& drafts)
{
    for (DraftHead& draft : drafts)
        if (draft.holder && !is_alive(*draft.holder))
            draft.holder.reset();
}

} // namespace data::store

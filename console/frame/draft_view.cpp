#include "console/frame/draft_view.h"

#include <algorithm>

namespace console {

double DraftView::area_m2(geo::FaceId face) const
{
    if (areas && face < areas->size() && (*areas)[face] > 0)
        return (*areas)[face];
    return geo::area_m2(draft.version().map.shape(face));
}

const data::DraftHead* find_draft(const data::World& world, std::string_view name)
{
    const auto at = std::ranges::find(world.drafts->rows, name, &data::DraftHead::name);
    return at == world.drafts->rows.end() ? nullptr : &*at;
}

std::string condition_words(const Texts& text, const data::ConditionRefused& refused)
{
    return text.format(std::string("condition.") + data::condition_fault_names[static_cast<std::size_t>(refused.fault)], {refused.word});
}

}

#include "console/frame/draft_view.h"

#include "data/drafts/codes.h"

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

std::vector<const char*> offered_fixes(const data::Draft& draft, const data::Finding& finding)
{
    std::vector<const char*> fixes = finding.fixes;
    const data::DraftGrid* grid = finding.faces.empty() ? nullptr : draft.version().owner(finding.faces.front());
    std::erase_if(fixes, [&](std::string_view fix) {
        if (fix == "set_unit")
            return draft.ground().units.empty();
        if (fix != "propose_code" && fix != "renumber")
            return false;
        // Neither the community nor the codes that are there say how one is made.
        const bool has_codes = grid && !draft.codes().propose(grid->parent, 1).front().empty();
        return !has_codes || (fix == "renumber" && !draft.area(grid->parent));
    });
    return fixes;
}

std::string condition_words(const Texts& text, const data::ConditionRefused& refused)
{
    return text.format(std::string("condition.") + data::condition_fault_names[static_cast<std::size_t>(refused.fault)], {refused.word});
}

}

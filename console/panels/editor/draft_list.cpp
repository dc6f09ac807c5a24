#include "console/panels/editor/draft_list.h"

#include <algorithm>

namespace console {

std::vector<std::string> make_unlocked_rows(const data::Draft& draft, const Texts& text)
{
    std::vector<std::string> rows;
    for (const data::Unlocked& unlocked : *draft.version().unlocked) { // by level
        const data::Grid* area = draft.area(unlocked.area);
        std::string name = !area || area->code.empty() ? "#" + std::to_string(unlocked.area.value) : area->code;
        if (area && !area->name.empty() && area->name != name)
            name += " " + area->name;
        const std::string level = text(std::string("level.") + data::level_names[static_cast<std::size_t>(unlocked.level)]);
        rows.push_back(text.format("edit.unlocked_row", {level, name, unlocked.reason}));
    }
    return rows;
}

std::vector<DraftRow> make_draft_rows(const data::World& world, const Session& session, const DraftView* draft, const Texts& text,
                                      const std::function<std::string(data::TimePoint)>& date)
{
    std::vector<const data::DraftHead*> heads;
    for (const data::DraftHead& head : world.drafts->rows)
        heads.push_back(&head);
    const auto is_open = [&](const data::DraftHead* head) { return head->name == session.editor.draft; };
    std::ranges::stable_sort(heads, [&](const data::DraftHead* a, const data::DraftHead* b) {
        return is_open(a) != is_open(b) ? is_open(a) : a->created > b->created;
    });
    std::vector<DraftRow> rows;
    for (const data::DraftHead* head : heads) {
        DraftRow row{.name = head->name, .edits = std::to_string(head->entries), .is_open = is_open(head)};
        const bool is_shown = row.is_open && draft && draft->head.name == head->name;
        row.is_opening = row.is_open && !is_shown;
        if (is_shown)
            row.edits = std::to_string(draft->undo_count);
        row.is_held = head->holder && (is_shown ? !draft->is_mine : head->holder->seat != session.seat);
        const auto edition = std::ranges::find(world.editions->rows, head->edition, &data::Edition::id);
        if (row.is_opening)
            row.below = text("draft.opening");
        else if (row.is_held)
            row.below = text.format("draft.held_by", {head->holder->seat});
        else if (edition != world.editions->rows.end())
            row.below = text.format("draft.on_edition", {edition->name, date(edition->valid_from)});
        else
            row.below = text("draft.on_first");
        rows.push_back(std::move(row));
    }
    return rows;
}

}

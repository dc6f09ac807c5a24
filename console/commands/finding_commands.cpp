#include "console/commands/functions.h"
#include "console/frame/draft_view.h"
#include "data/drafts/codes.h"

#include <algorithm>
#include <limits>

namespace console::finding_commands {
namespace {

const DraftView& checked_draft(const CommandContext& context)
{
    if (!context.draft || !context.draft->findings)
        throw Error(geo::remark("draft.not_yet"));
    return *context.draft;
}

/// The one in hand; it may have gone with an edit.
data::Finding in_hand(const CommandContext& context)
{
    const std::vector<data::Finding> found = checked_draft(context).findings->list();
    const auto at = std::ranges::find(found, context.session.editor.finding, &data::Finding::key);
    if (at == found.end())
        throw Error(geo::remark("edit.finding_gone"));
    data::Finding finding = *at;
    finding.fixes = offered_fixes(context.draft->draft, finding);
    return finding;
}

/// As op repair names a kind; null: it repairs none of these.
const char* repaired_kind(data::FindingKind kind)
{
    switch (kind) {
    case data::FindingKind::overlap: return "overlaps";
    case data::FindingKind::gap: return "gaps";
    case data::FindingKind::sliver: return "slivers";
    case data::FindingKind::invalid: return "invalid";
    default: return nullptr;
    }
}

/// Of the kind of a finding, by one of its fixes ("repair_longest").
data::RepairOp repair_of(const data::Finding& finding, const std::string& fix)
{
    data::RepairOp op{repaired_kind(finding.kind)};
    if (fix != "repair_invalid")
        op.give = fix.substr(std::string_view("repair_").size());
    return op;
}

std::vector<data::GridRef> refs(const DraftView& draft, const data::Finding& finding)
{
    std::vector<data::GridRef> grids;
    for (const geo::FaceId face : finding.faces)
        if (draft.draft.version().grid(face))
            grids.emplace_back(draft.draft.name_for_scripts(face));
    return grids;
}

/// Those that count, in the order in which they are gone through.
std::vector<const data::Finding*> counting(const std::vector<data::Finding>& found)
{
    std::vector<const data::Finding*> out;
    for (const data::Finding& finding : found)
        if (finding.ignored.empty())
            out.push_back(&finding);
    std::ranges::stable_sort(out, {}, [](const data::Finding* finding) { return data::rank_of(finding->kind); });
    return out;
}

/// Before the one in hand goes: the one after it.
void remember_next(CommandContext& context)
{
    const std::vector<data::Finding> found = checked_draft(context).findings->list();
    const std::vector<const data::Finding*> all = counting(found);
    EditorState& editor = context.session.editor;
    const auto at = std::ranges::find(all, editor.finding, &data::Finding::key);
    editor.finding_after = at == all.end() || at + 1 == all.end() ? std::string() : (*(at + 1))->key;
}

/// What only a hand can do: its tool, with the grid selected.
void hand_over(CommandContext& context, const data::Finding& finding, EditTool tool)
{
    EditorState& editor = context.session.editor;
    editor_commands::take_tool(context.session, tool);
    editor.selected.clear();
    for (const geo::FaceId face : finding.faces)
        if (context.draft->draft.version().owner(face) && editor.selected.empty())
            editor.selected.insert(face);
}

void propose_code(CommandContext& context, const data::Finding& finding)
{
    const DraftView& draft = checked_draft(context);
    const std::vector<data::GridRef> grids = refs(draft, finding);
    const data::DraftGrid* grid = grids.empty() ? nullptr : draft.draft.version().owner(finding.faces.front());
    const std::vector<std::string> codes = grid ? draft.draft.codes().propose(grid->parent, 1) : std::vector<std::string>{};
    if (codes.empty() || codes.front().empty())
        throw Error(geo::remark("edit.no_code"));
    context.services.drafts.edit(data::SetOp{{grids.front()}, {{"code", codes.front()}}});
}

}

void select(CommandContext& context, Arguments arguments)
{
    context.session.editor.finding = text_argument(arguments, 0, "finding");
    const data::Finding finding = in_hand(context);
    context.session.editor.fixes.assign(finding.fixes.begin(), finding.fixes.end());
    // A place is marked; a whole grid has its outline.
    context.session.editor.finding_at = finding.kind <= data::FindingKind::outside ? std::optional(finding.at) : std::nullopt;
    FaceSet& selected = context.session.editor.selected;
    selected.clear();
    for (const geo::FaceId face : finding.faces)
        if (selected.empty() && context.draft->draft.version().owner(face))
            selected.insert(face);
}

void next(CommandContext& context, Arguments)
{
    const std::vector<data::Finding> found = checked_draft(context).findings->list();
    const std::vector<const data::Finding*> all = counting(found);
    if (all.empty())
        throw Error(geo::remark("edit.no_findings"));
    const EditorState& editor = context.session.editor;
    const auto at = std::ranges::find(all, editor.finding, &data::Finding::key);
    auto to = at == all.end() ? std::ranges::find(all, editor.finding_after, &data::Finding::key) : at + 1;
    if (to == all.end())
        to = all.begin();
    select(context, std::array{(*to)->key});
    zoom(context, {});
}

void zoom(CommandContext& context, Arguments)
{
    const data::Finding finding = in_hand(context);
    go_to(context, finding.at);
}

void fix(CommandContext& context, Arguments arguments)
{
    const data::Finding finding = in_hand(context);
    if (finding.fixes.empty())
        throw Error(geo::remark("edit.no_fix"));
    const std::string wanted = arguments.empty() ? finding.fixes.front() : arguments[0];
    if (std::ranges::find(finding.fixes, wanted) == finding.fixes.end())
        throw Error(geo::remark("edit.no_fix"));
    EditorState& editor = context.session.editor;
    remember_next(context);
    const DraftView& draft = *context.draft;
    const std::vector<data::GridRef> grids = refs(draft, finding);
    if (wanted.starts_with("repair_")) {
        data::RepairOp op = repair_of(finding, wanted);
        op.at = finding.at;
        // Only the one in hand, however wide.
        if (finding.kind != data::FindingKind::invalid)
            op.max_width_m = data::widest_repair_m(op.kind);
        return context.services.drafts.edit(op);
    }
    if (wanted == "keep_unassigned")
        return context.services.drafts.edit(data::IgnoreOp{finding.key, context.text("edit.meant_so")});
    if (wanted == "propose_code")
        return propose_code(context, finding);
    if (wanted == "renumber" && !grids.empty()) {
        const data::DraftGrid* grid = draft.draft.version().owner(finding.faces.front());
        if (const data::Grid* community = grid ? draft.draft.area(grid->parent) : nullptr)
            return context.services.drafts.edit(data::RenumberOp{community->code.empty() ? "#" + std::to_string(community->id.value) : community->code});
        throw Error(geo::remark("edit.no_code"));
    }
    static constexpr std::pair<std::string_view, EditTool> tools[] = {{"draw", EditTool::draw},       {"merge", EditTool::merge},   {"split", EditTool::split},
                                                                      {"reshape", EditTool::reshape}, {"remove", EditTool::remove}, {"assign", EditTool::assign}};
    const auto tool = std::ranges::find(tools, wanted, [](const auto& row) { return row.first; });
    hand_over(context, finding, tool == std::end(tools) ? editor.tool : tool->second);
    if (tool == std::end(tools))
        editor.tab = EditTab::grid; // a field of the form
    else
        zoom(context, {});
}

void fix_all(CommandContext& context, Arguments arguments)
{
    const data::Finding finding = in_hand(context);
    const auto first = std::ranges::find_if(finding.fixes, [](std::string_view fix) { return fix.starts_with("repair_"); });
    if (first == finding.fixes.end() || !repaired_kind(finding.kind))
        throw Error(geo::remark("edit.no_fix"));
    const std::string wanted = arguments.empty() ? *first : arguments[0];
    if (!wanted.starts_with("repair_") || std::ranges::find(finding.fixes, wanted) == finding.fixes.end())
        throw Error(geo::remark("edit.no_fix"));
    data::RepairOp op = repair_of(finding, wanted);
    // All that the list shows: overlaps are that at any width, and what is a gap or a sliver the checks have said.
    if (finding.kind == data::FindingKind::overlap || finding.kind == data::FindingKind::gap)
        op.max_width_m = data::widest_repair_m(op.kind);
    else if (finding.kind == data::FindingKind::sliver)
        op.max_width_m = checked_draft(context).findings->rules().least_width_m;
    context.session.editor.finding_after.clear();
    context.services.drafts.edit(op);
}

void ignore(CommandContext& context, Arguments arguments)
{
    const data::Finding finding = in_hand(context);
    const std::string reason = rest_argument(arguments, 0);
    if (reason.find_first_not_of(' ') == std::string::npos) {
        context.session.editor.card = EditCard::ignore;
        return;
    }
    context.session.editor.card = EditCard::none;
    remember_next(context);
    context.services.drafts.edit(data::IgnoreOp{finding.key, reason});
}

void count_again(CommandContext& context, Arguments) { context.services.drafts.edit(data::IgnoreOp{in_hand(context).key, ""}); }

}

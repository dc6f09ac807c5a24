#include "console/commands/functions.h"
#include "console/frame/draft_view.h"
#include "console/frame/edition_view.h"
#include "geo/shapes/map_shapes.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace console::edition_commands {
namespace {

/// By name, else by id. Throws Error that lists the names.
std::int64_t edition_of(const CommandContext& context, const std::string& words)
{
    const std::vector<data::Edition>& all = context.world.editions->rows;
    if (const auto named = std::ranges::find(all, words, &data::Edition::name); named != all.end())
        return named->id;
    std::int64_t id = 0;
    const auto [end, fault] = std::from_chars(words.data(), words.data() + words.size(), id);
    if (fault == std::errc() && end == words.data() + words.size() && (id == 0 || find_edition(context.world, id)))
        return id;
    std::vector<std::string> names;
    for (const data::Edition& edition : all)
        names.push_back(edition.name);
    throw Error(geo::remark("edition.no_such", words, fmt::format("{}", fmt::join(names, ", "))));
}

void ask(CommandContext& context, EditCard card)
{
    context.session.layout = Layout::editor;
    context.session.editor.card = card;
}

}

bool has_editions(const data::World& world, const Session& session) { return has_workspace(world, session) && !world.editions->rows.empty(); }
bool is_shown(const data::World& world, const Session& session) { return editor_commands::in_editor(world, session) && session.edition.shown; }

bool can_withdraw(const data::World& world, const Session& session)
{
    return has_workspace(world, session) && std::ranges::any_of(world.editions->rows, [](const data::Edition& edition) { return !edition.is_applied; });
}

void withdraw(CommandContext& context, Arguments arguments)
{
    const std::vector<data::Edition>& all = context.world.editions->rows;
    if (arguments.empty()) {
        const data::Edition* shown = context.session.edition.shown ? find_edition(context.world, *context.session.edition.shown) : nullptr;
        if (!shown || shown->is_applied)
            context.session.edition = {.shown = all.back().id, .with = {}};
        return ask(context, EditCard::withdraw);
    }
    const data::Edition* edition = find_edition(context.world, edition_of(context, rest_argument(arguments, 0)));
    if (!edition || edition->is_applied)
        throw Error(geo::remark("edition_in_force", edition ? edition->name : "", edition ? data::iso8601(edition->valid_from) : ""));
    context.session.edition = {};
    ask(context, EditCard::none);
    context.services.drafts.withdraw_edition(edition->name);
}

void show(CommandContext& context, Arguments arguments)
{
    if (arguments.empty())
        return ask(context, EditCard::edition);
    const std::int64_t id = edition_of(context, rest_argument(arguments, 0));
    ask(context, EditCard::none);
    context.session.edition = {.shown = id, .with = {}};
}

void compare(CommandContext& context, Arguments arguments)
{
    if (arguments.empty())
        return ask(context, EditCard::compare);
    const std::string words = rest_argument(arguments, 0);
    const std::int64_t ruling = edition_in_force(context.world, context.now);
    const std::int64_t with = words == "now" ? EditionState::in_force : edition_of(context, words);
    const std::int64_t shown = context.session.edition.shown.value_or(ruling);
    if (shown == (with == EditionState::in_force ? ruling : with))
        throw Error(geo::remark("edition.same"));
    ask(context, EditCard::none);
    context.session.edition = {.shown = shown, .with = with};
}

void close(CommandContext& context, Arguments) { context.session.edition = {}; }

void zoom(CommandContext& context, Arguments arguments)
{
    const data::Grid* grid = context.world.grids->find(data::GridId{number_argument(arguments, 0, "grid")});
    if (!grid)
        throw Error(geo::remark("no_such_grid"));
    const geo::MapBox box = geo::map_box(grid->box);
    // A third of a usual map around it.
    constexpr double pixels = 420;
    go_to(context, grid->box.centre(), std::max(std::max(box.width(), box.height()) / pixels, 0.05));
}

void export_grids(CommandContext& context, Arguments arguments)
{
    if (arguments.empty())
        return ask(context, EditCard::export_grids);
    const std::string what = text_argument(arguments, 0, "draft, edition or now");
    GridExport wanted;
    if (what == "draft")
        wanted.draft = text_argument(arguments, 1, "draft");
    else if (what == "edition")
        wanted.edition = text_argument(arguments, 1, "edition");
    else if (what != "now")
        throw Error(geo::remark("no_subject", what));
    if (!wanted.draft.empty() && !find_draft(context.world, wanted.draft))
        throw Error(geo::remark("draft.no_such", wanted.draft));
    if (!wanted.edition.empty() && wanted.edition != data::before_first_edition)
        edition_of(context, wanted.edition);
    wanted.path = rest_argument(arguments, what == "now" ? 1 : 2);
    if (wanted.path.empty())
        throw Error(geo::remark("export.no_file"));
    if (context.session.layout == Layout::editor)
        context.session.editor.card = EditCard::none;
    context.services.drafts.export_grids(wanted);
}

}

#include "console/panels/editor/export_card.h"

#include "console/frame/draft_view.h"
#include "console/frame/edition_view.h"
#include "console/look/field.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>

namespace console {
namespace {

struct Format {
    const char *ending, *title;
};
/// What geo::VectorWriter knows.
constexpr std::array formats{Format{".gpkg", "GeoPackage"}, Format{".shp", "Shapefile"}, Format{".geojson", "GeoJSON"}, Format{".kml", "KML"},
                             Format{".fgb", "FlatGeobuf"},  Format{".csv", "CSV"},       Format{".xlsx", "XLSX"}};

}

std::vector<ExportCard::Choice> ExportCard::choices(const View& view)
{
    std::vector<Choice> out;
    if (view.draft)
        out.push_back({"draft", view.draft->head.name, view.text.format("export.draft", {view.draft->head.name})});
    out.push_back({"now", "", view.text("export.in_force")});
    for (const std::int64_t id : editions_to_choose(view.world))
        if (const data::Edition* edition = find_edition(view.world, id)) {
            const EditionWords words = edition_words(view.world, id, view.now, view.text);
            out.push_back({"edition", edition->name, view.text.format("export.edition", {words.name, words.dates})});
        } else if (id == 0) {
            const EditionWords words = edition_words(view.world, id, view.now, view.text);
            out.push_back({"edition", data::before_first_edition, view.text.format("export.edition", {words.name, words.dates})});
        }
    return out;
}

/// Beside the workspace.
std::string ExportCard::proposed(const View& view) const
{
    std::string name = chosen_.name.empty() ? view.text("export.file") : chosen_.name;
    std::ranges::replace(name, '/', '_');
    return (std::filesystem::path(view.world.workspace.path).parent_path() / (name + formats[format_].ending)).string();
}

void ExportCard::draw(const FramePainter& p, Outbox& outbox, Rect whole, bool focus)
{
    const View& view = p.view();
    Rect box = draw_card(p, whole, Colour::selected, view.text("export.title"), "");
    const std::vector<Choice> all = choices(view);
    if (std::ranges::find(all, chosen_) == all.end()) {
        // What is seen is what is meant.
        const data::Edition* shown = view.session.edition.shown ? find_edition(view.world, *view.session.edition.shown) : nullptr;
        const std::string name = shown ? shown->name : view.session.edition.shown == 0 ? data::before_first_edition : "";
        const auto same = std::ranges::find_if(all, [&](const Choice& choice) { return !name.empty() && choice.what == "edition" && choice.name == name; });
        chosen_ = same == all.end() ? all.front() : *same;
    }
    Rect buttons = cut_bottom(box, p.px(32));
    cut_bottom(box, p.px(8));
    Rect field = cut_bottom(box, p.px(32));
    cut_bottom(box, p.px(8));
    // As many lines of formats as the card is narrow.
    float wanted = 0;
    for (const Format& format : formats)
        wanted += p.button_width(format.ending + 1) + p.px(4);
    const int lines = std::max(1, static_cast<int>(std::ceil(wanted / std::max(1.F, box.width - p.px(40)))));
    Rect formats_box = cut_bottom(box, p.px(28) * static_cast<float>(lines) + p.px(4) * static_cast<float>(lines - 1));
    Rect endings = cut_top(formats_box, p.px(28));
    cut_bottom(box, p.px(8));
    draw_rows(p, "export.what", box, static_cast<int>(all.size()), p.px(30), [&](const FramePainter& inside, int i, Rect line) {
        const Choice& choice = all[static_cast<std::size_t>(i)];
        const AreaState state = inside.area(fmt::format("export.what.{}", i + 1), line);
        draw_row_ground(inside, line, choice == chosen_, state);
        inside.text(inset(line, inside.px(8), 0), choice.title, {.shorten = Shorten::middle});
        if (state.clicked)
            chosen_ = choice;
    });
    for (std::size_t i = 0; i < formats.size(); ++i) {
        const float wide = p.button_width(formats[i].ending + 1);
        if (wide > endings.width && formats_box.height > 0)
            cut_top(formats_box, p.px(4)), endings = cut_top(formats_box, p.px(28));
        if (p.button(fmt::format("export.format.{}", formats[i].ending + 1), cut_left(endings, wide), formats[i].ending + 1, {}, true, i == format_)) {
            format_ = i;
            if (!path_.empty())
                path_ = std::filesystem::path(path_).replace_extension(formats[i].ending).string();
        }
        cut_left(endings, p.px(4));
    }
    // What was not changed by hand follows the choice.
    if (const std::string next = proposed(view); path_.empty() || path_ == proposed_ || path_ == std::filesystem::path(proposed_).replace_extension(formats[format_].ending))
        path_ = proposed_ = next;
    const FieldState state = draw_field(p, "export.path", field, path_, view.text("export.path"), focus);
    if (state.changed)
        for (std::size_t i = 0; i < formats.size(); ++i)
            if (path_.ends_with(formats[i].ending))
                format_ = i;
    const bool can = std::ranges::any_of(formats, [&](const Format& format) { return path_.ends_with(format.ending); });
    const char *label = view.text("export.write"), *cancel = view.text("seat.cancel");
    if (p.button("card.done", cut_left(buttons, p.button_width(label, "Enter")), label, "Enter", can) || (state.submitted && can)) {
        if (chosen_.what == "now")
            outbox.run("grids.export", {"now", path_});
        else
            outbox.run("grids.export", {chosen_.what, chosen_.name, path_});
        outbox.run("editor.card", {"none"});
    }
    cut_left(buttons, p.px(8));
    if (p.button("card.cancel", cut_left(buttons, p.button_width(cancel, "Esc")), cancel, "Esc"))
        outbox.run("editor.card", {"none"});
}

}

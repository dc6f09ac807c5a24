#include "console/frame/command_button.h"
#include "console/look/field.h"
#include "console/look/menu.h"
#include "console/look/rows.h"
#include "console/panels/panels.h"
#include "console/panels/workspace/import_model.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <functional>
#include <utility>
#include <vector>

namespace console {
namespace {

constexpr float row_height = 26, line_height = 34, margin = 12, gap = 8, label_px = 64, scroll_px = 16, narrow_desk_px = 480;
constexpr int least_columns = 4, most_columns = 9, most_systems = 6, least_findings = 3;
constexpr std::size_t most_layers = 24; // a drawing has hundreds; the command import.set names any of them

/// A file looked at before it is taken in: columns and what they are taken for, the system of its numbers, what is wrong with
/// each row. Everything the operator chooses leaves as a command and comes back with the next look.
class ImportPanel : public Panel {
public:
    void draw(const View& view, Outbox& outbox) override
    {
        const WholeRegion region;
        const FramePainter p(view);
        Rect box = region.box;
        p.fill(box, Colour::panel);
        p.frame(box, Colour::line);
        if (!view.session.import_desk)
            return;
        const ImportDesk& desk = *view.session.import_desk;
        Rect head = cut_top(box, p.px(40));
        const char* close = view.text("import.close");
        const Rect corner = inset(cut_right(head, p.button_width(close, "Esc") + p.px(margin)), 0, p.px(4));
        if (p.button("import.close", {corner.x, corner.y, corner.width - p.px(margin), corner.height}, close, "Esc"))
            outbox.run("import.close");
        draw_heading(p, head, view.text("import.title"), file_name(desk.job.source));
        box = inset(box, p.px(margin), p.px(gap));
        draw_path(p, box, outbox);
        if (desk.job.source.empty()) {
            if (p.empty_screen(box, "import.drop", view.text("import.drop"), view.text("import.drop_why"), view.text("import.choose")))
                outbox.run("file.choose", {"import.desk"});
            return;
        }
        if (!desk.preview) {
            p.text(cut_top(box, p.px(line_height)), view.text.format("import.looking", {file_name(desk.job.source)}), {.colour = Colour::secondary});
            return;
        }
        const data::ImportPreview& preview = *desk.preview;
        draw_foot(p, box, desk, preview, outbox);
        const float least = least_height(p, box.width - p.px(scroll_px), preview, desk);
        const Scrolled scrolled(p, "import.scroll", box, least);
        const FramePainter inside(view);
        box = scrolled.box;
        // What is over goes to the columns first, and the findings take the rest.
        const float over = std::max(0.F, box.height - least);
        draw_choices(inside, box, choices(inside, preview, desk, outbox));
        if (!preview.columns.empty())
            draw_columns(inside, box, preview, rows_shown(preview.columns.size(), least_columns, most_columns, over / p.px(row_height + 4)), outbox);
        if (has_systems(preview))
            draw_systems(inside, box, desk, preview, outbox);
        draw_findings(inside, box, desk, preview);
    }

private:
    /// Pieces beside each other, in further lines where they find no room.
    struct Piece {
        float width = 0;
        std::function<void(Rect)> draw;
    };
    struct Choice {
        const char* label = "";
        std::vector<Piece> pieces;
    };

    static float flow_height(const FramePainter& p, float width, const std::vector<Piece>& pieces)
    {
        float used = 0, height = p.px(line_height - 4);
        for (const Piece& piece : pieces) {
            if (used > 0 && used + piece.width > width)
                used = 0, height += p.px(line_height);
            used += piece.width + p.px(4);
        }
        return height;
    }

    static void draw_flow(const FramePainter& p, Rect box, const std::vector<Piece>& pieces)
    {
        Rect line = cut_top(box, p.px(line_height - 4));
        bool is_first = true;
        for (const Piece& piece : pieces) {
            if (!is_first && piece.width > line.width) {
                cut_top(box, p.px(4));
                line = cut_top(box, p.px(line_height - 4));
            }
            piece.draw(cut_left(line, piece.width));
            cut_left(line, p.px(4));
            is_first = false;
        }
    }

    static Piece button(const FramePainter& p, std::string name, const std::string& words, bool is_on, std::function<void()> press, bool can = true)
    {
        return {p.button_width(words), [&p, name = std::move(name), words, is_on, can, press = std::move(press)](Rect at) {
                    if (p.button(name, at, words, {}, can, is_on))
                        press();
                }};
    }

    static int rows_shown(std::size_t count, int least, int most, float more)
    {
        return std::min(static_cast<int>(count), std::clamp(least + static_cast<int>(more), least, most));
    }

    static bool has_systems(const data::ImportPreview& preview) { return !preview.columns.empty() && (!preview.candidates.empty() || !preview.stated_crs.empty()); }

    static float system_why_height(const FramePainter& p, float width)
    {
        return p.paragraph_height(width - p.px(label_px), p.view().text("import.system_why"), FontSize::secondary) + p.px(6);
    }

    /// Of the counts of the dry run, which take a third line in a narrow desk.
    static float summary_height(const FramePainter& p, float width) { return p.line_height() * (width < p.px(560) ? 3 : 2); }

    /// What the middle of the desk needs to show each of its parts.
    static float least_height(const FramePainter& p, float width, const data::ImportPreview& preview, const ImportDesk& desk)
    {
        float height = p.px(gap);
        Outbox nothing;
        for (const Choice& choice : choices(p, preview, desk, nothing))
            height += flow_height(p, width - p.px(label_px), choice.pieces) + p.px(4);
        if (!preview.columns.empty())
            height += p.px(24 + gap) + p.px(row_height + 4) * static_cast<float>(rows_shown(preview.columns.size(), least_columns, least_columns, 0));
        if (has_systems(preview))
            height += preview.stated_crs.empty() ? system_why_height(p, width) + p.px(line_height - 4 + 2 * gap) + p.px(row_height) * static_cast<float>(rows_shown(preview.candidates.size(), most_systems, most_systems, 0))
                                                 : p.px(24 + gap);
        return height + summary_height(p, width) + p.px(row_height) * least_findings;
    }

    static std::string file_name(const std::string& path) { return path.substr(path.rfind('/') + 1); }

    void draw_path(const FramePainter& p, Rect& box, Outbox& outbox)
    {
        Rect row = cut_top(box, p.px(line_height - 4));
        const char* look = p.view().text("import.preview");
        const Rect button = cut_right(row, p.button_width(look));
        cut_right(row, p.px(gap));
        const char* choose = p.view().text("form.choose_file");
        if (p.button("import.choose", cut_right(row, p.button_width(choose)), choose))
            outbox.run("file.choose", {"import.desk"});
        cut_right(row, p.px(gap));
        const FieldState field = draw_field(p, "import.path", row, path_, p.view().text("import.path_hint"));
        if ((p.button("import.look", button, look, {}, !path_.empty()) || field.submitted) && !path_.empty())
            outbox.run("import.desk", {path_});
        cut_top(box, p.px(gap));
    }

    static void label(const FramePainter& p, Rect& row, const char* words)
    {
        p.text(cut_left(row, p.px(label_px)), words, {.size = FontSize::secondary, .colour = Colour::secondary});
    }

    /// Whether its dates can be read in two ways.
    static bool asks_dates(const data::ImportPreview& preview, const ImportDesk& desk)
    {
        return desk.job.dates || (preview.report && std::ranges::any_of(preview.report->notes, [](const geo::Remark& note) { return note.key.starts_with("dates_"); }));
    }

    /// What it holds, of which level, which of its layers.
    static std::vector<Choice> choices(const FramePainter& p, const data::ImportPreview& preview, const ImportDesk& desk, Outbox& outbox)
    {
        const View& view = p.view();
        const auto setter = [&outbox](const char* what, const std::string& value) { return [&outbox, what, value] { outbox.run("import.set", {what, value}); }; };
        std::vector<Choice> all{{view.text("import.what"), {}}};
        for (const char* kind : data::import_kind_names)
            all.back().pieces.push_back(button(p, std::string("import.kind.") + kind, view.text(std::string("import.kind.") + kind),
                                               preview.knows_kind && kind == std::string(data::import_kind_names[static_cast<std::size_t>(desk.job.kind)]), setter("kind", kind)));
        if (desk.job.kind == data::ImportKind::grids && preview.knows_kind) {
            all.push_back({view.text("import.level"), {}});
            for (const char* level : {"district", "street", "community", "grid"})
                all.back().pieces.push_back(button(p, std::string("import.level.") + level, view.text(std::string("level.") + level),
                                                   desk.job.level && level == std::string(data::level_names[static_cast<std::size_t>(*desk.job.level)]), setter("level", level)));
        }
        if (preview.layers.size() > 1) {
            all.push_back({view.text("import.layer"), {}});
            all.back().pieces.push_back(button(p, "import.layer.all", view.text("import.layer_all"), desk.job.layer.empty(), setter("layer", "-")));
            const auto is_read = [&](const std::string& layer) {
                return preview.report ? std::ranges::find(preview.report->layers, layer) != preview.report->layers.end() : desk.job.layer == layer;
            };
            for (std::size_t i = 0; i < std::min(preview.layers.size(), most_layers); ++i)
                all.back().pieces.push_back(button(p, fmt::format("import.layer.{}", i + 1), preview.layers[i],
                                                   is_read(preview.layers[i]), setter("layer", preview.layers[i])));
        }
        if (asks_dates(preview, desk)) {
            all.push_back({view.text("import.dates"), {}});
            const std::pair<const char*, std::optional<data::DateOrder>> orders[] = {{"column", std::nullopt}, {"day-first", data::DateOrder::day_first}, {"month-first", data::DateOrder::month_first}};
            for (const auto& [name, order] : orders)
                all.back().pieces.push_back(button(p, std::string("import.dates.") + name, view.text(std::string("import.dates.") + name), desk.job.dates == order, setter("dates", name)));
        }
        return all;
    }

    static void draw_choices(const FramePainter& p, Rect& box, const std::vector<Choice>& all)
    {
        for (const Choice& choice : all) {
            Rect row = cut_top(box, flow_height(p, box.width - p.px(label_px), choice.pieces));
            Rect words = cut_left(row, p.px(label_px));
            words.height = p.px(line_height - 4);
            p.text(words, choice.label, {.size = FontSize::secondary, .colour = Colour::secondary});
            draw_flow(p, row, choice.pieces);
            cut_top(box, p.px(4));
        }
        cut_top(box, p.px(gap));
    }

    static void draw_columns(const FramePainter& p, Rect& box, const data::ImportPreview& preview, int shown, Outbox& outbox)
    {
        const View& view = p.view();
        // In a narrow desk the samples, dates with their time among them, have what the others can spare.
        const float name_width = box.width * (box.width < p.px(narrow_desk_px) ? 0.23F : 0.26F), field_width = std::min(p.px(box.width < p.px(narrow_desk_px) ? 126 : 150), box.width * 0.4f);
        Rect head = cut_top(box, p.px(24));
        p.text(cut_left(head, name_width), view.text("import.column"), {.size = FontSize::secondary, .colour = Colour::secondary});
        p.text(cut_left(head, field_width + p.px(gap)), view.text("import.as_field"), {.size = FontSize::secondary, .colour = Colour::secondary});
        p.text(head, view.text("import.samples"), {.size = FontSize::secondary, .colour = Colour::secondary});
        std::vector<MenuItem> items{{view.text("import.not_taken")}};
        for (const std::string& field : preview.fields)
            items.push_back({field_words(view.text, field)});
        draw_rows(p, "import.columns", cut_top(box, p.px(row_height + 4) * static_cast<float>(shown)), static_cast<int>(preview.columns.size()),
                  p.px(row_height + 4), [&](const FramePainter& inside, int i, Rect row) {
                      const data::PreviewColumn& column = preview.columns[static_cast<std::size_t>(i)];
                      inside.text(cut_left(row, name_width), column.name, {.shorten = Shorten::middle});
                      const Rect menu = inset(cut_left(row, field_width), 0, inside.px(1));
                      cut_left(row, inside.px(gap));
                      std::vector<MenuItem> own = items;
                      own[0].is_on = column.field.empty();
                      for (std::size_t k = 0; k < preview.fields.size(); ++k)
                          own[k + 1].is_on = preview.fields[k] == column.field;
                      const std::string taken = column.field.empty() ? std::string(view.text("import.not_taken")) : taken_words(view.text, column.field, column.why);
                      if (const auto chosen = draw_menu(inside, fmt::format("import.column.{}", i + 1), menu, taken, own, !column.field.empty()))
                          outbox.run("import.map", {*chosen == 0 ? "-" : preview.fields[*chosen - 1], column.name});
                      std::string samples;
                      // As many as fit: half a number is another.
                      for (const std::string& sample : column.samples)
                          if (const std::string more = samples + (samples.empty() ? "" : " · ") + sample; samples.empty() || inside.width(more, FontSize::secondary) <= row.width)
                              samples = more;
                      inside.text(row, samples, {.size = FontSize::secondary, .colour = Colour::secondary});
                  });
        cut_top(box, p.px(gap));
    }

    void draw_systems(const FramePainter& p, Rect& box, const ImportDesk& desk, const data::ImportPreview& preview, Outbox& outbox)
    {
        const View& view = p.view();
        Rect row = cut_top(box, preview.stated_crs.empty() ? system_why_height(p, box.width) : p.px(24));
        Rect words = row;
        words.height = p.px(24);
        label(p, words, view.text("import.system"));
        cut_left(row, p.px(label_px));
        if (!preview.stated_crs.empty()) {
            p.text(row, view.text.format("import.stated", {system_words(view.text, preview.stated_crs)}), {.size = FontSize::secondary});
            cut_top(box, p.px(gap));
            return;
        }
        p.paragraph({row.x, row.y + p.px(2), row.width, row.height}, view.text("import.system_why"), {.size = FontSize::secondary, .colour = Colour::secondary});
        const int shown = rows_shown(preview.candidates.size(), most_systems, most_systems, 0);
        std::string pointed;
        draw_rows(p, "import.systems", cut_top(box, p.px(row_height) * static_cast<float>(shown)), static_cast<int>(preview.candidates.size()),
                  p.px(row_height), [&](const FramePainter& inside, int i, Rect line) {
                      const data::CrsCandidate& candidate = preview.candidates[static_cast<std::size_t>(i)];
                      const bool is_fitted = candidate.crs == "FITTED";
                      const bool is_chosen = is_fitted ? desk.job.crs.starts_with("PAIRS:") : desk.job.crs == candidate.crs;
                      const AreaState state = inside.area(fmt::format("import.system.{}", i + 1), line);
                      draw_row_ground(inside, line, is_chosen, state);
                      if (state.hovered)
                          pointed = candidate.crs;
                      if (state.clicked && !is_fitted)
                          outbox.run("import.set", {"system", candidate.crs});
                      line = inset(line, inside.px(8), 0);
                      if (is_fitted) // nothing is known of it yet
                          return static_cast<void>(inside.text(line, view.text("import.fitted")));
                      inside.text(cut_left(line, std::max(inside.px(120), inside.width(candidate.crs) + inside.px(8))), candidate.crs);
                      inside.text(cut_left(line, inside.px(110)), share_text(candidate), {.align = Align::right});
                      cut_left(line, inside.px(16));
                      if (const std::string why = refusal_words(view.text, candidate); !why.empty()) {
                          inside.sign(Sign::fault, line.x + inside.px(6), line.y + line.height / 2, 12);
                          cut_left(line, inside.px(18));
                          inside.text(line, why, {.size = FontSize::secondary});
                          return;
                      }
                      inside.text(line, system_words(view.text, candidate.name), {.size = FontSize::secondary, .colour = Colour::secondary});
                  });
        if (pointed != desk.pointed)
            outbox.run("import.point", {pointed});
        row = cut_top(box, p.px(line_height - 4));
        const char* fit = view.text("import.fitted");
        const Rect button = cut_right(row, p.button_width(fit));
        cut_right(row, p.px(gap));
        const FieldState field = draw_field(p, "import.pairs", row, pairs_, view.text("import.pairs_hint"));
        if ((p.button("import.fit", button, fit, {}, !pairs_.empty()) || field.submitted) && !pairs_.empty())
            outbox.run("import.fit", {pairs_});
        cut_top(box, p.px(gap));
    }

    void draw_findings(const FramePainter& p, Rect& box, const ImportDesk& desk, const data::ImportPreview& preview)
    {
        const View& view = p.view();
        if (!preview.fault.empty() && !preview.needs_system) {
            box.y += p.paragraph(box, view.text.format("import.fault", {words_of(view.text, Said(Fault{preview.fault, preview.why}))})) + p.px(gap);
            return;
        }
        const Rect summary = cut_top(box, summary_height(p, box.width));
        if (desk.is_looking)
            p.paragraph(summary, preview.rows < 0 ? view.text.format("import.looking", {file_name(desk.job.source)}) : view.text.format("import.first_look", {std::to_string(preview.rows)}),
                        {.colour = Colour::secondary});
        if (!preview.knows_kind && !desk.is_looking)
            p.paragraph(summary, view.text("import.choose_kind"));
        if (!preview.report)
            return;
        const data::ImportReport& r = *preview.report;
        const auto n = [](std::int64_t value) { return std::to_string(value); };
        if (!desk.is_looking)
            p.paragraph(summary, view.text.format("import.dry", {n(r.read), n(r.imported - r.updated - r.unchanged), n(r.updated), n(r.unchanged),
                                                                           n(r.missing), n(r.repaired), n(static_cast<std::int64_t>(r.rejected.size()))}));
        // Made once: a file of a hundred thousand rows may have as many findings.
        if (findings_of_ != p.view().session.import_desk->preview || findings_language_ != view.text.language()) {
            findings_of_ = p.view().session.import_desk->preview, findings_language_ = view.text.language();
            findings_ = make_finding_rows(view.text, r);
        }
        const std::vector<FindingRow>& rows = findings_;
        if (rows.empty()) {
            p.text(cut_top(box, p.px(line_height)), view.text("import.no_findings"), {.colour = Colour::secondary});
            return;
        }
        draw_rows(p, "import.findings", box, static_cast<int>(rows.size()), p.px(row_height), [&](const FramePainter& inside, int i, Rect line) {
            const FindingRow& one = rows[static_cast<std::size_t>(i)];
            static constexpr std::array keys{"import.refused", "import.repaired", "import.changed", "import.noted"};
            if (one.kind == FindingRow::Kind::refused)
                inside.sign(Sign::fault, line.x + inside.px(8), line.y + line.height / 2, 14);
            cut_left(line, inside.px(22));
            inside.text(cut_left(line, inside.px(60)), view.text(keys[static_cast<std::size_t>(one.kind)]), {.size = FontSize::secondary, .colour = Colour::secondary});
            if (!one.row.empty())
                inside.text(cut_left(line, inside.px(72)), one.row, {.size = FontSize::secondary});
            if (!one.proposal.empty()) {
                const float width = std::min(inside.width(one.proposal, FontSize::secondary), line.width * 0.45f);
                inside.text(cut_right(line, width), one.proposal, {.size = FontSize::secondary, .colour = Colour::secondary});
                cut_right(line, inside.px(gap));
            }
            inside.text(line, one.words, {.size = FontSize::secondary});
        });
    }

    void draw_foot(const FramePainter& p, Rect& box, const ImportDesk& desk, const data::ImportPreview& preview, Outbox& outbox)
    {
        const View& view = p.view();
        const std::string words = start_words(view.text, preview.report, desk.job.missing);
        const bool can = preview.report && preview.report->imported > 0 && !desk.is_looking && !view.world.workspace.read_only;
        const auto runner = [&outbox](const char* command) { return [&outbox, command] { outbox.run(command); }; };
        std::vector<Piece> pieces{button(p, "import.start", words, false, runner("import.start"), can)};
        if (!preview.ground.box.is_empty())
            pieces.push_back(button(p, "import.zoom", view.text("import.on_map"), false, runner("import.zoom")));
        if (!desk.next.empty())
            pieces.push_back(button(p, "import.next", view.text.format("import.next", {std::to_string(desk.next.size())}), false, runner("import.next")));
        if (preview.report && preview.report->missing > 0)
            add_missing(p, pieces, desk, outbox);
        pieces.push_back(button(p, "import.undo", view.text("command.import.undo"), false, runner("import.undo"), view.world.loaded));
        draw_flow(p, cut_bottom(box, flow_height(p, box.width, pieces)), pieces);
        cut_bottom(box, p.px(gap));
    }

    /// What happens to records that the file does not have.
    void add_missing(const FramePainter& p, std::vector<Piece>& pieces, const ImportDesk& desk, Outbox& outbox)
    {
        const View& view = p.view();
        for (const char* policy : {"keep", "close"})
            pieces.push_back(button(p, std::string("import.missing.") + policy, view.text(std::string("import.missing.") + policy),
                                    (desk.job.missing == data::MissingPolicy::close) == (policy == std::string("close")), [&outbox, policy] { outbox.run("import.set", {"missing", policy}); }));
        if (desk.job.kind != data::ImportKind::grids || desk.job.missing != data::MissingPolicy::close)
            return;
        if (!desk.job.closed_on && day_.empty())
            day_ = date_text(view, view.now);
        const char* words = view.text("import.closed_on");
        const float wide = p.width(words, FontSize::secondary) + p.px(gap);
        pieces.push_back({wide + p.px(120), [this, &p, words, wide, &outbox](Rect at) {
                              p.text(cut_left(at, wide), words, {.size = FontSize::secondary, .colour = Colour::secondary});
                              const FieldState day = draw_field(p, "import.closed_on", at, day_, "2026-11-30");
                              constexpr std::size_t whole_day = 10; // "2026-11-30"
                              if (day.submitted || (day.changed && day_.size() == whole_day))
                                  outbox.run("import.set", {"closed_on", day_});
                          }});
    }

    std::string path_, pairs_, day_; // what is typed in the fields
    std::vector<FindingRow> findings_;
    data::PreviewPtr findings_of_;   // whose they are
    Language findings_language_ = Language::zh;
};

}

std::unique_ptr<Panel> make_import_panel() { return std::make_unique<ImportPanel>(); }

}

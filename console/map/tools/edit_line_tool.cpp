// Drawing a line or a ring: each click adds the snapped point, a double click or Enter ends it.

#include "console/map/scales.h"
#include "console/map/tools/edit_tool.h"
#include "geo/partition/trail.h"
#include "geo/shapes/near_plane.h"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace console {
namespace {

// A hand that has just clicked moves this much.
constexpr float resting_px = 3;

/// The angle between the last two legs, 0 to 180; empty where there is none.
std::optional<double> last_angle(const geo::Line& line)
{
    if (line.size() < 3)
        return {};
    const geo::MapPoint a = geo::map_from_lonlat(line[line.size() - 3]), b = geo::map_from_lonlat(line[line.size() - 2]), c = geo::map_from_lonlat(line.back());
    if (a == b || b == c)
        return {};
    const double turn = std::atan2(c.y - b.y, c.x - b.x) - std::atan2(a.y - b.y, a.x - b.x);
    const double degrees = std::abs(std::remainder(turn, 2 * std::numbers::pi)) * 180 / std::numbers::pi;
    return degrees;
}

std::string measures(const geo::Line& line, bool is_ring)
{
    if (line.size() < 2)
        return {};
    const geo::Line last(line.end() - 2, line.end());
    std::string words = fmt::format("{:.2f} m", measure_line(last).length_m);
    if (line.size() > 2)
        words += "   Σ " + length_text(measure_line(line).length_m);
    if (const auto angle = last_angle(line))
        words += fmt::format("   {:.1f}°", *angle);
    if (is_ring && line.size() > 2)
        words += "   " + area_text(measure_line(line).area_m2);
    return words;
}

} // namespace

geo::Line LineMapTool::way_to(const MapScene& scene, const EditTarget& to) const
{
    const EditorState& editor = state(scene);
    if (!editor.is_tracing || editor.line.empty() || !to.kind)
        return {to.place};
    const std::pair ends{geo::fixed_from_lonlat(editor.line.back()), to.point()};
    if (traced_.first == ends && !traced_.second.empty())
        return traced_.second;
    std::optional<std::vector<geo::FixedPoint>> way;
    if (to.lines)
        way = geo::find_trail(*to.lines, ends.first, ends.second);
    if (!way)
        way = geo::find_trail(draft(scene)->draft.version().map, ends.first, ends.second);
    geo::Line line;
    for (std::size_t i = 1; way && i < way->size(); ++i)
        line.push_back(geo::lonlat_from_fixed((*way)[i]));
    if (line.empty())
        line.push_back(to.place);
    traced_ = {ends, line};
    return line;
}

bool LineMapTool::is_resting(const MapScene& scene) const
{
    const auto at = place(scene);
    if (!at || !set_from_ || state(scene).line.empty())
        return false;
    const ScreenPoint here = screen_from_lonlat(scene.viewport, *at), then = screen_from_lonlat(scene.viewport, *set_from_);
    // The keys step a pixel and mean it.
    const float slack = state(scene).keyboard ? 0.01f : scene.painter.px(resting_px);
    return std::hypot(here.x - then.x, here.y - then.y) <= slack;
}

geo::Line LineMapTool::line_to(const MapScene& scene, const EditTarget* to) const
{
    geo::Line line = state(scene).line;
    if (line.empty() || !to || line.back() == to->place || is_resting(scene))
        return line;
    const geo::Line way = way_to(scene, *to);
    line.insert(line.end(), way.begin(), way.end());
    return line;
}

void LineMapTool::add(const MapScene& scene, const EditTarget& to, Outbox& outbox)
{
    refused_.reset();
    geo::Line line = state(scene).line;
    if (!line.empty() && (line.back() == to.place || is_resting(scene)))
        return;
    const geo::Line way = way_to(scene, to);
    line.insert(line.end(), way.begin(), way.end());
    added_.push_back(way.size());
    set_from_ = place(scene);
    run_line(outbox, line);
}

void LineMapTool::finish(const MapScene& scene, Outbox& outbox)
{
    const EditorState& editor = state(scene);
    if (editor.line.empty()) {
        if (editor.aside.contains(tool()))
            outbox.run("edit.take_up");
        return;
    }
    const auto op = op_for(scene, editor.line);
    if (!op) {
        refused_ = data::RefusedOp{data::DraftRefusal::too_few_points, {}, editor.line.back()};
        return;
    }
    if (perform(scene, *op, outbox)) {
        run_line(outbox, {});
        added_.clear();
    }
}

void LineMapTool::click(const MapScene& scene, ScreenPoint at, bool is_double, Outbox& outbox)
{
    if (!is_editable(scene))
        return;
    if (is_double)
        finish(scene, outbox);
    else
        add(scene, target_at(scene, at), outbox);
}

bool LineMapTool::step_back(Outbox& outbox)
{
    refused_.reset();
    set_from_.reset();
    if (line_.empty())
        return false;
    std::size_t count = 1;
    if (!added_.empty()) {
        count = std::min(added_.back(), line_.size());
        added_.pop_back();
    }
    line_.resize(line_.size() - count);
    run_line(outbox, line_);
    return true;
}

bool LineMapTool::is_at_last_point(const MapScene& scene) const
{
    const EditTarget* to = target(scene);
    return to && !state(scene).line.empty() && (state(scene).line.back() == to->place || is_resting(scene));
}

void LineMapTool::act(const MapScene& scene, Act act, Outbox& outbox)
{
    switch (act) {
    case Act::set:
        if (const EditTarget* to = target(scene); to && is_editable(scene))
            add(scene, *to, outbox);
        break;
    case Act::finish: finish(scene, outbox); break;
    case Act::back: step_back(outbox); break;
    case Act::aside:
        refused_.reset();
        if (!state(scene).line.empty()) {
            outbox.run("edit.aside");
            set_from_.reset();
            added_.clear();
        } else if (state(scene).keyboard) {
            outbox.run("edit.cursor", {"none"});
        }
        break;
    case Act::insert:
    case Act::remove: break;
    }
}

const EditPreview* LineMapTool::preview(const MapScene& scene) const
{
    const EditTarget* to = target(scene);
    if (state(scene).line.empty() || !to)
        return nullptr;
    return preview_.follow(draft(scene)->draft, draft(scene)->revision, op_for(scene, line_to(scene, to)), std::chrono::steady_clock::now());
}

void LineMapTool::draw(const MapScene& scene) const
{
    if (!draft(scene))
        return;
    const EditorState& editor = state(scene);
    const EditPreview* shown = preview(scene);
    const bool is_refused = refused_ || (shown && shown->refused() && !is_unfinished(shown->refused()->reason));
    if (shown)
        draw_preview(scene, *shown);
    if (editor.line.empty())
        if (const auto aside = editor.aside.find(tool()); aside != editor.aside.end())
            draw_edit_line(scene.painter, screen_line(scene.viewport, aside->second), is_ring(), {.alpha = 0.45f});
    const geo::Line line = line_to(scene, target(scene));
    const Colour colour = is_refused ? Colour::not_taken : Colour::ink;
    const std::vector<ScreenPoint> points = screen_line(scene.viewport, line);
    if (is_refused && is_ring() && points.size() > 2)
        draw_hatch(scene.painter, std::array{points}, Colour::not_taken, 8, 1.5f, 0.5f);
    draw_edit_line(scene.painter, points, is_ring() && points.size() > 2, {.colour = colour});
    for (const geo::LonLat p : editor.line)
        draw_edit_dot(scene.painter, screen_from_lonlat(scene.viewport, p), colour);
    const std::optional<geo::LonLat> at = refused_ ? refused_->at : is_refused ? shown->refused()->at : std::nullopt;
    if (at)
        draw_refused_at(scene, *at);
    draw_target(scene);
}

void LineMapTool::draw_words(const MapScene& scene, Outbox& outbox)
{
    line_ = state(scene).line;
    const EditTarget* to = target(scene);
    const Texts& text = scene.view().text;
    std::vector<std::pair<std::string, Colour>> words;
    if (to && !line_.empty())
        words.emplace_back(measures(line_to(scene, to), is_ring()), Colour::ink);
    const EditPreview* shown = preview(scene);
    if (preview_.waits())
        outbox.wanted.redraw_by(scene.view().now + std::chrono::milliseconds(130));
    if (shown && shown->done())
        words.emplace_back(households_words(text, *shown), Colour::label);
    const data::RefusedOp* refused = refused_ ? &*refused_ : shown ? shown->refused() : nullptr;
    tell_locked(scene, refused, outbox);
    if (refused && (refused_ || refused->reason != data::DraftRefusal::too_few_points)) {
        const bool is_hint = !refused_ && is_unfinished(refused->reason);
        const char* own = refused_key(refused->reason);
        const std::string reason = own ? std::string(text(own)) : refused_reason(text, *refused);
        words.emplace_back(is_hint ? reason : "✕ " + reason, is_hint ? Colour::secondary : Colour::not_taken);
    }
    if (std::string said = note(scene); !said.empty())
        words.emplace_back(std::move(said), Colour::secondary);
    if (line_.empty() && state(scene).aside.contains(tool()))
        words.emplace_back(text("edit.aside_offered"), Colour::secondary);
    ScreenPoint at{static_cast<float>(scene.viewport.x), static_cast<float>(scene.viewport.y)};
    if (to)
        at = screen_from_lonlat(scene.viewport, to->place);
    else if (refused && refused->at)
        at = screen_from_lonlat(scene.viewport, *refused->at);
    draw_pointer_words(scene, at, words);
}

} // namespace console

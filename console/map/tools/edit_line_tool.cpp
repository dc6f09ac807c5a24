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

/// Units from the segment.
double side_distance(geo::FixedPoint a, geo::FixedPoint b, geo::FixedPoint p)
{
    const geo::MapPoint foot = geo::foot_on(geo::MapPoint{static_cast<double>(a.x - p.x), static_cast<double>(a.y - p.y)},
                                            geo::MapPoint{static_cast<double>(b.x - p.x), static_cast<double>(b.y - p.y)}, geo::MapPoint{0, 0});
    return std::hypot(foot.x, foot.y);
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

geo::Line overshot(const MapScene& scene, geo::Line line)
{
    const geo::Tessellation& map = scene.view().draft->draft.version().map;
    const auto extend = [&](geo::LonLat& end, geo::LonLat before) {
        const geo::FixedPoint at = geo::fixed_from_lonlat(end);
        bool is_near = false;
        for (const geo::ArcId id : map.arcs_near({at.x - 2, at.y - 2, at.x + 2, at.y + 2})) {
            const std::vector<geo::FixedPoint>& points = map.arc(id)->points;
            for (std::size_t i = 0; i < points.size(); ++i) {
                if (points[i] == at)
                    return; // exactly on a vertex
                is_near = is_near || (i > 0 && side_distance(points[i - 1], points[i], at) <= 2);
            }
        }
        const double dx = end.lon - before.lon, dy = end.lat - before.lat, length = std::hypot(dx, dy);
        if (is_near && length > 1e-8)
            end = {end.lon + dx / length * 3e-9, end.lat + dy / length * 3e-9};
    };
    if (line.size() >= 2) {
        extend(line.front(), line[1]);
        extend(line.back(), line[line.size() - 2]);
    }
    return line;
}

data::SplitOp split_of(const MapScene& scene, const geo::Line& drawn)
{
    const data::Draft& draft = scene.view().draft->draft;
    const geo::Tessellation& map = draft.version().map;
    data::SplitOp op{overshot(scene, drawn), {}};
    if (op.line == drawn)
        return op;
    // Where its legs run, cut at the borders they cross.
    std::vector<geo::FaceId> faces;
    for (std::size_t i = 0; i + 1 < drawn.size(); ++i) {
        const geo::FixedPoint a = geo::fixed_from_lonlat(drawn[i]), b = geo::fixed_from_lonlat(drawn[i + 1]);
        std::vector<double> cuts{0, 1};
        geo::FixedBox box;
        box.add(a), box.add(b);
        for (const geo::ArcId id : map.arcs_near(box)) {
            const std::vector<geo::FixedPoint>& points = map.arc(id)->points;
            for (std::size_t k = 0; k + 1 < points.size(); ++k) {
                const auto u = static_cast<double>(geo::cross(points[k], points[k + 1], a)), v = static_cast<double>(geo::cross(points[k], points[k + 1], b));
                if (u != v && (u > 0) != (v > 0) && geo::side(a, b, points[k]) * geo::side(a, b, points[k + 1]) <= 0)
                    cuts.push_back(u / (u - v));
            }
        }
        std::sort(cuts.begin(), cuts.end());
        const double length = std::hypot(static_cast<double>(b.x - a.x), static_cast<double>(b.y - a.y));
        for (std::size_t k = 0; k + 1 < cuts.size(); ++k) {
            if ((cuts[k + 1] - cuts[k]) * length < 8)
                continue;
            const double t = (cuts[k] + cuts[k + 1]) / 2;
            faces.push_back(map.face_at({a.x + std::llround(t * static_cast<double>(b.x - a.x)), a.y + std::llround(t * static_cast<double>(b.y - a.y))}));
        }
    }
    std::sort(faces.begin(), faces.end());
    faces.erase(std::unique(faces.begin(), faces.end()), faces.end());
    for (const geo::FaceId face : faces)
        if (face != geo::no_face && draft.version().grid(face))
            op.grids.emplace_back(draft.name_for_scripts(face));
    return op;
}

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

void LineMapTool::add(const MapScene& scene, const EditTarget& to, Outbox& outbox)
{
    refused_.reset();
    geo::Line line = state(scene).line;
    if (!line.empty() && line.back() == to.place)
        return;
    const geo::Line way = way_to(scene, to);
    line.insert(line.end(), way.begin(), way.end());
    added_.push_back(way.size());
    last_ = to;
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

void LineMapTool::step_back(Outbox& outbox)
{
    refused_.reset();
    if (line_.empty())
        return;
    std::size_t count = 1;
    if (!added_.empty()) {
        count = std::min(added_.back(), line_.size());
        added_.pop_back();
    }
    line_.resize(line_.size() - count);
    run_line(outbox, line_);
}

bool LineMapTool::is_at_last_point(const MapScene& scene) const
{
    const EditTarget* to = target(scene);
    return to && !state(scene).line.empty() && state(scene).line.back() == to->place;
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
    const geo::Line& drawn = state(scene).line;
    const EditTarget* to = target(scene);
    if (drawn.empty() || !to)
        return nullptr;
    geo::Line line = drawn;
    if (!(line.back() == to->place)) {
        const geo::Line way = way_to(scene, *to);
        line.insert(line.end(), way.begin(), way.end());
    }
    return preview_.follow(draft(scene)->draft, draft(scene)->revision, op_for(scene, line), std::chrono::steady_clock::now());
}

void LineMapTool::draw(const MapScene& scene) const
{
    if (!draft(scene))
        return;
    const EditorState& editor = state(scene);
    const EditPreview* shown = preview(scene);
    const bool is_refused = refused_ || (shown && shown->refused() && shown->refused()->reason != data::DraftRefusal::too_few_points &&
                                         shown->refused()->reason != data::DraftRefusal::ends_inside);
    if (shown)
        draw_preview(scene, *shown);
    if (editor.line.empty())
        if (const auto aside = editor.aside.find(tool()); aside != editor.aside.end())
            draw_edit_line(scene.painter, screen_line(scene.viewport, aside->second), is_ring(), {.alpha = 0.45f});
    geo::Line line = editor.line;
    if (const EditTarget* to = target(scene); to && !line.empty()) {
        const geo::Line way = way_to(scene, *to);
        line.insert(line.end(), way.begin(), way.end());
    }
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
    if (to && !line_.empty()) {
        geo::Line line = line_;
        const geo::Line way = way_to(scene, *to);
        line.insert(line.end(), way.begin(), way.end());
        words.emplace_back(measures(line, is_ring()), Colour::ink);
    }
    const EditPreview* shown = preview(scene);
    if (preview_.waits())
        outbox.wanted.redraw_by(scene.view().now + std::chrono::milliseconds(130));
    if (shown && shown->done())
        words.emplace_back(households_words(text, *shown), Colour::label);
    const data::RefusedOp* refused = refused_ ? &*refused_ : shown ? shown->refused() : nullptr;
    if (refused && (refused_ || refused->reason != data::DraftRefusal::too_few_points))
        words.emplace_back(std::string(refused_ || refused->reason != data::DraftRefusal::ends_inside ? "✕ " : "") +
                               text(std::string("draft.refused.") + data::draft_refusal_names[static_cast<std::size_t>(refused->reason)]),
                           refused_ || refused->reason != data::DraftRefusal::ends_inside ? Colour::not_taken : Colour::secondary);
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

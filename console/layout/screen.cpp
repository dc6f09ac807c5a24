#include "console/layout/screen.h"

#include "console/frame/frame_painter.h"
#include "console/panels/shell/shell_panels.h"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <cmath>

namespace console {
namespace {

constexpr ImGuiWindowFlags region_flags = ImGuiWindowFlags_NoTitleBar | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoResize |
                                          ImGuiWindowFlags_NoCollapse | ImGuiWindowFlags_NoSavedSettings |
                                          ImGuiWindowFlags_NoBringToFrontOnFocus | ImGuiWindowFlags_NoScrollbar |
                                          ImGuiWindowFlags_NoScrollWithMouse;

/// Panels that lie over the regions while the session says so.
struct OverlayRow {
    const char* name;
    bool (*is_open)(const Session&);
};

constexpr OverlayRow overlays[] = {
    {"figures", [](const Session& session) { return session.figures_open; }},
    {"keys", [](const Session& session) { return session.keys_open; }},
    {"palette", [](const Session& session) { return session.palette_open; }},
    {"form", [](const Session& session) { return session.form && session.lock.controls == Controls::open; }},
    {"files", [](const Session& session) { return session.files && session.lock.controls == Controls::open; }},
    {"menu", [](const Session& session) { return session.menu && session.lock.controls == Controls::open; }},
};

/// What the operator unfolded over the regions: the queue of a narrow window beside its rail, the messages above the status strip.
struct UnfoldedRow {
    const char* name;  // of the ImGui window and the rectangle
    const char* panel;
    bool (*is_open)(const Session&, const Placement&);
    Rect (*rect)(const Placement&, float scale);
};

constexpr float least_card_px = 300;
constexpr float figures_px = 360, form_px = 480, list_px = 560, diary_px = 620, palette_px = 640, files_px = 720; // as wide as these would like to be beside a wall

/// How wide is what the operator is asked or told over the regions of this window; 0: nothing is.
float asked_width(const Session& session)
{
    if (session.window != session.active_window || session.lock.controls != Controls::open)
        return 0;
    float width = 0;
    width = session.form || session.password ? std::max(width, form_px) : width;
    width = session.figures_open ? std::max(width, figures_px) : width;
    width = session.messages_open || session.keys_open ? std::max(width, list_px) : width;
    width = session.palette_open ? std::max(width, palette_px) : width;
    width = session.diary ? std::max(width, diary_px) : width;
    return session.files ? std::max(width, files_px) : width;
}

ShownRegions shown_regions(const Session& session)
{
    return {.drawer = session.editor.drawer != EditDrawer::closed,
            .wall_side = !session.wall.side.empty(),
            .aside = session.layout == Layout::wall ? asked_width(session) : 0,
            .import = session.import_desk && session.window == session.active_window && session.lock.controls != Controls::asked};
}

/// As wide as what lies over the regions may be without lying on the pictures of the case.
float room_beside_case(const Placement& placement, float scale)
{
    const PlacedRegion* pictures = placement.find("case");
    return pictures && pictures->rect.x >= least_card_px * scale ? pictures->rect.x : placement.find("top")->rect.width;
}

/// In the middle under the top strip, on no picture: a wall has made room, the pictures of the case lie at the right.
Rect card_below_top(const Placement& placement, float scale, float width, float height)
{
    if (const PlacedRegion* aside = placement.find("aside")) {
        const Rect& room = aside->rect;
        return {room.x, room.y, room.width, std::min(std::round(height * scale), room.height)};
    }
    const Rect& top = placement.find("top")->rect;
    float low = top.y + top.height;
    for (const PlacedRegion& region : placement.regions)
        low = std::max(low, region.rect.y + region.rect.height);
    const float room = room_beside_case(placement, scale);
    width = std::min(std::round(width * scale), room);
    const float least = top.y + top.height, high = std::min(std::round(height * scale), low - least);
    return Rect{std::min(std::round((top.width - width) / 2), room - width), std::min(least + std::round(48 * scale), low - high), width, high};
}

constexpr UnfoldedRow unfolded[] = {
    {"queue.unfolded", "queue",
     [](const Session& session, const Placement& placement) {
         const PlacedRegion* queue = placement.find("queue");
         // A report being written needs its fields, too.
         return (session.queue_over_map || session.intake) && queue && queue->is_collapsed;
     },
     [](const Placement& placement, float scale) {
         const PlacedRegion& queue = *placement.find("queue");
         return Rect{queue.rect.x + queue.rect.width, queue.rect.y, std::round(queue.row->preferred * scale), queue.rect.height};
     }},
    {"drafts.unfolded", "edit_drafts",
     [](const Session& session, const Placement& placement) {
         const PlacedRegion* drafts = placement.find("edit_drafts");
         return session.queue_over_map && drafts && drafts->is_collapsed;
     },
     [](const Placement& placement, float scale) {
         const PlacedRegion& drafts = *placement.find("edit_drafts");
         return Rect{drafts.rect.x + drafts.rect.width, drafts.rect.y, std::round(drafts.row->preferred * scale), drafts.rect.height};
     }},
    {"messages", "messages",
     [](const Session& session, const Placement& placement) { return session.messages_open && (placement.find("status") || placement.find("aside")); },
     [](const Placement& placement, float scale) {
         if (const PlacedRegion* aside = placement.find("aside"))
             return aside->rect;
         const Rect& status = placement.find("status")->rect;
         const float width = std::min(std::round(760 * scale), room_beside_case(placement, scale)), height = std::min(std::round(260 * scale), status.y);
         return Rect{status.x, status.y - height, width, height};
     }},
    {"diary", "diary",
     [](const Session& session, const Placement& placement) { return session.diary && placement.find("top"); },
     [](const Placement& placement, float scale) { return card_below_top(placement, scale, 620, 520); }},
    {"password", "password",
     [](const Session& session, const Placement& placement) { return session.password && placement.find("top"); },
     [](const Placement& placement, float scale) { return card_below_top(placement, scale, 480, 256); }},
    {"edit_card", "edit_card",
     [](const Session& session, const Placement& placement) {
         return session.layout == Layout::editor && session.editor.card != EditCard::none && placement.find("map");
     },
     [](const Placement& placement, float scale) {
         // In the middle of the map's upper edge: its corners have the words of the tools.
         const Rect& map = placement.find("map")->rect;
         const float gap = std::round(12 * scale), height = std::min(std::round(280 * scale), map.height);
         // On a map that is narrower it lies over its neighbours, too.
         const Rect& top = placement.find("top")->rect;
         const float width = std::min(std::round(460 * scale), top.width), x = std::clamp(map.x + std::round((map.width - width) / 2), 0.F, top.width - width);
         return Rect{x, map.y + std::min(gap, map.height - height), width, height};
     }},
    {"upgrade", "upgrade",
     [](const Session& session, const Placement& placement) { return session.upgrade && placement.find("status"); },
     [](const Placement& placement, float scale) {
         const Rect& status = placement.find("status")->rect;
         const float width = std::min(std::round(720 * scale), status.width), height = std::min(std::round(460 * scale), status.y);
         return Rect{std::round((status.width - width) / 2), std::round((status.y - height) / 2), width, height};
     }},
    {"sign_on", "sign_on",
     [](const Session& session, const Placement& placement) { return session.lock.controls == Controls::asked && placement.find("top"); },
     [](const Placement& placement, float scale) {
         // Where there are pictures the form takes the place of controls: the queue's column, or the strip of a wall.
         const PlacedRegion& top = *placement.find("top");
         const PlacedRegion* status = placement.find("status");
         if (!status)
             return Rect{top.rect.x, top.rect.y, std::round(top.rect.width * 0.6F), top.rect.height};
         const PlacedRegion* queue = placement.find("queue");
         const float y = top.rect.y + top.rect.height, width = queue && !queue->is_collapsed ? queue->rect.width : std::round(372 * scale);
         return Rect{status->rect.x, y, width, status->rect.y - y};
     }},
};

/// Pictures reach to the edge; lists keep the style's padding.
bool is_edge_to_edge(std::string_view name) { return name == "map" || name == "wall" || name == "top" || name == "status" || name.starts_with("edit_"); }

/// Where a split region's free edge lies when the pointer is there: its size.
float size_at(const PlacedSplit& split, const Rect& region, ImVec2 at)
{
    if (!split.is_vertical_bar)
        return region.y + region.height - at.y;
    const float x = at.x;
    return split.row->dock == Dock::left ? x - region.x : region.x + region.width - x;
}

}

Panel* Screen::panel(const std::string& name) { return panel(name, name); }

Panel* Screen::panel(const std::string& name, const std::string& kind)
{
    const auto at = panels_.find(name);
    if (at != panels_.end())
        return at->second.get();
    for (const PanelRow& row : panel_table())
        if (kind == row.name)
            return panels_.emplace(name, row.make()).first->second.get();
    return nullptr;
}

void Screen::draw_region(const PlacedRegion& region, const View& view, Outbox& outbox)
{
    // Without a workspace the start page gives way to a map while a file's records are looked at.
    const bool is_looked_at = region.row->name == std::string_view("start") && view.session.import_desk && view.session.import_desk->preview;
    const std::string name = is_looked_at ? "map" : region.row->name;
    ImGui::SetNextWindowPos({region.rect.x, region.rect.y});
    ImGui::SetNextWindowSize({region.rect.width, region.rect.height});
    const bool is_bare = is_edge_to_edge(name);
    if (is_bare)
        ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
    ImGui::PushStyleVar(ImGuiStyleVar_WindowMinSize, ImVec2(1, 1));
    // The map paints every pixel of its own.
    ImGui::Begin(name.c_str(), nullptr, name == "map" ? region_flags | ImGuiWindowFlags_NoBackground : region_flags);
    ImGui::PopStyleVar(is_bare ? 2 : 1);
    if (Panel* shown = panel(name))
        shown->draw(view, outbox);
    ImGui::End();
    view.names.put("region." + name, region.rect);
}

void Screen::draw_unfolded(const View& view, Outbox& outbox)
{
    // What belongs to the whole seat lies in the window that the operator uses; a queue over the map in its own.
    for (const UnfoldedRow& row : unfolded) {
        // Who signs on needs nothing else, and it may lie in the same place.
        if (row.panel != std::string_view("queue") && view.session.window != view.session.active_window)
            continue;
        if (!row.is_open(view.session, placement_) || (view.session.lock.controls == Controls::asked && row.name != std::string_view("sign_on")))
            continue;
        const Rect rect = row.rect(placement_, view.scale);
        ImGui::SetNextWindowPos({rect.x, rect.y});
        ImGui::SetNextWindowSize({rect.width, rect.height});
        ImGui::Begin(row.name, nullptr, (region_flags & ~ImGuiWindowFlags_NoBringToFrontOnFocus) | ImGuiWindowFlags_NoFocusOnAppearing);
        // A panel of its own beside the one of the region: the rail stays.
        if (Panel* shown = panel(row.name, row.panel))
            shown->draw(view, outbox);
        ImGui::End();
        view.names.put(std::string("region.") + row.name, rect);
    }
}

void Screen::draw_split(const PlacedSplit& split, const View& view, Outbox& outbox)
{
    const std::string key = split_key(*split.row);
    ImGui::SetNextWindowPos({split.grab.x, split.grab.y});
    ImGui::SetNextWindowSize({split.grab.width, split.grab.height});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
    ImGui::PushStyleVar(ImGuiStyleVar_WindowMinSize, ImVec2(1, 1));
    ImGui::Begin(("split." + key).c_str(), nullptr, region_flags | ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoFocusOnAppearing);
    ImGui::PopStyleVar(2);
    ImGui::InvisibleButton("grab", {split.grab.width, split.grab.height});
    const bool is_hot = ImGui::IsItemHovered() || ImGui::IsItemActive();
    if (is_hot)
        ImGui::SetMouseCursor(split.is_vertical_bar ? ImGuiMouseCursor_ResizeEW : ImGuiMouseCursor_ResizeNS);
    const Rect& region = placement_.find(split.row->name)->rect;
    const ImVec2 at = ImGui::GetIO().MousePos;
    if (ImGui::IsItemActivated())
        drag_offset_ = size_at(split, region, at) - (split.is_vertical_bar ? region.width : region.height);
    if (ImGui::IsItemHovered() && ImGui::IsMouseDoubleClicked(0))
        outbox.run("layout.split", {key});
    else if (ImGui::IsItemActive() && ImGui::IsMouseDragging(0, 2))
        outbox.run("layout.split", {key, fmt::format("{:.0f}", (size_at(split, region, at) - drag_offset_) / view.scale)});
    ImGui::GetWindowDrawList()->AddRectFilled({split.bar.x, split.bar.y},
                                              {split.bar.x + split.bar.width, split.bar.y + split.bar.height},
                                              view.palette[is_hot ? Colour::accent : Colour::line]);
    ImGui::End();
    view.names.put("split." + key, split.bar);
}

/// The strip of a guided tour below everything, and a frame around what it speaks of.
void Screen::draw_guide(const View& view, Outbox& outbox, float width, float height)
{
    const float high = guide_height(view, width);
    ImGui::SetNextWindowPos({0, height - high});
    ImGui::SetNextWindowSize({width, high});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
    ImGui::Begin("guide", nullptr, region_flags | ImGuiWindowFlags_NoFocusOnAppearing);
    ImGui::PopStyleVar();
    if (Panel* shown = panel("guide"))
        shown->draw(view, outbox);
    ImGui::End();
    view.names.put("region.guide", {0, height - high, width, high});
    if (const auto at = view.names.find(view.session.guide->pointed))
        ImGui::GetForegroundDrawList()->AddRect({at->x + 1, at->y + 1}, {at->x + at->width - 1, at->y + at->height - 1}, view.palette[Colour::ink], 0, 0, std::round(3 * view.scale));
}

void Screen::draw(const View& view, Outbox& outbox, float width, float height)
{
    const bool has_guide = view.session.guide && view.session.guide->window == view.session.window;
    const float whole_height = height;
    if (has_guide)
        height -= guide_height(view, width);
    placement_ = place_regions(view.session.layout, width, height, view.scale, view.session.splits, shown_regions(view.session));
    for (const PlacedRegion& region : placement_.regions)
        draw_region(region, view, outbox);
    for (const PlacedSplit& split : placement_.splits)
        if (!placement_.find(split.row->name)->is_collapsed)
            draw_split(split, view, outbox);
    draw_unfolded(view, outbox);
    for (const OverlayRow& overlay : overlays)
        if (overlay.is_open(view.session) && view.session.window == view.session.active_window)
            if (Panel* shown = panel(overlay.name))
                shown->draw(view, outbox);
    if (has_guide)
        draw_guide(view, outbox, width, whole_height);
}

}

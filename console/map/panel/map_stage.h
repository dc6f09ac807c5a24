#pragma once
// A console that is nothing but its map, drawn into memory: for `shot`, benchmarks and tests. Its GL context is current from
// construction on, so one stage at a time; all on the thread that made it.

#include "console/look/imgui_host.h"
#include "console/map/panel/map_panel.h"
#include "console/window/picture_file.h"
#include "console/window/surface.h"
#include "console/work/scheduler.h"

#include <chrono>
#include <span>

namespace console {

/// A city that takes longer than this to draw is a fault.
inline constexpr auto longest_settling = std::chrono::minutes(2);

class MapStage {
public:
    /// `world` must outlive the stage. Throws Error when there is no GL.
    MapStage(const data::World& world, Session session, Language language, int width, int height);
    ~MapStage();

    MapPanel& panel() { return panel_; }
    Session& session() { return session_; }
    /// In the editor's layout, from the next frame on; null: none.
    void set_draft(const DraftView* draft) { draft_ = draft; }
    /// In its place.
    void set_edition(const EditionView* edition) { edition_ = edition; }
    /// What the map says in the last frame.
    const Names& names() const { return names_; }
    /// One frame, as the console's loop draws it; what the map says of its view is taken over.
    void draw(data::TimePoint now, float seconds = 1.f / 60, std::span<const InputEvent> events = {});
    /// What the map asked for in the last frame.
    const std::vector<Command>& commands() const { return outbox_.commands; }
    /// Waits until the frame's last pixel is drawn.
    void finish();
    /// Frames until every tile is exact and every character is there. False when that took longer than `limit`.
    bool draw_until_settled(data::TimePoint now, std::chrono::milliseconds limit);
    PixelImage picture();

private:
    class NoPictures;
    const data::World& world_;
    Session session_;
    const DraftView* draft_ = nullptr;
    const EditionView* edition_ = nullptr;
    Palette palette_;
    Texts text_;
    std::unique_ptr<Surface> surface_;
    Glyphs glyphs_;
    ImguiHost imgui_;
    Scheduler scheduler_;
    std::unique_ptr<Pictures> pictures_;
    Figures figures_;
    Names names_;
    Outbox outbox_;
    MapPanel panel_; // goes before the GL context and the queues
};

}

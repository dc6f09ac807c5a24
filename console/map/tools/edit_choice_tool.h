#pragma once
// Tools that take whole grids: a click adds one or takes it away, Tab goes through what can be done with them, Enter does it. UI thread.

#include "console/map/tools/edit_tool.h"

namespace console {

class ChoiceMapTool : public EditMapTool {
public:
    void click(const MapScene& scene, ScreenPoint at, bool is_double, Outbox& outbox) override;
    void draw(const MapScene& scene) const override;
    void draw_list(const MapScene& scene, Outbox& outbox) override;

protected:
    /// One of the things that can be done with the grids in hand.
    struct Choice {
        std::string words;
        std::optional<data::DraftOp> op; // none: ask() does
    };
    virtual std::vector<Choice> choices(const MapScene& scene, const std::vector<geo::FaceId>& faces) const = 0;
    /// Asks which of more things than stand in the list.
    virtual void ask(Outbox&) const {}
    /// What to do while there are none.
    virtual const char* hint_key() const = 0;
    /// A second click replaces the grid instead of adding one.
    virtual bool takes_one() const { return false; }

    void act(const MapScene& scene, Act act, Outbox& outbox) override;
    bool is_at_last_point(const MapScene&) const override { return false; }

private:
    const std::vector<Choice>& choices(const MapScene& scene) const;
    void take(const MapScene& scene, geo::FaceId face, bool is_one, Outbox& outbox);
    void finish(const MapScene& scene, Outbox& outbox);
    void draw_choices(const MapScene& scene, Outbox& outbox);

    mutable std::pair<std::uint64_t, FaceSet> made_for_;
    mutable std::vector<Choice> choices_;
    std::size_t chosen_ = 0;
    mutable PreviewKeeper preview_;
};

/// "editor.select" with these.
void run_select(Outbox& outbox, const std::set<geo::FaceId>& faces);
/// The grid's name, or its code.
std::string name_of_grid(const data::DraftVersion& version, geo::FaceId face);

} // namespace console

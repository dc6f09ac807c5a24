#include "console/map/draft/draft_labels.h"

namespace console {
namespace {

constexpr std::size_t most_places = 50'000; // kept
constexpr std::size_t most_new = 40;        // in one call, some 0.1 ms each

}

std::string draft_label_text(const data::DraftGrid& grid, const data::FindingRules& rules)
{
    std::string text = grid.name.empty() ? grid.code : grid.name;
    if (grid.households) {
        const bool has_band = grid.kind == data::GridKind::base;
        const char* sign = has_band && *grid.households < rules.least ? "< " : has_band && *grid.households > rules.most ? "> " : "";
        text += (text.empty() ? "" : "  ") + std::string(sign) + std::to_string(*grid.households);
    }
    return text;
}

std::vector<DraftLabel> DraftLabels::find(const DraftShapes& shapes, const data::DraftVersion& version, const data::DraftVersion& base,
                                          const data::Table<data::Grid>& published, const geo::MapBox& box)
{
    std::vector<DraftLabel> labels;
    std::size_t made = 0;
    is_behind_ = false;
    if (places_.size() > most_places)
        places_.clear();
    for (const geo::FaceId id : shapes.faces_near(box)) {
        const geo::Face* face = version.map.face(id);
        const data::DraftGrid* grid = version.grid(id);
        if (!grid)
            continue;
        Place& place = places_[id];
        if (place.face != face) {
            const data::Grid* same = base.map.face(id) == face ? published.find(grid->id) : nullptr;
            if (same) {
                place.face = face, place.at = geo::map_from_lonlat(same->label);
            } else if (made < most_new) {
                ++made, ++made_;
                place.face = face, place.at = geo::map_from_lonlat(geo::label_point(version.map.shape(id)));
            } else {
                is_behind_ = true;
                continue;
            }
        }
        if (!box.contains(place.at))
            continue;
        if (place.grid.get() != grid) {
            ++made_;
            place.grid = version.grids[id];
            place.text = draft_label_text(*grid);
        }
        labels.push_back({place.at, geo::map_box(geo::lonlat_box(face->box)).width(), place.text});
    }
    return labels;
}

} // namespace console

#pragma once
// The borders of a draft as the map draws them: each arc in mercator metres with the weights of its points, kept from version to version
// for what an edit left alone. A value: built once on a queue (0.1 s for a city), then the next ones on the UI thread by what differs.
// Any thread may read it.

#include "data/drafts/draft.h"
#include "geo/shapes/map_shapes.h"

#include <array>
#include <memory>
#include <vector>

namespace console {

/// An arc as it is drawn.
struct DrawnArc {
    geo::MapLine points;
    std::vector<float> weights;
    geo::MapBox box;
    /// The highest level of which it is a border.
    data::Level level = data::Level::grid;

    /// Appended: what can be told apart at this scale.
    void thin(double metres_per_pixel, geo::MapLine& out) const;
};

class DraftShapes {
public:
    DraftShapes(data::DraftVersion version, const data::DraftGround& ground);

    /// The shapes of another version of the same draft. Appended to `changed`: boxes that hold all that looks different, a few.
    DraftShapes after(const data::DraftVersion& version, std::vector<geo::MapBox>& changed) const;

    const data::DraftVersion& version() const { return version_; }
    /// As GridShapes' of the same names.
    double typical_width_m(data::Level level) const { return typical_width_m_[static_cast<std::size_t>(level)]; }
    /// Null: not there.
    const DrawnArc* arc(geo::ArcId id) const { return id < arcs_.size() ? arcs_[id].get() : nullptr; }
    void borders(data::Level level, const geo::MapBox& box, double metres_per_pixel, std::vector<geo::MapLine>& out) const;
    geo::LonLatBox extent() const { return extent_; }

    /// Some areas overlapped when the draft was opened; edits only take overlaps away.
    bool has_overlaps() const { return has_overlaps_; }
    /// Areas of which an arc is near the box, ascending.
    std::vector<geo::FaceId> faces_near(const geo::MapBox& box) const;

private:
    /// Who is above an area of any level, itself included; by level.
    using Above = std::array<data::GridId, data::level_names.size()>;
    using Ancestors = std::unordered_map<data::GridId, Above>;
    using Arcs = geo::Versioned<std::shared_ptr<const DrawnArc>>;

    void measure(const data::DraftGround& ground);
    Above above(geo::FaceId face) const;
    std::shared_ptr<const DrawnArc> drawn(const geo::SharedArc& arc) const;

    data::DraftVersion version_;
    std::shared_ptr<const Ancestors> ancestors_;
    Arcs arcs_; // as version_.map's; null: not there
    std::array<double, data::level_names.size()> typical_width_m_{};
    geo::LonLatBox extent_;
    bool has_overlaps_ = false;
};

} // namespace console

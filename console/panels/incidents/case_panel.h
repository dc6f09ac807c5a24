#pragma once
// The right column of the desk: the selected incident with proof of place, four pictures and the log; or a place with the
// same; or, when only a camera or a grid is selected, its record. Beside an incident a record takes the log's place, with a way back. The note field is always there and never loses what was typed.

#include "console/frame/panel.h"
#include "console/panels/incidents/case_model.h"
#include "console/panels/incidents/place_card.h"

#include <optional>

namespace console {

class CasePanel : public Panel {
public:
    void draw(const View& view, Outbox& outbox) override;

private:
    void draw_incident(const View& view, Outbox& outbox, Rect box, const data::Incident& incident);
    void refresh(const View& view, const data::Incident& incident);
    void draw_place(const View& view, Outbox& outbox, Rect box);
    void refresh_card(const View& view);
    static bool has_record_of(const View& view, Record record);
    void draw_record(const View& view, Outbox& outbox, Rect box, Record record, bool is_beside);
    static void draw_way_back(const FramePainter& p, Outbox& outbox, Rect row, const data::Incident& incident);
    void draw_note(const View& view, Outbox& outbox, Rect field, const data::Incident& incident);
    /// `spot`: of the incident or place; `why` is for the session log: "incident 4471".
    void draw_near(const FramePainter& p, Outbox& outbox, std::size_t at, Rect row, const std::string& why) const;
    void draw_cameras(const View& view, Outbox& outbox, Rect box, const std::optional<geo::LonLat>& spot, const std::string& why);
    void draw_log(const View& view, Outbox& outbox, Rect box, const data::Incident& incident);

    data::IncidentId proved_;               // what proof_ and near_ are for
    std::uint64_t revision_ = 0;
    const void* grids_ = nullptr;
    const void* sights_ = nullptr;
    data::Frozen<data::Camera> cameras_;
    Language language_ = Language::zh;
    CaseProof proof_;
    std::string address_;                   // of the incident's position, in words
    const void* book_ = nullptr;
    /// What card_ was made from.
    struct CardOf {
        std::optional<geo::LonLat> point;
        data::PlaceId place;
        const void *grids = nullptr, *book = nullptr;
        Language language = Language::zh;
        bool operator==(const CardOf&) const = default;
    };
    CardOf card_of_;
    PlaceCard card_;
    std::optional<geo::LonLat> near_of_;    // whose near_ are, where no incident is selected
    std::vector<NearCamera> near_;
    data::TimePoint proved_at_;             // since when it is looked at
    /// Makes the best cameras of an open incident ready once it was looked at for a moment.
    void prefetch(const View& view, Outbox& outbox, int width, int height) const;
    std::string note_;                      // as it stands in the field
    data::IncidentId noted_;                // whose it is
    std::string last_note_;                 // what the session held when we looked last
};

}

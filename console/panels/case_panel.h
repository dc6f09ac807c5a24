#pragma once
// The right column of the desk: the selected incident with proof of place, four pictures and the log; or, when only a camera or
// a grid is selected, its record. The note field is always there and never loses what was typed.

#include "console/panel.h"
#include "console/panels/case_model.h"

#include <optional>

namespace console {

class CasePanel : public Panel {
public:
    void draw(const View& view, Outbox& outbox) override;

private:
    void draw_incident(const View& view, Outbox& outbox, Rect box, const data::Incident& incident);
    void refresh(const View& view, const data::Incident& incident);
    void draw_cameras(const View& view, Outbox& outbox, Rect box, const data::Incident& incident);
    void draw_log(const View& view, Outbox& outbox, Rect box, const data::Incident& incident);

    data::IncidentId proved_;               // what proof_ and near_ are for
    std::uint64_t revision_ = 0;
    const void* grids_ = nullptr;
    const void* sights_ = nullptr;
    data::Frozen<data::Camera> cameras_;
    Language language_ = Language::zh;
    CaseProof proof_;
    std::vector<NearCamera> near_;
    std::string note_;                      // as it stands in the field
    data::IncidentId noted_;                // whose it is
    std::string last_note_;                 // what the session held when we looked last
};

}

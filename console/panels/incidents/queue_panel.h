#pragma once
// The queue at the left of the desk: open incidents in the order of their urgency, or, while a place is reported (F4), the
// intake in its head. Nothing moves while the pointer is over the rows: what is new is counted and waits.

#include "console/frame/panel.h"
#include "console/look/list_keys.h"
#include "console/panels/incidents/intake.h"
#include "console/panels/incidents/queue_model.h"
#include "console/wall/fault_groups.h"

namespace console {

class QueuePanel : public Panel {
public:
    void draw(const View& view, Outbox& outbox) override;

private:
    void refresh(const View& view, Outbox& outbox);
    void draw_rail(const View& view, Outbox& outbox, Rect box);
    void draw_head(const View& view, Outbox& outbox, Rect box);
    void draw_list(const View& view, Outbox& outbox, Rect box);
    void take_keys(const FramePainter& p, Outbox& outbox, Rect box);
    void draw_foot(const View& view, Outbox& outbox, Rect box);
    void draw_fault(const FramePainter& p, Outbox& outbox, Rect line, const FaultGroup& fault, const std::string& name);

    std::vector<data::IncidentId> wanted_;
    ShownOrder shown_;
    QueueCounts counts_;
    bool is_busy_ = false;
    bool insert_now_ = false;   // the operator asked for what waits
    std::uint64_t revision_ = ~std::uint64_t{0};
    std::string tab_;
    data::TimePoint counted_at_; // order and counts change with the clock, once a minute at most
    Intake intake_;
    ListArrival arrival_;
    int into_sight_ = -1;       // a row that a key went to
};

}

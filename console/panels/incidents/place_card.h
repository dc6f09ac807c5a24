#pragma once
// What stands beside the map for a place that was found or a point that was chosen: its name and address in both languages, the
// proof of place and, like an incident, the cameras near it. make_ is pure; tests/console/panels/incidents/case_model_test.cpp.

#include "console/frame/frame_painter.h"
#include "console/panels/incidents/case_model.h"
#include "console/work/place_book.h"

namespace console {

struct PlaceCard {
    std::string title;    // the place's name, or the address of a bare point
    std::string kind;     // "路口", "point on the map"
    std::string address;  // in the language of the interface
    std::string other;    // in the other one
    std::string position; // "114.30512 E 30.60211 N"
    CaseProof proof;
};
/// Costs a walk along the grid's outline: once per place, not per frame.
PlaceCard make_place_card(const data::World& world, const PlaceBook* book, const Selection& selection, const Texts& text, const TimeText& date);

/// Name, addresses and the actions; fills a box of 148 px.
void draw_place_header(const FramePainter& painter, Outbox& outbox, Rect box, const PlaceCard& card, bool is_beside = false);

}

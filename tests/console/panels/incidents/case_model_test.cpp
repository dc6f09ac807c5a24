#include "console/panels/incidents/case_model.h"
#include "console/panels/incidents/list_model.h"
#include "console/panels/incidents/place_card.h"
#include "console/panels/pictures/gallery.h"
#include "console/panels/search/finder.h"

#include <gtest/gtest.h>

#include <set>

using namespace std::chrono_literals;

namespace {

const data::TimePoint now = data::TimePoint{} + std::chrono::hours(500000);

std::string clock(data::TimePoint) { return "02:12:09"; }

geo::MultiPolygon square(double west, double south, double side)
{
    return {{{{west, south}, {west + side, south}, {west + side, south + side}, {west, south + side}}, {}}};
}

class Case : public testing::Test {
protected:
    data::World world;
    console::Texts text;
    data::Incident incident;

    Case()
    {
        text.set_language(console::Language::en);
        data::Grid community, grid;
        community.id = {1}, community.level = data::Level::community, community.name = "South Lake", community.unit = {7};
        grid.id = {2}, grid.parent = {1}, grid.code = "340104003002007", grid.name = "East 7", grid.valid_from = now, grid.shape = square(114.3, 30.6, 0.01);
        world.grids = std::make_shared<data::Table<data::Grid>>(std::vector{community, grid});
        data::Unit unit;
        unit.id = {7}, unit.name = "East Gas", unit.duty_phone = "8123 0456";
        world.units = std::make_shared<data::Table<data::Unit>>(std::vector{unit});
        incident.id = {5}, incident.number = "4471", incident.title = "Gas smell", incident.grid = {2}, incident.position = {114.3005, 30.605};
        incident.severity = data::Severity::grave, incident.reported = now - 3min, incident.due = now + 117min, incident.source = data::IncidentSource::hotline;
    }
};

TEST_F(Case, proof_names_grid_edition_edge_and_who_answers)
{
    const auto proof = make_case_proof(world, incident, text, [](data::TimePoint) { return std::string("2026-01-01"); });
    EXPECT_TRUE(proof.has_grid);
    EXPECT_EQ(proof.code, "340104003002007");
    EXPECT_EQ(proof.path, "South Lake");
    EXPECT_EQ(proof.edition, "boundary of 2026-01-01");
    EXPECT_EQ(proof.edge, "48 m from its edge");
    EXPECT_EQ(proof.unit, "East Gas") << "of the community: the grid has none of its own";
    EXPECT_EQ(proof.phone, "8123 0456");
    incident.grid = {};
    EXPECT_FALSE(make_case_proof(world, incident, text, clock).has_grid);
}

TEST_F(Case, a_place_has_its_name_its_own_name_and_the_proof)
{
    data::Place crossing;
    crossing.id = {9}, crossing.kind = data::PlaceKind::crossing, crossing.name = "新华路口", crossing.other_names = "en=Xinhua Rd crossing", crossing.point = incident.position;
    world.places = std::make_shared<data::Table<data::Place>>(std::vector{crossing});
    const auto book = console::make_place_book(world.grids, world.cameras, world.places, now);
    console::Selection selection;
    EXPECT_TRUE(make_place_card(world, book.get(), selection, text, clock).title.empty()) << "nothing is chosen";
    selection.point = incident.position;
    selection.place = crossing.id;
    const console::PlaceCard card = make_place_card(world, book.get(), selection, text, clock);
    EXPECT_EQ(card.title, "Xinhua Rd crossing");
    EXPECT_EQ(card.position, "114.30050 E 30.60500 N");
    EXPECT_EQ(card.proof.code, "340104003002007");
    EXPECT_EQ(card.proof.unit, "East Gas");
    // Who reads English still has to say the name on the phone: it stands in one of the two lines.
    EXPECT_NE((card.kind + card.other).find("新华路口"), std::string::npos) << card.kind << " | " << card.other;
    // A bare point has its address, or its position where nothing with a name is near.
    selection.place = {};
    EXPECT_EQ(make_place_card(world, nullptr, selection, text, clock).title, "114.30050 E 30.60500 N");
}

TEST_F(Case, header_offers_what_can_be_done)
{
    data::Actor me;
    me.post = {2};
    auto header = make_case_header(world, incident, me, text, now, clock);
    EXPECT_EQ(header.time, "-01:57");
    EXPECT_EQ(header.limit, "of 2 h");
    EXPECT_EQ(header.reported, "reported 02:12:09 · hotline 12345");
    EXPECT_TRUE(header.can_see && header.can_accept && header.can_close);
    incident.attention = data::Attention::in_hand, incident.post = {2};
    header = make_case_header(world, incident, me, text, now, clock);
    EXPECT_FALSE(header.can_see || header.can_accept);
    incident.state = data::IncidentState::closed;
    header = make_case_header(world, incident, me, text, now, clock);
    EXPECT_FALSE(header.can_see || header.can_accept || header.can_close);
}

TEST_F(Case, cameras_say_why)
{
    using console::NearReason;
    EXPECT_EQ(reason_text({{1}, NearReason::sees, 38.2, 31.4}, text), "38 m, faces it · 31 px/m");
    EXPECT_EQ(reason_text({{1}, NearReason::can_turn, 55, 18}, text), "55 m, could turn");
    EXPECT_EQ(reason_text({{1}, NearReason::near, 12, 0}, text), "12 m, looks elsewhere");
    EXPECT_EQ(reason_text({{1}, NearReason::unknown, 12, 0}, text), "12 m, direction not known");
    EXPECT_EQ(reason_text({{1}, NearReason::hidden, 40, 30}, text), "40 m, hidden by a building");
}

TEST_F(Case, log_keeps_the_order_and_words_of_events)
{
    EXPECT_TRUE(make_log(world, incident.id, text, clock).empty());
    world.histories[incident.id] = {{{1}, incident.id, now, "reported", "12345", {}}, {{2}, incident.id, now, "dance", "", {}}};
    const auto lines = make_log(world, incident.id, text, clock);
    ASSERT_EQ(lines.size(), 2U);
    EXPECT_EQ(lines[0].what, "reported: 12345");
    EXPECT_EQ(lines[1].what, "dance") << "an unknown kind shows as itself";
}

TEST_F(Case, list_sorts_by_every_column_both_ways)
{
    std::vector<data::Incident> rows;
    for (int i = 1; i <= 30; ++i) {
        data::Incident one = incident;
        one.id = {i}, one.number = std::to_string(i), one.severity = static_cast<data::Severity>(1 + i % 3), one.title = std::string(1, static_cast<char>('a' + i * 7 % 26));
        one.reported = now - std::chrono::hours(i * 13 % 31);
        rows.push_back(one);
    }
    world.incidents = data::Table<data::Incident>(rows);
    for (int c = 0; c < static_cast<int>(console::ListColumn::count); ++c) {
        const auto column = static_cast<console::ListColumn>(c);
        const auto up = make_list(world, {}, column, true, now), down = make_list(world, {}, column, false, now);
        EXPECT_EQ(up.size(), 30U) << c;
        EXPECT_EQ(std::set(up.begin(), up.end()), std::set(down.begin(), down.end())) << c;
    }
    const auto by_number = make_list(world, {}, console::ListColumn::number, true, now);
    EXPECT_EQ(world.incidents.rows[by_number[9]].number, "10") << "numbers, not words";
    console::QueueState grave;
    grave.severities = {data::Severity::grave};
    EXPECT_EQ(make_list(world, grave, console::ListColumn::title, true, now).size(), 10U);
    EXPECT_TRUE(console::is_filtered(grave));
    EXPECT_FALSE(console::is_filtered({}));
}

TEST_F(Case, a_hit_is_shown_by_one_command_whatever_its_kind)
{
    const std::pair<data::HitKind, std::string> rows[] = {{data::HitKind::grid, "grid"}, {data::HitKind::camera, "camera"},
                                                          {data::HitKind::incident, "incident"}, {data::HitKind::place, "place"},
                                                          {data::HitKind::coordinate, "point"}};
    for (const auto& [kind, word] : rows) {
        console::FoundRecord found;
        found.hit.kind = kind, found.hit.id = 9, found.hit.position = {114.3, 30.6}, found.hit.has_position = true;
        found.distance_m = 350;
        const auto hit = console::hit_from_record(found, world, text);
        EXPECT_EQ(hit.command.name, "search.show");
        EXPECT_TRUE(console::find_command(hit.command.name));
        EXPECT_EQ(hit.command.arguments, (std::vector<std::string>{word, "9", "114.3000000", "30.6000000"}));
        EXPECT_EQ(hit.where, "350 m");
    }
}

TEST_F(Case, gallery_shows_every_state_of_a_tile)
{
    std::set<video::State> shown;
    for (const auto& tile : console::make_gallery_tiles(text, now))
        shown.insert(tile.input.picture.status.state);
    EXPECT_EQ(shown.size(), video::state_names.size());
    EXPECT_EQ(console::make_gallery_rows(text).size(), 4U) << "one of every attention";
}

TEST_F(Case, a_record_takes_the_place_of_the_log_and_nothing_else_moves)
{
    for (const float height : {700.F, 1012.F, 1372.F}) {
        const console::CaseParts without = console::part_case(564, height, false, true, false, 4), with = console::part_case(564, height, true, true, false, 4);
        EXPECT_EQ(with.header, without.header);
        EXPECT_EQ(with.proof, without.proof);
        EXPECT_GE(with.rest, 300);
        EXPECT_GE(with.cameras, 120);
        if (height > 900) {
            EXPECT_EQ(with.cameras, without.cameras);
        }
        EXPECT_EQ(with.header + with.proof + with.cameras + with.rest, height);
        // A picture that is enlarged leaves the log its lines.
        const console::CaseParts large = console::part_case(564, height, false, true, true, 4);
        EXPECT_EQ(large.rest, 180);
        EXPECT_GE(large.cameras, without.cameras);
    }
    // The list of near cameras stays whole beside a record.
    EXPECT_GE(console::part_case(564, 1012, true, false, false, 4).cameras, 28 + 4 * 48 + 40);
    const console::CaseParts least = console::part_case(564, 300, true, true, true, 4);
    EXPECT_EQ(least.header + least.proof + least.cameras + least.rest, 300);
}

TEST_F(Case, pictures_grow_with_the_column_and_a_low_one_gives_way_in_order)
{
    EXPECT_EQ(console::part_case(564, 1012, false, true, false, 4).cameras, 356);
    EXPECT_GT(console::part_case(1140, 2092, false, true, false, 4).cameras, 700) << "a desk of four times the pixels";
    const console::CaseParts low = console::part_case(440, 444, false, true, false, 4);
    EXPECT_EQ(low.rest, 56) << "the note field";
    EXPECT_EQ(low.cameras, 144);
    EXPECT_EQ(low.proof, 96);
    const console::CaseParts half = console::part_case(440, 652, false, true, false, 4); // 1920×1080 at 150 %
    EXPECT_EQ(half.cameras, 270) << "before the lines of the log";
    EXPECT_EQ(half.rest, 138);
    EXPECT_EQ(console::part_case(440, 652, false, false, false, 4).rest, 180) << "no pictures are open";
    // Upright: all four below each other, and the log keeps its lines.
    const console::CaseParts upright = console::part_case(540, 1852, false, true, false, 4);
    EXPECT_EQ(upright.cameras, 1296);
    EXPECT_EQ(upright.rest, 312);
    const auto places = console::place_case_pictures({0, 0, 540, upright.cameras}, 4, -1);
    EXPECT_EQ(places[0].width, 540);
    EXPECT_EQ(places[3].width, 540);
    EXPECT_GE(places[3].height, 320);
    const console::CaseParts lowest = console::part_case(440, 412, true, true, false, 4);
    EXPECT_EQ(lowest.proof, 0);
    EXPECT_GE(lowest.rest, 192) << "a record beside it";
}

TEST_F(Case, no_picture_of_the_case_covers_another)
{
    const console::Rect box{10, 20, 564, 588};
    for (int enlarged = -1; enlarged < 4; ++enlarged) {
        const auto places = console::place_case_pictures(box, 4, enlarged);
        for (std::size_t i = 0; i < places.size(); ++i) {
            const console::Rect& a = places[i];
            EXPECT_GE(a.x, box.x);
            EXPECT_GE(a.y, box.y);
            EXPECT_LE(a.x + a.width, box.x + box.width);
            EXPECT_LE(a.y + a.height, box.y + box.height);
            EXPECT_GE(a.height, 80);
            for (std::size_t j = i + 1; j < places.size(); ++j) {
                const console::Rect& b = places[j];
                EXPECT_TRUE(a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y) << enlarged;
            }
        }
        if (enlarged >= 0) {
            EXPECT_EQ(places[static_cast<std::size_t>(enlarged)].width, box.width);
        }
    }
}

}

// The editor's operations: each edit leaves a planar subdivision, its inverse is the way back, and no area is lost.

#include "geo/partition/edits.h"
#include "geo/shapes/geos_shapes.h"

#include <gtest/gtest.h>

#include <map>
#include <random>

namespace {

using geo::EditOutcome;
using geo::Edited;
using geo::FaceId;
using geo::FixedPoint;
using geo::Refused;
using geo::RefusalReason;
using geo::Tessellation;

/// One square face, its lower left corner at the origin.
Tessellation square(std::int64_t size)
{
    geo::FixedBox box;
    box.add(FixedPoint{0, 0}), box.add(FixedPoint{size, size});
    Tessellation map(box, 64);
    geo::TessellationEdit edit;
    edit.faces.push_back({0, false, true, {}});
    edit.arcs.push_back({0, nullptr, std::make_shared<const geo::SharedArc>(geo::SharedArc{{{0, 0}, {size, 0}, {size, size}, {0, size}, {0, 0}}, 0, geo::no_face})});
    map.apply(edit);
    return map;
}

std::string number(geo::WideInt n) { return std::to_string(static_cast<double>(n)); }

geo::WideInt total(const Tessellation& map)
{
    geo::WideInt sum = 0;
    for (FaceId face = 0; face < map.face_slots(); ++face)
        sum += map.doubled_area(face);
    return sum;
}

/// Every arc by its content, so that two versions can be compared whatever their ids.
std::map<std::vector<FixedPoint>, std::pair<FaceId, FaceId>> content(const Tessellation& map)
{
    std::map<std::vector<FixedPoint>, std::pair<FaceId, FaceId>> out;
    for (geo::ArcId id = 0; id < map.arc_slots(); ++id)
        if (const geo::SharedArc* arc = map.arc(id))
            out[arc->points] = {arc->left, arc->right};
    return out;
}

const Edited& done(const EditOutcome& outcome)
{
    if (const Refused* no = std::get_if<Refused>(&outcome))
        throw std::runtime_error(std::string(no->why) + " at " + std::to_string(no->at.x) + "," + std::to_string(no->at.y));
    return std::get<Edited>(outcome);
}

RefusalReason reason(const EditOutcome& outcome) { return std::get<Refused>(outcome).reason; }

Tessellation with(const Tessellation& map, const EditOutcome& outcome) { return map.after(done(outcome).edit); }

void expect_sound(const Tessellation& map)
{
    const std::vector<geo::PlanarFault> faults = geo::find_planar_faults(map);
    for (const geo::PlanarFault& fault : faults)
        ADD_FAILURE() << fault.what << " at " << fault.at.x << "," << fault.at.y;
}

TEST(Edits, SplitKeepsTheLargestPart)
{
    const Tessellation map = square(1000);
    const EditOutcome outcome = geo::split(map, std::vector<FixedPoint>{{300, -10}, {300, 1010}});
    const Edited& edit = done(outcome);
    EXPECT_EQ(edit.created, std::vector<FaceId>{1});
    EXPECT_EQ(edit.changed, std::vector<FaceId>{0});
    ASSERT_EQ(edit.passages.size(), 1u);
    EXPECT_EQ(number(edit.passages[0].doubled_area), number(2 * 300 * 1000));
    const Tessellation after = map.after(edit.edit);
    EXPECT_EQ(number(after.doubled_area(1)), number(2 * 300 * 1000));
    expect_sound(after);
    EXPECT_EQ(content(after.after(edit.edit.inverse())), content(map));
    EXPECT_EQ(after.face_at({100, 500}), 1u);
    EXPECT_EQ(after.face_at({500, 500}), 0u);
    EXPECT_EQ(after.face_at({-5, 500}), geo::no_face);
}

TEST(Edits, SplitCrossesManyInOneStep)
{
    Tessellation map = square(1000);
    for (const std::int64_t x : {200, 400, 600, 800})
        map = with(map, geo::split(map, std::vector<FixedPoint>{{x, -9}, {x, 1009}}));
    const EditOutcome outcome = geo::split(map, std::vector<FixedPoint>{{-5, 480}, {1005, 521}});
    EXPECT_EQ(done(outcome).created.size(), 5u);
    expect_sound(with(map, outcome));
    const EditOutcome one = geo::split(map, std::vector<FixedPoint>{{-5, 480}, {1005, 521}}, std::vector<FaceId>{map.face_at({500, 500})});
    EXPECT_EQ(done(one).created.size(), 1u);
    EXPECT_EQ(done(one).touched.size(), 2u) << "the neighbours get a vertex and nothing else";
    expect_sound(with(map, one));
}

TEST(Edits, SplitRefusals)
{
    const Tessellation map = square(1000);
    const auto line = [&](std::vector<FixedPoint> points) { return geo::split(map, points); };
    EXPECT_EQ(reason(line({{500, -5}, {500, 500}})), RefusalReason::ends_inside);
    EXPECT_EQ(std::get<Refused>(line({{500, -5}, {500, 500}})).at, (FixedPoint{500, 500}));
    EXPECT_EQ(reason(line({{500, 500}})), RefusalReason::too_few_points);
    EXPECT_EQ(reason(line({{500, 500}, {500, 500}})), RefusalReason::too_few_points);
    EXPECT_EQ(reason(line({{-5, 500}, {700, 500}, {700, 900}, {500, 100}, {500, -5}})), RefusalReason::self_crossing);
    EXPECT_EQ(reason(line({{-5, 0}, {1005, 0}})), RefusalReason::not_adjacent) << "along a border";
    EXPECT_EQ(reason(line({{2000, 0}, {2000, 100}})), RefusalReason::not_adjacent);
    EXPECT_EQ(reason(line({{0, 0}, {181'000'000'000, 0}})), RefusalReason::off_globe);
}

TEST(Edits, SplitThroughCornersAndDoubledPoints)
{
    const Tessellation map = square(1000);
    const EditOutcome outcome = geo::split(map, std::vector<FixedPoint>{{0, 0}, {0, 0}, {500, 500}, {500, 500}, {1000, 1000}});
    EXPECT_EQ(done(outcome).created.size(), 1u);
    expect_sound(with(map, outcome));
}

/// Both ends set on slanted borders and rounded to units: the line always divides, whichever way it is drawn.
TEST(Edits, SplitFromBorderToBorder)
{
    std::mt19937 random(11);
    const auto upto = [&](std::int64_t n) { return std::uniform_int_distribution<std::int64_t>(0, n - 1)(random); };
    for (int i = 0; i < 300; ++i) {
        // A convex ring: points of a circle, by angle.
        std::vector<double> angles;
        for (int k = 0; k < 5; ++k)
            angles.push_back(k * 1.2566 + static_cast<double>(upto(900)) / 1000);
        std::vector<FixedPoint> ring;
        for (const double a : angles)
            ring.push_back({std::llround(3e6 * std::cos(a)), std::llround(3e6 * std::sin(a))});
        Tessellation map = square(20'000'000);
        const std::vector<FixedPoint> cut = [&] {
            std::vector<FixedPoint> out = ring;
            for (FixedPoint& p : out)
                p.x += 10'000'000, p.y += 10'000'000;
            return out;
        }();
        map = with(map, geo::cut_out(map, cut));
        const auto on_side = [&](std::size_t side) {
            const double t = 0.1 + static_cast<double>(upto(800)) / 1000;
            const FixedPoint a = cut[side], b = cut[(side + 1) % cut.size()];
            return FixedPoint{a.x + std::llround(t * static_cast<double>(b.x - a.x)), a.y + std::llround(t * static_cast<double>(b.y - a.y))};
        };
        const FixedPoint from = on_side(0), to = on_side(2);
        const EditOutcome forth = geo::split(map, std::vector<FixedPoint>{from, to}), back = geo::split(map, std::vector<FixedPoint>{to, from});
        ASSERT_TRUE(std::holds_alternative<Edited>(forth)) << i << ": " << std::get<Refused>(forth).why;
        ASSERT_TRUE(std::holds_alternative<Edited>(back)) << i << ": " << std::get<Refused>(back).why;
        EXPECT_EQ(done(forth).created.size(), 1u);
        const Tessellation a = with(map, forth), b = with(map, back);
        expect_sound(a);
        for (FaceId face = 0; face < a.face_slots(); ++face)
            EXPECT_EQ(number(a.doubled_area(face)), number(b.doubled_area(face))) << "the same whichever way it is drawn";
    }
}

TEST(Edits, CutOutAnEnclaveAndAcrossGrids)
{
    Tessellation map = square(1000);
    const std::vector<FixedPoint> ring{{400, 400}, {600, 400}, {600, 600}, {400, 600}};
    map = with(map, geo::cut_out(map, ring));
    expect_sound(map);
    EXPECT_EQ(map.polygons(0).front().holes.size(), 1u);
    map = with(map, geo::split(map, std::vector<FixedPoint>{{-9, 500}, {1009, 500}}));
    expect_sound(map);
    const std::size_t before = map.face_slots();
    const EditOutcome outcome = geo::cut_out(map, std::vector<FixedPoint>{{300, 300}, {700, 300}, {700, 700}, {300, 700}});
    EXPECT_EQ(done(outcome).removed.size(), 2u) << "both halves of the enclave lie inside";
    map = with(map, outcome);
    expect_sound(map);
    EXPECT_EQ(number(map.doubled_area(static_cast<FaceId>(before))), number(2 * 400 * 400));
    EXPECT_EQ(number(total(map)), number(2 * 1000 * 1000));
}

TEST(Edits, CutOutMayNotLeaveAPartBehind)
{
    const Tessellation map = square(1000);
    EXPECT_EQ(reason(geo::cut_out(map, std::vector<FixedPoint>{{400, -5}, {600, -5}, {600, 1005}, {400, 1005}})), RefusalReason::folds);
}

TEST(Edits, MergeDissolvesBordersAndJoinsArcs)
{
    Tessellation map = square(1000);
    const auto before = content(map);
    map = with(map, geo::split(map, std::vector<FixedPoint>{{500, -9}, {500, 1009}}));
    map = with(map, geo::merge(map, std::vector<FaceId>{0, 1}, 0));
    expect_sound(map);
    EXPECT_EQ(content(map).size(), 1u) << "one ring, with two vertices more";
    EXPECT_FALSE(map.face(1));
    Tessellation three = square(900);
    three = with(three, geo::split(three, std::vector<FixedPoint>{{300, -9}, {300, 909}}));
    three = with(three, geo::split(three, std::vector<FixedPoint>{{600, -9}, {600, 909}}));
    const FaceId west = three.face_at({100, 100}), east = three.face_at({800, 100});
    EXPECT_EQ(reason(geo::merge(three, std::vector<FaceId>{west, east}, west)), RefusalReason::not_adjacent);
}

TEST(Edits, ReshapeGivesBothWays)
{
    Tessellation map = square(1000);
    map = with(map, geo::split(map, std::vector<FixedPoint>{{500, -9}, {500, 1009}}));
    const FaceId west = map.face_at({100, 500}), east = map.face_at({900, 500});
    const EditOutcome outcome = geo::reshape(map, std::vector<FixedPoint>{{500, 200}, {600, 300}, {500, 500}, {300, 700}, {500, 800}});
    const Edited& edit = done(outcome);
    ASSERT_EQ(edit.passages.size(), 2u);
    const Tessellation after = map.after(edit.edit);
    expect_sound(after);
    EXPECT_EQ(after.face_at({550, 300}), west);
    EXPECT_EQ(after.face_at({400, 700}), east);
    EXPECT_EQ(number(total(after)), number(2 * 1000 * 1000));
}

TEST(Edits, ReshapeIntoUnassignedLandAndOut)
{
    const Tessellation map = square(1000);
    const Tessellation wider = with(map, geo::reshape(map, std::vector<FixedPoint>{{200, 1000}, {300, 1200}, {700, 1100}, {800, 1000}}));
    expect_sound(wider);
    EXPECT_EQ(wider.face_at({400, 1050}), 0u);
    const Tessellation smaller = with(wider, geo::reshape(wider, std::vector<FixedPoint>{{0, 100}, {100, 200}, {0, 300}}));
    expect_sound(smaller);
    EXPECT_EQ(smaller.face_at({20, 200}), geo::no_face);
}

TEST(Edits, VerticesMoveForAllWhoShareThem)
{
    Tessellation map = square(1000);
    map = with(map, geo::split(map, std::vector<FixedPoint>{{500, -9}, {500, 1009}}));
    map = with(map, geo::split(map, std::vector<FixedPoint>{{-9, 500}, {1009, 500}}));
    const FixedPoint node{500, 500};
    ASSERT_EQ(map.arcs_at(node).size(), 4u);
    const EditOutcome moved = geo::move_vertex(map, node, {520, 470});
    EXPECT_EQ(done(moved).changed.size(), 4u);
    expect_sound(with(map, moved));
    EXPECT_EQ(number(total(with(map, moved))), number(2 * 1000 * 1000));
    EXPECT_EQ(reason(geo::move_vertex(map, node, {1200, 500})), RefusalReason::folds);
    EXPECT_EQ(reason(geo::move_vertex(map, node, {500, 0})), RefusalReason::folds) << "on another vertex";
    EXPECT_EQ(reason(geo::move_vertex(map, {501, 500}, {502, 500})), RefusalReason::unknown_grid);
    EXPECT_EQ(reason(geo::move_vertex(map, node, {0, 91'000'000'000})), RefusalReason::off_globe);
    const EditOutcome inserted = geo::insert_vertex(map, {500, 250}, {530, 260});
    expect_sound(with(map, inserted));
    const Tessellation with_vertex = with(map, inserted);
    EXPECT_EQ(content(with(with_vertex, geo::delete_vertex(with_vertex, {530, 260}))), content(map));
    EXPECT_EQ(reason(geo::delete_vertex(map, node)), RefusalReason::not_adjacent);
}

TEST(Edits, ABorderDoesNotJumpOverAnIsland)
{
    Tessellation map = square(1000);
    map = with(map, geo::split(map, std::vector<FixedPoint>{{500, -9}, {500, 500}, {500, 1009}}));
    map = with(map, geo::cut_out(map, std::vector<FixedPoint>{{540, 490}, {560, 490}, {560, 510}, {540, 510}}));
    EXPECT_EQ(reason(geo::move_vertex(map, {500, 500}, {900, 500})), RefusalReason::folds);
    expect_sound(with(map, geo::move_vertex(map, {500, 500}, {530, 500})));
}

TEST(Edits, SimplifyKeepsNodes)
{
    Tessellation map = square(10000);
    map = with(map, geo::split(map, std::vector<FixedPoint>{{5000, -9}, {5003, 2000}, {4997, 4000}, {5002, 6000}, {5000, 10009}}));
    const EditOutcome outcome = geo::simplify(map, 0, 50, 1);
    const Tessellation after = with(map, outcome);
    expect_sound(after);
    EXPECT_EQ(content(after).size(), content(map).size());
    EXPECT_EQ(number(total(after)), number(total(map)));
}

TEST(Edits, RemoveAndFill)
{
    Tessellation map = square(1000);
    map = with(map, geo::cut_out(map, std::vector<FixedPoint>{{400, 400}, {600, 400}, {600, 600}, {400, 600}}));
    Tessellation hole = with(map, geo::remove(map, 1, geo::no_face));
    expect_sound(hole);
    EXPECT_EQ(hole.face_at({500, 500}), geo::no_face);
    const Tessellation filled = with(hole, geo::fill(hole, {500, 500}, 0));
    expect_sound(filled);
    EXPECT_EQ(number(total(filled)), number(2 * 1000 * 1000));
    const Tessellation given = with(map, geo::remove(map, 1, 0));
    EXPECT_EQ(content(given), content(square(1000)));
    const Tessellation drawn = with(hole, geo::draw(hole, std::vector<FixedPoint>{{400, 400}, {600, 400}, {600, 600}, {400, 600}}));
    EXPECT_EQ(number(total(drawn)), number(2 * 1000 * 1000)) << "borders are taken from the neighbour exactly";
    expect_sound(drawn);
}

/// Random edits of every kind.
class Session {
public:
    Session(std::uint32_t seed, std::int64_t size) : random_(seed), size_(size), map_(square(size)) {}

    const Tessellation& map() const { return map_; }
    std::size_t done = 0, refused = 0;

    /// True if it was taken.
    bool step()
    {
        EditOutcome outcome = any();
        if (std::holds_alternative<Refused>(outcome)) {
            ++refused;
            return false;
        }
        ++done;
        const Edited& edited = std::get<Edited>(outcome);
        back_.push_back(edited.edit.inverse());
        // Land that changed hands is what the areas say, but for the nodes that lie one unit beside an old border.
        std::map<FaceId, geo::WideInt> balance;
        for (const geo::Passage& p : edited.passages)
            balance[p.from] -= p.doubled_area, balance[p.to] += p.doubled_area;
        Tessellation after = map_.after(edited.edit);
        for (const FaceId face : edited.changed)
            EXPECT_NEAR(static_cast<double>(after.doubled_area(face) - map_.doubled_area(face) - balance[face]), 0, 20.0 * static_cast<double>(size_));
        map_ = std::move(after);
        return true;
    }

    std::size_t steps() const { return back_.size(); }
    void undo()
    {
        map_ = map_.after(back_.back());
        back_.pop_back();
    }
    std::int64_t upto(std::int64_t n) { return std::uniform_int_distribution<std::int64_t>(0, n - 1)(random_); }

private:
    FixedPoint anywhere() { return {upto(size_ + size_ / 5) - size_ / 10, upto(size_ + size_ / 5) - size_ / 10}; }
    FixedPoint near(FixedPoint p, std::int64_t reach) { return {p.x + upto(2 * reach + 1) - reach, p.y + upto(2 * reach + 1) - reach}; }
    FixedPoint vertex()
    {
        for (int i = 0; i < 200; ++i)
            if (const geo::SharedArc* arc = map_.arc(static_cast<geo::ArcId>(upto(static_cast<std::int64_t>(map_.arc_slots())))))
                return arc->points[static_cast<std::size_t>(upto(static_cast<std::int64_t>(arc->points.size())))];
        return {};
    }
    FaceId face()
    {
        for (int i = 0; i < 50; ++i)
            if (const FaceId f = static_cast<FaceId>(upto(static_cast<std::int64_t>(map_.face_slots()))); map_.face(f))
                return f;
        return map_.face_at(anywhere());
    }
    FixedPoint place() { return upto(3) == 0 ? vertex() : anywhere(); }
    std::vector<FixedPoint> line(std::size_t points)
    {
        std::vector<FixedPoint> out{place()};
        while (out.size() < points)
            out.push_back(upto(2) ? near(out.back(), size_ / 4) : place());
        return out;
    }
    std::vector<FixedPoint> ring()
    {
        const FixedPoint c = anywhere();
        const std::int64_t w = 1 + upto(size_ / 5), h = 1 + upto(size_ / 5);
        return {{c.x - w, c.y - h}, {c.x + w, c.y - h + upto(h)}, {c.x + w - upto(w), c.y + h}, {c.x - w, c.y + h}};
    }

    EditOutcome any()
    {
        switch (upto(11)) {
        case 0: case 1: return geo::split(map_, line(2 + static_cast<std::size_t>(upto(4))));
        case 2: return geo::cut_out(map_, ring());
        case 3: {
            const FaceId a = face(), b = map_.face_at(anywhere());
            const std::vector<FaceId> around = map_.neighbours(a);
            return geo::merge(map_, std::vector<FaceId>{a, around.empty() || upto(3) == 0 ? b : around.front()}, a);
        }
        case 4: {
            std::vector<FixedPoint> l{vertex()};
            l.push_back(near(l[0], size_ / 10));
            l.push_back(vertex());
            return geo::reshape(map_, l);
        }
        case 5: {
            const FixedPoint v = vertex();
            return geo::move_vertex(map_, v, near(v, 1 + size_ / 20));
        }
        case 6: {
            const FixedPoint v = near(vertex(), size_ / 20);
            return geo::insert_vertex(map_, v, near(v, size_ / 50 + 1));
        }
        case 7: return geo::delete_vertex(map_, vertex());
        case 8: return geo::simplify(map_, face(), static_cast<double>(size_) / 200, 1);
        case 9: return geo::draw(map_, ring());
        default: {
            const FaceId f = face();
            const std::vector<FaceId> around = map_.neighbours(f);
            if (upto(3) == 0)
                return geo::fill(map_, anywhere(), f);
            return geo::remove(map_, f, around.empty() ? geo::no_face : around[static_cast<std::size_t>(upto(static_cast<std::int64_t>(around.size())))]);
        }
        }
    }

    std::mt19937 random_;
    std::int64_t size_;
    Tessellation map_;
    std::vector<geo::TessellationEdit> back_;
};

class RandomEdits : public testing::TestWithParam<std::pair<std::uint32_t, std::int64_t>> {};

TEST_P(RandomEdits, KeepEveryRuleAndGoBack)
{
    const auto [seed, size] = GetParam();
    Session session(seed, size);
    const auto begin = content(session.map());
    geo::GeosShapes geos;
    for (int i = 0; i < 700 && !HasFailure(); ++i) {
        if (!session.step())
            continue;
        if (session.done % 7 == 0)
            expect_sound(session.map());
        if (session.done % 25 == 0) {
            // An independent judge: the shapes are valid, and together as large as their sum.
            std::vector<geo::MultiPolygon> shapes;
            double sum = 0;
            for (FaceId face = 0; face < session.map().face_slots(); ++face)
                if (session.map().face(face)) {
                    shapes.push_back(session.map().shape(face));
                    EXPECT_EQ(geos.invalid_reason(shapes.back()), "") << "face " << face;
                    sum += geo::area_m2(shapes.back());
                }
            const double together = geo::area_m2(geos.union_of(shapes));
            EXPECT_NEAR(together, sum, 1e-6 * sum + 1e-3);
        }
        if (session.upto(40) == 0)
            for (std::int64_t back = session.upto(5); back > 0 && session.steps() > 0; --back)
                session.undo();
    }
    expect_sound(session.map());
    EXPECT_GT(session.done, 100u) << session.refused << " refused";
    while (session.steps() > 0)
        session.undo();
    EXPECT_EQ(content(session.map()), begin);
}

std::vector<std::pair<std::uint32_t, std::int64_t>> sessions()
{
    std::vector<std::pair<std::uint32_t, std::int64_t>> out;
    // Small squares make rounding and touching common; the large one is a city's size.
    for (std::uint32_t seed = 1; seed <= 6; ++seed)
        for (const std::int64_t size : {60, 2000, 1'000'000, 300'000'000})
            out.emplace_back(seed, size);
    return out;
}

INSTANTIATE_TEST_SUITE_P(Sessions, RandomEdits, testing::ValuesIn(sessions()));

} // namespace

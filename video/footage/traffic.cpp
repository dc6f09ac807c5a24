#include "video/footage/traffic.h"

#include "video/footage/dice.h"

#include <algorithm>
#include <array>

namespace video::footage {
namespace {

constexpr std::array<Colour, 8> paints{{{228, 230, 230}, {224, 226, 226}, {48, 46, 46}, {156, 158, 160}, {112, 112, 116},
                                        {52, 44, 150}, {134, 84, 44}, {60, 180, 214}}};

Vehicle pick_vehicle(Dice& dice)
{
    Vehicle v;
    const float kind = dice.unit();
    v.body = kind < 0.84f ? Body::car : kind < 0.95f ? Body::van : Body::bus;
    v.paint = v.body == Body::bus ? (dice.chance(0.5f) ? Colour{70, 140, 60} : Colour{170, 110, 40}) : paints[std::size_t(dice.whole(0, 7))];
    return v;
}

/// The road the camera is mostly about: wide, and near the spot where its axis meets the ground.
std::size_t main_road(const FootageScene& scene, const std::vector<RoadPath>& roads)
{
    const View view(scene, 64, 36);
    const GroundPoint ahead{view.forward.x * 30, view.forward.y * 30};
    std::size_t best = 0;
    double best_score = -1e9;
    for (std::size_t i = 0; i < roads.size(); ++i)
        if (const double score = roads[i].width_m - 0.8 * roads[i].nearest(ahead).distance_m; score > best_score)
            best = i, best_score = score;
    return best;
}

} // namespace

Traffic::Traffic(const FootageScene& scene, const std::vector<RoadPath>& roads, double loop_s)
    : roads_(roads), busy_(scene.daylight == Daylight::night ? 0.35 : scene.weather == Weather::clear ? 1.0 : 0.8)
{
    if (roads.empty())
        return;
    Dice dice(scene.seed);
    const std::size_t main = main_road(scene, roads);
    for (std::size_t r = 0; r < roads.size(); ++r) {
        const RoadPath& road = roads[r];
        const auto near = road.nearest({0, 0});
        if (!road.is_marked() || near.distance_m > 160)
            continue;
        const auto crossing = std::find_if(road.meetings.begin(), road.meetings.end(), [&](const Meeting& m) { return m.other == main; });
        const bool waits = r != main && crossing != road.meetings.end() && length(road.at(crossing->along_m)) < 200;
        if (waits) {
            queue_at(r, *crossing, dice);
            continue;
        }
        for (int lane = 0; lane < road.lanes(); ++lane)
            for (const double way : {-1.0, 1.0})
                fill_lane(r, lane, way, loop_s, near.along_m, dice);
    }
}

void Traffic::fill_lane(std::size_t road, int lane, double way, double loop_s, double centre_m, Dice& dice)
{
    // One speed a lane: nobody runs into anybody. The path is as long as the loop takes.
    const double speed = roads_[road].width_m > 26 ? dice.uniform(11, 14) - 1.5 * lane : dice.uniform(8, 10.5f);
    const double loop_m = speed * loop_s, wanted = loop_m / 34 * busy_ * dice.uniform(0.6f, 1.2f);
    const int count = std::max(dice.chance(float(busy_)) ? 1 : 0, int(wanted + dice.unit()));
    for (int i = 0; i < count; ++i) {
        Vehicle v = pick_vehicle(dice);
        v.road = road;
        v.left_m = -way * roads_[road].lane_offset(lane);
        v.speed_m_s = way * speed;
        v.loop_m = loop_m;
        v.from_m = centre_m - loop_m / 2;
        v.start_m = v.from_m + loop_m * (i + 0.55 * dice.unit()) / count;
        vehicles_.push_back(v);
    }
}

void Traffic::queue_at(std::size_t road, const Meeting& meeting, Dice& dice)
{
    const RoadPath& path = roads_[road];
    for (int lane = 0; lane < path.lanes(); ++lane)
        for (const double way : {-1.0, 1.0}) { // drives towards the meeting along +way
            const int count = int(dice.unit() * 3.4 * busy_ + 0.3);
            double s = meeting.along_m - way * (meeting.half_width_m + 9.2);
            for (int i = 0; i < count; ++i) {
                Vehicle v = pick_vehicle(dice);
                v.road = road;
                v.left_m = -way * path.lane_offset(lane);
                v.start_m = s;
                v.speed_m_s = way * 1e-9; // standing, but it has a front
                vehicles_.push_back(v);
                s -= way * (v.body == Body::bus ? 13.5 : 7);
            }
        }
}

void Traffic::draw(Picture& picture, const Backdrop& backdrop, const View& view, const Light& light, double at_s) const
{
    std::vector<PlacedVehicle> placed;
    for (const Vehicle& v : vehicles_) {
        double s = v.start_m + v.speed_m_s * at_s;
        if (v.loop_m > 0)
            s = v.from_m + std::fmod(std::fmod(s - v.from_m, v.loop_m) + v.loop_m, v.loop_m);
        const RoadPath& road = roads_[v.road];
        if (s < 1 || s > road.length_m - 1)
            continue;
        const GroundPoint d = road.direction(s), p = road.at(s, v.left_m);
        const double z = view.camera_from_world({p.x, p.y, 1}).z;
        if (z < 3 || z > 230)
            continue;
        placed.push_back({p, v.speed_m_s < 0 ? d * -1 : d, v.body, v.paint, v.loop_m == 0, z});
    }
    std::sort(placed.begin(), placed.end(), [](const PlacedVehicle& a, const PlacedVehicle& b) { return a.distance_m > b.distance_m; });
    for (const PlacedVehicle& vehicle : placed)
        draw_vehicle(picture, backdrop, view, light, vehicle);
}

}

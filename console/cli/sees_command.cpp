#include "console/cli/sees_command.h"

#include "console/wall/near_cameras.h"
#include "data/error.h"
#include "data/records/plain_text.h"
#include "data/store/store.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <chrono>
#include <cmath>

namespace console {
namespace {

const char* word_of(NearReason reason)
{
    switch (reason) {
    case NearReason::sees: return "sees it";
    case NearReason::can_turn: return "could turn to it";
    case NearReason::near: return "near, looks elsewhere";
    case NearReason::unknown: return "near, direction not known";
    case NearReason::hidden: return "a building is between";
    }
    return "";
}

}

int run_sees(const SeesArguments& arguments, std::ostream& out, std::ostream& err)
{
    try {
        if (std::abs(arguments.lon) > 180 || std::abs(arguments.lat) > 90)
            throw data::Error("no such place: the longitude comes first, both in degrees");
        data::WorkspaceLoaded loaded = data::Store::open(arguments.workspace, data::OpenMode::read_only).load();
        data::World world;
        world.cameras = loaded.cameras;
        world.places = loaded.places;
        const auto sights = make_sights(world.cameras, world.places);
        const auto began = std::chrono::steady_clock::now();
        const auto found = make_near_cameras(world, sights.get(), {arguments.lon, arguments.lat}, arguments.count);
        const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - began;
        nlohmann::ordered_json cameras = nlohmann::ordered_json::array();
        for (const NearCamera& near : found) {
            const data::Camera& camera = *world.cameras->find(near.camera);
            const double metres = std::round(near.distance_m * 10) / 10, detail = std::round(near.pixels_per_m * 10) / 10;
            if (arguments.json)
                cameras.push_back({{"id", camera.id.value}, {"name", camera.name}, {"distance_m", metres},
                                   {"pixels_per_m", detail > 0 ? nlohmann::ordered_json(detail) : nullptr}, {"why", word_of(near.reason)}});
            else
                out << fmt::format("{:04}  {:6.1f} m  {}  {}  {}\n", camera.number, metres, detail > 0 ? fmt::format("{:5.1f} px/m", detail) : "   – px/m",
                      camera.name, word_of(near.reason));
        }
        if (arguments.json)
            out << nlohmann::ordered_json{{"cameras", std::move(cameras)}, {"milliseconds", std::round(took.count() * 1000) / 1000}}.dump() << '\n';
        else if (found.empty())
            out << "No camera within 400 m.\n";
        return 0;
    } catch (const std::exception& error) {
        err << fmt::format("gridwatch sees: {}\n", data::one_line(error.what()));
        return 1;
    }
}

}

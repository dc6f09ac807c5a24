#include "console/cli/bench_search_command.h"

#include "console/panels/search/finder.h"
#include "console/work/place_book.h"
#include "console/work/process_figures.h"
#include "data/demo/names.h"
#include "data/search/readings.h"
#include "data/store/store.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <chrono>
#include <ostream>

namespace console {
namespace {

/// House numbers of streets with Chinese and English names: 5,000 streets of forty houses each at the usual size.
std::vector<data::Place> invented_places(std::size_t count)
{
    constexpr std::array endings{"路", "街", "巷", "大道"};
    constexpr std::array english{"North Patterson Park Avenue", "Eastern Avenue", "South Broadway", "Light Street", "Fleet Street", "Bank Street", "Saint Paul Place"};
    std::vector<data::Place> places;
    places.reserve(count);
    const auto stems = static_cast<std::size_t>(data::demo::place_stem_count());
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t street = i / 40, house = i % 40;
        data::Place place{.id = {static_cast<std::int64_t>(i) + 1}};
        if (street % 10 == 9)
            place.name = std::string(english[street % english.size()]) + " " + std::to_string(street / 10);
        else
            place.name = (street == 0 ? std::string("解放") : data::demo::place_stem(static_cast<int>(street % stems)) + data::demo::place_stem(static_cast<int>(street / stems % stems))) +
                         endings[street == 0 ? 3 : street % endings.size()];
        place.number = std::to_string(house * 2 + 2) + (street % 10 == 9 ? "" : "号");
        place.point = {114 + static_cast<double>(street % 700) * 1e-3, 30 + static_cast<double>(street / 700) * 1e-2 + static_cast<double>(house) * 1e-4};
        places.push_back(std::move(place));
    }
    return places;
}

constexpr std::array queries{"解放大道12号", "jfdd12", "jiefangdadao12", "jiefang / zhongshan", "xueyuanwenchanglu", "youyiheping", "学院文昌街8", "patterson park avenue 12",
                             "pattreson", "eastren avenue", "xueyaunwenchang", "解方大道12号", "217", "1043217", "420102001001007", "42010200001320000217",
                             "114.305, 30.602", "qzxwvk", "a", "l", "s", "的", "长乐", "changle", "zhangle", "lu 12", "fleet stret"};

/// Every beginning of a query, as it stands after each key.
std::vector<std::string> keystrokes()
{
    std::vector<std::string> all;
    for (const std::string_view query : queries)
        for (std::size_t at = 0; at < query.size();) {
            data::next_character(query, at);
            all.emplace_back(query.substr(0, at));
        }
    return all;
}

}

int run_bench_search(const BenchSearchArguments& arguments, std::ostream& out, std::ostream& err)
try {
    data::World world;
    if (!arguments.workspace.empty())
        data::apply(world, data::Store::open(arguments.workspace, data::OpenMode::read_only).load());
    else
        world.places = std::make_shared<const data::Table<data::Place>>(invented_places(arguments.names));
    const auto began = std::chrono::steady_clock::now();
    const auto book = make_place_book(world.grids, world.cameras, world.places, std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now()));
    std::vector<std::shared_ptr<const data::SearchIndex>> incidents;
    if (!world.incidents.rows.empty()) {
        auto index = std::make_shared<data::SearchIndex>();
        index->add(data::names_of(world.incidents.rows));
        index->freeze();
        incidents.push_back(std::move(index));
    }
    const double build_ms = milliseconds(std::chrono::steady_clock::now() - began);

    const data::SearchOptions options{.most = 10, .nearby = book->city, .from = book->city.centre()};
    std::vector<double> times, cpu;
    std::string slowest;
    std::size_t found = 0;
    for (const std::string& typed : keystrokes()) {
        const auto asked = std::chrono::steady_clock::now();
        const double cpu_began = thread_cpu_ms();
        found += !find_records(book.get(), incidents, typed, options).empty();
        cpu.push_back(thread_cpu_ms() - cpu_began);
        times.push_back(milliseconds(std::chrono::steady_clock::now() - asked));
        if (cpu.back() >= *std::ranges::max_element(cpu))
            slowest = typed;
    }
    const std::size_t names = book->records.size() + (incidents.empty() ? 0 : incidents[0]->size());
    const nlohmann::json result{{"names", names},           {"build_ms", build_ms}, {"keystrokes", times.size()},
                                {"with_hits", found},       {"keystroke_ms", named_spread(times)}, {"keystroke_cpu_ms", named_spread(cpu)},
                                {"slowest", slowest}};
    out << result.dump() << '\n';
    return 0;
} catch (const std::exception& error) {
    err << "gridwatch bench search: " << error.what() << '\n';
    return 1;
}

}

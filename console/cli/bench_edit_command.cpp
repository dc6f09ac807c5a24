#include "console/cli/bench_edit_command.h"

#include "console/cli/draft_report.h"
#include "console/error.h"
#include "console/frame/draft_view.h"
#include "console/map/panel/map_stage.h"
#include "console/work/process_figures.h"
#include "data/store/backup.h"
#include "data/store/draft_desk.h"
#include "data/store/process.h"
#include "data/store/workspace_files.h"
#include "geo/partition/snap.h"

#include <nlohmann/json.hpp>

#include <cmath>
#include <ctime>
#include <filesystem>
#include <ostream>
#include <random>

namespace console {
namespace {

using Steady = std::chrono::steady_clock;

// The window of ../shared/tools/peers/qgis_edit.py, and its edits.
constexpr double half_width_deg = 0.02, half_height_deg = 0.016;
constexpr std::int64_t moved_units = 2000; // 2e-6 degree
constexpr std::size_t snaps = 2000;
constexpr double snap_reach_m = 50;        // 0.0005 degree
constexpr double row_bytes = 64;           // of an entry's numbers, with what the database adds
constexpr int most_refused = 1000;         // in a row: this is no workspace to edit

data::TimePoint bench_now() { return std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now()); }

/// A copy beside the workspace, so that it lies on the same disk; gone at the end.
class Copy {
public:
    explicit Copy(const std::string& workspace) : path_(workspace + ".bench")
    {
        remove();
        data::make_backup(workspace, path_);
    }
    ~Copy() { remove(); }
    Copy(const Copy&) = delete;
    Copy& operator=(const Copy&) = delete;

    const std::string& path() const { return path_; }
    std::uintmax_t bytes() const
    {
        std::uintmax_t sum = 0;
        std::error_code none;
        // Whatever the engine keeps beside it belongs to it.
        const std::filesystem::path file(path_);
        for (const auto& entry : std::filesystem::directory_iterator(file.parent_path(), none))
            if (entry.path().filename().string().starts_with(file.filename().string()) && entry.is_regular_file(none))
                sum += entry.file_size(none);
        return sum;
    }

private:
    void remove() const
    {
        std::error_code none;
        data::remove_workspace(path_);
        std::filesystem::remove_all(path_ + ".files", none);
    }
    std::string path_;
};

/// Random edits of the kinds that are compared.
class Edits {
public:
    explicit Edits(const data::Draft& draft) : draft_(draft) {}

    geo::FaceId any_face()
    {
        for (;;) {
            const auto face = static_cast<geo::FaceId>(std::uniform_int_distribution<std::size_t>(0, draft_.version().map.face_slots() - 1)(random_));
            if (draft_.version().grid(face))
                return face;
        }
    }
    data::DraftOp moved_vertex(geo::FaceId face) const
    {
        const geo::FixedPoint from = draft_.version().map.polygons(face).front().outer[1];
        return data::MoveOp{geo::lonlat_from_fixed(from), geo::lonlat_from_fixed({from.x + moved_units, from.y + moved_units})};
    }
    data::DraftOp split(geo::FaceId face) const
    {
        const geo::LonLatBox box = geo::lonlat_box(draft_.version().map.face(face)->box);
        const double middle = (box.west + box.east) / 2;
        return data::SplitOp{{{middle, box.south - 1e-5}, {middle, box.north + 1e-5}}, {data::GridRef(draft_.name_for_scripts(face))}};
    }
    geo::LonLat any_place(const geo::LonLatBox& box)
    {
        return {std::uniform_real_distribution(box.west, box.east)(random_), std::uniform_real_distribution(box.south, box.north)(random_)};
    }

private:
    const data::Draft& draft_;
    std::mt19937_64 random_{5};
};

geo::LonLatBox window_around(geo::LonLat middle)
{
    return {middle.lon - half_width_deg, middle.lat - half_height_deg, middle.lon + half_width_deg, middle.lat + half_height_deg};
}

std::map<std::string, double> middle_and_slow(const std::vector<double>& values)
{
    const Spread spread = spread_of(values);
    return {{"p50", spread.p50}, {"p99", spread.p99}, {"max", spread.max}};
}

std::vector<double> snap_times(const data::Draft& draft, Edits& edits, const geo::LonLatBox& extent, std::size_t& found)
{
    std::vector<double> times;
    const geo::Tessellation& map = draft.version().map;
    for (std::size_t i = 0; i < snaps; ++i) {
        const geo::SnapQuery query{.at = geo::fixed_from_lonlat(edits.any_place(extent)), .reach_m = snap_reach_m, .sources = {}, .is_outline = {}, .except = {}};
        const auto began = Steady::now();
        found += geo::find_snap(map, query).has_value();
        times.push_back(milliseconds(Steady::now() - began));
    }
    return times;
}

/// ms of this thread alone, however busy the machine is.
double thread_ms()
{
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

/// The interface's own time of each frame while the map is moved with so much selected: from the whole city to a street and along it.
std::vector<double> selected_times(MapStage& stage, const std::vector<geo::FaceId>& selected, const geo::LonLatBox& extent)
{
    constexpr int frames = 120;
    stage.panel().show(extent);
    stage.draw_until_settled(bench_now(), longest_settling);
    stage.session().editor.selected = {selected.begin(), selected.end()};
    std::vector<double> times;
    const geo::LonLat middle{(extent.west + extent.east) / 2, (extent.south + extent.north) / 2};
    for (int i = 0; i < 2 * frames; ++i) {
        const double scale = std::exp2(-6.0 * std::min(i, frames) / frames), aside = std::max(0, i - frames) * half_width_deg / frames;
        const double width = (extent.east - extent.west) / 2 * scale, height = (extent.north - extent.south) / 2 * scale;
        stage.panel().show({middle.lon + aside - width, middle.lat - height, middle.lon + aside + width, middle.lat + height});
        const double began = thread_ms();
        stage.draw(bench_now());
        times.push_back(thread_ms() - began);
        stage.finish();
    }
    stage.session().editor.selected = {};
    return times;
}

} // namespace

int run_bench_edit(const BenchEditArguments& arguments, std::ostream& out, std::ostream& err)
try {
    const Copy copy(arguments.workspace);
    const data::Actor actor{{}, {}, "bench"};
    const data::DraftHolder me = data::this_process("bench", {}, bench_now());
    data::World world;
    std::optional<data::Store> store(data::Store::open_to_write(copy.path(), actor, bench_now()));
    data::apply(world, store->load());
    std::optional<data::DraftDesk> desk(std::in_place, *store, "bench", me, actor, bench_now());
    const data::DraftHead head = desk->head();
    const std::uintmax_t bytes_before = copy.bytes();

    const auto opening = Steady::now();
    data::Draft draft = data::load_draft(*store, head, bench_now());
    const double open_s = milliseconds(Steady::now() - opening) / 1e3;
    Edits edits(draft);
    const auto checking = Steady::now();
    const std::size_t findings = make_draft_report(draft, head, {}).findings.size();
    const double check_s = milliseconds(Steady::now() - checking) / 1e3;
    const std::size_t faults = geo::find_planar_faults(draft.version().map).size(); // another judge, for whoever measures

    const std::vector<DraftStep> steps;
    DraftView view{.draft = draft, .head = head, .steps = steps};
    Session session;
    session.layout = Layout::editor;
    session.editor.draft = head.name;
    session.reduced_motion = true;
    MapStage stage(world, session, Language::en, arguments.width, arguments.height);
    stage.set_draft(&view);
    if (!stage.draw_until_settled(bench_now(), longest_settling))
        throw Error("The map was not complete after two minutes.");

    std::vector<double> settled, edited, journal, frames;
    std::size_t refused = 0, grids_in_view = 0, late_frames = 0;
    const auto picture = [&](const char* name) {
        if (!arguments.pictures.empty())
            save_png(stage.picture(), arguments.pictures + "/" + name);
    };
    for (int in_a_row = 0; settled.size() < arguments.edits && in_a_row < most_refused;) {
        const geo::FaceId face = edits.any_face();
        const data::DraftOp op = settled.size() % 2 == 0 ? edits.moved_vertex(face) : edits.split(face);
        const geo::LonLatBox box = geo::lonlat_box(draft.version().map.face(face)->box);
        const geo::LonLatBox window = window_around({(box.west + box.east) / 2, (box.south + box.north) / 2});
        if (std::holds_alternative<data::RefusedOp>(draft.try_op(op))) {
            ++refused, ++in_a_row;
            continue;
        }
        in_a_row = 0;
        stage.panel().show(window);
        if (!stage.draw_until_settled(bench_now(), longest_settling))
            throw Error("The map did not come to rest within two minutes.");
        stage.finish();
        if (settled.empty()) {
            picture("before.png");
            grids_in_view = 0;
            for (geo::FaceId other = 0; other < draft.version().map.face_slots(); ++other)
                grids_in_view += draft.version().grid(other) && geo::lonlat_box(draft.version().map.face(other)->box).meets(window);
        }

        const auto began = Steady::now();
        data::OpOutcome outcome = draft.perform(op);
        const double edit_ms = milliseconds(Steady::now() - began);
        ++view.revision;
        do {
            stage.draw(bench_now());
            stage.finish();
            late_frames += !stage.panel().is_settled();
        } while (!stage.panel().is_settled());
        settled.push_back(milliseconds(Steady::now() - began));
        edited.push_back(edit_ms);
        frames.push_back(settled.back() - edit_ms);
        if (settled.size() == arguments.edits)
            picture("after.png");

        data::DraftEntry& entry = std::get<data::DoneOp>(outcome).entry;
        entry.time = bench_now();
        entry.actor = actor;
        const auto writing = Steady::now();
        store->append(head.id, desk->holder(), {&entry, 1});
        journal.push_back(edit_ms + milliseconds(Steady::now() - writing));
    }
    if (settled.size() < arguments.edits)
        throw Error("The workspace's grids refuse to be edited.");
    geo::LonLatBox extent;
    for (const data::Grid& grid : draft.ground().areas)
        extent.add(grid.box);
    std::size_t snapped = 0;
    const std::vector<double> snap = snap_times(draft, edits, extent, snapped);

    // All grids, and every second one: the land together then has as many borders as there are.
    std::map<std::string, std::map<std::string, double>> selected;
    for (const int every : {1, 2, 0}) {
        std::vector<geo::FaceId> faces;
        for (geo::FaceId face = 0; every > 0 && face < draft.version().map.face_slots(); face += static_cast<geo::FaceId>(every))
            if (draft.version().grid(face))
                faces.push_back(face);
        selected[every == 1 ? "all" : every == 2 ? "half" : "none"] = middle_and_slow(selected_times(stage, faces, extent));
    }

    std::vector<data::DraftEntry> undone;
    while (draft.next_undo() != 0) {
        data::OpOutcome outcome = draft.perform(data::UndoOp{});
        undone.push_back(std::get<data::DoneOp>(outcome).entry);
        undone.back().time = bench_now();
        undone.back().actor = actor;
    }
    store->append(head.id, desk->holder(), undone);
    const bool is_as_before = data::digest_of(draft.version()) == data::digest_of(draft.base());
    double entry_bytes = 0;
    for (const data::DraftEntry& entry : store->entries(head.id))
        entry_bytes += row_bytes + static_cast<double>(entry.op.size() + entry.subject.size() + entry.script.size() + entry.delta.size());
    desk.reset();
    store.reset();
    // An imported workspace has free pages that a short journal fits into: no less than the entries themselves.
    const double bytes = std::max(static_cast<double>(copy.bytes()) - static_cast<double>(bytes_before), entry_bytes);
    const nlohmann::json result{{"edits", settled.size()},
                                {"refused", refused},
                                {"grids", world.grids->rows.size()},
                                {"grids_in_view", grids_in_view},
                                {"settled_ms", middle_and_slow(settled)},
                                {"edit_ms", middle_and_slow(edited)},
                                {"frame_ms", middle_and_slow(frames)},
                                {"late_frames", late_frames},
                                {"journal_ms", middle_and_slow(journal)},
                                {"snap_ms", middle_and_slow(snap)},
                                {"snapped", static_cast<double>(snapped) / static_cast<double>(snaps)},
                                {"selected_ms", selected},
                                {"open_s", open_s},
                                {"check_s", check_s},
                                {"findings", findings},
                                {"faults", faults},
                                {"bytes_per_edit", bytes / static_cast<double>(settled.size())},
                                {"undone_is_as_before", is_as_before},
                                {"rss_mb", resident_mb()}};
    out << result.dump() << '\n';
    return 0;
} catch (const std::exception& error) {
    err << error.what() << '\n';
    return 1;
}

}

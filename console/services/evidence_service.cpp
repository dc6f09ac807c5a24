#include "console/services/evidence_service.h"

#include "console/error.h"
#include "console/services/demo_stamp.h"
#include "console/wall/camera_masks.h"
#include "data/import/file_hash.h"
#include "geo/new_file.h"
#include "video/error.h"
#include "video/evidence/evidence.h"
#include "video/past/name_time.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <utility>

namespace console {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

/// Far enough back for a snapshot's key frame.
constexpr auto key_reach = 60s;

struct Made {
    std::string file, sha256;
    data::TimePoint from, to;
    bool is_cut = false;
};

void write_sidecar(const fs::path& path, const nlohmann::ordered_json& sidecar)
{
    std::ofstream out(path);
    out << sidecar.dump(2) << '\n';
    if (!out.flush())
        throw Error(geo::remark("not_written", path.string()));
}

}

void clear_unfinished_evidence(const fs::path& folder) noexcept
{
    std::error_code failed;
    std::vector<fs::path> days;
    for (fs::directory_iterator at(folder, failed), end; !failed && at != end; at.increment(failed))
        if (std::error_code unknown; at->is_directory(unknown) && !at->is_symlink(unknown))
            days.push_back(at->path());
    for (const fs::path& day : days)
        geo::clear_unfinished(day);
}

std::string evidence_moment(data::TimePoint moment, std::chrono::minutes zone)
{
    std::string name = video::name_from_time(moment + zone);
    name.pop_back(); // Z
    const auto minutes = std::abs(zone.count());
    return name + fmt::format("{}{:02}{:02}", zone.count() < 0 ? '-' : '+', minutes / 60, minutes % 60);
}

EvidenceService::EvidenceService(Scheduler& scheduler, const AppClock& clock, const Texts& text, PastService& past, EvidenceEvents events)
    : scheduler_(scheduler), clock_(clock), text_(text), past_(past), events_(std::move(events))
{
}

void EvidenceService::set_folder(std::string folder)
{
    if (folder == folder_)
        return;
    folder_ = std::move(folder);
    if (folder_.empty())
        return;
    // What a console that was killed left there.
    tasks_.push_back(scheduler_.post(Queue::slow, "evidence", [folder = folder_](std::stop_token, TaskProgress&) -> std::function<void()> {
        clear_unfinished_evidence(folder);
        return {};
    }));
}

void EvidenceService::follow(const data::World& world, const data::Actor& actor, const Pictures& pictures)
{
    for (const EvidenceJob& job : std::exchange(wanted_, {})) {
        const Picture picture = pictures.picture(job.camera);
        const bool is_past = picture.replay && picture.replay->at != video::SystemTime{};
        save(world, actor, job, is_past ? picture.replay->at : clock_.now());
    }
}

void EvidenceService::save(const data::World& world, const data::Actor& actor, const EvidenceJob& job, data::TimePoint shown)
{
    const data::Camera* camera = world.cameras->find(job.camera);
    if (!camera)
        return;
    if (folder_.empty())
        return events_.say(said("message.evidence_folder"), true);
    const bool is_clip = job.clip > 0s;
    const auto shift = clock_.shift();
    const video::SystemTime at = shown - shift;
    const data::Incident* incident = world.incidents.find(job.incident);
    const data::Account* account = world.accounts->find(actor.account);
    const video::Masks masks = masks_for_video(camera_masks(world, camera->id));

    nlohmann::ordered_json sidecar;
    sidecar["kind"] = is_clip ? "clip" : "snapshot";
    sidecar["camera"] = {{"number", camera->number}, {"name", camera->name}, {"code", camera->code}};
    sidecar["purpose"] = incident ? "incident " + incident->number : job.purpose;
    if (incident && !job.purpose.empty())
        sidecar["note"] = job.purpose;
    sidecar["seat"] = actor.seat;
    sidecar["account"] = account ? account->label : "";
    sidecar["made_at"] = data::iso8601(clock_.now());
    sidecar["masked"] = masks != nullptr;

    const std::string moment = evidence_moment(shown, data::local_zone(world.workspace).offset_at(shown));
    const std::string base = fmt::format("{:04}_{}", camera->number, moment);
    const fs::path folder = fs::path(folder_) / moment.substr(0, 8);
    std::erase_if(tasks_, [](const TaskHandle& task) { return !task.is_running(); });
    tasks_.push_back(scheduler_.run(
        Queue::slow, fmt::format("{} {}", is_clip ? "clip" : "snapshot", camera->number),
        [archive = past_.archive(world, *camera, AppClock::system_now()), folder, base, is_clip, at, shift, seconds = job.clip, masks, stamp = demo_stamp(world, *camera, clock_), keep_sound = past_.keeps_sound(),
         sidecar](std::stop_token stop, TaskProgress&) mutable {
            Made made;
            try {
                fs::create_directories(folder);
                // Picture and sidecar get their names together, once both are whole: a program that is killed leaves neither.
                geo::NewFile fresh(folder / (base + ".json"));
                const fs::path path = fresh.path().parent_path() / (base + (is_clip ? ".mp4" : ".png")); // .mkv where MP4 cannot hold it
                if (is_clip) {
                    const video::SavedClip clip = video::save_clip(*archive, {at - seconds, at}, masks, path, keep_sound, stop, stamp);
                    made = {clip.path.string(), {}, clip.time.from + shift, clip.time.to + shift, clip.is_cut};
                    sidecar["pictures"] = clip.pictures;
                    sidecar["coded_anew"] = clip.is_coded_anew;
                    sidecar["ends_early"] = clip.is_cut;
                    sidecar["sound"] = clip.sound;
                } else {
                    made.from = made.to = video::save_snapshot(*archive, {at - key_reach, at + 1s}, at, masks, path, stop, stamp) + shift;
                    made.file = path.string();
                }
                made.sha256 = data::file_hash(made.file);
                sidecar["from"] = data::iso8601(made.from);
                sidecar["to"] = data::iso8601(made.to);
                sidecar["file"] = fs::path(made.file).filename().string();
                sidecar["bytes"] = fs::file_size(made.file);
                sidecar["sha256"] = made.sha256;
                write_sidecar(fresh.path(), sidecar);
                fresh.place({.replaces = true});
                made.file = (folder / fs::path(made.file).filename()).string();
            } catch (const video::Error& error) {
                if (error.cause != video::Cause::no_file)
                    throw;
                throw Error(geo::remark("no_picture_then"));
            } catch (const fs::filesystem_error& error) {
                throw Error(geo::remark("folder_not_written", error.code().message(), folder.string()));
            }
            return made;
        },
        [this, number = camera->number, is_clip, purpose = sidecar["purpose"].get<std::string>(), id = incident ? incident->id : data::IncidentId{}](Made made) {
            events_.log(is_clip ? "clip" : "snapshot", fmt::format("camera {}", number),
                        fmt::format("from={} to={} file={} sha256={} purpose={}", data::iso8601(made.from), data::iso8601(made.to), made.file, made.sha256, purpose));
            const Said words = said(is_clip ? "message.clip_saved" : "message.snapshot_saved", number, made.file);
            events_.say(words, false);
            if (made.is_cut)
                events_.say(said("message.clip_cut"), false);
            if (id)
                events_.change(data::AddIncidentNote{id, fmt::format("{} (SHA-256 {})", words_of(text_, words), made.sha256)});
        },
        [this, number = camera->number](const Said& words) { events_.say(said("message.evidence_failed", number, words), true); }));
}

}

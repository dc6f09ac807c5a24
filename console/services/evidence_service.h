#pragma once
// Snapshots and clips: written in the background, masked as the workspace says, with a sidecar that tells camera, times, hash and
// purpose. UI thread.

#include "console/frame/services.h"
#include "console/frame/view.h"
#include "console/services/past_service.h"
#include "console/work/clock.h"
#include "console/work/scheduler.h"

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace console {

struct EvidenceEvents {
    std::function<void(Said words, bool is_fault)> say;
    std::function<void(std::string kind, std::string subject, std::string detail)> log;
    std::function<void(data::Change)> change;
};

/// A moment in the names of files and, by its first eight digits, of folders: on the workspace's clock, with its zone
/// ("20261130T001500.000000+0800"), so that a clip lies in the folder of the day on which the operator saw it.
std::string evidence_moment(data::TimePoint moment, std::chrono::minutes zone);

/// Takes away what programs that are gone left half made in the folders of the days; what one is at work on stays. Any thread.
void clear_unfinished_evidence(const std::filesystem::path& folder) noexcept;

class EvidenceService final : public EvidenceKeeper {
public:
    EvidenceService(Scheduler& scheduler, const AppClock& clock, const Texts& text, PastService& past, EvidenceEvents events);

    /// Where the files go; a folder a day is made below.
    void set_folder(std::string folder);
    void save_evidence(const EvidenceJob& job) override { wanted_.push_back(job); }
    /// Once a frame: begins what was asked for since; each says what became of it. `pictures`: what the tiles show.
    void follow(const data::World& world, const data::Actor& actor, const Pictures& pictures);

private:
    /// `shown`: the instant the tile shows, by the console's clock.
    void save(const data::World& world, const data::Actor& actor, const EvidenceJob& job, data::TimePoint shown);

    Scheduler& scheduler_;
    const AppClock& clock_;
    const Texts& text_;
    PastService& past_;
    EvidenceEvents events_;
    std::string folder_;
    std::vector<EvidenceJob> wanted_;
    std::vector<TaskHandle> tasks_;
};

}

#include "console/frame/draft_steps.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>

namespace console {

namespace {

constexpr std::size_t most_named = 4;

/// Grids in the order in which they are come upon, each once.
class Named {
public:
    explicit Named(const data::DraftVersion& version) : version_(version) {}
    void add(geo::FaceId face)
    {
        const data::DraftGrid* grid = version_.owner(face);
        if (grid && seen_.insert(face).second)
            names_.push_back(!grid->name.empty() ? grid->name : !grid->code.empty() ? grid->code : fmt::format("#{}", grid->id.value));
    }
    /// "East 7, West 2"; "East 7, East 8, East 9, East 10 … 23" where there are 23.
    std::string words() const
    {
        const std::size_t count = std::min(names_.size(), most_named);
        std::string out = fmt::format("{}", fmt::join(names_.begin(), names_.begin() + static_cast<std::ptrdiff_t>(count), ", "));
        return names_.size() > count ? out + fmt::format(" … {}", names_.size()) : out;
    }

private:
    const data::DraftVersion& version_;
    std::set<geo::FaceId> seen_;
    std::vector<std::string> names_;
};

}

std::string repaired_area(double area_m2)
{
    return area_m2 < 1 ? fmt::format("{:.2f}", area_m2) : area_m2 < 100 ? fmt::format("{:.1f}", area_m2) : fmt::format("{:.0f}", area_m2);
}

std::string repair_subject(const data::DraftVersion& before, const std::string& kind, const data::DoneOp& done)
{
    Named named(before);
    for (const geo::TessellationEdit::FaceChange& change : done.edit.map.faces)
        if (const geo::Face* face = change.was && !change.is ? before.map.face(change.id) : nullptr)
            for (const geo::FaceId owner : face->owners)
                named.add(owner);
    for (const std::vector<geo::FaceId>* faces : {&done.changed, &done.removed})
        for (const geo::FaceId face : *faces)
            named.add(face);
    std::string measure = fmt::format("{} m²", repaired_area(done.area_m2));
    if (done.repairs > 1)
        measure = fmt::format("{} ×, {}", done.repairs, measure);
    // Where the row is too short for all, names go and the measure stays.
    const std::string words = named.words();
    return done.repairs == 0 ? kind : fmt::format("{}: {}{}{}", kind, measure, words.empty() ? "" : " · ", words);
}

void DraftSteps::add(const data::DraftEntry& entry, bool is_saved)
{
    all_.push_back({{entry.seq, entry.time, entry.op, entry.subject, is_saved, false}, entry.of});
    walk(all_.back());
    make_list();
}

void DraftSteps::add_all(std::span<const data::DraftEntry> entries)
{
    for (const data::DraftEntry& entry : entries) {
        all_.push_back({{entry.seq, entry.time, entry.op, entry.subject, true, false}, entry.of});
        walk(all_.back());
    }
    make_list();
}

/// Moves the edit between what is done and what is taken back.
void DraftSteps::walk(const Kept& kept)
{
    const auto move_last = [](std::vector<std::size_t>& from, std::vector<std::size_t>& to) {
        if (!from.empty())
            to.push_back(from.back()), from.pop_back();
    };
    if (kept.step.op == "undo") {
        move_last(done_, undone_);
    } else if (kept.step.op == "redo") {
        move_last(undone_, done_);
    } else {
        done_.push_back(static_cast<std::size_t>(&kept - all_.data()));
        undone_.clear();
    }
}

void DraftSteps::make_list()
{
    // Shown as unsaved as long as the newest entry about it is on its way: an undo, too.
    steps_.clear();
    steps_.reserve(done_.size() + undone_.size());
    for (const std::size_t index : done_)
        steps_.push_back(all_[index].step);
    for (auto at = undone_.rbegin(); at != undone_.rend(); ++at) {
        steps_.push_back(all_[*at].step);
        steps_.back().is_undone = true;
    }
    for (auto at = all_.rbegin(); at != all_.rend() && !at->step.is_saved; ++at)
        if (at->of > 0)
            if (const auto of = std::ranges::find(steps_, at->of, &DraftStep::seq); of != steps_.end())
                of->is_saved = false;
}

void DraftSteps::mark_saved(std::int64_t seq)
{
    for (auto at = all_.rbegin(); at != all_.rend(); ++at)
        if (at->step.seq == seq)
            at->step.is_saved = true;
    make_list();
}

void DraftSteps::take_back_from(std::int64_t seq)
{
    std::erase_if(all_, [&](const Kept& kept) { return kept.step.seq >= seq; });
    done_.clear(), undone_.clear();
    for (const Kept& kept : all_)
        walk(kept);
    make_list();
}

StepWay DraftSteps::way_to(std::int64_t seq) const
{
    if (seq == 0)
        return {done_.size(), 0};
    for (std::size_t i = 0; i < done_.size(); ++i)
        if (all_[done_[i]].step.seq == seq)
            return {done_.size() - 1 - i, 0};
    for (std::size_t i = 0; i < undone_.size(); ++i)
        if (all_[undone_[i]].step.seq == seq)
            return {0, undone_.size() - i};
    return {};
}

}

#include "console/frame/draft_steps.h"

#include <algorithm>

namespace console {

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

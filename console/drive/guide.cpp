#include "console/drive/guide.h"

#include "console/error.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace console {

void Guide::load(const std::string& role)
{
    role_ = role;
    stations_.clear();
    const std::string name = "guide_" + role;
    for (DriveStep& step : parse_script(script_text(name), name)) {
        if (step.verb == DriveStep::Verb::say)
            stations_.push_back({std::chrono::seconds(std::stoi(step.words[0])), {}});
        else if (!stations_.empty())
            stations_.back().steps.push_back(std::move(step));
    }
}

bool Guide::run(DriveContext& context, const std::string& command, std::vector<std::string> arguments)
{
    CommandContext made{context.world, context.session, context.services, context.text, context.clock.now(), context.sights, context.draft, context.clock.running()};
    // A field that is to get the keyboard has it after some frames.
    const CommandRow* row = find_command(command);
    context.frames_wanted = std::max(context.frames_wanted, row && row->takes_keyboard ? 4 : 2);
    return run_command(made, {command, std::move(arguments)});
}

void Guide::tell(DriveContext& context, const DriveStep& step, const std::string& why)
{
    run(context, "guide.shown", {"trouble", fmt::format("guide_{}:{}: {}", role_, step.line, why)});
}

/// Keys and letters by the input queue, as a person's.
void Guide::press(const DriveStep& step, DriveContext& context)
{
    const auto hand = make_queue_hand(context.surface.input());
    if (step.verb == DriveStep::Verb::type) {
        for (const char32_t c : characters_from_utf8(step.rest)) {
            own_.push_back({.kind = InputEvent::Kind::character, .character = c});
            hand->type(c);
        }
        return;
    }
    const Chord chord = *parse_chord(step.words[0]);
    own_.push_back({.kind = InputEvent::Kind::key, .code = chord.key, .down = true});
    hand->key(chord);
}

bool Guide::owns(const InputEvent& event)
{
    const auto at = std::ranges::find_if(own_, [&](const InputEvent& own) {
        return own.kind == event.kind && (event.kind == InputEvent::Kind::character ? own.character == event.character : own.code == event.code);
    });
    if (at == own_.end())
        return false;
    own_.erase(at);
    return true;
}

Guide::Outcome Guide::play(const DriveStep& step, DriveContext& context)
{
    using Verb = DriveStep::Verb;
    switch (step.verb) {
    case Verb::run:
        if (!run(context, step.words[0], {step.words.begin() + 1, step.words.end()}))
            tell(context, step, step.words[0] + " cannot be done");
        return Outcome::done;
    case Verb::point: run(context, "guide.point", step.words); return Outcome::done;
    case Verb::type:
    case Verb::key:
        if (!context.is_settled)
            return Outcome::again;
        press(step, context);
        return Outcome::done;
    case Verb::rest:
        if (!std::exchange(is_resting_, true))
            since_ = context.clock.now();
        // A clock that a script holds lets nobody rest.
        if (!context.clock.is_standing() && context.clock.now() - since_ < std::chrono::seconds(std::stoi(step.words[0])))
            return Outcome::again;
        is_resting_ = false;
        return Outcome::done;
    case Verb::wait: {
        const auto actual = read_probe(context, step.probe);
        if (actual && compare(*actual, step.comparison, step.value))
            return Outcome::done;
        if (actual && std::chrono::steady_clock::now() - began_ < step.limit)
            return Outcome::again;
        tell(context, step, fmt::format("{} is \"{}\"", step.probe, actual.value_or("unknown")));
        return Outcome::done;
    }
    default: tell(context, step, "no step of a tour"); return Outcome::done;
    }
}

void Guide::step(DriveContext& context)
{
    const Session& session = context.session;
    if (!session.guide) {
        role_.clear();
        own_.clear();
        if (!session.guide_wanted.empty() && context.world.loaded && session.layout != Layout::start && !run(context, "guide.start", {session.guide_wanted}))
            run(context, "guide.stop");
        return;
    }
    if (session.guide->role != role_) {
        load(session.guide->role);
        moves_ = 0;
    }
    const auto steady = std::chrono::steady_clock::now();
    if (session.guide->moves != moves_) {
        moves_ = session.guide->moves;
        next_ = 0;
        began_ = steady;
        is_resting_ = false;
        own_.clear();
        run(context, "guide.shown", {std::to_string(stations_.size())});
    }
    const bool was_held = std::exchange(was_held_, session.guide->is_held);
    if (session.guide->is_held)
        return;
    if (was_held)
        since_ = context.clock.now(), began_ = steady;
    const Station& station = stations_[std::min(session.guide->station, stations_.size() - 1)];
    // What a step caused is over before the next: events taken, frames drawn.
    if (!context.surface.input().is_empty() || context.frames_wanted > 0)
        return;
    if (next_ < station.steps.size()) {
        if (play(station.steps[next_], context) != Outcome::again)
            ++next_, began_ = steady;
    } else if (!session.guide->is_ready) {
        run(context, "guide.shown", {"ready"});
        since_ = context.clock.now();
    } else if (context.clock.now() - since_ >= station.lasts) {
        run(context, "guide.next");
    }
}

}

#include "console/drive/drive.h"

#include "console/error.h"
#include "console/look/drawn.h"
#include "embedded/embedded_scripts.h"

#include <fmt/format.h>

#include <fstream>
#include <sstream>

namespace console {
namespace {

using namespace std::chrono_literals;

// Widgets appear a frame or two after what makes them; a click waits for them that long.
constexpr auto name_limit = 5s;
// An X event needs one round to arrive and one frame to take effect.
constexpr int rounds_to_settle = 3;
constexpr auto settle_limit = 5s;

}

std::string script_text(const std::string& file)
{
    if (std::ifstream in(file); in) {
        std::ostringstream text;
        text << in.rdbuf();
        return text.str();
    }
    for (const embedded::EmbeddedFile& script : embedded::embedded_scripts())
        if (script.name == file || script.name == file + ".drive")
            return std::string(script.bytes);
    throw Error("The script " + file + " could not be read: there is no such file.");
}

std::unique_ptr<Drive> Drive::load(const std::string& file, bool real_events)
{
    auto drive = std::make_unique<Drive>();
    drive->file_ = file;
    drive->steps_ = parse_script(script_text(file), file);
    if (real_events) {
        std::u32string characters;
        for (const DriveStep& step : drive->steps_)
            if (step.verb == DriveStep::Verb::type)
                characters += characters_from_utf8(step.rest);
        drive->hand_ = make_x_hand(characters);
    }
    return drive;
}

void Drive::begin(AppClock& clock) const
{
    if (!steps_.empty() && steps_.front().verb == DriveStep::Verb::set_now)
        clock.stand_at(*data::parse_time(steps_.front().rest));
}

Hand& Drive::hand(DriveContext& context)
{
    if (!hand_)
        hand_ = make_queue_hand(context.surface.input());
    return *hand_;
}

Drive::Outcome Drive::fail(std::string why)
{
    failure_ = fmt::format("{}:{}: {}", file_, steps_[next_].line, why);
    return Outcome::failed;
}

Drive::State Drive::step(DriveContext& context)
{
    for (;;) {
        // What the last action caused is over: events taken, frames drawn.
        const bool has_settled = rests_ >= rounds_to_settle && context.is_settled;
        if (!has_settled && !(began_ && Steady::now() - *began_ > settle_limit && rests_ >= rounds_to_settle)) {
            if (!began_)
                began_ = Steady::now();
            ++rests_;
            context.frames_wanted = std::max(context.frames_wanted, rests_ < rounds_to_settle ? 1 : 0);
            return State::playing;
        }
        if (next_ >= steps_.size()) {
            failure_ = seen_;
            return seen_.empty() ? State::finished : State::failed;
        }
        if (rests_ < 1000)
            rests_ = 1000, began_ = Steady::now();
        Outcome outcome = Outcome::failed;
        try {
            outcome = play(steps_[next_], context);
        } catch (const std::exception& error) {
            outcome = fail(error.what());
        }
        if (outcome == Outcome::failed)
            return State::failed;
        if (outcome == Outcome::again)
            return State::playing;
        const DriveStep::Verb verb = steps_[next_].verb;
        const bool was_check = verb == DriveStep::Verb::expect || verb == DriveStep::Verb::wait || verb == DriveStep::Verb::measure;
        ++next_;
        began_.reset();
        rests_ = was_check ? rounds_to_settle : 0;
        if (!was_check) {
            context.frames_wanted = std::max(context.frames_wanted, 1);
            return State::playing;
        }
    }
}

Drive::Outcome Drive::play(const DriveStep& step, DriveContext& context)
{
    using Verb = DriveStep::Verb;
    switch (step.verb) {
    case Verb::wait:
    case Verb::expect: return check(step, context);
    case Verb::click:
    case Verb::drag:
    case Verb::move:
    case Verb::wheel: return use_mouse(step, context);
    case Verb::key: hand(context).key(*parse_chord(step.words[0])); return Outcome::done;
    case Verb::type:
        for (const char32_t c : characters_from_utf8(step.rest))
            hand(context).type(c);
        return Outcome::done;
    case Verb::run: {
        CommandContext command{context.world, context.session, context.services, context.text, context.clock.now(), context.sights, context.draft, context.clock.running()};
        if (run_command(command, {step.words[0], {step.words.begin() + 1, step.words.end()}}))
            return Outcome::done;
        return fail(find_command(step.words[0]) ? step.words[0] + " cannot be done now." : "There is no command " + step.words[0] + ".");
    }
    case Verb::drop: // as the toolkit hands over files let go over the window
        context.surface.input().push({.kind = InputEvent::Kind::drop, .paths = step.words});
        return Outcome::done;
    case Verb::shot: return shoot(step, context);
    case Verb::look: look(step, context); return Outcome::done;
    case Verb::measure:
        measured_ = {step.words[0] == "none" ? std::string() : step.words[0], step.words.size() > 1 ? step.words[1] : std::string(), measured_.serial + 1};
        return Outcome::done;
    case Verb::size: context.surface.resize(std::atoi(step.words[0].c_str()), std::atoi(step.words[1].c_str())); return Outcome::done;
    case Verb::slow: least_frame_ = std::chrono::milliseconds(std::atoi(step.words[0].c_str())); return Outcome::done;
    case Verb::window: {
        const auto wanted = static_cast<std::size_t>(step.words[0][0] - '1');
        if (wanted >= context.windows)
            return Steady::now() - *began_ < name_limit ? Outcome::again : fail(fmt::format("The seat has {} windows.", context.windows));
        window_ = wanted;
        context.session.window_wanted = wanted; // as a person clicks into it first
        hand_ = hand_ && hand_->is_real() ? std::move(hand_) : nullptr;
        return Outcome::done;
    }
    case Verb::set_now: context.clock.stand_at(*data::parse_time(step.rest)); return Outcome::done;
    case Verb::say: // a guided tour's: for people
    case Verb::point:
    case Verb::rest: return Outcome::done;
    }
    return Outcome::done;
}

/// Every screen is looked at before the script fails for any.
void Drive::look(const DriveStep& step, const DriveContext& context)
{
    const auto note = [&](const char* what, const std::vector<std::string>& faults) {
        for (const std::string& fault : faults)
            seen_ += fmt::format("{}{}:{}: {} {}x{} at {:.0f} % in {}: {}: {}", seen_.empty() ? "" : "\n", file_, step.line, step.words[0], context.surface.width(),
                                 context.surface.height(), 100 * context.scale / context.surface.scale(), context.session.language == Language::zh ? "zh" : "en", what, fault);
    };
    note("cut", clipped_texts(context.names));
    note("overlapping", overlapping_texts(context.names));
    note("dead", dead_controls(context.names));
}

Drive::Outcome Drive::check(const DriveStep& step, DriveContext& context)
{
    const auto actual = read_probe(context, step.probe);
    if (!actual)
        return fail("There is no probe \"" + step.probe + "\".");
    if (compare(*actual, step.comparison, step.value))
        return Outcome::done;
    if (step.verb == DriveStep::Verb::wait && Steady::now() - *began_ < step.limit)
        return Outcome::again;
    return fail(fmt::format("expected {} {} {}, but it is \"{}\"{}.", step.probe, step.comparison, step.value, *actual,
                            step.verb == DriveStep::Verb::wait ? fmt::format(" after {:.1f} s", step.limit.count() / 1000.0) : ""));
}

Drive::Outcome Drive::use_mouse(const DriveStep& step, DriveContext& context)
{
    const auto place = find_place(context, step.words[0]);
    const auto goal = step.verb == DriveStep::Verb::drag ? find_place(context, step.words[1]) : place;
    if (!place || !goal) {
        if (Steady::now() - *began_ < name_limit)
            return Outcome::again;
        return fail("Nothing on screen is called \"" + step.words[place ? 1 : 0] + "\".");
    }
    Hand& mouse = hand(context);
    mouse.move(context.surface, place->first, place->second);
    const bool is_right = step.words.size() > 1 && step.words[1] == "right";
    const bool is_shifted = step.words.size() > 2 && step.words[2] == "shift";
    const bool is_double = step.words.size() > 1 && step.words[1] == "double";
    switch (step.verb) {
    case DriveStep::Verb::click:
        for (int i = 0; i < (is_double ? 2 : 1); ++i) {
            mouse.button(is_right ? 1 : 0, true);
            mouse.button(is_right ? 1 : 0, false);
        }
        break;
    case DriveStep::Verb::drag:
        if (is_shifted)
            mouse.hold_shift(true);
        mouse.button(0, true);
        // Two stations on the way: what is dragged notices the motion before it is let go.
        for (const float t : {0.3f, 0.7f, 1.f})
            mouse.move(context.surface, place->first + (goal->first - place->first) * t, place->second + (goal->second - place->second) * t);
        mouse.button(0, false);
        if (is_shifted)
            mouse.hold_shift(false);
        break;
    case DriveStep::Verb::wheel: mouse.wheel(std::atoi(step.words[1].c_str())); break;
    default: break;
    }
    return Outcome::done;
}

Drive::Outcome Drive::shoot(const DriveStep& step, DriveContext& context)
{
    if (shot_frame_ == 0) {
        context.services.photographer.take_screenshot(step.words[0]);
        shot_frame_ = context.frame_count + 1;
        context.frames_wanted = 1;
        return Outcome::again;
    }
    if (context.frame_count < shot_frame_) {
        context.frames_wanted = 1;
        return Outcome::again;
    }
    shot_frame_ = 0;
    return Outcome::done;
}

}

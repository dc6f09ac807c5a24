#include "console/services/seat_service.h"

#include "console/seat/rules.h"
#include "console/seat/system_login.h"
#include "data/store/pin.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>

namespace console {
namespace {

using namespace std::chrono_literals;

// A form that nobody fills in goes away: what lies under it is needed by the next alarm.
constexpr auto form_stays = 45s;

std::string seat_of(const Session& session) { return "seat " + session.seat; }

}

SeatService::SeatService(StoreService& store, const AppClock& clock, Session& session, SeatEvents events)
    : store_(store), clock_(clock), session_(session), events_(std::move(events)), login_(system_login())
{
}

void SeatService::open(const data::WorkspaceLoaded& loaded)
{
    world_.accounts = loaded.accounts;
    world_.posts = loaded.posts;
    SeatLock& lock = session_.lock;
    lock = {.form = lock.form + 1, .used = clock_.running()};
    session_.actor = {.seat = session_.seat};
    for (const data::Post& post : loaded.posts->rows)
        if (!session_.actor.post || post.seat == session_.seat)
            session_.actor.post = post.id;
    if (!needs_sign_on(world_)) {
        // Nobody has to prove anything (the demo): the seat signs on by itself, as an operator where there is one.
        for (const data::Account& account : loaded.accounts->rows)
            if (!session_.actor.account || account.role == "operator") {
                session_.actor.account = account.id;
                if (account.role == "operator")
                    break;
            }
        events_.log("sign_on", seat_of(session_), "");
        return;
    }
    const auto own = [&](const data::Account& account) { return !account.login.empty() && account.login == login_; };
    if (std::ranges::count_if(loaded.accounts->rows, own) == 1)
        return take_over(std::ranges::find_if(loaded.accounts->rows, own)->id, "login of the system");
    lock.controls = Controls::asked;
    lock.chosen = offered_account(world_, session_, {}, login_);
}

void SeatService::close()
{
    if (session_.actor.account)
        events_.log("sign_off", seat_of(session_), "");
    const std::uint64_t form = session_.lock.form + 1;
    session_.lock = {.form = form, .used = clock_.running()};
    session_.actor = {};
    session_.lifted_masks.clear();
    session_.pin_tries.clear();
    checking_.cancel();
    world_.accounts = std::make_shared<const data::Table<data::Account>>();
    world_.posts = std::make_shared<const data::Table<data::Post>>();
}

void SeatService::follow(const data::World& world)
{
    if (!world.loaded)
        return;
    world_.accounts = world.accounts;
    world_.posts = world.posts;
    SeatLock& lock = session_.lock;
    const data::RunningTime now = clock_.running();
    if (lock.controls != Controls::open && !lock.is_hand_over && !needs_sign_on(world)) {
        lock.controls = Controls::open; // the last PIN was taken away
        return;
    }
    if (lock.controls == Controls::open && needs_sign_on(world) && !lock.is_signed_on) {
        session_.actor.account = {};
        lock.controls = Controls::asked;
        lock.chosen = offered_account(world, session_, {}, login_);
        ++lock.form;
    }
    if (lock.controls != Controls::open && session_.layout == Layout::gallery)
        session_.layout = Layout::desk; // the form has a place there
    const data::Account* account = find(session_.actor.account);
    const bool can_lock = lock.is_signed_on && account && account->has_pin;
    if (lock.controls == Controls::open && can_lock && lock_after_ > 0min && now - lock.used >= lock_after_)
        lock_seat(fmt::format("why=untouched minutes={}", lock_after_.count()));
    if (lock.controls == Controls::asked && (lock.is_signed_on || lock.is_hand_over) && !lock.is_checking && now - lock.used >= form_stays) {
        // Whoever asked for the form went away.
        lock.controls = can_lock ? Controls::locked : Controls::open;
        if (can_lock && lock.is_hand_over)
            events_.log("seat_locked", seat_of(session_), "why=not_taken_over");
        lock.is_hand_over = false;
        ++lock.form;
    }
}

void SeatService::lock_seat(const std::string& why)
{
    session_.lock.controls = Controls::locked;
    session_.lock.is_hand_over = false;
    ++session_.lock.form;
    session_.lifted_masks.clear();
    session_.palette_open = session_.keys_open = false;
    session_.typed_digits.clear();
    events_.log("seat_locked", seat_of(session_), why);
}

void SeatService::sign_on(data::AccountId id, std::string pin)
{
    SeatLock& lock = session_.lock;
    const data::Account* account = find(id);
    if (lock.controls != Controls::asked || lock.is_checking || !account || clock_.running() < session_.pin_tries[id].wait_until) {
        data::wipe(pin);
        return;
    }
    if (!account->has_pin && may_sign_on(world_, *account, login_)) {
        data::wipe(pin);
        return take_over(id, needs_sign_on(world_) ? "login of the system" : "");
    }
    if (!account->has_pin || pin.empty()) {
        data::wipe(pin);
        return;
    }
    lock.is_checking = true;
    auto secret = std::make_shared<std::string>(std::move(pin));
    checking_ = store_.ask(
        "check a PIN",
        [this, id, secret](data::Store& store) -> std::function<void()> {
            const int wrong = store.wrong_pins(id);
            const bool is_right = store.is_pin_of(id, *secret);
            data::wipe(*secret);
            return [this, id, is_right, wrong] { answer(id, is_right, wrong); };
        },
        [this](Said words) {
            session_.lock.is_checking = false;
            session_.messages.push_back({clock_.now(), std::move(words), true});
        });
}

void SeatService::answer(data::AccountId id, bool is_right, int wrong)
{
    SeatLock& lock = session_.lock;
    PinTries& tries = session_.pin_tries[id];
    if (lock.controls != Controls::asked) {
        lock.is_checking = false;
        return; // locked or closed meanwhile
    }
    if (wrong > tries.wrong && pause_after(wrong) > 0s) {
        // Tried elsewhere, or before this program was started: nobody knows how long ago, so the pause begins now.
        lock.is_checking = false;
        return slow_down(id, wrong);
    }
    if (is_right) {
        lock.is_checking = false;
        session_.pin_tries.erase(id);
        if (wrong > 0)
            store_.write("right PIN", [id](data::Store& store) -> std::function<void()> { return store.forget_wrong_pins(id), std::function<void()>(); }, [](const Said&) {})
                .detach();
        return take_over(id, "PIN");
    }
    // The next one is not tried before this one is counted.
    checking_ = store_.write(
        "wrong PIN",
        [this, id](data::Store& store) -> std::function<void()> {
            const int count = store.note_wrong_pin(id);
            return [this, id, count] { refuse(id, count); };
        },
        [this, id, count = std::max(wrong, tries.wrong) + 1](const Said&) { refuse(id, count); });
}

void SeatService::take_over(data::AccountId id, const std::string& how)
{
    SeatLock& lock = session_.lock;
    const data::Account* account = find(id);
    if (!account)
        return;
    const std::string detail = how.empty() ? "" : "by=" + how;
    if (id == session_.actor.account && lock.is_signed_on && !lock.is_hand_over) {
        events_.log("seat_unlocked", seat_of(session_), detail);
    } else {
        if (session_.actor.account)
            events_.log("sign_off", seat_of(session_), "handed_over_to=" + account->label);
        // What the one before may see the next one may not.
        session_.lifted_masks.clear();
        session_.actor.account = id;
        session_.actor.seat = session_.seat;
        if (account->post)
            session_.actor.post = account->post;
        events_.log("sign_on", seat_of(session_), detail);
    }
    lock = {.is_signed_on = needs_sign_on(world_), .form = lock.form + 1, .used = clock_.running()};
}

void SeatService::slow_down(data::AccountId id, int wrong)
{
    session_.pin_tries[id] = {wrong, clock_.running() + pause_after(wrong)};
    ++session_.lock.form;
}

void SeatService::refuse(data::AccountId id, int wrong)
{
    session_.lock.is_checking = false;
    slow_down(id, wrong);
    const data::Account* account = find(id);
    events_.log("sign_on_refused", seat_of(session_), fmt::format("account={} wrong={} wait_s={}", account ? account->label : "", wrong, pause_after(wrong).count()));
}

}

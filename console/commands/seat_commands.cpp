#include "console/commands/functions.h"
#include "console/seat/rules.h"
#include "console/seat/system_login.h"

namespace console::seat_commands {
namespace {

void open_form(CommandContext& context, bool is_hand_over)
{
    Session& session = context.session;
    session.lock.controls = Controls::asked;
    session.lock.is_hand_over = is_hand_over;
    session.lock.used = context.running;
    ++session.lock.form;
    session.palette_open = session.keys_open = false;
    const bool is_back = !is_hand_over && context.world.accounts->find(session.actor.account) && session.lock.is_signed_on;
    session.lock.chosen = is_back ? session.actor.account : offered_account(context.world, session, session.actor.account, system_login());
}

}

bool can_hand_over(const data::World& world, const Session& session)
{
    return world.loaded && !world.accounts->rows.empty() && session.lock.controls == Controls::open;
}

bool can_lock(const data::World& world, const Session& session)
{
    const data::Account* account = world.accounts->find(session.actor.account);
    return world.loaded && account && account->has_pin && session.lock.is_signed_on && session.lock.controls == Controls::open;
}

bool is_locked(const data::World&, const Session& session) { return session.lock.controls == Controls::locked; }
bool is_asked(const data::World&, const Session& session) { return session.lock.controls == Controls::asked; }

void hand_over(CommandContext& context, Arguments) { open_form(context, true); }
void lock(CommandContext& context, Arguments) { context.services.seat.lock_seat("why=by_hand"); }
void ask(CommandContext& context, Arguments) { open_form(context, false); }

void cancel(CommandContext& context, Arguments)
{
    SeatLock& lock = context.session.lock;
    ++lock.form;
    if (lock.is_hand_over)
        lock.controls = Controls::open;
    else if (lock.is_signed_on)
        lock.controls = Controls::locked;
    lock.is_hand_over = false;
}

void choose(CommandContext& context, Arguments arguments)
{
    const data::AccountId id{number_argument(arguments, 0, "account")};
    const data::Account* account = context.world.accounts->find(id);
    if (account && may_sign_on(context.world, *account, system_login()))
        context.session.lock.chosen = id;
}

void sign_on(CommandContext& context, Arguments arguments)
{
    context.services.seat.sign_on(data::AccountId{number_argument(arguments, 0, "account")}, rest_argument(arguments, 1));
}

}

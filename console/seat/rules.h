#pragma once
// Who may use a seat's controls, and which commands are whose: pure functions and plain tables. What they protect and what not:
// docs/SECURITY.md.

#include "console/seat/session.h"

#include <chrono>
#include <string>
#include <string_view>

namespace console {

/// Some account has a PIN: a seat has to be signed on by one.
bool needs_sign_on(const data::World& world);
/// Of these accounts: with a PIN, or with this login of the system; every account where none has a PIN.
bool may_sign_on(const data::World& world, const data::Account& account, std::string_view login);
/// The one to be offered first at this seat: `before` gives the account that had it (then another of the same role).
data::AccountId offered_account(const data::World& world, const Session& session, data::AccountId before, std::string_view login);

/// After so many wrong PINs in a row the next one is tried only after this.
std::chrono::seconds pause_after(int wrong);

enum class Right { handle_incidents, import_files, draw_grids, lift_masks };
/// Key of data/i18n that says who may.
const char* words_of(Right right);
/// Masks are a supervisor's in any workspace; the rest is asked only where accounts have PINs.
bool has_right(const data::World& world, const data::Actor& actor, Right right);
/// The right that a command needs; empty: none.
std::optional<Right> right_of_command(std::string_view name);

}

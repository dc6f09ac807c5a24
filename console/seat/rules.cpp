#include "console/seat/rules.h"

#include <algorithm>
#include <array>

namespace console {
namespace {

using namespace std::chrono_literals;

struct RightRow {
    Right right;
    const char* words;
    std::array<const char*, 5> roles;
};
constexpr std::array rights{
    RightRow{Right::handle_incidents, "seat.right.incidents", {"operator", "responder", "supervisor", "admin"}},
    RightRow{Right::import_files, "seat.right.import", {"analyst", "supervisor", "admin"}},
    RightRow{Right::draw_grids, "seat.right.draw", {"analyst", "supervisor", "admin"}},
    RightRow{Right::lift_masks, "message.mask_role", {"supervisor", "admin"}},
};

struct GuardedCommand {
    std::string_view name;
    Right right;
};
constexpr std::array guarded{
    GuardedCommand{"incident.accept", Right::handle_incidents}, GuardedCommand{"incident.seen", Right::handle_incidents},
    GuardedCommand{"incident.note", Right::handle_incidents},   GuardedCommand{"incident.close", Right::handle_incidents},
    GuardedCommand{"incident.severity", Right::handle_incidents}, GuardedCommand{"report.save", Right::handle_incidents},
    GuardedCommand{"workspace.import", Right::import_files},    GuardedCommand{"workspace.import_as", Right::import_files},
    GuardedCommand{"import.start", Right::import_files},        GuardedCommand{"import.undo", Right::import_files},
    GuardedCommand{"editor.open", Right::draw_grids},           GuardedCommand{"draft.new", Right::draw_grids},
    GuardedCommand{"draft.open", Right::draw_grids},            GuardedCommand{"draft.discard", Right::draw_grids},
    GuardedCommand{"draft.do", Right::draw_grids},              GuardedCommand{"draft.undo", Right::draw_grids},
    GuardedCommand{"draft.redo", Right::draw_grids},            GuardedCommand{"draft.redo_too", Right::draw_grids},
    GuardedCommand{"draft.go_to", Right::draw_grids},           GuardedCommand{"draft.publish", Right::draw_grids},
    GuardedCommand{"grid.set", Right::draw_grids},              GuardedCommand{"grid.confirm", Right::draw_grids},
    GuardedCommand{"finding.fix", Right::draw_grids},           GuardedCommand{"finding.ignore", Right::draw_grids},
    GuardedCommand{"finding.count_again", Right::draw_grids},   GuardedCommand{"editor.unlock", Right::draw_grids},
    GuardedCommand{"camera.unmask", Right::lift_masks},         GuardedCommand{"camera.lift_mask", Right::lift_masks},
};

const RightRow& row_of(Right right) { return *std::ranges::find(rights, right, &RightRow::right); }

}

bool needs_sign_on(const data::World& world) { return std::ranges::any_of(world.accounts->rows, &data::Account::has_pin); }

bool may_sign_on(const data::World& world, const data::Account& account, std::string_view login)
{
    return account.has_pin || (!account.login.empty() && account.login == login) || !needs_sign_on(world);
}

data::AccountId offered_account(const data::World& world, const Session& session, data::AccountId before, std::string_view login)
{
    const data::Account* had = world.accounts->find(before);
    const data::Account* best = nullptr;
    int best_rank = -1;
    for (const data::Account& account : world.accounts->rows) {
        if (!may_sign_on(world, account, login))
            continue;
        const data::Post* post = world.posts->find(account.post);
        int rank = 0;
        rank += post && post->seat == session.seat ? 4 : 0;
        rank += had && account.id != had->id && account.role == had->role ? 2 : 0;
        rank += !had && account.role == "operator" ? 1 : 0;
        // The others of a shift follow it in the list.
        rank += had && account.id.value > had->id.value ? 1 : 0;
        if (had && account.id == had->id)
            rank = 0;
        if (rank > best_rank)
            best = &account, best_rank = rank;
    }
    return best ? best->id : data::AccountId{};
}

std::chrono::seconds pause_after(int wrong)
{
    // Two slips of the finger cost nothing; guessing a thousand PINs takes half a day.
    constexpr std::array pauses{0s, 0s, 0s, 3s, 6s, 12s, 25s};
    return wrong < static_cast<int>(pauses.size()) ? pauses[static_cast<std::size_t>(std::max(wrong, 0))] : 50s;
}

const char* words_of(Right right) { return row_of(right).words; }

bool has_right(const data::World& world, const data::Actor& actor, Right right)
{
    if (right != Right::lift_masks && !needs_sign_on(world))
        return true;
    const data::Account* account = world.accounts->find(actor.account);
    return account && std::ranges::any_of(row_of(right).roles, [&](const char* role) { return role && account->role == role; });
}

std::optional<Right> right_of_command(std::string_view name)
{
    const auto at = std::ranges::find(guarded, name, &GuardedCommand::name);
    return at == guarded.end() ? std::nullopt : std::optional(at->right);
}

}

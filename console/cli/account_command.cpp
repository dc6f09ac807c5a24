#include "console/cli/account_command.h"

#include "console/cli/secret_line.h"
#include "data/error.h"
#include "data/store/pin.h"
#include "data/store/store.h"

#include <fmt/format.h>
#include <fmt/ostream.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <ostream>

namespace console {
namespace {

void note(data::Store& store, const char* kind, const std::string& label, const std::string& detail)
{
    const auto now = std::chrono::time_point_cast<std::chrono::microseconds>(std::chrono::system_clock::now());
    const data::SessionLogEntry entry{now, {.seat = "command line"}, kind, "account " + label, detail};
    store.log(std::span(&entry, 1));
}

const data::Account& find(const data::WorkspaceLoaded& world, const AccountArguments& arguments)
{
    const auto at = std::ranges::find(world.accounts->rows, arguments.label, &data::Account::label);
    if (at == world.accounts->rows.end())
        throw data::Error(fmt::format("there is no account \"{}\" in {}; \"gridwatch account list\" names them", arguments.label, arguments.workspace));
    return *at;
}

int add(const AccountArguments& arguments, std::ostream& out)
{
    data::Store store = data::Store::open(arguments.workspace, data::OpenMode::read_write);
    const data::WorkspaceLoaded world = store.load();
    if (arguments.label.empty() || arguments.label.size() > 64)
        throw data::Error("a label has 1 to 64 bytes: the name of a duty, never a file of a person");
    if (std::ranges::find(world.accounts->rows, arguments.label, &data::Account::label) != world.accounts->rows.end())
        throw data::Error(fmt::format("\"{}\" is there already; \"gridwatch account pin\" sets its PIN", arguments.label));
    data::Account account{.label = arguments.label, .role = arguments.role, .login = arguments.login};
    if (!arguments.post.empty()) {
        const auto post = std::ranges::find(world.posts->rows, arguments.post, &data::Post::label);
        if (post == world.posts->rows.end())
            throw data::Error(fmt::format("there is no post \"{}\" in {}", arguments.post, arguments.workspace));
        account.post = post->id;
    }
    store.put(std::span<const data::Account>(&account, 1));
    note(store, "account_added", account.label, "role=" + account.role + (account.login.empty() ? "" : " login=" + account.login));
    fmt::print(out, "{} is there as {}. It signs on once it has a PIN: gridwatch account pin {} \"{}\"\n", account.label, account.role, arguments.workspace,
               account.label);
    return 0;
}

int set_pin(const AccountArguments& arguments, std::istream& in, std::ostream& out, std::ostream& err)
{
    data::Store store = data::Store::open(arguments.workspace, data::OpenMode::read_write);
    const data::AccountId id = find(store.load(), arguments).id;
    if (arguments.remove) {
        store.set_pin(id, "");
        note(store, "pin_removed", arguments.label, "");
        fmt::print(out, "{} has no PIN any more\n", arguments.label);
        return 0;
    }
    std::string pin = read_secret(in, err, "PIN for " + arguments.label);
    if (pin.empty())
        throw data::Error("no PIN came on standard input; nothing was changed");
    try {
        store.set_pin(id, pin);
    } catch (...) {
        data::wipe(pin);
        throw;
    }
    data::wipe(pin);
    note(store, "pin_set", arguments.label, "");
    fmt::print(out, "{} signs on with this PIN from now on; consoles that are open ask for it\n", arguments.label);
    return 0;
}

int list(const AccountArguments& arguments, std::ostream& out)
{
    data::Store store = data::Store::open(arguments.workspace, data::OpenMode::read_only);
    const data::WorkspaceLoaded world = store.load();
    nlohmann::ordered_json all = nlohmann::ordered_json::array();
    for (const data::Account& account : world.accounts->rows) {
        const data::Post* post = world.posts->find(account.post);
        all.push_back({{"label", account.label}, {"role", account.role}, {"post", post ? post->label : ""}, {"login", account.login}, {"pin", account.has_pin}});
        if (!arguments.json)
            fmt::print(out, "{}  {}{}{}{}\n", account.label, account.role, post ? "  post " + post->label : "",
                       account.login.empty() ? "" : "  login " + account.login, account.has_pin ? "  PIN" : "");
    }
    if (arguments.json)
        fmt::print(out, "{}\n", nlohmann::ordered_json{{"accounts", all}}.dump());
    else if (all.empty())
        fmt::print(out, "No account in {}. gridwatch account add makes one.\n", arguments.workspace);
    return 0;
}

}

int run_account(const AccountArguments& arguments, std::istream& in, std::ostream& out, std::ostream& err)
{
    try {
        return arguments.verb == "add" ? add(arguments, out) : arguments.verb == "pin" ? set_pin(arguments, in, out, err) : list(arguments, out);
    } catch (const std::exception& error) {
        fmt::print(err, "gridwatch account {}: {}\n", arguments.verb, error.what());
        return 1;
    }
}

}

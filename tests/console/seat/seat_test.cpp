// Signing on, handing over, locking: with a clock of the test's own and a workspace in a folder of its own.

#include "console/cli/account_command.h"
#include "console/commands/input_gate.h"
#include "console/seat/rules.h"
#include "console/services/seat_service.h"
#include "data/records/time.h"
#include "tests/console/input_events.h"
#include "tests/console/no_services.h"
#include "tests/data/fresh_folder.h"
#include "tests/video/until.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

namespace {

using namespace console;
using namespace std::chrono_literals;
using testing::HasSubstr;

const data::TimePoint night = *data::parse_time("2026-11-23T18:14:37Z");

struct Seat : testing::Test {
    FreshFolder folder;
    const std::string path = (folder / "city.sqlite").string();
    AppClock clock{std::nullopt};
    Scheduler scheduler{[] {}};
    Session session;
    Texts text;
    data::World world;
    std::vector<std::string> log;
    std::unique_ptr<StoreService> service;
    std::unique_ptr<SeatService> seat;
    data::AccountId one{1}, two{2}, chief{3};

    void SetUp() override
    {
        {
            data::Store store = data::Store::create(path);
            store.put(std::vector{data::Post{.label = "2", .seat = "desk-1"}, data::Post{.label = "3", .seat = "desk-3"}});
            store.put(std::vector{data::Account{.label = "one", .role = "operator"}, data::Account{.label = "two", .role = "operator"},
                                  data::Account{.label = "chief", .role = "supervisor", .post = {2}}, data::Account{.label = "open", .role = "admin"}});
        }
        clock.stand_at(night);
        StoreEvents events;
        events.fact = [this](data::Fact fact) { data::apply(world, std::move(fact)); };
        events.failed = [](Said words) { ADD_FAILURE() << english_of(words); };
        events.opened = [this](const data::WorkspaceLoaded& loaded) { seat->open(loaded); };
        events.older = [](const std::string&, const data::UpgradePlan&) {};
        events.upgraded = [](const data::UpgradePlan&) {};
        events.saved = [](const data::Change&, const data::Fact&) {};
        events.refused = [](const data::Change&) {};
        service = std::make_unique<StoreService>(scheduler, clock, std::move(events));
        seat = std::make_unique<SeatService>(*service, clock, session, SeatEvents{[this](std::string kind, std::string, std::string detail) {
            log.push_back(std::to_string(session.actor.account.value) + "/" + std::to_string(session.actor.post.value) + " " + kind + (detail.empty() ? "" : " " + detail));
        }});
    }

    void set_pins()
    {
        data::Store store = data::Store::open(path, data::OpenMode::read_write);
        store.set_pin(one, "1111");
        store.set_pin(two, "2222");
        store.set_pin(chief, "3333");
    }
    void open()
    {
        service->open(path);
        ASSERT_TRUE(wait([&] { return world.loaded; }));
        seat->follow(world);
    }
    bool wait(const std::function<bool()>& reached)
    {
        return video_test::until([&] {
            scheduler.deliver();
            return reached();
        });
    }
    void type(data::AccountId account, const std::string& pin)
    {
        seat->sign_on(account, pin);
        ASSERT_TRUE(wait([&] { return !session.lock.is_checking; }));
    }
    void later(std::chrono::seconds by)
    {
        clock.stand_at(clock.now() + by);
        seat->follow(world);
    }
    /// The commands' side, without a window.
    void run(const char* name)
    {
        NoServices nobody;
        CommandContext context{world, session, {nobody, nobody, nobody, *seat, nobody, nobody, nobody, nobody, nobody, nobody, nobody}, text, clock.now(), nullptr};
        EXPECT_TRUE(run_command(context, {name, {}})) << name;
    }
};

TEST_F(Seat, WithoutPinsSignsOnByItselfAndNeverLocks)
{
    open();
    EXPECT_EQ(session.lock.controls, Controls::open);
    EXPECT_EQ(session.actor.account, one);
    EXPECT_EQ(session.actor.post.value, 1);
    later(24h);
    EXPECT_EQ(session.lock.controls, Controls::open);
    run("seat.hand_over");
    seat->sign_on(two, "");
    EXPECT_EQ(session.actor.account, two);
    EXPECT_THAT(log, testing::ElementsAre("1/1 sign_on", "1/1 sign_off handed_over_to=two", "2/1 sign_on"));
}

TEST_F(Seat, WithPinsAsksAndTakesOnlyTheRightOne)
{
    set_pins();
    open();
    EXPECT_EQ(session.lock.controls, Controls::asked);
    EXPECT_FALSE(session.actor.account);
    EXPECT_EQ(session.lock.chosen, one);
    type(one, "2222");
    EXPECT_EQ(session.lock.controls, Controls::asked);
    EXPECT_EQ(session.pin_tries[one].wrong, 1);
    type({4}, "");
    EXPECT_EQ(session.lock.controls, Controls::asked) << "an account without a PIN is no way round the others";
    type(chief, "3333");
    EXPECT_EQ(session.lock.controls, Controls::open);
    EXPECT_EQ(session.actor.account, chief);
    EXPECT_EQ(session.actor.post.value, 2) << "the account's own post";
    EXPECT_EQ(session.actor.seat, "desk-1");
    EXPECT_THAT(log, testing::ElementsAre("0/1 sign_on_refused account=one wrong=1 wait_s=0", "3/2 sign_on by=PIN"));
}

TEST_F(Seat, WrongPinsSlowDown)
{
    set_pins();
    open();
    for (int i = 1; i <= 3; ++i)
        type(one, "0000");
    EXPECT_EQ(session.pin_tries[one].wrong, 3);
    EXPECT_EQ(session.pin_tries[one].wait_until, clock.running() + 3s);
    type(one, "1111");
    EXPECT_EQ(session.lock.controls, Controls::asked) << "not even the right one, before the pause is over";
    later(3s);
    type(one, "0000");
    EXPECT_EQ(session.pin_tries[one].wait_until, clock.running() + 6s);
    later(6s);
    type(one, "1111");
    EXPECT_EQ(session.lock.controls, Controls::open);
    EXPECT_EQ(session.pin_tries[one].wrong, 0);
    EXPECT_EQ(pause_after(2), 0s);
    for (int n = 3; n < 100; ++n)
        EXPECT_GE(pause_after(n + 1), pause_after(n));
}

/// Two guesses, then one's own PIN, and again: the pause came never, and 10,000 PINs took twenty minutes.
TEST_F(Seat, OnesOwnPinLeavesTheWrongOnesOfAnother)
{
    set_pins();
    open();
    for (int i = 0; i < 2; ++i) {
        type(one, "1111");
        ASSERT_EQ(session.actor.account, one);
        run("seat.hand_over");
        type(chief, "000" + std::to_string(i));
    }
    EXPECT_EQ(session.pin_tries[chief].wrong, 2);
    type(chief, "0002");
    EXPECT_EQ(session.pin_tries[chief].wait_until, clock.running() + 3s);
    type(chief, "3333");
    EXPECT_EQ(session.actor.account, one) << "not even the right one, before the pause is over";
    // A console that was started anew knows of them, and not how long ago they were.
    service->close();
    ASSERT_TRUE(wait([&] { return !world.loaded; }));
    session.pin_tries.clear();
    open();
    type(chief, "3333");
    EXPECT_EQ(session.lock.controls, Controls::asked);
    EXPECT_EQ(session.pin_tries[chief].wrong, 3) << "none was counted twice";
    later(3s);
    type(chief, "3333");
    EXPECT_EQ(session.actor.account, chief);
    ASSERT_TRUE(wait([&] { return data::Store::open(path, data::OpenMode::read_only).wrong_pins(chief) == 0; }));
}

/// The computer's clock is set back by a day: what is to last ten minutes lasts ten.
TEST(AppClockTest, DurationsGoOnWhateverTheClockSays)
{
    AppClock late(AppClock::system_now()), early(AppClock::system_now() - 24h);
    const auto before = late.running();
    const auto apart = late.running() - early.running();
    EXPECT_GE(apart, 24h - 1min);
    EXPECT_LE(late.running() - before, 1min);
    early.stand_at(late.now() + 1h);
    EXPECT_GT(early.running(), late.running()) << "a script's time is one";
}

TEST_F(Seat, LocksWhenUntouchedAndOneKeyAsks)
{
    set_pins();
    seat->set_lock_after(15min);
    open();
    type(one, "1111");
    session.lifted_masks[{1}] = clock.running() + 1h;
    later(14min);
    EXPECT_EQ(session.lock.controls, Controls::open);
    later(1min);
    EXPECT_EQ(session.lock.controls, Controls::locked);
    EXPECT_TRUE(session.lifted_masks.empty());
    run("seat.ask");
    EXPECT_EQ(session.lock.controls, Controls::asked);
    EXPECT_EQ(session.lock.chosen, one);
    run("seat.cancel");
    EXPECT_EQ(session.lock.controls, Controls::locked);
    run("seat.ask");
    later(60s);
    EXPECT_EQ(session.lock.controls, Controls::locked) << "a form that nobody fills in goes away";
    run("seat.ask");
    type(one, "1111");
    EXPECT_EQ(session.lock.controls, Controls::open);
    EXPECT_THAT(log, testing::ElementsAre("1/1 sign_on by=PIN", "1/1 seat_locked why=untouched minutes=15", "1/1 seat_unlocked by=PIN"));
}

TEST_F(Seat, NeverLocksWhereTheSettingSaysSo)
{
    set_pins();
    seat->set_lock_after(0min);
    open();
    type(one, "1111");
    later(48h);
    EXPECT_EQ(session.lock.controls, Controls::open);
    run("seat.lock");
    EXPECT_EQ(session.lock.controls, Controls::locked);
}

TEST_F(Seat, TheNextShiftTakesOverAndEachLineBearsItsOwnAccount)
{
    set_pins();
    open();
    type(one, "1111");
    run("seat.hand_over");
    EXPECT_EQ(session.lock.chosen, two) << "the other of the same role is offered";
    EXPECT_EQ(session.actor.account, one) << "until somebody has proved to be the next";
    type(two, "9999");
    EXPECT_EQ(session.actor.account, one);
    type(two, "2222");
    EXPECT_EQ(session.actor.account, two);
    EXPECT_EQ(session.lock.controls, Controls::open);
    EXPECT_EQ(log.at(2), "1/1 sign_off handed_over_to=two");
    EXPECT_EQ(log.at(3), "2/1 sign_on by=PIN");
    run("seat.hand_over");
    run("seat.cancel");
    EXPECT_EQ(session.lock.controls, Controls::open) << "whoever asked for it may put it away";
    run("seat.hand_over");
    later(60s);
    EXPECT_EQ(session.lock.controls, Controls::locked) << "nobody came and nobody stayed";
}

TEST_F(Seat, PinsThatAreSetWhileItIsOpenAreAskedFor)
{
    open();
    EXPECT_EQ(session.lock.controls, Controls::open);
    data::World changed = world;
    auto accounts = world.accounts->rows;
    accounts[0].has_pin = true;
    changed.accounts = std::make_shared<const data::Table<data::Account>>(accounts);
    seat->follow(changed);
    EXPECT_EQ(session.lock.controls, Controls::asked);
    EXPECT_FALSE(session.actor.account);
}

TEST(SeatRules, RolesDecideWhereAccountsHavePins)
{
    data::World world;
    const auto set = [&](bool has_pin) {
        std::vector<data::Account> accounts;
        std::int64_t id = 0;
        for (const char* role : {"operator", "analyst", "responder", "supervisor", "admin"})
            accounts.push_back({{++id}, role, role, {}, "", has_pin});
        world.accounts = std::make_shared<const data::Table<data::Account>>(std::move(accounts));
    };
    const struct {
        const char* command;
        std::string with_pins, without;
    } cases[] = {{"incident.accept", "1 345", "12345"}, {"report.save", "1 345", "12345"}, {"import.start", " 2 45", "12345"},
                 {"workspace.import", " 2 45", "12345"}, {"camera.lift_mask", "   45", "   45"}, {"camera.unmask", "   45", "   45"}};
    for (const auto& c : cases)
        for (const bool has_pin : {true, false}) {
            set(has_pin);
            std::string may;
            for (std::int64_t id = 1; id <= 5; ++id)
                may += has_right(world, {.account = {id}}, right_of_command(c.command).value()) ? std::to_string(id) : " ";
            EXPECT_EQ(may, has_pin ? c.with_pins : c.without) << c.command;
        }
    EXPECT_FALSE(right_of_command("camera.open_number"));
    for (const char* name : {"incident.accept", "import.undo", "camera.lift_mask"})
        EXPECT_TRUE(find_command(name)) << name;
}

using Kind = InputEvent::Kind;
InputEvent move(float x, float y) { return {.kind = Kind::move, .x = x, .y = y}; }
InputEvent button(bool down) { return {.kind = Kind::button, .code = 0, .down = down}; }

TEST(Gate, OneKeyWakesTheFormAndIsUsedUp)
{
    InputGate gate;
    const GateOutcome woken = gate.take({press('7'), letter('7'), press('8'), letter('8')}, Controls::locked, std::nullopt);
    ASSERT_EQ(woken.commands.size(), 1u);
    EXPECT_EQ(woken.commands[0].name, "seat.ask");
    EXPECT_TRUE(woken.rest.empty());
    ASSERT_EQ(woken.later.size(), 2u) << "what was typed after it belongs to the PIN";
    EXPECT_EQ(woken.later[0].code, '8');
    const GateOutcome typed = gate.take({press('8'), letter('8')}, Controls::asked, Rect{0, 0, 10, 10});
    EXPECT_EQ(typed.rest.size(), 2u);
    // The character of the waking key may come a frame later.
    EXPECT_EQ(gate.take({press('7')}, Controls::locked, std::nullopt).commands.size(), 1u);
    EXPECT_TRUE(gate.take({letter('7')}, Controls::asked, std::nullopt).rest.empty());
    EXPECT_TRUE(gate.take({press(key::left_shift)}, Controls::locked, std::nullopt).commands.empty());
}

TEST(Gate, TheMouseReachesTheFormAlone)
{
    InputGate gate;
    const Rect form{100, 100, 50, 50};
    GateOutcome outcome = gate.take({move(10, 10), button(true)}, Controls::asked, form);
    ASSERT_EQ(outcome.rest.size(), 1u);
    EXPECT_LT(outcome.rest[0].x, 0);
    outcome = gate.take({button(false), move(120, 120), button(true), button(false)}, Controls::asked, form);
    EXPECT_EQ(outcome.rest.size(), 4u) << "releases always arrive";
    EXPECT_EQ(outcome.rest[1].x, 120);
    EXPECT_EQ(gate.take({button(true)}, Controls::locked, form).commands.size(), 1u);
    EXPECT_EQ(gate.take({press(key::escape)}, Controls::asked, form).commands.at(0).name, "seat.cancel");
    EXPECT_TRUE(gate.take({{.kind = Kind::drop, .paths = {"x.shp"}}}, Controls::asked, form).rest.empty());
}

struct AccountCommand : testing::Test {
    FreshFolder folder;
    const std::string path = (folder / "city.sqlite").string();
    std::string said, complaint;

    void SetUp() override { data::Store::create(path); }
    int run(AccountArguments arguments, const std::string& input = "")
    {
        arguments.workspace = path;
        std::istringstream in(input);
        std::ostringstream out, err;
        const int status = run_account(arguments, in, out, err);
        said = out.str(), complaint = err.str();
        EXPECT_LE(std::ranges::count(complaint, '\n'), 1) << complaint;
        return status;
    }
};

TEST_F(AccountCommand, AddsSetsAndListsAndNeverSaysThePin)
{
    EXPECT_EQ(run({.verb = "add", .label = "night one", .role = "operator"}), 0) << complaint;
    EXPECT_EQ(run({.verb = "add", .label = "night one", .role = "operator"}), 1);
    EXPECT_THAT(complaint, HasSubstr("there already"));
    EXPECT_EQ(run({.verb = "add", .label = "x", .role = "operator", .post = "9"}), 1);
    EXPECT_EQ(run({.verb = "pin", .label = "nobody"}, "1234\n"), 1);
    EXPECT_EQ(run({.verb = "pin", .label = "night one"}, ""), 1);
    EXPECT_EQ(run({.verb = "pin", .label = "night one"}, "12\n"), 1);
    EXPECT_THAT(complaint, HasSubstr("4 to 64"));
    EXPECT_EQ(run({.verb = "pin", .label = "night one"}, "830157\r\n"), 0) << complaint;
    EXPECT_EQ((said + complaint).find("830157"), std::string::npos);
    EXPECT_EQ(run({.verb = "list", .json = true}), 0);
    EXPECT_EQ(said, "{\"accounts\":[{\"label\":\"night one\",\"role\":\"operator\",\"post\":\"\",\"login\":\"\",\"pin\":true}]}\n");
    data::Store store = data::Store::open(path, data::OpenMode::read_only);
    EXPECT_TRUE(store.is_pin_of({1}, "830157"));
    std::vector<std::string> kinds;
    store.read_log({}, [&](const data::LogRow& row) {
        kinds.push_back(row.entry.kind + " " + row.entry.subject);
        EXPECT_EQ(row.entry.detail.find("830157"), std::string::npos);
        return true;
    });
    EXPECT_THAT(kinds, testing::ElementsAre("account_added account night one", "pin_set account night one"));
    EXPECT_EQ(run({.verb = "pin", .label = "night one", .remove = true}), 0);
}

}

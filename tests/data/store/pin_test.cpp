// PINs: what is kept of them, and that nobody else's fits.

#include "data/store/pin.h"

#include "data/error.h"
#include "data/store/store.h"
#include "tests/data/fresh_folder.h"
#include "tests/data/sample.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <functional>
#include <sstream>

namespace {

using namespace data;
using testing::HasSubstr;
using testing::StartsWith;

TEST(Pin, IsKeptAsAnArgon2idHashWithASaltOfItsOwn)
{
    const std::string first = hash_pin("2580"), second = hash_pin("2580");
    EXPECT_THAT(first, StartsWith("$argon2id$v=19$m=65536,t=2,p=1$"));
    EXPECT_NE(first, second);
    EXPECT_TRUE(fits_pin(first, "2580"));
    EXPECT_TRUE(fits_pin(second, "2580"));
    for (const char* wrong : {"", "258", "25800", "2581", "２５８０"})
        EXPECT_FALSE(fits_pin(first, wrong)) << wrong;
    for (const std::string& no_hash : {std::string(), std::string("2580"), std::string(500, '$'), first.substr(0, 40)})
        EXPECT_FALSE(fits_pin(no_hash, "2580")) << no_hash;
}

TEST(Pin, OfTheWrongLengthOrWithControlCharactersIsRefused)
{
    for (const std::string& bad : {std::string("123"), std::string(65, '1'), std::string("12\t45"), std::string("1234\x7f")})
        EXPECT_THROW(hash_pin(bad), Error) << bad.size();
    EXPECT_TRUE(fits_pin(hash_pin("四字口令"), "四字口令"));
    std::string secret = "1234";
    wipe(secret);
    EXPECT_TRUE(secret.empty());
}

struct Accounts : testing::Test {
    FreshFolder folder;
    const std::filesystem::path path = folder / "city.sqlite";
    Store store = Store::create(path);
    AccountId first, second;

    void SetUp() override
    {
        const PostId post = store.put(std::vector{Post{.label = "2", .seat = "duty-1"}}).at(0);
        const auto ids = store.put(std::vector{Account{.label = "值班一", .role = "operator"}, Account{.label = "值班长", .role = "supervisor", .post = post, .login = "chief"}});
        first = ids.at(0), second = ids.at(1);
    }
};

TEST_F(Accounts, PinIsSetAskedAndTakenAway)
{
    EXPECT_FALSE(store.load().accounts->find(first)->has_pin);
    EXPECT_FALSE(store.is_pin_of(first, "")) << "no PIN is not an empty PIN";
    store.set_pin(first, "2580");
    EXPECT_TRUE(store.is_pin_of(first, "2580"));
    EXPECT_FALSE(store.is_pin_of(first, "2581"));
    EXPECT_FALSE(store.is_pin_of(second, "2580"));
    EXPECT_THROW(store.set_pin(first, "12"), Error);
    EXPECT_TRUE(store.is_pin_of(first, "2580")) << "a refused PIN leaves the old one";
    const WorkspaceLoaded loaded = store.load();
    EXPECT_TRUE(loaded.accounts->find(first)->has_pin);
    EXPECT_EQ(loaded.accounts->find(second)->login, "chief");
    EXPECT_EQ(loaded.posts->find(loaded.accounts->find(second)->post)->label, "2");
    // Writing the record again keeps the PIN.
    store.put(std::vector{Account{.id = first, .label = "值班甲", .role = "operator"}});
    EXPECT_TRUE(store.is_pin_of(first, "2580"));
    store.set_pin(first, "");
    EXPECT_FALSE(store.is_pin_of(first, "2580"));
}

TEST_F(Accounts, AnotherConsoleIsToldOfANewPin)
{
    Store other = Store::open(path, OpenMode::read_write);
    other.load();
    store.set_pin(first, "2580");
    bool is_told = false;
    for (int i = 0; i < 3 && !is_told; ++i)
        for (const Fact& fact : other.news())
            if (const auto* loaded = std::get_if<WorkspaceLoaded>(&fact))
                is_told = loaded->accounts->find(first)->has_pin;
    EXPECT_TRUE(is_told);
}

TEST_F(Accounts, ThePinItselfIsNowhereInTheFile)
{
    store.set_pin(first, "73915064-not-here");
    store.settle();
    std::ifstream in(path, std::ios::binary);
    std::ostringstream all;
    all << in.rdbuf();
    EXPECT_EQ(all.str().find("73915064"), std::string::npos);
    EXPECT_NE(all.str().find("$argon2id$"), std::string::npos);
}

TEST_F(Accounts, LogIdsAndPagesAreTheRowsOfTheFilter)
{
    std::vector<SessionLogEntry> rows;
    for (int i = 0; i < 1000; ++i)
        rows.push_back({sample::noon + std::chrono::seconds(i), {i % 2 ? first : second, {}, "desk-1"}, i % 3 ? "search" : "camera_shown", i % 5 ? "camera 217" : "camera 31", ""});
    store.log(rows);
    const struct {
        LogFilter filter;
        std::size_t count;
    } cases[] = {{{}, 1000},
                 {{.kinds = {"camera_shown"}}, 334},
                 {{.subject = "camera 31"}, 200},
                 {{.account = "值班一"}, 500},
                 {{.account = "nobody"}, 0},
                 {{.from = sample::noon + std::chrono::seconds(900)}, 100},
                 {{.last = 7}, 7}};
    for (const auto& c : cases) {
        const std::vector<std::int64_t> ids = store.log_ids(c.filter);
        ASSERT_EQ(ids.size(), c.count);
        EXPECT_TRUE(std::ranges::is_sorted(ids, std::greater{}));
        if (ids.size() < 60 || c.filter.last)
            continue;
        LogFilter page = c.filter;
        page.last_id = ids[10], page.first_id = ids[59];
        std::vector<std::int64_t> read;
        store.read_log(page, [&](const LogRow& row) {
            read.push_back(row.id);
            return true;
        });
        std::ranges::reverse(read);
        EXPECT_EQ(read, std::vector<std::int64_t>(ids.begin() + 10, ids.begin() + 60));
    }
    EXPECT_EQ(store.log_kinds(), (std::vector<std::string>{"camera_shown", "search"}));
}

}

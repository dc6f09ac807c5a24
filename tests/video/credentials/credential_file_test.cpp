#include "video/credentials/credential_file.h"
#include "video/error.h"

#include <gtest/gtest.h>

#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

using namespace video;

namespace fs = std::filesystem;

namespace {

class CredentialFile : public testing::Test {
protected:
    void SetUp() override
    {
        std::string pattern = (fs::temp_directory_path() / "gridwatch-credentials-XXXXXX").string();
        folder = mkdtemp(pattern.data());
        places = {folder + "/config/gridwatch/credentials", folder + "/seat"};
    }
    void TearDown() override { fs::remove_all(folder); }
    static std::string refusal(const CredentialPlaces& places, const std::string& name)
    {
        try {
            find_credential(places, name);
        } catch (const Error& error) {
            EXPECT_EQ(error.cause, Cause::no_credential);
            return error.what();
        }
        return "";
    }
    static unsigned mode_of(const std::string& file)
    {
        struct stat state{};
        ::stat(file.c_str(), &state);
        return state.st_mode & 07777;
    }

    std::string folder;
    CredentialPlaces places;
};

/// Read, changed and written by many at once: each said "is in …", and every one is.
TEST_F(CredentialFile, what_many_set_at_once_is_all_there)
{
    {
        std::vector<std::jthread> hands;
        for (int hand = 0; hand < 8; ++hand)
            hands.emplace_back([&, hand] {
                for (int i = 0; i < 10; ++i)
                    set_credential(places.own, false, "c" + std::to_string(hand) + "-" + std::to_string(i), {"u", "p", ""});
            });
    }
    EXPECT_EQ(list_credentials(places).size(), 80u);
    EXPECT_EQ(mode_of(places.own), 0600u);
    EXPECT_EQ(mode_of(places.own + ".lock"), 0600u);
}

TEST_F(CredentialFile, keeps_what_people_put_into_passwords)
{
    const SignIn odd[] = {{"admin", "p@ss/wo:rd %41? #", ""}, {"", "-", ""}, {"操作员", "口令 1\t2", "sha256:ab"}, {"u", "", ""}, {"a b", "\"'\\$(x)`", ""}};
    for (std::size_t i = 0; i < std::size(odd); ++i)
        set_credential(places.own, false, "recorder " + std::to_string(i), odd[i]);
    for (std::size_t i = 0; i < std::size(odd); ++i)
        EXPECT_EQ(find_credential(places, "recorder " + std::to_string(i)), odd[i]) << i;
    set_credential(places.own, false, "recorder 1", {"new", "secret", ""});
    EXPECT_EQ(find_credential(places, "recorder 1"), (SignIn{"new", "secret", ""}));
    EXPECT_EQ(list_credentials(places).size(), std::size(odd));
    EXPECT_TRUE(remove_credential(places.own, false, "recorder 1"));
    EXPECT_FALSE(remove_credential(places.own, false, "recorder 1"));
    EXPECT_NE(refusal(places, "recorder 1").find("gridwatch credential set recorder 1"), std::string::npos);
}

TEST_F(CredentialFile, is_for_its_owner_alone_or_for_the_group_of_the_seats)
{
    set_credential(places.own, false, "a", {"u", "p", ""});
    set_credential(places.seat, true, "a", {"other", "q", ""});
    set_credential(places.seat, true, "b", {"v", "q", ""});
    EXPECT_EQ(mode_of(places.own), 0600u);
    EXPECT_EQ(mode_of(places.seat), 0640u);
    EXPECT_EQ(mode_of(fs::path(places.own).parent_path()), 0700u);
    EXPECT_EQ(find_credential(places, "a").user, "u") << "the own file comes first";
    EXPECT_EQ(find_credential(places, "b").user, "v");
}

TEST_F(CredentialFile, that_others_may_read_is_refused_with_what_to_do)
{
    set_credential(places.own, false, "a", {"u", "p", ""});
    set_credential(places.seat, true, "b", {"v", "q", ""});
    for (const unsigned mode : {0604u, 0640u, 0660u, 0644u, 0777u}) {
        ::chmod(places.own.c_str(), mode);
        EXPECT_NE(refusal(places, "a").find("chmod 0600 " + places.own), std::string::npos) << std::oct << mode;
        EXPECT_THROW(set_credential(places.own, false, "c", {}), Error);
    }
    ::chmod(places.own.c_str(), 0600);
    for (const unsigned mode : {0644u, 0660u}) {
        ::chmod(places.seat.c_str(), mode);
        EXPECT_NE(refusal(places, "b").find("chmod 0640 " + places.seat), std::string::npos) << std::oct << mode;
    }
    ::chmod(places.seat.c_str(), 0600);
    EXPECT_EQ(find_credential(places, "b").user, "v");
}

TEST_F(CredentialFile, that_is_broken_says_so_and_shows_nothing_of_it)
{
    fs::create_directories(fs::path(places.own).parent_path());
    {
        std::ofstream(places.own) << "# mine\n\nname only-a-user\n";
    }
    ::chmod(places.own.c_str(), 0600);
    const std::string words = refusal(places, "name");
    EXPECT_NE(words.find("not a credential"), std::string::npos);
    EXPECT_EQ(words.find("only-a-user"), std::string::npos);
    EXPECT_NE(refusal({folder, ""}, "x").find("is not a file"), std::string::npos);
    EXPECT_NE(refusal({"", ""}, "x").find("not on this machine"), std::string::npos);
}

/// A program that was killed while it wrote leaves a file with passwords beside the other; the next one takes it away, and nothing of the user's own.
TEST_F(CredentialFile, what_a_killed_program_left_goes_with_the_next_change)
{
    set_credential(places.own, false, "a", {"u", "p", ""});
    const auto beside = [&](const char* ending) { return places.own + ending; };
    for (const char* ending : {".new-a1B2c3", ".backup", ".new-backups", ".new-x"})
        std::ofstream(beside(ending)) << "x";
    set_credential(places.own, false, "b", {"u", "p", ""});
    EXPECT_FALSE(fs::exists(beside(".new-a1B2c3")));
    for (const char* ending : {".backup", ".new-backups", ".new-x", ""})
        EXPECT_TRUE(fs::exists(beside(ending))) << ending;
}

TEST_F(CredentialFile, lies_where_the_environment_says)
{
    ::setenv("GRIDWATCH_CREDENTIALS", "/tmp/x", 1);
    EXPECT_EQ(credential_places().own, "/tmp/x");
    EXPECT_EQ(credential_places().seat, "");
    ::unsetenv("GRIDWATCH_CREDENTIALS");
    EXPECT_EQ(credential_places().seat, "/etc/gridwatch/credentials");
    EXPECT_NE(credential_places().own.find("/gridwatch/credentials"), std::string::npos);
}

}

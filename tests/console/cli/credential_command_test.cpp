#include "console/cli/credential_command.h"

#include "video/credentials/credential_file.h"

#include <gtest/gtest.h>

#include <sys/stat.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <sstream>

namespace {

namespace fs = std::filesystem;

class CredentialCommand : public testing::Test {
protected:
    void SetUp() override
    {
        std::string pattern = (fs::temp_directory_path() / "gridwatch-credential-XXXXXX").string();
        folder = mkdtemp(pattern.data());
        file = folder + "/credentials";
        ::setenv("GRIDWATCH_CREDENTIALS", file.c_str(), 1);
    }
    void TearDown() override
    {
        ::unsetenv("GRIDWATCH_CREDENTIALS");
        fs::remove_all(folder);
    }
    int run(const console::CredentialArguments& arguments, const std::string& input = "")
    {
        std::istringstream in(input);
        std::ostringstream out, err;
        const int status = console::run_credential(arguments, in, out, err);
        said = out.str();
        complaint = err.str();
        EXPECT_LE(std::ranges::count(complaint, '\n'), 1) << complaint;
        return status;
    }
    video::SignIn kept(const std::string& name) const { return video::find_credential({file, ""}, name); }

    std::string folder, file, said, complaint;
};

TEST_F(CredentialCommand, KeepsOneLineOfStandardInputAndNeverSaysIt)
{
    EXPECT_EQ(run({.verb = "set", .name = "recorder-east", .user = "admin"}, "s3cret word \r\nsecond line\n"), 0) << complaint;
    EXPECT_EQ(kept("recorder-east"), (video::SignIn{"admin", "s3cret word ", ""}));
    EXPECT_EQ(said.find("s3cret"), std::string::npos);
    EXPECT_EQ(run({.verb = "list"}), 0);
    EXPECT_NE(said.find("recorder-east  " + file), std::string::npos) << said;
    EXPECT_EQ(said.find("s3cret"), std::string::npos);
    EXPECT_EQ(run({.verb = "test", .name = "recorder-east"}), 0) << complaint;
    EXPECT_EQ(run({.verb = "remove", .name = "recorder-east"}), 0) << complaint;
    EXPECT_EQ(run({.verb = "test", .name = "recorder-east"}), 1);
    EXPECT_NE(complaint.find("gridwatch credential set recorder-east"), std::string::npos) << complaint;
    EXPECT_EQ(run({.verb = "remove", .name = "recorder-east"}), 1);
    EXPECT_EQ(run({.verb = "list"}), 0);
    EXPECT_NE(said.find("No credential"), std::string::npos);
}

TEST_F(CredentialCommand, RefusesWhatItCannotUseAndChangesNothing)
{
    EXPECT_EQ(run({.verb = "set", .name = "a", .user = "u"}, ""), 1);
    EXPECT_EQ(run({.verb = "set", .name = "a", .user = "u"}, "\n"), 1);
    EXPECT_EQ(run({.verb = "set", .name = "a", .user = "u", .fingerprint = "sha256:12"}, "p\n"), 2);
    EXPECT_EQ(run({.verb = "set", .name = "a", .user = "u", .seat = true}, "p\n"), 1);
    EXPECT_FALSE(fs::exists(file));
    EXPECT_EQ(run({.verb = "set", .name = "a", .user = "u", .fingerprint = std::string(64, 'A')}, "p\n"), 0) << complaint;
    EXPECT_EQ(kept("a").fingerprint, "sha256:" + std::string(64, 'a'));
    ::chmod(file.c_str(), 0644);
    for (const char* verb : {"set", "list", "test", "remove"}) {
        EXPECT_EQ(run({.verb = verb, .name = "a"}, "other\n"), 1) << verb;
        EXPECT_NE(complaint.find("chmod 0600 " + file), std::string::npos) << complaint;
    }
    ::chmod(file.c_str(), 0600);
    EXPECT_EQ(kept("a").password, "p");
}

}

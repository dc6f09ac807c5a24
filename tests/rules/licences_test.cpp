// docs/LICENCES.md lists what the built program links, with the licences that Debian names: cmake/package/licences.sh, run as ./dev does.

#include "tests/rules/tree.h"

#include <gtest/gtest.h>

#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

namespace {

struct Outcome {
    int status = 0;
    std::string said;
};

/// Compares the built program with a page; an empty path is the project's own.
Outcome check(const std::string& page = {})
{
    std::string command = "cd '" SOURCE_DIR "' && cmake/package/licences.sh --check --build '" BINARY_DIR "'";
    if (!page.empty())
        command += " --page '" + page + "'";
    Outcome outcome;
    FILE* pipe = popen((command + " 2>&1").c_str(), "r");
    if (!pipe)
        return {.status = -1, .said = "no shell"};
    char piece[4096];
    while (const std::size_t count = std::fread(piece, 1, sizeof piece, pipe))
        outcome.said.append(piece, count);
    outcome.status = WEXITSTATUS(pclose(pipe));
    return outcome;
}

constexpr int no_list_for_this_system = 77;

class Licences : public testing::Test {
protected:
    void SetUp() override
    {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
        GTEST_SKIP() << "A build for a sanitizer links its libraries too, and is handed out to nobody.";
#endif
    }
};

TEST_F(Licences, ThePageListsWhatTheProgramLinks)
{
    const Outcome outcome = check();
    if (outcome.status == no_list_for_this_system)
        GTEST_SKIP() << outcome.said;
    EXPECT_EQ(outcome.status, 0) << outcome.said;
}

struct Change {
    const char* from;
    const char* to;
};

/// A copy of the page with changes, in a file that goes with this object.
class ChangedPage {
public:
    explicit ChangedPage(const std::vector<Change>& changes)
        : path_(std::filesystem::temp_directory_path() / ("gridwatch-licences-" + std::to_string(getpid()) + ".md"))
    {
        std::string text = tree::text("docs/LICENCES.md");
        for (const auto& [from, to] : changes) {
            const std::string found = from, written = to;
            std::size_t at = text.find(found);
            EXPECT_NE(at, std::string::npos) << "the page no longer has " << found;
            for (; at != std::string::npos; at = text.find(found, at + written.size()))
                text.replace(at, found.size(), written);
        }
        std::ofstream(path_, std::ios::binary) << text;
    }
    ChangedPage(const ChangedPage&) = delete;
    ChangedPage& operator=(const ChangedPage&) = delete;
    ~ChangedPage() { std::filesystem::remove(path_); }

    std::string path() const { return path_.string(); }

private:
    std::filesystem::path path_;
};

TEST_F(Licences, EachDifferenceIsNamed)
{
    struct Row {
        Change change;
        const char* named;
    };
    const Row rows[] = {
        // The program links what the page does not list, and the other way round.
        {{"| libproj |", "| libelse |"}, "not on the page: Linked, Debian"},
        {{"| libgeos_c |", "| libgeos_c, libgone |"}, "libgone | geos"},
        // Debian names another licence, of a library that is linked and of one that is pulled in.
        {{"| libglfw | Zlib |", "| libglfw | Expat |"}, "libglfw | glfw3 | Zlib"},
        {{"| libx264 | GPL-2+ |", "| libx264 | ISC |"}, "libx264 | x264 | ISC"},
        // Another header is compiled in; FFmpeg was built otherwise.
        {{"headers of libcli11-dev", "headers of nothing"}, "headers of libcli11-dev"},
        {{"*GPL version 2 or later*", "*LGPL version 2.1 or later*"}, "FFmpeg says of itself"},
    };
    if (const Outcome outcome = check(); outcome.status != 0)
        GTEST_SKIP() << outcome.said;
    std::vector<Change> changes;
    for (const Row& row : rows)
        changes.push_back(row.change);
    const ChangedPage page(changes);
    const Outcome outcome = check(page.path());
    EXPECT_EQ(outcome.status, 1);
    for (const Row& row : rows)
        EXPECT_NE(outcome.said.find(row.named), std::string::npos) << row.named << " is missing in:\n" << outcome.said;
}

TEST_F(Licences, AnotherDebianIsSaidToHaveNoList)
{
    const ChangedPage page(std::vector<Change>{{"<!-- licences of Debian ", "<!-- licences of another Debian "}});
    EXPECT_EQ(check(page.path()).status, no_list_for_this_system);
}

}

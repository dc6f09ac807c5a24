#include "video/credentials/credential_file.h"

#include "video/error.h"
#include "video/percent.h"

#include <fcntl.h>
#include <grp.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <optional>
#include <sstream>
#include <string_view>
#include <vector>

namespace video {
namespace {

constexpr const char* seat_file = "/etc/gridwatch/credentials";
constexpr const char* head = "# Gridwatch's credentials: name, user, password, fingerprint, each percent-encoded. See gridwatch credential --help.\n";
constexpr std::size_t most_bytes = 1 << 20;
constexpr std::string_view fresh_begin = ".new-", fresh_own = "XXXXXX"; // for mkstemp

/// One line of the file.
struct Entry {
    std::string name;
    SignIn sign_in;
};

class File {
public:
    explicit File(int given) : handle(given) {}
    ~File()
    {
        if (handle >= 0)
            ::close(handle);
    }
    File(const File&) = delete;
    const int handle;
};

[[noreturn]] void fail(const std::string& file, const std::string& words)
{
    throw Error(Cause::no_credential, file + " " + words);
}

void check_mode(const std::string& file, const struct stat& state, bool is_seat)
{
    char mode[16];
    std::snprintf(mode, sizeof mode, "%04o", static_cast<unsigned>(state.st_mode & 07777));
    if (!S_ISREG(state.st_mode))
        fail(file, "is not a file");
    if (state.st_mode & (is_seat ? 027 : 077))
        fail(file, std::string("may be read or changed by others (mode ") + mode + "); nothing is taken from it. Do: chmod " +
                       (is_seat ? "0640 " : "0600 ") + file);
    if (state.st_uid != 0 && state.st_uid != ::geteuid())
        fail(file, "belongs to somebody else; nothing is taken from it");
}

/// "-" stands for an empty word.
std::string word_of(const std::string& text) { return text.empty() ? "-" : text == "-" ? "%2D" : percent_encoded(text); }
std::string text_of(const std::string& word) { return word == "-" ? "" : percent_decoded(word); }

/// Empty for a file that is not there.
std::optional<std::vector<Entry>> read(const std::string& file, bool is_seat)
{
    const File opened(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    if (opened.handle < 0) {
        if (errno == ENOENT || errno == ENOTDIR)
            return std::nullopt;
        fail(file, std::string("cannot be read: ") + std::strerror(errno) +
                       (is_seat && errno == EACCES ? ". Ask to be put into the group gridwatch" : ""));
    }
    struct stat state{};
    ::fstat(opened.handle, &state);
    check_mode(file, state, is_seat);
    std::string all;
    char bytes[4096];
    for (ssize_t count; all.size() < most_bytes && (count = ::read(opened.handle, bytes, sizeof bytes)) > 0;)
        all.append(bytes, static_cast<std::size_t>(count));
    std::vector<Entry> entries;
    std::istringstream lines(all);
    for (std::string line; std::getline(lines, line);) {
        if (line.empty() || line[0] == '#')
            continue;
        std::istringstream words(line);
        std::string name, user, password, fingerprint;
        words >> name >> user >> password >> fingerprint;
        if (password.empty())
            fail(file, "has a line that is not a credential; write it anew with gridwatch credential set");
        entries.push_back({text_of(name), {text_of(user), text_of(password), text_of(fingerprint)}});
    }
    return entries;
}

[[noreturn]] void fail_to_write(const std::string& file)
{
    throw Error(Cause::no_file, file + " cannot be written: " + std::strerror(errno));
}

/// From here on no other program of ours reads, decides and writes: what two change at once is both there afterwards.
File lock_of(const std::string& file, bool is_seat)
{
    const std::filesystem::path folder = std::filesystem::path(file).parent_path();
    std::error_code ignored;
    if (!folder.empty() && std::filesystem::create_directories(folder, ignored) && !is_seat)
        ::chmod(folder.c_str(), 0700);
    const int handle = ::open((file + ".lock").c_str(), O_CREAT | O_RDWR | O_CLOEXEC | O_NOFOLLOW, 0600);
    int result = -1;
    do
        result = handle < 0 ? -1 : ::flock(handle, LOCK_EX);
    while (result != 0 && handle >= 0 && errno == EINTR);
    if (result != 0)
        fail_to_write(file);
    return File(handle);
}

/// While the lock is held nobody is writing one: what has such a name was left by a program that was killed.
void clear_left(const std::string& file)
{
    const std::filesystem::path path(file);
    const std::string begin = path.filename().string() + std::string(fresh_begin);
    std::error_code failed;
    std::vector<std::filesystem::path> left;
    for (std::filesystem::directory_iterator at(path.has_parent_path() ? path.parent_path() : std::filesystem::path("."), failed), end; !failed && at != end; at.increment(failed))
        if (const std::string name = at->path().filename().string(); name.size() == begin.size() + fresh_own.size() && name.starts_with(begin))
            left.push_back(at->path());
    for (const std::filesystem::path& one : left)
        std::filesystem::remove(one, failed);
}

/// With its lock held.
void write(const std::string& file, bool is_seat, const std::vector<Entry>& entries)
{
    clear_left(file);
    std::string all = head;
    for (const Entry& entry : entries)
        all += word_of(entry.name) + " " + word_of(entry.sign_in.user) + " " + word_of(entry.sign_in.password) + " " +
               word_of(entry.sign_in.fingerprint) + "\n";
    std::string fresh = file + std::string(fresh_begin) + std::string(fresh_own);
    const File opened(::mkostemp(fresh.data(), O_CLOEXEC)); // mode 0600
    if (opened.handle < 0)
        fail_to_write(file);
    bool is_whole = true;
    if (is_seat) {
        const group* seats = ::getgrnam("gridwatch");
        is_whole = ::fchmod(opened.handle, 0640) == 0 && (!seats || ::fchown(opened.handle, static_cast<uid_t>(-1), seats->gr_gid) == 0);
    }
    for (std::size_t done = 0; is_whole && done < all.size();) {
        const ssize_t count = ::write(opened.handle, all.data() + done, all.size() - done);
        is_whole = count > 0;
        done += count > 0 ? static_cast<std::size_t>(count) : 0;
    }
    if (!is_whole || ::fsync(opened.handle) != 0 || ::rename(fresh.c_str(), file.c_str()) != 0) {
        const int error = errno;
        ::unlink(fresh.c_str());
        errno = error;
        fail_to_write(file);
    }
}

}

CredentialPlaces credential_places()
{
    if (const char* named = std::getenv("GRIDWATCH_CREDENTIALS"); named && *named)
        return {named, ""};
    CredentialPlaces places{.seat = seat_file};
    const char* config = std::getenv("XDG_CONFIG_HOME");
    const char* home = std::getenv("HOME");
    if (config && *config)
        places.own = std::string(config) + "/gridwatch/credentials";
    else if (home && *home)
        places.own = std::string(home) + "/.config/gridwatch/credentials";
    return places;
}

SignIn find_credential(const CredentialPlaces& places, const std::string& name)
{
    for (const bool is_seat : {false, true}) {
        const std::string& file = is_seat ? places.seat : places.own;
        if (file.empty())
            continue;
        if (const auto entries = read(file, is_seat))
            if (const auto at = std::ranges::find(*entries, name, &Entry::name); at != entries->end())
                return at->sign_in;
    }
    throw Error(Cause::no_credential, "The credential \"" + name + "\" is not on this machine. Do: gridwatch credential set " + name);
}

std::vector<CredentialName> list_credentials(const CredentialPlaces& places)
{
    std::vector<CredentialName> names;
    for (const bool is_seat : {false, true}) {
        const std::string& file = is_seat ? places.seat : places.own;
        if (file.empty())
            continue;
        if (const auto entries = read(file, is_seat))
            for (const Entry& entry : *entries)
                names.push_back({entry.name, file, !entry.sign_in.fingerprint.empty()});
    }
    return names;
}

void set_credential(const std::string& file, bool is_seat, const std::string& name, const SignIn& sign_in)
{
    const File lock = lock_of(file, is_seat);
    auto entries = read(file, is_seat).value_or(std::vector<Entry>{});
    if (const auto at = std::ranges::find(entries, name, &Entry::name); at != entries.end())
        at->sign_in = sign_in;
    else
        entries.push_back({name, sign_in});
    write(file, is_seat, entries);
}

bool remove_credential(const std::string& file, bool is_seat, const std::string& name)
{
    const File lock = lock_of(file, is_seat);
    auto entries = read(file, is_seat).value_or(std::vector<Entry>{});
    if (std::erase_if(entries, [&](const Entry& entry) { return entry.name == name; }) == 0)
        return false;
    write(file, is_seat, entries);
    return true;
}

}

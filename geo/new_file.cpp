#include "geo/new_file.h"

#include "geo/error.h"

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace geo {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view prefix = ".gridwatch-part-";
constexpr const char* folder_pattern = ".gridwatch-part-XXXXXX"; // for mkdtemp
constexpr const char* plan_name = ".placing"; // what is to get which name: from here on the file gets its name whatever happens
constexpr const char* aside = ".aside";       // what had the name, where a file system cannot exchange two names

/// Folders of this process, for abandon_new_files().
struct Live {
    std::mutex mutex;
    std::set<fs::path> folders;  // guarded by mutex
    bool is_abandoned = false;   // guarded by mutex
    std::timed_mutex placing;    // held while names are given
};
Live& live()
{
    static Live all;
    return all;
}

ino_t number_of(const fs::path& path)
{
    struct stat about {};
    return lstat(path.c_str(), &about) == 0 ? about.st_ino : 0;
}

/// One name that changes hands.
struct Step {
    ino_t fresh = 0, before = 0; // what is to get the name, what has it; 0: nothing
    std::string name, kept;      // kept: the name for what has it, empty: it goes
};

/// An open folder, locked as long as this lives.
class LockedFolder {
public:
    enum class Lock { held, refused, unknown }; // refused: another program holds it, or it is none of this user's; unknown: no locks here

    explicit LockedFolder(const fs::path& folder) : handle_(open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC))
    {
        struct stat about {};
        if (handle_ < 0 || fstat(handle_, &about) != 0 || about.st_uid != geteuid())
            return;
        if (flock(handle_, LOCK_EX | LOCK_NB) != 0)
            lock_ = errno == EWOULDBLOCK ? Lock::refused : Lock::unknown;
        else if (number_of(folder) == about.st_ino) // else it was cleared meanwhile
            lock_ = Lock::held;
    }
    ~LockedFolder()
    {
        if (handle_ >= 0)
            close(handle_);
    }
    LockedFolder(const LockedFolder&) = delete;
    LockedFolder& operator=(const LockedFolder&) = delete;
    Lock lock() const { return lock_; }

private:
    int handle_;
    Lock lock_ = Lock::refused;
};

/// Piece by piece, so that a program that is told to end meanwhile does not wait, unable to, for a gigabyte: nothing else ends an fsync.
void write_out(int handle)
{
    constexpr off64_t piece = 4 << 20;
    struct stat about {};
    if (fstat(handle, &about) != 0 || !S_ISREG(about.st_mode))
        return;
    for (off64_t at = 0; at < about.st_size; at += piece)
        if (sync_file_range(handle, at, piece, SYNC_FILE_RANGE_WAIT_BEFORE | SYNC_FILE_RANGE_WRITE | SYNC_FILE_RANGE_WAIT_AFTER) != 0)
            return; // what it cannot do the fsync does
}

}

void sync_tree(const fs::path& path)
{
    std::error_code failed;
    if (fs::is_directory(fs::symlink_status(path, failed)))
        for (const auto& entry : fs::directory_iterator(path, failed))
            sync_tree(entry.path());
    const int handle = open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (handle < 0)
        return;
    write_out(handle);
    const bool is_written = fsync(handle) == 0 || errno == EINVAL || errno == EROFS; // some file systems know no fsync of folders
    close(handle);
    if (!is_written)
        throw fs::filesystem_error("sync", path, std::error_code(errno, std::generic_category()));
}

namespace {

void rename_to_free(const fs::path& from, const fs::path& to)
{
    if (renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0)
        return;
    if ((errno != EINVAL && errno != ENOSYS) || number_of(to) != 0)
        throw fs::filesystem_error("rename", from, to, std::error_code(number_of(to) != 0 ? EEXIST : errno, std::generic_category()));
    fs::rename(from, to);
}

void exchange(const fs::path& fresh, const fs::path& present)
{
    if (renameat2(AT_FDCWD, fresh.c_str(), AT_FDCWD, present.c_str(), RENAME_EXCHANGE) == 0)
        return;
    fs::rename(present, fresh.string() + aside);
    fs::rename(fresh, present);
}

/// Each step can be taken again: files are known by their numbers, and one that somebody else put there meanwhile stays.
void carry_out(const fs::path& folder, const std::vector<Step>& steps)
{
    const fs::path parent = folder.parent_path();
    for (const Step& step : steps) {
        const fs::path from = folder / step.name, to = parent / step.name;
        const ino_t there = number_of(to);
        if (step.fresh && there != step.fresh && number_of(from) == step.fresh) {
            if (there == 0)
                rename_to_free(from, to);
            else if (there == step.before)
                exchange(from, to);
            else
                throw fs::filesystem_error("rename", from, to, std::make_error_code(std::errc::file_exists));
        } else if (!step.fresh && step.before && there == step.before) {
            fs::rename(to, from);
        }
    }
    for (const Step& step : steps)
        for (const fs::path& before : {folder / step.name, fs::path((folder / step.name).string() + aside)})
            if (!step.kept.empty() && step.before && number_of(before) == step.before)
                rename_to_free(before, parent / step.kept);
    sync_folder(parent);
}

void write_plan(const fs::path& folder, const std::vector<Step>& steps)
{
    const fs::path unfinished = folder / (std::string(plan_name) + ".new");
    {
        std::ofstream out(unfinished, std::ios::binary);
        for (const Step& step : steps)
            out << step.fresh << ' ' << step.before << ' ' << step.name.size() << ' ' << step.kept.size() << '\n' << step.name << step.kept;
        out << "end\n";
        out.close();
        if (!out)
            throw fs::filesystem_error("write", unfinished, std::make_error_code(std::errc::no_space_on_device));
    }
    sync_tree(unfinished);
    fs::rename(unfinished, folder / plan_name);
    sync_folder(folder);
}

bool is_plain_name(const std::string& name) { return !name.empty() && name.find('/') == std::string::npos && name != "." && name != ".."; }

/// Empty where it is not one of ours.
std::vector<Step> read_plan(const fs::path& folder)
{
    constexpr std::size_t longest_name = 4096;
    std::ifstream in(folder / plan_name, std::ios::binary);
    std::vector<Step> steps;
    for (;;) {
        Step step;
        std::size_t name = 0, kept = 0;
        if (!(in >> step.fresh >> step.before >> name >> kept) || name > longest_name || kept > longest_name)
            break;
        in.get();
        step.name.resize(name), step.kept.resize(kept);
        in.read(step.name.data(), static_cast<std::streamsize>(name)).read(step.kept.data(), static_cast<std::streamsize>(kept));
        if (!in || !is_plain_name(step.name) || (kept && !is_plain_name(step.kept)))
            return {};
        steps.push_back(std::move(step));
    }
    in.clear();
    std::string end;
    return in >> end && end == "end" ? steps : std::vector<Step>();
}

/// Whether a name has changed hands already.
bool has_begun(const fs::path& folder, const std::vector<Step>& steps)
{
    return std::ranges::any_of(steps, [&](const Step& step) {
        const ino_t there = number_of(folder.parent_path() / step.name);
        return step.fresh ? there == step.fresh : there != step.before;
    });
}

/// What has a plan may hold what had the name before: it is for the next one that looks.
void remove_unless_planned(const fs::path& folder)
{
    std::error_code ignored;
    if (number_of(folder / plan_name) == 0)
        fs::remove_all(folder, ignored);
}

void finish_unfinished(const fs::path& folder)
{
    const LockedFolder locked(folder);
    if (locked.lock() != LockedFolder::Lock::held)
        return;
    if (number_of(folder / plan_name) != 0) {
        const std::vector<Step> steps = read_plan(folder);
        if (steps.empty())
            return;
        carry_out(folder, steps);
    }
    std::error_code ignored;
    fs::remove_all(folder, ignored);
}

fs::path parent_of(const fs::path& path) { return path.has_parent_path() ? path.parent_path() : fs::path("."); }

std::string reason_of(const fs::filesystem_error& error) { return error.code().message(); }

}

struct NewFile::State {
    fs::path goal, folder, file;
    std::unique_ptr<LockedFolder> lock;

    /// A folder that no other program takes for one that was left: it may be cleared between its making and its lock.
    void make_folder()
    {
        constexpr int tries = 100;
        for (int i = 0; i < tries; ++i) {
            std::string pattern = (parent_of(goal) / folder_pattern).string();
            if (!mkdtemp(pattern.data()))
                throw Error(remark("out_folder", parent_of(goal).string()));
            folder = pattern;
            lock = std::make_unique<LockedFolder>(folder);
            if (lock->lock() != LockedFolder::Lock::refused)
                return;
        }
        throw Error(remark("out_folder", parent_of(goal).string()));
    }

    std::vector<Step> steps_for(const Placing& how) const
    {
        std::vector<std::string> names;
        for (const auto& entry : fs::directory_iterator(folder))
            if (const std::string name = entry.path().filename().string(); !name.starts_with(prefix) && name != goal.filename())
                names.push_back(name);
        if (how.replaces && how.beside)
            if (const std::string name = goal.filename().string() + how.beside; std::ranges::find(names, name) == names.end() && number_of(parent_of(goal) / name) != 0)
                names.push_back(name);
        std::ranges::sort(names);
        names.push_back(goal.filename().string()); // whoever sees it sees all of it
        std::vector<Step> steps;
        for (const std::string& name : names) {
            Step step{number_of(folder / name), number_of(parent_of(goal) / name), name, {}};
            if (step.before && !how.replaces)
                throw fs::filesystem_error("rename", parent_of(goal) / name, std::make_error_code(std::errc::file_exists));
            if (step.before && !how.kept.empty() && name.starts_with(goal.filename().string()))
                step.kept = how.kept.filename().string() + name.substr(goal.filename().string().size());
            steps.push_back(std::move(step));
        }
        return steps;
    }
};

NewFile::NewFile(const fs::path& goal) : state_(std::make_unique<State>())
{
    state_->goal = goal;
    clear_unfinished(parent_of(goal));
    const std::lock_guard lock(live().mutex);
    if (live().is_abandoned)
        throw Error(remark("out_folder", parent_of(goal).string()));
    state_->make_folder();
    state_->file = state_->folder / goal.filename();
    live().folders.insert(state_->folder);
}

NewFile::~NewFile()
{
    remove_unless_planned(state_->folder);
    const std::lock_guard lock(live().mutex);
    live().folders.erase(state_->folder);
}

const fs::path& NewFile::path() const { return state_->file; }

void NewFile::place(const Placing& how)
{
    const fs::path& folder = state_->folder;
    try {
        if (number_of(state_->file) == 0)
            throw Error(remark("out_not_written", state_->goal.string(), "nothing was written"));
        sync_tree(folder);
        const std::lock_guard placing(live().placing);
        const std::vector<Step> steps = state_->steps_for(how);
        // One rename needs no plan: it is done or not.
        if (steps.size() == 1 && !steps.front().before) {
            rename_to_free(state_->file, state_->goal);
            sync_folder(parent_of(state_->goal));
            return;
        }
        if (steps.size() == 1 && steps.front().kept.empty()) {
            fs::rename(state_->file, state_->goal);
            sync_folder(parent_of(state_->goal));
            return;
        }
        write_plan(folder, steps);
        try {
            carry_out(folder, steps);
        } catch (const fs::filesystem_error&) {
            if (!has_begun(folder, steps))
                fs::remove(folder / plan_name);
            throw;
        }
        fs::remove(folder / plan_name);
    } catch (const fs::filesystem_error& error) {
        throw Error(remark("out_in_place", state_->goal.string(), reason_of(error)));
    }
}

void clear_unfinished(const fs::path& folder) noexcept
{
    try {
        std::vector<fs::path> left;
        for (const auto& entry : fs::directory_iterator(folder.empty() ? fs::path(".") : folder))
            if (entry.path().filename().string().starts_with(prefix))
                left.push_back(entry.path());
        for (const fs::path& one : left)
            finish_unfinished(one);
    } catch (const std::exception&) {
        return; // what cannot be cleared now waits for the next one
    }
}

void abandon_new_files() noexcept
{
    constexpr auto longest = std::chrono::milliseconds(500);
    constexpr int tries = 20;
    try {
        const bool is_quiet = live().placing.try_lock_for(longest); // never given back: no name is given any more
        const std::lock_guard lock(live().mutex);
        live().is_abandoned = true;
        std::error_code ignored;
        for (const fs::path& folder : live().folders)
            for (int i = 0; i < tries && is_quiet && fs::exists(folder, ignored) && number_of(folder / plan_name) == 0; ++i)
                remove_unless_planned(folder); // a thread may still be writing in it
    } catch (const std::exception&) {
        return;
    }
}

void sync_folder(const fs::path& folder) noexcept
{
    const int handle = open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (handle < 0)
        return;
    fsync(handle);
    close(handle);
}

}

#pragma once
// A file on its way to its name: the one way in which what people ask for is written. Until it is whole and on the disk it lies in a hidden folder
// beside its goal; then it takes its name in one step, and what had the name before can be kept under another. A program that is killed meanwhile
// leaves nothing half-made under a name: what it leaves in the hidden folder is cleared by the next one that writes or opens something there, or
// brought to its end where only names were missing. Any thread, one at a time.

#include <filesystem>
#include <memory>

namespace geo {

/// Puts a file in its place. What lies in the hidden folder beside it and belongs to it (".files", ".dbf") comes along, before it.
struct Placing {
    bool replaces = false;         // what has the goal's name goes, and what of `beside` the new one has or not
    std::filesystem::path kept;    // … unless it gets this name ("city.sqlite.before-restore"), what is beside it too
    const char* beside = nullptr;  // "city.sqlite" + this goes where the file goes: ".files"
};

class NewFile {
public:
    /// Makes the hidden folder, after clearing what others left. Throws Error where nothing can be written there.
    explicit NewFile(const std::filesystem::path& goal);
    /// Takes away what was not placed.
    ~NewFile();
    NewFile(const NewFile&) = delete;
    NewFile& operator=(const NewFile&) = delete;

    /// Where it is to be written: the goal's own name, in the hidden folder, which nobody else may enter.
    const std::filesystem::path& path() const;
    /// Everything in the folder is on the disk when this returns, and has its name. Throws Error: where the goal is there and is not to be
    /// replaced, or the disk refuses; then the goal is as it was.
    void place(const Placing& how = {});

private:
    struct State;
    std::unique_ptr<State> state_;
};

/// Takes away what writers that are gone left in this folder, and gives its name to what was whole. One look at the folder; what belongs to
/// another user or to a program that is still at work stays. Never throws.
void clear_unfinished(const std::filesystem::path& folder) noexcept;

/// For a program that has to end at once, from a thread of its own: what is being given its name gets it (at most half a second), what else is
/// half made goes. Nothing may be written afterwards.
void abandon_new_files() noexcept;

/// This file, or folder with all below it, is on the disk when this returns. Throws std::filesystem::filesystem_error.
void sync_tree(const std::filesystem::path& path);

/// What was written and renamed in this folder survives a power cut from here on.
void sync_folder(const std::filesystem::path& folder) noexcept;

}

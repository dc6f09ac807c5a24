#pragma once
// The file chooser as rows and names: what of a folder is offered, what typed letters find, what a name for a new file becomes. Pure.

#include "console/seat/files.h"
#include "console/work/folder_list.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace console {

struct FileFilter {
    std::string endings;    // ".csv .xlsx"; empty: any
    bool is_any_kind = false; // the operator wants to see the others, too
    bool has_hidden = false;
    PathUse use = PathUse::open;
};

/// Positions in the list's entries of what is shown: every folder, and the files that the command can take.
std::vector<std::uint32_t> make_file_rows(const FolderList& list, const FileFilter& filter);
/// Without case; ".csv" is an ending of "a.csv", and of "a.csv.gz" where ".gz" is none of them.
bool has_ending(std::string_view name, std::string_view endings);
/// The first row from `from` on, then from the top, whose name begins with the letters, without case; empty: none does.
std::optional<std::size_t> find_typed(const FolderList& list, const std::vector<std::uint32_t>& rows, std::string_view typed, std::size_t from);
/// Where an entry of this name is shown; empty: nowhere.
std::optional<std::size_t> find_row(const FolderList& list, const std::vector<std::uint32_t>& rows, std::string_view name);

/// "/home/a" of "/home/a/b"; "/" of "/".
std::string folder_above(const std::string& folder);
std::string path_in(const std::string& folder, const std::string& name);
/// The last part of a path; "/" of "/".
std::string last_part(const std::string& path);
/// "~" before what lies below the person's own folder is taken for it.
std::string whole_path(const std::string& typed, const std::string& folder, const std::string& home);

enum class SaveName { ok, empty, is_folder, is_there };
/// The name with the usual ending where it has none of them.
std::string name_to_save(std::string name, std::string_view endings);
/// Whether the folder has something of that name already.
SaveName judge_name(const FolderList& list, const std::string& name);

/// "812 B", "4.8 MB".
std::string size_words(std::uintmax_t bytes);

}

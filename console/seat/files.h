#pragma once
// What a seat does with files: the chooser that is open, and the map that is to be written. Part of the session; UI thread.

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>

namespace console {

/// What the path of a command is for; `none`: it is no path.
enum class PathUse { none, open, save, folder };

/// The file chooser: which command, or which field of its form, waits for a path.
struct FileChooser {
    std::string command;
    std::size_t argument = 0;   // which of its words
    bool is_for_form = false;   // it goes into the form; else the command is run with it
    PathUse use = PathUse::open;
    std::string endings;        // what the command can take: ".csv .xlsx"; empty: anything
    std::string folder;         // where it begins; empty: the person's own
    std::string name;           // proposed for what is written
    std::uint64_t serial = 0;   // grows with each: what was typed into the one before is forgotten
};

inline constexpr std::array<const char*, 4> paper_names{"a4_landscape", "a4_portrait", "a3_landscape", "a3_portrait"};
inline constexpr std::array<const char*, 4> exported_kinds{"grids", "cameras", "incidents", "places"};

/// The map as a file: a picture as it is on the screen, or a page for a printer.
struct MapExport {
    std::string path;
    std::string paper;          // of paper_names; empty: a picture
    std::string title;
    bool may_replace = false;   // the operator said so
    std::uint64_t serial = 0;   // grows with each
};

}

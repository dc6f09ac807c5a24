#pragma once
// Who may read what the console writes by itself: pictures, evidence, logs, rings, what the seat remembers. Nobody but its user; what people
// asked for as a file of theirs is as they mean new files to be. The process's own setting (umask): set once, before any thread.

#include <string>

namespace console {

/// From here on new files are 0600 and new folders 0700.
void keep_new_files_private();
/// A file that somebody asked for, to work with or to hand on: as his new files are. Nothing where keep_new_files_private() was not called.
void as_new_files_are(const std::string& path);

}

#pragma once
// What is wrong with the texts and controls of a frame, as far as the painter can know: it knows every box it drew. For tests of every
// screen at every size. Pure; UI thread.

#include "console/names.h"

namespace console {

/// Words of lines that reach out of what may be drawn on (a row that scrolls may at its upper and lower end), and of those that there
/// was no room for: numbers, codes and times that were shortened, and whatever nothing was left of.
std::vector<std::string> clipped_texts(const Names& names);
/// Pairs of lines of one window that lie over one another: "a | b". Those that are drawn out of sight count for nothing.
std::vector<std::string> overlapping_texts(const Names& names);
/// Names of controls that no pointer reaches: wholly out of what may be drawn on, and no scrolling brings them in.
std::vector<std::string> dead_controls(const Names& names);

}

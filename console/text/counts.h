#pragma once
// Counts as they stand on signs, buttons and rows: up to four figures whole, beyond that shortened by the language's own steps, so that
// none is ever cut. Pure.

#include "console/text/text.h"

#include <cstdint>
#include <string>

namespace console {

/// "9999"; "1.0万", "12万", "1.2亿" in Chinese; "10k", "120k", "1.2M" in English. To the nearest step.
std::string count_text(std::int64_t count, Language language);
/// The same of a value that may have a part behind the point: "0.4", "38", "1.7万".
std::string amount_text(double amount, Language language);

}

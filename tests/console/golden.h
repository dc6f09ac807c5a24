#pragma once
// Golden pictures (docs/TESTING.md): a picture taken by a test, compared with tests/golden/*.png. A failure leaves NAME.actual.png and
// NAME.compare.png (expected | actual | difference) in the build's golden/ folder.

#include <filesystem>

/// Adds a failure where they differ by more than the tolerances. The taken one's name says with which.
void compare_golden(const std::filesystem::path& taken);

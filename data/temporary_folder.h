#pragma once
// A folder of one's own below the system's for temporary files, gone with all that is in it.

#include <filesystem>
#include <string>

namespace data {

class TemporaryFolder {
public:
    /// "gridwatch-WHAT-" and six characters of its own. Throws Error where none can be made.
    explicit TemporaryFolder(const std::string& what);
    ~TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

}

#pragma once
// A folder of one's own below the system's for temporary files, gone with all that is in it. What a program that was killed left is cleared
// by the next one that makes one.

#include <filesystem>
#include <memory>
#include <string>

namespace geo {
class NewFile;
}

namespace data {

class TemporaryFolder {
public:
    /// `what` it is for. Throws Error where none can be made.
    explicit TemporaryFolder(const std::string& what);
    ~TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    const std::filesystem::path& path() const { return path_; }

private:
    std::unique_ptr<geo::NewFile> never_placed_; // its hidden folder is this one: locked while it lives, and swept when its program is gone
    std::filesystem::path path_;
};

}

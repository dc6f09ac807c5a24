#pragma once
// A folder of recordings as a place of the past: files whose names tell when they begin, or whose file time tells when they ended.
// How long each lasts is read from it. One folder holds one camera. Any thread, one call at a time; blocks on the disk.

#include "video/past/archive.h"

#include <filesystem>

namespace video {

/// A recording and when it was made.
struct DatedFile {
    std::filesystem::path path;
    TimeSpan time;
};

class FolderPast final : public Past {
public:
    /// `place`: folder, or disk for the ring of the guard list. `utc_offset`: of the times in names without a Z.
    FolderPast(std::filesystem::path folder, std::chrono::minutes utc_offset, PastPlace place = PastPlace::folder);

    PastPlace place() const override { return place_; }
    std::vector<PastSpan> spans(TimeSpan time, const std::stop_token& stop) override;
    Missing missing(SystemTime) const override { return place_ == PastPlace::folder ? Missing::no_file : Missing::none; }
    std::unique_ptr<PastReader> open(std::stop_token stop) override;

    /// Those that hold something of the time, in their order. Files that cannot be read are left out.
    std::vector<DatedFile> files(TimeSpan time, const std::stop_token& stop) const;

private:
    std::filesystem::path folder_;
    std::chrono::minutes utc_offset_;
    PastPlace place_;
    std::vector<DatedFile> files_; // of the last spans()
};

}

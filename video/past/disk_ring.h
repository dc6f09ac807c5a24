#pragma once
// The last minutes of guarded cameras as files on disk, a folder a camera, bounded in time and bytes; what is there survives a restart.
// One thread of its own writes for all of them, so that a slow disk never holds a stream up. Any thread.

#include "video/past/archive.h"
#include "video/past/kept.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <string>

namespace video {

struct DiskRingLimits {
    microseconds span = std::chrono::minutes(10);    // of each camera, before its newest
    microseconds segment = std::chrono::seconds(10); // a file is so long at least, from key frame to key frame
    std::uintmax_t bytes = std::uintmax_t(4) << 30;  // of all cameras; the oldest files go first
    microseconds forget = std::chrono::hours(24);    // files of cameras that nobody guards any more
};

struct DiskRingFigures {
    std::uintmax_t bytes = 0;
    std::size_t files = 0;
    std::size_t lost = 0;   // packets that the disk was too slow for
    std::string fault;      // why nothing is written; empty: all is well
};

class DiskRing {
public:
    /// `folder` is made when missing; only what lies below it is touched.
    DiskRing(std::filesystem::path folder, DiskRingLimits limits);
    ~DiskRing(); // finishes the files
    DiskRing(const DiskRing&) = delete;
    DiskRing& operator=(const DiskRing&) = delete;

    /// For PacketRing::set_follower(): takes the packets of one of a camera's streams. While one of them delivers the others are left
    /// out. May outlive this object.
    std::function<void(const KeptPacket&)> follower(const std::string& camera, int stream);
    /// The camera is not guarded any more: its file is finished.
    void finish(const std::string& camera);
    /// Returns when all that was handed over is written; for tests and the end.
    void flush();
    DiskRingFigures figures() const;
    /// What is on disk of one camera.
    std::shared_ptr<Past> past(const std::string& camera) const;

private:
    struct Shared;
    std::shared_ptr<Shared> shared_;
};

}

#include "video/past/disk_ring.h"

#include "video/error.h"
#include "video/past/clip_writer.h"
#include "video/past/folder_past.h"
#include "video/past/name_time.h"
#include "video/thread_role.h"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <map>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

namespace video {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t most_waiting = std::size_t(64) << 20; // bytes handed over and not yet written
constexpr auto usual_ending = ".mkv";                       // readable without its end, after a power cut

struct Job {
    std::string camera;
    int stream = 0;
    std::optional<KeptPacket> packet; // none: finish the file
};

struct RingFile {
    fs::path path;
    SystemTime begins;
    std::uintmax_t bytes = 0;
};

}

struct DiskRing::Shared {
    Shared(fs::path where, DiskRingLimits given) : folder(std::move(where)), limits(given) {}

    /// A camera's file being written; the writing thread only.
    struct Open {
        std::optional<ClipWriter> writer;
        KeptCodecPtr codec;
        KeptCodecPtr written_sound, sound; // in the file's head; of the last packet of sound
        fs::path path;
        SystemTime begins, last, last_sound;
        int stream = 0;
    };

    void run();
    void take(const Job& job);
    void write(const std::string& camera, Open& open, const KeptPacket& packet);
    void close(Open& open);
    void tidy();
    std::map<std::string, std::vector<RingFile>> list() const;

    const fs::path folder;
    const DiskRingLimits limits;
    std::thread thread; // touched by the constructor and destructor of DiskRing only

    mutable std::mutex mutex;
    std::condition_variable changed;
    std::deque<Job> jobs;       // guarded by mutex
    std::size_t waiting = 0;    // guarded by mutex: bytes in jobs
    bool is_busy = false, is_over = false; // guarded by mutex
    DiskRingFigures figures;    // guarded by mutex
    std::map<std::string, Open> open; // the writing thread only
};

std::map<std::string, std::vector<RingFile>> DiskRing::Shared::list() const
{
    std::map<std::string, std::vector<RingFile>> cameras;
    std::error_code failed;
    for (fs::directory_iterator at(folder, failed), end; !failed && at != end; at.increment(failed)) {
        if (!at->is_directory(failed))
            continue;
        std::vector<RingFile> files;
        for (fs::directory_iterator file(at->path(), failed), last; !failed && file != last; file.increment(failed))
            if (file->path().extension() == usual_ending)
                if (const auto begins = time_from_name(file->path().filename().string(), std::chrono::minutes(0)))
                    files.push_back({file->path(), *begins, file->file_size(failed)});
        failed.clear();
        std::ranges::sort(files, {}, &RingFile::begins);
        cameras.emplace(at->path().filename().string(), std::move(files));
    }
    return cameras;
}

void DiskRing::Shared::tidy()
{
    auto cameras = list();
    std::vector<RingFile> all;
    std::error_code ignored;
    const SystemTime now = std::chrono::floor<microseconds>(std::chrono::system_clock::now());
    const auto is_open = [&](const RingFile& file) { return std::ranges::any_of(open, [&](const auto& one) { return one.second.writer && one.second.path == file.path; }); };
    for (auto& [camera, files] : cameras) {
        // The file before the first within the span reaches into it.
        while (files.size() > 1 && files[1].begins <= files.back().begins - limits.span) {
            fs::remove(files.front().path, ignored);
            files.erase(files.begin());
        }
        if (!open.contains(camera) && !files.empty() && now - files.back().begins > limits.forget)
            for (const RingFile& file : std::exchange(files, {}))
                fs::remove(file.path, ignored);
        if (files.empty())
            fs::remove(folder / camera, ignored); // only when nothing else lies there
        std::ranges::copy(files, std::back_inserter(all));
    }
    std::ranges::sort(all, {}, &RingFile::begins);
    std::uintmax_t bytes = 0;
    for (const RingFile& file : all)
        bytes += file.bytes;
    for (const RingFile& file : all) {
        if (bytes <= limits.bytes)
            break;
        if (is_open(file))
            continue;
        fs::remove(file.path, ignored);
        bytes -= file.bytes;
    }
    std::lock_guard lock(mutex);
    figures.bytes = bytes;
    figures.files = all.size();
}

void DiskRing::Shared::close(Open& one)
{
    if (!one.writer)
        return;
    try {
        one.writer->finish();
    } catch (const Error&) {
        // What was written is readable without its end.
    }
    one.writer.reset();
    tidy();
}

void DiskRing::Shared::write(const std::string& camera, Open& one, const KeptPacket& packet)
{
    const bool is_due = packet.key && packet.at - one.begins >= limits.segment;
    const bool is_other = one.writer && (packet.at < one.last || packet.at - one.last > kept_gap || (packet.codec != one.codec && !has_same_coding(*packet.codec, *one.codec)));
    const KeptCodecPtr sound = one.sound && packet.at - one.last_sound <= kept_gap ? one.sound : nullptr;
    const bool is_other_sound = one.writer && packet.key && sound && (!one.written_sound || !has_same_coding(*sound, *one.written_sound));
    if (is_due || is_other || is_other_sound)
        close(one);
    if (!one.writer) {
        if (!packet.key)
            return;
        fs::create_directories(folder / camera);
        one.path = folder / camera / (name_from_time(packet.at) + usual_ending);
        one.writer.emplace(one.path, packet, Container::matroska, sound);
        one.written_sound = sound;
        one.begins = packet.at;
    }
    one.codec = packet.codec;
    one.writer->add(packet);
    one.last = packet.at;
}

void DiskRing::Shared::take(const Job& job)
{
    Open& one = open[job.camera];
    std::string fault;
    try {
        if (!job.packet) {
            close(one);
            open.erase(job.camera);
            return;
        }
        if (job.packet->is_sound) {
            if (job.stream == one.stream && can_be_written(*job.packet->codec)) {
                one.sound = job.packet->codec;
                one.last_sound = job.packet->at;
                if (one.writer)
                    one.writer->add(*job.packet);
            }
            return;
        }
        if (job.stream != one.stream) {
            if (one.writer && job.packet->at - one.last < kept_gap)
                return; // the camera's other stream delivers
            close(one);
            one.stream = job.stream;
        }
        write(job.camera, one, *job.packet);
    } catch (const std::exception& error) {
        fault = error.what();
        one.writer.reset();
    }
    std::lock_guard lock(mutex);
    if (!fault.empty() || one.writer)
        figures.fault = fault;
}

void DiskRing::Shared::run()
{
    tidy();
    std::unique_lock lock(mutex);
    for (;;) {
        changed.wait(lock, [this] { return is_over || !jobs.empty(); });
        if (jobs.empty())
            break;
        const Job job = std::move(jobs.front());
        jobs.pop_front();
        waiting -= job.packet ? job.packet->bytes : 0;
        is_busy = true;
        lock.unlock();
        take(job);
        lock.lock();
        is_busy = false;
        changed.notify_all();
    }
    lock.unlock();
    for (auto& [camera, one] : open)
        close(one);
}

DiskRing::DiskRing(fs::path folder, DiskRingLimits limits) : shared_(std::make_shared<Shared>(std::move(folder), limits))
{
    shared_->thread = std::thread([shared = shared_] {
        take_role("disk ring");
        shared->run();
    });
}

DiskRing::~DiskRing()
{
    {
        std::lock_guard lock(shared_->mutex);
        shared_->is_over = true;
    }
    shared_->changed.notify_all();
    shared_->thread.join();
}

std::function<void(const KeptPacket&)> DiskRing::follower(const std::string& camera, int stream)
{
    // After a packet was lost the camera's file goes on with the next key frame.
    return [shared = std::weak_ptr(shared_), camera, stream, needs_key = false](const KeptPacket& packet) mutable {
        const auto ring = shared.lock();
        if (!ring)
            return;
        std::lock_guard lock(ring->mutex);
        if (ring->is_over)
            return;
        if (ring->waiting + packet.bytes > most_waiting || (needs_key && !packet.key)) {
            ++ring->figures.lost;
            needs_key = true;
            return;
        }
        needs_key = false;
        ring->waiting += packet.bytes;
        ring->jobs.push_back({camera, stream, packet});
        ring->changed.notify_all();
    };
}

void DiskRing::finish(const std::string& camera)
{
    std::lock_guard lock(shared_->mutex);
    shared_->jobs.push_back({camera, 0, std::nullopt});
    shared_->changed.notify_all();
}

void DiskRing::flush()
{
    std::unique_lock lock(shared_->mutex);
    shared_->changed.wait(lock, [this] { return shared_->jobs.empty() && !shared_->is_busy; });
}

DiskRingFigures DiskRing::figures() const
{
    std::lock_guard lock(shared_->mutex);
    return shared_->figures;
}

std::shared_ptr<Past> DiskRing::past(const std::string& camera) const
{
    return std::make_shared<FolderPast>(shared_->folder / camera, std::chrono::minutes(0), PastPlace::disk);
}

}

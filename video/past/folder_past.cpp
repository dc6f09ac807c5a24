#include "video/past/folder_past.h"

#include "video/ffmpeg.h"
#include "video/past/name_time.h"
#include "video/stream/source_table.h"

extern "C" {
#include <libavcodec/packet.h>
}

#include <algorithm>
#include <array>
#include <optional>
#include <string>

namespace video {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t most_files = 200'000, most_opened = 400;
constexpr int most_packets = 50'000; // half an hour at 25 a second
constexpr auto longest_file = std::chrono::hours(24);

bool is_recording(const fs::path& path)
{
    constexpr std::array endings{".mp4", ".mkv", ".avi", ".ts", ".mov", ".m4v", ".flv", ".mpg", ".asf", ".dav", ".ps", ".h264", ".h265"};
    std::string ending = path.extension().string();
    std::ranges::transform(ending, ending.begin(), [](unsigned char c) { return static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c); });
    return std::ranges::find(endings, ending) != endings.end();
}

/// How long it lasts; empty: there is no video in it, or it is not whole yet.
std::optional<microseconds> duration_of(const fs::path& path, const std::stop_token& stop)
{
    try {
        const auto source = open_source({.address = file_address(path.string()), .interrupted = [&] { return stop.stop_requested(); }});
        if (const microseconds lasts = source->duration(); lasts > microseconds(0))
            return lasts;
        // Still being written, or cut off by a power failure: what is there counts.
        const PacketHandle packet = make_packet();
        microseconds last = source->start();
        for (int i = 0; i < most_packets && source->read(*packet); ++i)
            last = std::max(last, source->timestamp(*packet).value_or(last));
        return last - source->start();
    } catch (const Error&) {
        return std::nullopt;
    }
}

struct Found {
    fs::path path;
    std::optional<SystemTime> begins; // by its name
    SystemTime changed;
};

std::vector<Found> list(const fs::path& folder, std::chrono::minutes utc_offset, const std::stop_token& stop)
{
    std::vector<Found> found;
    std::error_code failed;
    for (fs::recursive_directory_iterator at(folder, fs::directory_options::skip_permission_denied, failed), end; at != end && !stop.stop_requested();
         at.increment(failed)) {
        if (failed || found.size() >= most_files)
            break;
        if (at.depth() > 2)
            at.disable_recursion_pending();
        if (!at->is_regular_file(failed) || !is_recording(at->path()))
            continue;
        const auto changed = std::chrono::file_clock::to_sys(at->last_write_time(failed));
        found.push_back({at->path(), time_from_name(at->path().filename().string(), utc_offset), std::chrono::floor<microseconds>(changed)});
    }
    std::ranges::sort(found, {}, [](const Found& one) { return one.begins.value_or(one.changed); });
    return found;
}

class FolderReader final : public PastReader {
public:
    FolderReader(std::vector<DatedFile> files, std::stop_token stop) : files_(std::move(files)), stop_(std::move(stop)) {}

    bool seek(SystemTime to) override
    {
        for (at_ = 0; at_ < files_.size(); ++at_)
            if (files_[at_].time.to >= to && enter(std::max(to, files_[at_].time.from)))
                return true;
        if (files_.empty())
            return false;
        at_ = files_.size() - 1;
        return enter(files_[at_].time.to);
    }

    bool read(KeptPacket& packet) override
    {
        while (source_) {
            if (source_->read(*raw_)) {
                const PacketTimes times = source_->times(*raw_);
                const auto own = times.either();
                if (source_->is_sound(*raw_)) {
                    if (!own)
                        continue;
                    const SystemTime at = files_[at_].time.from + (*own - source_->start());
                    packet = {keep_packet(*raw_, times, at), sound_codec_, at, false, static_cast<std::size_t>(raw_->size), true};
                    return true;
                }
                at_time_ = own ? std::max(files_[at_].time.from + (*own - source_->start()), at_time_ + microseconds(1)) : at_time_ + source_->frame_interval();
                packet = {keep_packet(*raw_, times, at_time_), codec_, at_time_, (raw_->flags & AV_PKT_FLAG_KEY) != 0, static_cast<std::size_t>(raw_->size)};
                return true;
            }
            source_.reset();
            while (++at_ < files_.size() && !enter(files_[at_].time.from)) {
            }
        }
        return false;
    }

private:
    /// False when the file cannot be read (any more).
    bool enter(SystemTime at)
    {
        try {
            source_ = open_source({.address = file_address(files_[at_].path.string()), .with_sound = true, .interrupted = [stop = stop_] { return stop.stop_requested(); }});
            if (at > files_[at_].time.from)
                source_->seek(at - files_[at_].time.from);
        } catch (const Error&) {
            source_.reset();
            return false;
        }
        codec_ = std::make_shared<const KeptCodec>(KeptCodec{copy_parameters(source_->codec()), source_->quarter_turns(), source_->pixel_aspect()});
        sound_codec_ = source_->sound() ? std::make_shared<const KeptCodec>(KeptCodec{copy_parameters(*source_->sound())}) : nullptr;
        at_time_ = files_[at_].time.from - microseconds(1);
        return true;
    }

    std::vector<DatedFile> files_;
    std::stop_token stop_;
    std::size_t at_ = 0;
    std::unique_ptr<PacketSource> source_;
    KeptCodecPtr codec_, sound_codec_;
    SystemTime at_time_;
    PacketHandle raw_ = make_packet();
};

}

FolderPast::FolderPast(fs::path folder, std::chrono::minutes utc_offset, PastPlace place) : folder_(std::move(folder)), utc_offset_(utc_offset), place_(place) {}

std::vector<DatedFile> FolderPast::files(TimeSpan time, const std::stop_token& stop) const
{
    std::vector<DatedFile> files;
    const std::vector<Found> found = list(folder_, utc_offset_, stop);
    std::size_t opened = 0;
    for (std::size_t i = 0; i < found.size() && opened < most_opened && !stop.stop_requested(); ++i) {
        const Found& one = found[i];
        // By the name: too late, or too early even if it is as long as files get.
        if (one.begins && (*one.begins > time.to || *one.begins < time.from - longest_file))
            continue;
        if (one.changed < time.from - std::chrono::minutes(1) && (!one.begins || one.changed >= *one.begins))
            continue; // finished before
        if (!one.begins && one.changed > time.to + longest_file)
            continue;
        ++opened;
        const auto lasts = duration_of(one.path, stop);
        if (!lasts || *lasts <= microseconds(0))
            continue;
        const SystemTime begins = one.begins.value_or(one.changed - *lasts);
        if (begins <= time.to && begins + *lasts >= time.from)
            files.push_back({one.path, {begins, begins + *lasts}});
    }
    std::ranges::sort(files, {}, [](const DatedFile& file) { return file.time.from; });
    return files;
}

std::vector<PastSpan> FolderPast::spans(TimeSpan time, const std::stop_token& stop)
{
    files_ = files(time, stop);
    std::vector<PastSpan> spans;
    for (const DatedFile& file : files_) {
        if (spans.empty() || file.time.from - spans.back().time.to > kept_gap)
            spans.push_back({file.time, place_});
        spans.back().time.to = std::max(spans.back().time.to, file.time.to);
    }
    return spans;
}

std::unique_ptr<PastReader> FolderPast::open(std::stop_token stop) { return std::make_unique<FolderReader>(files_, std::move(stop)); }

}

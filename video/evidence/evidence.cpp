#include "video/evidence/evidence.h"

#include "video/past/clip_writer.h"
#include "video/past/picture_reader.h"
#include "video/stream/scaler.h"

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavutil/frame.h>
}

#include <deque>
#include <fstream>
#include <optional>
#include <utility>

namespace video {
namespace {

namespace fs = std::filesystem;

/// Goes again unless it was kept.
class Unfinished {
public:
    explicit Unfinished(fs::path path) : path_(std::move(path)) {}
    ~Unfinished()
    {
        std::error_code ignored;
        if (!is_kept_)
            fs::remove(path_, ignored);
    }
    Unfinished(const Unfinished&) = delete;
    Unfinished& operator=(const Unfinished&) = delete;
    const fs::path& path() const { return path_; }
    void keep() { is_kept_ = true; }

private:
    fs::path path_;
    bool is_kept_ = false;
};

/// Full size, stamp and masks drawn in.
std::shared_ptr<Frame> whole_picture(const AVFrame& picture, const KeptCodec& codec, const Masks& masks, const Stamp& stamp)
{
    Scaler scaler(codec.pixel_aspect, codec.quarter_turns);
    const PictureSize size = scaler.natural_size(picture);
    return scaler.scale(picture, {.width = size.width, .height = size.height, .masks = masks, .stamp = stamp}, picture_time(picture));
}

[[noreturn]] void nothing_there() { throw Error(Cause::no_file, "there is no picture of this time"); }

}

SystemTime save_snapshot(Archive& archive, TimeSpan range, SystemTime at, const Masks& masks, const fs::path& path, const std::stop_token& stop,
                         const Stamp& stamp)
{
    PictureReader reader(archive.open(range, stop));
    const FrameHandle picture = reader.seek(at, stop);
    if (!picture)
        nothing_there();
    const auto frame = whole_picture(*picture, *reader.codec(), masks, stamp);
    const cv::Mat rgba(frame->height, frame->width, CV_8UC4, frame->rgba.data());
    cv::Mat bgr;
    cv::cvtColor(rgba, bgr, cv::COLOR_RGBA2BGR);
    std::vector<unsigned char> coded;
    if (!cv::imencode(".png", bgr, coded))
        throw Error(Cause::other, "a picture of this size cannot be coded");
    Unfinished file(path);
    std::ofstream out(file.path(), std::ios::binary);
    out.write(reinterpret_cast<const char*>(coded.data()), static_cast<std::streamsize>(coded.size()));
    out.close();
    if (!out)
        throw Error(Cause::other, "write " + path.string());
    file.keep();
    return picture_time(*picture);
}

namespace {

/// Reads a little ahead, so that the head of a file can name the sound beside the pictures before the first of them is written.
class AheadReader final : public PastReader {
public:
    AheadReader(std::unique_ptr<PastReader> packets, bool keep_sound) : packets_(std::move(packets)), keep_sound_(keep_sound) {}

    bool seek(SystemTime to) override
    {
        waiting_.clear();
        return packets_->seek(to) && look_ahead();
    }
    bool read(KeptPacket& packet) override
    {
        if (waiting_.empty())
            return read_on(packet);
        packet = std::move(waiting_.front());
        waiting_.pop_front();
        return true;
    }
    /// Null: none came within the first three seconds.
    const KeptCodecPtr& sound() const { return sound_; }
    /// Null: there is no picture.
    const KeptCodecPtr& picture() const { return picture_; }

private:
    bool read_on(KeptPacket& packet)
    {
        while (packets_->read(packet))
            if (!packet.is_sound || keep_sound_)
                return true;
        return false;
    }
    bool look_ahead()
    {
        constexpr std::size_t most_bytes = std::size_t(64) << 20;
        std::size_t bytes = 0;
        sound_ = picture_ = nullptr;
        SystemTime first;
        for (KeptPacket packet; bytes < most_bytes && !(picture_ && sound_) && read_on(packet); bytes += waiting_.back().bytes) {
            waiting_.push_back(packet);
            if (packet.is_sound) {
                if (can_be_written(*packet.codec))
                    sound_ = packet.codec;
                continue;
            }
            if (!picture_) {
                picture_ = packet.codec;
                first = packet.at;
            }
            if (!keep_sound_ || packet.at - first > kept_gap)
                break;
        }
        return picture_ != nullptr;
    }

    std::unique_ptr<PastReader> packets_;
    const bool keep_sound_;
    std::deque<KeptPacket> waiting_;
    KeptCodecPtr sound_, picture_;
};

SavedClip copy_packets(AheadReader& reader, Container container, SystemTime end, const fs::path& path, const std::stop_token& stop)
{
    SavedClip clip;
    std::optional<ClipWriter> writer;
    KeptCodecPtr codec;
    for (KeptPacket packet; !stop.stop_requested() && reader.read(packet) && (packet.is_sound || packet.at <= end);) {
        if (packet.is_sound) {
            if (writer && packet.at <= end)
                writer->add(packet);
            continue;
        }
        if (!writer) {
            if (!packet.key)
                continue;
            codec = packet.codec;
            writer.emplace(path, packet, container, reader.sound());
            clip.time.from = packet.at;
        }
        // Files of one camera have equal codings behind different pointers.
        if (packet.codec != codec && !has_same_coding(*packet.codec, *codec)) {
            clip.is_cut = true;
            break;
        }
        writer->add(packet);
        clip.time.to = packet.at;
        ++clip.pictures;
    }
    if (!writer)
        nothing_there();
    writer->finish();
    return clip;
}

SavedClip code_anew(std::unique_ptr<AheadReader> packets, Container container, TimeSpan time, const Masks& masks, const Stamp& stamp, const fs::path& path,
                    const std::stop_token& stop)
{
    SavedClip clip{.is_coded_anew = true};
    const KeptCodecPtr sound = packets->sound();
    PictureReader reader(std::move(packets));
    std::optional<MaskedClipWriter> writer;
    std::vector<KeptPacket> heard; // since the last picture
    reader.set_on_sound([&](const KeptPacket& packet) { heard.push_back(packet); });
    const auto write_heard = [&] {
        for (const KeptPacket& packet : std::exchange(heard, {}))
            if (packet.at <= time.to)
                writer->add_sound(packet, packet.at - clip.time.from);
    };
    for (FrameHandle picture = reader.seek(time.from, stop); picture && !stop.stop_requested(); picture = reader.next()) {
        const SystemTime at = picture_time(*picture);
        if (at > time.to)
            break;
        if (clip.pictures > 0 && at <= clip.time.to)
            continue;
        const auto frame = whole_picture(*picture, *reader.codec(), masks, stamp);
        if (!writer) {
            writer.emplace(path, frame->width, frame->height, container, sound);
            clip.time.from = at;
        }
        if (!writer->add(*frame, at - clip.time.from)) {
            clip.is_cut = true;
            break;
        }
        write_heard();
        clip.time.to = at;
        ++clip.pictures;
    }
    if (!writer)
        nothing_there();
    write_heard();
    writer->finish();
    return clip;
}

/// H.264 or MPEG-4, whatever the camera's coding was.
Container container_of(const AheadReader& reader, bool is_drawn_into)
{
    if (!is_drawn_into)
        return container_for(*reader.picture(), reader.sound().get());
    return reader.sound() ? container_for(*reader.sound(), nullptr) : Container::mp4;
}

}

SavedClip save_clip(Archive& archive, TimeSpan time, const Masks& masks, const fs::path& path, bool keep_sound, const std::stop_token& stop,
                    const Stamp& stamp)
{
    auto reader = std::make_unique<AheadReader>(archive.open(time, stop), keep_sound);
    if (!reader->seek(time.from))
        nothing_there();
    const bool is_drawn_into = stamp || (masks && !masks->empty());
    const Container container = container_of(*reader, is_drawn_into);
    const std::string sound = reader->sound() ? avcodec_get_name(reader->sound()->parameters->codec_id) : "";
    fs::path goal = path;
    if (container == Container::matroska)
        goal.replace_extension(".mkv");
    Unfinished file(goal);
    SavedClip clip = is_drawn_into ? code_anew(std::move(reader), container, time, masks, stamp, file.path(), stop) : copy_packets(*reader, container, time.to, file.path(), stop);
    if (stop.stop_requested())
        throw Error(Cause::stopped, "stopped");
    file.keep();
    clip.sound = sound;
    clip.path = goal;
    return clip;
}

}

#include "video/evidence.h"

#include "video/clip_writer.h"
#include "video/picture_reader.h"
#include "video/scaler.h"

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

extern "C" {
#include <libavutil/frame.h>
}

#include <fstream>

namespace video {
namespace {

namespace fs = std::filesystem;

/// The name it has until it is whole; gone unless it was kept.
class Unfinished {
public:
    explicit Unfinished(fs::path goal) : goal_(std::move(goal)), path_(goal_) { path_ += ".part"; }
    ~Unfinished()
    {
        std::error_code ignored;
        fs::remove(path_, ignored);
    }
    const fs::path& path() const { return path_; }
    void keep()
    {
        std::error_code failed;
        fs::rename(path_, goal_, failed);
        if (failed)
            throw Error(Cause::other, "write " + goal_.string() + ": " + failed.message());
    }

private:
    fs::path goal_, path_;
};

/// Full size, masks drawn in.
std::shared_ptr<Frame> whole_picture(const AVFrame& picture, const KeptCodec& codec, const Masks& masks)
{
    Scaler scaler(codec.pixel_aspect, codec.quarter_turns);
    const PictureSize size = scaler.natural_size(picture);
    return scaler.scale(picture, {.width = size.width, .height = size.height, .masks = masks});
}

[[noreturn]] void nothing_there() { throw Error(Cause::no_file, "there is no picture of this time"); }

}

SystemTime save_snapshot(Archive& archive, TimeSpan range, SystemTime at, const Masks& masks, const fs::path& path, const std::stop_token& stop)
{
    PictureReader reader(archive.open(range, stop));
    const FrameHandle picture = reader.seek(at, stop);
    if (!picture)
        nothing_there();
    const auto frame = whole_picture(*picture, *reader.codec(), masks);
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

SavedClip copy_packets(PastReader& reader, SystemTime end, const fs::path& path, const std::stop_token& stop)
{
    SavedClip clip;
    std::optional<ClipWriter> writer;
    KeptCodecPtr codec;
    for (KeptPacket packet; !stop.stop_requested() && reader.read(packet) && packet.at <= end;) {
        if (!writer) {
            if (!packet.key)
                continue;
            codec = packet.codec;
            writer.emplace(path, packet);
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

SavedClip code_anew(std::unique_ptr<PastReader> packets, TimeSpan time, const Masks& masks, const fs::path& path, const std::stop_token& stop)
{
    SavedClip clip{.is_coded_anew = true};
    PictureReader reader(std::move(packets));
    std::optional<MaskedClipWriter> writer;
    for (FrameHandle picture = reader.seek(time.from, stop); picture && !stop.stop_requested(); picture = reader.next()) {
        const SystemTime at = picture_time(*picture);
        if (at > time.to)
            break;
        if (clip.pictures > 0 && at <= clip.time.to)
            continue;
        const auto frame = whole_picture(*picture, *reader.codec(), masks);
        if (!writer) {
            writer.emplace(path, frame->width, frame->height);
            clip.time.from = at;
        }
        if (!writer->add(*frame, at - clip.time.from)) {
            clip.is_cut = true;
            break;
        }
        clip.time.to = at;
        ++clip.pictures;
    }
    if (!writer)
        nothing_there();
    writer->finish();
    return clip;
}

}

SavedClip save_clip(Archive& archive, TimeSpan time, const Masks& masks, const fs::path& path, const std::stop_token& stop)
{
    auto reader = archive.open(time, stop);
    if (!reader->seek(time.from))
        nothing_there();
    Unfinished file(path);
    const bool is_masked = masks && !masks->empty();
    const SavedClip clip = is_masked ? code_anew(std::move(reader), time, masks, file.path(), stop) : copy_packets(*reader, time.to, file.path(), stop);
    if (stop.stop_requested())
        throw Error(Cause::stopped, "stopped");
    file.keep();
    return clip;
}

}

#include "video/evidence/evidence.h"

#include "video/past/clip_writer.h"
#include "video/past/folder_past.h"
#include "video/past/memory_past.h"
#include "video/past/packet_ring.h"
#include "video/past/picture_reader.h"
#include "video/stream/scaler.h"
#include "video/stream/source_table.h"
#include "video/stream/stream.h"

#include "tests/video/camera_process.h"
#include "tests/video/states.h"
#include "tests/video/test_clip.h"
#include "tests/video/until.h"

extern "C" {
#include <libavcodec/codec_par.h>
}
#include <opencv2/imgcodecs.hpp>

#include <gtest/gtest.h>

#include <array>

using namespace video;
using namespace video_test;
using namespace std::chrono_literals;

namespace {

const Masks upper_half = std::make_shared<std::vector<MaskPolygon>>(std::vector<MaskPolygon>{{{0, 0}, {1, 0}, {1, 0.45}, {0, 0.45}}});

class RealEvidence : public testing::Test {
protected:
    void SetUp() override
    {
        make_clip(folder / "source.mp4", 100, 10);
        ring = std::make_shared<PacketRing>();
        fill_ring(*ring, folder / "source.mp4", noon);
    }
    Archive archive() const
    {
        return Archive({std::make_shared<MemoryPast>(std::vector<std::shared_ptr<const PacketRing>>{ring}, noon, noon + 20s)});
    }
    /// The pictures of a clip in their order.
    static std::vector<std::shared_ptr<const Frame>> pictures(const std::filesystem::path& clip)
    {
        std::vector<std::shared_ptr<const Frame>> all;
        std::filesystem::create_directory(clip.parent_path() / "read");
        std::filesystem::copy(clip, clip.parent_path() / "read/20261122T120000Z.mp4", std::filesystem::copy_options::overwrite_existing);
        Archive read({std::make_shared<FolderPast>(clip.parent_path() / "read", 0h)});
        PictureReader reader(read.open({noon, noon + 1min}));
        for (FrameHandle picture = reader.seek(noon); picture; picture = reader.next()) {
            Scaler scaler(0, reader.codec()->quarter_turns);
            const PictureSize size = scaler.natural_size(*picture);
            all.push_back(scaler.scale(*picture, {.width = size.width, .height = size.height}));
        }
        return all;
    }
    Folder folder;
    std::shared_ptr<PacketRing> ring;
};

TEST_F(RealEvidence, a_snapshot_is_the_picture_of_the_instant_in_full_size)
{
    Archive past = archive();
    EXPECT_EQ(save_snapshot(past, {noon, noon + 20s}, noon + 3s + 150ms, nullptr, folder / "s.png"), noon + 3s + 100ms);
    const cv::Mat picture = cv::imread((folder / "s.png").string());
    ASSERT_EQ(picture.cols, clip_width);
    ASSERT_EQ(picture.rows, clip_height);
    EXPECT_GT(picture.at<cv::Vec3b>(clip_height / 4, 31 % bar_places * bar + bar / 2)[1], 200);
    EXPECT_THROW(save_snapshot(past, {noon + 30s, noon + 40s}, noon + 35s, nullptr, folder / "none.png"), Error);
    EXPECT_FALSE(std::filesystem::exists(folder / "none.png"));
    EXPECT_THROW(save_snapshot(past, {noon, noon + 20s}, noon, nullptr, folder / "no folder/s.png"), Error);
}

TEST_F(RealEvidence, a_clip_is_a_copy_from_the_key_frame_before)
{
    Archive past = archive();
    const SavedClip clip = save_clip(past, {noon + 3s, noon + 6s}, nullptr, folder / "c.mp4");
    EXPECT_EQ(clip.time, (TimeSpan{noon + 2s + 400ms, noon + 6s}));
    EXPECT_EQ(clip.pictures, 37);
    EXPECT_FALSE(clip.is_coded_anew);
    EXPECT_FALSE(clip.is_cut);
    const auto seen = pictures(folder / "c.mp4");
    ASSERT_EQ(seen.size(), 37u);
    for (std::size_t i = 0; i < seen.size(); ++i)
        EXPECT_EQ(picture_number(*seen[i]), static_cast<int>(24 + i) % bar_places) << i;
    EXPECT_THROW(save_clip(past, {noon + 1min, noon + 2min}, nullptr, folder / "none.mp4"), Error);
    EXPECT_FALSE(std::filesystem::exists(folder / "none.mp4"));
}

TEST_F(RealEvidence, what_is_masked_leaves_only_masked)
{
    Archive past = archive();
    save_snapshot(past, {noon, noon + 20s}, noon + 3s, upper_half, folder / "s.png");
    const cv::Mat still = cv::imread((folder / "s.png").string());
    for (int y = 0; y < clip_height * 2 / 5; ++y)
        for (int x = 0; x < clip_width; ++x) {
            const int green = still.at<cv::Vec3b>(y, x)[1];
            ASSERT_TRUE(green == 0x7F || green == 0x6D) << x << "," << y;
        }
    const SavedClip clip = save_clip(past, {noon + 3s, noon + 6s}, upper_half, folder / "c.mp4");
    EXPECT_TRUE(clip.is_coded_anew);
    EXPECT_EQ(clip.time, (TimeSpan{noon + 3s, noon + 6s})) << "coded anew it begins where it was asked to";
    const auto seen = pictures(folder / "c.mp4");
    ASSERT_EQ(seen.size(), static_cast<std::size_t>(clip.pictures));
    for (const auto& picture : seen)
        for (int y = 0; y < clip_height * 2 / 5; ++y)
            for (int x = 0; x < clip_width; ++x) {
                // The white bar would be 235, the ground behind it 16.
                const int green = picture->rgba[(static_cast<std::size_t>(y) * clip_width + static_cast<std::size_t>(x)) * 4 + 1];
                ASSERT_TRUE(green > 90 && green < 145) << x << "," << y << ": " << green;
            }
}

TEST_F(RealEvidence, a_clip_ends_where_the_cameras_coding_changes)
{
    const auto opened = video::open_source({.address = video::file_address((folder / "source.mp4").string())});
    video::PacketSource& other = *opened;
    auto parameters = copy_parameters(other.codec());
    std::vector<std::uint8_t> sets(parameters->extradata, parameters->extradata + parameters->extradata_size);
    sets.push_back(0);
    ring->begin(*copy_parameters(*parameters, sets.data(), sets.size()), 0, 0);
    const PacketHandle packet = make_packet();
    for (int i = 0; i < 20 && other.read(*packet); ++i)
        ring->put(*packet, other.times(*packet), noon + 10s + i * 100ms);
    Archive past = archive();
    const SavedClip clip = save_clip(past, {noon + 5s, noon + 12s}, nullptr, folder / "c.mp4");
    EXPECT_TRUE(clip.is_cut);
    EXPECT_EQ(clip.time.to, noon + 9s + 900ms);
}

struct Coding {
    const char* name;
};
void PrintTo(const Coding& coding, std::ostream* out) { *out << coding.name; }
class RealEvidenceOf : public testing::TestWithParam<Coding> {
protected:
    void TearDown() override { EXPECT_TRUE(wait_for_reaper(30s)); }
};

TEST_P(RealEvidenceOf, a_live_camera_can_be_copied_and_played)
{
    CameraProcess cameras({"1", "--codec", GetParam().name});
    ASSERT_FALSE(cameras.url().empty());
    auto ring = std::make_shared<PacketRing>();
    const auto now = [] { return std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now()); };
    const SystemTime began = now();
    Folder folder;
    {
        Stream stream({.name = "1", .url = cameras.url(), .sink = ring});
        // Nobody looks: nothing is decoded, and yet it is kept.
        stream.want({.width = 0, .height = 0});
        ASSERT_TRUE(until([&] { return ring->figures().to - ring->figures().from > 3s; }));
    }
    Archive past({std::make_shared<MemoryPast>(std::vector<std::shared_ptr<const PacketRing>>{ring}, began, now())});
    const SavedClip clip = save_clip(past, {ring->figures().from, ring->figures().to}, nullptr, folder / "c.mp4");
    EXPECT_GT(clip.time.to - clip.time.from, 2s);
    EXPECT_FALSE(clip.is_cut);
    save_snapshot(past, {began, now()}, now(), nullptr, folder / "s.png");
    EXPECT_EQ(cv::imread((folder / "s.png").string()).cols, 640);
    const auto opened = open_source({.address = file_address((folder / "c.mp4").string())});
    PacketSource& source = *opened;
    Decoder decoder(source.codec());
    const PacketHandle packet = make_packet();
    int pictures = 0;
    while (source.read(*packet))
        decoder.feed(packet.get(), [&](const AVFrame&) { ++pictures; });
    decoder.feed(nullptr, [&](const AVFrame&) { ++pictures; });
    EXPECT_EQ(pictures, clip.pictures);
    EXPECT_NEAR(std::chrono::duration<double>(source.duration()).count(), std::chrono::duration<double>(clip.time.to - clip.time.from).count(), 0.5);
}

INSTANTIATE_TEST_SUITE_P(Codings, RealEvidenceOf, testing::Values(Coding{"h264"}, Coding{"h265"}, Coding{"mjpeg"}),
                         [](const auto& info) { return std::string(info.param.name); });

}

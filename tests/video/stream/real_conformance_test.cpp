#include "video/stream/probe_file.h"

#include "tests/video/recordings.h"

#include <gtest/gtest.h>

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <filesystem>
#include <set>
#include <thread>

using namespace video;

namespace {

struct Expected {
    const char* path;
    int pictures; // as data/INDEX.md counts them; 0: no player can open it
    const char* codec;
    int width, height;
};

void PrintTo(const Expected& expected, std::ostream* out)
{
    *out << expected.path;
}

const Expected table[] = {
    {"street/vtest_pets2009.avi", 795, "msmpeg4v3", 768, 576},
    {"street/intel_car-detection.mp4", 377, "h264", 768, 432},
    {"street/toproad_msmpeg4v2_mp3.avi", 374, "msmpeg4v2", 640, 360},
    {"street/ipcam_garden_1fps.mp4", 10, "h264", 320, 240},
    {"conformance_h264/Adobe_PDF_sample_a_1024x768_50Frms.264", 50, "h264", 1024, 768},
    {"conformance_h264/BA1_FT_C.264", 299, "h264", 352, 288},
    {"conformance_h264/BA1_Sony_D.jsv", 17, "h264", 176, 144},
    {"conformance_h264/BAMQ1_JVC_C.264", 30, "h264", 176, 144},
    {"conformance_h264/BAMQ2_JVC_C.264", 30, "h264", 176, 144},
    {"conformance_h264/BANM_MW_D.264", 100, "h264", 176, 144},
    {"conformance_h264/BASQP1_Sony_C.jsv", 4, "h264", 176, 144},
    {"conformance_h264/BA_MW_D.264", 100, "h264", 176, 144},
    {"conformance_h264/BA_MW_D_P_LOST.264", 99, "h264", 176, 144},
    {"conformance_h264/CI_MW_D.264", 100, "h264", 176, 144},
    {"conformance_h264/CVFC1_Sony_C.jsv", 50, "h264", 300, 168},
    {"conformance_h264/Cisco_Adobe_PDF_sample_a_1024x768_CAVLC_Bframe_9.264", 9, "h264", 1024, 768},
    {"conformance_h264/Cisco_Men_whisper_640x320_CABAC_Bframe_9.264", 9, "h264", 640, 320},
    {"conformance_h264/Cisco_Men_whisper_640x320_CAVLC_Bframe_9.264", 9, "h264", 640, 320},
    {"conformance_h264/MIDR_MW_D.264", 100, "h264", 176, 144},
    {"conformance_h264/MPS_MW_A.264", 150, "h264", 176, 144},
    {"conformance_h264/NL1_Sony_D.jsv", 17, "h264", 176, 144},
    {"conformance_h264/NLMQ1_JVC_C.264", 30, "h264", 176, 144},
    {"conformance_h264/NLMQ2_JVC_C.264", 30, "h264", 176, 144},
    {"conformance_h264/NRF_MW_E.264", 100, "h264", 176, 144},
    {"conformance_h264/QCIF_2P_I_allIPCM.264", 2, "h264", 176, 144},
    {"conformance_h264/SVA_BA1_B.264", 17, "h264", 176, 144},
    {"conformance_h264/SVA_BA2_D.264", 17, "h264", 176, 144},
    {"conformance_h264/SVA_Base_B.264", 17, "h264", 176, 144},
    {"conformance_h264/SVA_CL1_E.264", 50, "h264", 176, 144},
    {"conformance_h264/SVA_FM1_E.264", 17, "h264", 176, 144},
    {"conformance_h264/SVA_NL1_B.264", 17, "h264", 176, 144},
    {"conformance_h264/SVA_NL2_E.264", 17, "h264", 176, 144},
    {"conformance_h264/Static.264", 10, "h264", 152, 100},
    {"conformance_h264/jm_1080p_allslice.264", 1, "h264", 1920, 1080},
    {"conformance_h264/test_qcif_cabac.264", 30, "h264", 176, 144},
    {"conformance_h264/test_scalinglist_jm.264", 5, "h264", 320, 192},
    {"conformance_h264/test_vd_1d.264", 9, "h264", 320, 192},
    {"conformance_h264/test_vd_rc.264", 9, "h264", 320, 192},
    {"odd/decord_video_0.mov", 3, "h264", 568, 320},
    {"odd/decord_video_90.mov", 3, "h264", 568, 320},
    {"odd/decord_video_180.mov", 3, "h264", 568, 320},
    {"odd/decord_unordered.mov", 4, "h264", 50, 50},
    {"odd/decord_pancake.mkv", 310, "h264", 426, 240},
    {"odd/tree.avi", 68, "cinepak", 320, 240},
    {"odd/mtx_offline_h264.mp4", 30, "h264", 1920, 1080},
    {"odd/mtx_offline_h265.mp4", 30, "hevc", 1920, 1080},
    {"odd/kerberos_test-480p.mp4", 95, "h264", 640, 360},
    {"derived/car_hevc_10bit.mp4", 150, "hevc", 768, 432},
    {"derived/car_vp8.webm", 150, "vp8", 768, 432},
    {"derived/random_bytes.mp4", 0, "", 0, 0},
    {"derived/vtest_annexb.h264", 120, "h264", 768, 576},
    {"derived/vtest_annexb.h265", 120, "hevc", 768, 576},
    {"derived/vtest_fragmented.mp4", 120, "h264", 768, 576},
    {"derived/vtest_h264_interlaced_422_tff.ts", 120, "h264", 768, 576},
    {"derived/vtest_h264_interlaced_tff_420.ts", 120, "h264", 768, 576},
    {"derived/vtest_h264_main_bframes.mp4", 120, "h264", 768, 576},
    {"derived/vtest_hevc.mp4", 120, "hevc", 768, 576},
    {"derived/vtest_mjpeg.avi", 120, "mjpeg", 768, 576},
    {"derived/vtest_mpeg4.mp4", 120, "mpeg4", 768, 576},
    {"derived/vtest_rot90.mp4", 120, "h264", 768, 576},
    {"derived/vtest_truncated_no_moov.mp4", 0, "", 0, 0},
    {"derived/vtest_ts_1pct_packet_loss.ts", 119, "h264", 768, 576},
    {"derived/vtest_ts_bitflips.ts", 120, "h264", 768, 576},
    {"derived/vtest_ts_resolution_and_pts_jump.ts", 80, "h264", 384, 288},
    {"derived/vtest_vfr_gaps.mp4", 68, "h264", 768, 576},
    {"derived/zero_bytes.mp4", 0, "", 0, 0},
};

class RealConformance : public testing::TestWithParam<Expected> {
protected:
    void SetUp() override
    {
        if (!std::filesystem::exists(recordings))
            GTEST_SKIP() << "no recordings at " << recordings;
    }
};

TEST_P(RealConformance, decodes_to_its_picture_count_or_is_refused_with_a_reason)
{
    const Expected& expected = GetParam();
    // Nothing may hang: a minute is far beyond the slowest file under the slowest sanitizer.
    std::stop_source stop;
    std::jthread watchdog([&](std::stop_token done) {
        std::mutex mutex;
        std::condition_variable_any never;
        std::unique_lock lock(mutex);
        never.wait_for(lock, done, std::chrono::minutes(1), [] { return false; });
        if (!done.stop_requested())
            stop.request_stop();
    });
    const FileCount count = count_frames(recordings + expected.path, stop.get_token());
    ASSERT_NE(count.cause, Cause::stopped) << "hangs";
    EXPECT_EQ(count.pictures, expected.pictures) << count.reason;
    if (expected.pictures == 0) {
        EXPECT_NE(count.cause, Cause::none);
        EXPECT_FALSE(count.reason.empty());
        return;
    }
    EXPECT_EQ(count.cause, Cause::none) << count.reason;
    EXPECT_EQ(count.codec, expected.codec);
    EXPECT_EQ(count.width, expected.width);
    EXPECT_EQ(count.height, expected.height);
}

INSTANTIATE_TEST_SUITE_P(Files, RealConformance, testing::ValuesIn(table), [](const auto& info) {
    std::string name = info.param.path;
    for (char& c : name)
        if (!std::isalnum(static_cast<unsigned char>(c)))
            c = '_';
    return name;
});

TEST(RealConformanceTable, knows_every_file)
{
    if (!std::filesystem::exists(recordings))
        GTEST_SKIP() << "no recordings at " << recordings;
    std::set<std::string> known;
    for (const Expected& expected : table)
        known.insert(expected.path);
    for (const auto& entry : std::filesystem::recursive_directory_iterator(recordings)) {
        const std::string path = entry.path().lexically_relative(recordings).string();
        if (!entry.is_regular_file() || entry.path().extension() == ".txt")
            continue;
        EXPECT_TRUE(known.contains(path)) << path << " has no expected count";
    }
}

}

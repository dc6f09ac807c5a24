// Which source an address means, and what the kinds say of themselves.

#include "video/stream/source_table.h"

#include "tests/video/test_clip.h"

#include <gtest/gtest.h>

#include <fstream>
#include <set>

using namespace video;
using namespace std::chrono_literals;
using video_test::Folder;

namespace {

TEST(SourceTable, each_scheme_has_one_row_and_the_last_takes_the_rest)
{
    std::set<std::string_view> schemes;
    for (const SourceKind& kind : source_kinds()) {
        EXPECT_TRUE(schemes.insert(kind.scheme).second) << kind.scheme;
        EXPECT_TRUE(kind.dial && kind.open) << kind.scheme;
        if (!kind.scheme.empty()) {
            EXPECT_EQ(source_kind({.scheme = std::string(kind.scheme)}).scheme, kind.scheme);
        }
    }
    EXPECT_EQ(source_kinds().back().scheme, "");
    EXPECT_EQ(source_kind(parse_address("rtmp://h/x")).scheme, "rtmp");
    EXPECT_EQ(source_kind(parse_address("rtspt://h/x")).scheme, "");
    EXPECT_EQ(source_kind(parse_address("RTSPS://h/x")).scheme, "rtsps");
    EXPECT_EQ(source_kind(parse_address("/tmp/a.mp4")).scheme, "file");
    EXPECT_EQ(source_kind(parse_address("/tmp/a.mp4").looped()).scheme, "loop");
}

TEST(SourceTable, a_file_is_a_recording_that_can_be_sought_and_nobody_is_dialled)
{
    const Folder folder;
    const auto path = folder / "clip.mp4";
    video_test::make_clip(path, 48, 24);
    std::vector<Step> steps;
    const Address address = parse_address(path.string());
    EXPECT_FALSE(dial(address, {.on_step = [&](Step step) { steps.push_back(step); }}).connection);
    EXPECT_TRUE(steps.empty());
    const auto source = open_source({.address = address});
    EXPECT_EQ(source->plays(), Plays::once);
    EXPECT_TRUE(source->is_recording());
    EXPECT_EQ(source->sound(), nullptr);
    const auto count = [&] {
        const PacketHandle packet = make_packet();
        int packets = 0;
        while (source->read(*packet))
            ++packets;
        return packets;
    };
    EXPECT_EQ(count(), 48);
    EXPECT_TRUE(source->rewind());
    EXPECT_EQ(count(), 48);
    EXPECT_TRUE(source->seek(1s));
    EXPECT_EQ(count(), 24) << "a key frame each 24 pictures";
    EXPECT_EQ(open_source({.address = address.looped()})->plays(), Plays::endlessly);
}

TEST(SourceTable, a_playlist_on_disk_dials_nobody)
{
    const Folder folder;
    std::ofstream(folder / "list.m3u8") << "#EXTM3U\n#EXT-X-TARGETDURATION:5\n#EXTINF:5,\nhttp://127.0.0.1:9/x.ts\n#EXT-X-ENDLIST\n";
    EXPECT_THROW(open_source({.address = file_address((folder / "list.m3u8").string())}), Error);
}

/// What kind of file it is FFmpeg tells by its content: a list of other files is none that a camera or a recorder makes.
TEST(SourceTable, a_list_of_other_files_is_no_recording)
{
    const Folder folder;
    for (const char* name : {"list.txt", "clip.mp4"}) {
        std::ofstream(folder / name) << "ffconcat version 1.0\nfile other.mp4\n";
        try {
            open_source({.address = file_address((folder / name).string())});
            ADD_FAILURE() << name;
        } catch (const Error& error) {
            EXPECT_EQ(std::string(error.what()).find("other.mp4"), std::string::npos) << error.what();
        }
    }
}

}

// What the other side of a stream can make this program take.

#include "video/ceilings.h"
#include "video/log.h"

extern "C" {
#include <libavutil/mem.h>
}

#include <gtest/gtest.h>

namespace {

TEST(LibraryPiece, NoPieceOfTheLibraryIsLarger)
{
    video::take_over_ffmpeg_log();
    void* piece = av_malloc(video::ceiling::packet);
    EXPECT_NE(piece, nullptr) << "the largest coded picture";
    av_free(piece);
    EXPECT_EQ(av_malloc(video::ceiling::library_piece + 1), nullptr);
    void* grown = av_malloc(1000);
    EXPECT_EQ(av_realloc(grown, std::size_t{2} << 30), nullptr) << "a length of two gigabytes that somebody sends";
    av_free(grown);
}

}

// A playlist on disk (HLS): it dials nobody and leads to nothing endless.

#include "tests/fuzz/recording.h"
#include "tests/fuzz/targets.h"

#include "video/stream/playlist.h"

void fuzz::playlist(std::string_view bytes)
{
    play("list.m3u8", bytes);
    if (const auto news = video::parse_playlist(bytes))
        require(news->piece_s >= 0 && news->piece_s <= 3600 && news->tail_s <= 3 * 3600, "pieces last for a while");
}

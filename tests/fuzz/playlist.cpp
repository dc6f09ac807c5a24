// A playlist on disk (HLS): it dials nobody and leads to nothing endless.

#include "tests/fuzz/recording.h"
#include "tests/fuzz/targets.h"

void fuzz::playlist(std::string_view bytes) { play("list.m3u8", bytes); }

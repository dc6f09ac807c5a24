#!/bin/sh
# Guess: without a flag a picture becomes the same RGB whatever code of libswscale converts it, and the flag accurate_rnd makes it more exact.
# Happens: white (235 in video's range) becomes 255 by the code for SSSE3 and 253 by the plain code, grey 128 and 126. With accurate_rnd it is 253 and
#   126 by both: white gets darker. With full_chroma_int beside it, it is 255 and 128 by both.
# Versions: FFmpeg 5.1.9 (Debian 12), 7.1.5 (Debian 13), as built for amd64; the code is chosen by -cpuflags
# Seen: white and grey by bicubic: 255 128 with -cpuflags ssse3, 253 126 with -cpuflags 0; by bicubic+accurate_rnd 253 126 with either
# Matters: a still made with the flag is not the picture the tile showed, and a search for overexposed pictures by 255 finds none in it.
# Download: 145 MB for Debian 12, 145 MB for 13
set -eu
packages_12='ffmpeg=7:5.1.9-0+deb12u1 libswscale6=7:5.1.9-0+deb12u1'
packages_13='ffmpeg=7:7.1.5-0+deb13u1 libswscale8=7:7.1.5-0+deb13u1'
. "$(dirname "$0")/lib.sh"

# white_and_grey SCALER PROCESSOR: the red of one pixel of each.
white_and_grey() {
    for colour in white gray; do
        run ffmpeg -v error -cpuflags "$2" -f lavfi -i "color=$colour:s=64x64,format=yuv420p" -frames:v 1 -sws_flags "$1" -f rawvideo -pix_fmt rgb24 - |
            od -An -tu1 -j 300 -N 1 | tr -d ' '
    done | paste -sd ' '
}

seen() {
    for scaler in bicubic bicubic+accurate_rnd bicubic+accurate_rnd+full_chroma_int; do
        echo "$scaler: SSSE3 $(white_and_grey "$scaler" ssse3), plain $(white_and_grey "$scaler" 0)"
    done
}

expected() {
    cat <<'END'
bicubic: SSSE3 255 128, plain 253 126
bicubic+accurate_rnd: SSSE3 253 126, plain 253 126
bicubic+accurate_rnd+full_chroma_int: SSSE3 255 128, plain 255 128
END
}

compare "$@"

#!/bin/sh
# Guess: the times of an MPEG transport stream (33 bits of 90 kHz, 26.5 hours) are what its packets say, and go on after the wrap.
# Happens: where a recording begins within the last minute before the wrap, FFmpeg takes one whole turn off: its times begin below zero, and zero is
#   where the counter wraps. One that begins 100 s before the wrap goes on beyond it. So two recordings of one camera that overlap differ by
#   26.5 hours.
# Versions: FFmpeg 5.1.9 (Debian 12), 7.1.5 (Debian 13)
# Seen: 110 s of pictures with the wrap at 95443.717689 s: begun 100 s before it 95343.717689 to 95453.617689, begun 40 s before it -40.000000 to 69.900000
# Matters: a time below zero is no error and not "unknown"; code that takes it so loses the first pictures once a day.
# Download: 145 MB for Debian 12, 145 MB for 13
set -eu
packages_12='ffmpeg=7:5.1.9-0+deb12u1 libavformat59=7:5.1.9-0+deb12u1'
packages_13='ffmpeg=7:7.1.5-0+deb13u1 libavformat61=7:7.1.5-0+deb13u1'
. "$(dirname "$0")/lib.sh"

# first_and_last BEGIN: times of the packets of 110 s that begin then.
first_and_last() {
    run ffmpeg -v error -y -f lavfi -i testsrc=s=64x64:r=10:d=110 -c:v mpeg2video -g 10 -muxdelay 0 -muxpreload 0 -output_ts_offset "$1" -f mpegts day.ts
    run ffprobe -v error -show_entries packet=pts_time -of csv=p=0 day.ts | cut -d , -f 1 | sed -n '1p; $p' | paste -sd ' '
}

seen() {
    echo "100 s before the wrap: $(first_and_last 95343.717689)"
    echo "40 s before the wrap: $(first_and_last 95403.717689)"
}

expected() {
    cat <<'END'
100 s before the wrap: 95343.717689 95453.617689
40 s before the wrap: -40.000000 69.900000
END
}

compare "$@"

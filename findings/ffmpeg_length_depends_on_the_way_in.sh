#!/bin/sh
# Guess: a fragmented MP4 is as long from a pipe as from a file, or it has no length from a pipe.
# Happens: from a pipe it has one, and a wrong one: as far as FFmpeg had read when it looked, 3 s of 10, although all 100 pictures arrive. Where
#   standard input is the file itself, 5.1 says 3 s and 7.1 says 10 s.
# Versions: FFmpeg 5.1.9 (Debian 12), 7.1.5 (Debian 13)
# Seen: the same bytes: 10.000000 s by name, 3.000000 s through cat; on standard input 3.000000 s by 5.1.9 and 10.000000 s by 7.1.5
# Matters: a player that trusts the length ends a recorder's answer after 3 s, or draws a time bar that is too short.
# Download: 145 MB for Debian 12, 145 MB for 13
set -eu
packages_12='ffmpeg=7:5.1.9-0+deb12u1 libavformat59=7:5.1.9-0+deb12u1'
packages_13='ffmpeg=7:7.1.5-0+deb13u1 libavformat61=7:7.1.5-0+deb13u1'
. "$(dirname "$0")/lib.sh"

seconds() {
    run ffprobe -v error -show_entries format=duration -of csv=p=0 "$1"
}

seen() {
    run ffmpeg -v error -f lavfi -i testsrc=s=64x64:r=10:d=10 -c:v mpeg4 -g 10 -movflags frag_keyframe+empty_moov whole.mp4
    echo "by its name: $(seconds whole.mp4)"
    echo "as standard input: $(seconds - <whole.mp4)"
    # shellcheck disable=SC2002 # a pipe is what is tried
    echo "from a pipe: $(cat whole.mp4 | seconds -)"
    # shellcheck disable=SC2002
    echo "pictures from a pipe: $(cat whole.mp4 | run ffprobe -v error -count_frames -show_entries stream=nb_read_frames -of csv=p=0 -)"
}

expected() {
    case $release in
        12) input=3.000000 ;;
        *) input=10.000000 ;;
    esac
    cat <<END
by its name: 10.000000
as standard input: $input
from a pipe: 3.000000
pictures from a pipe: 100
END
}

compare "$@"

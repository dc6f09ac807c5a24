#!/bin/sh
# Guess: `ffmpeg -ss 7 -c copy` of 10 s into an MP4 that then says 3 s leaves 3 s of pictures in it.
# Happens: all pictures since the key picture before are in the file. An edit list hides them from players that heed it; the same cut in Matroska
#   shows them. `-ignore_editlist 1`, or a program that knows no edit lists, brings them out of the MP4.
# Versions: FFmpeg 5.1.9 (Debian 12), 7.1.5 (Debian 13)
# Seen: cut at 7 s, key picture at 5 s, 10 pictures a second: the MP4 says 3 s, shows 30 pictures and holds 50; the MKV says 5 s and shows 50
# Matters: a clip handed out as evidence shows two seconds more than whoever cut it saw, and two programs show different clips.
# Download: 145 MB for Debian 12, 145 MB for 13
set -eu
packages_12='ffmpeg=7:5.1.9-0+deb12u1 libavformat59=7:5.1.9-0+deb12u1'
packages_13='ffmpeg=7:7.1.5-0+deb13u1 libavformat61=7:7.1.5-0+deb13u1'
. "$(dirname "$0")/lib.sh"

# value FILE OPTION ...: what ffprobe says of the video.
value() {
    file=$1
    shift
    run ffprobe -v error -select_streams v -of csv=p=0 "$@" "$file" | head -n 1
}

seen() {
    run ffmpeg -v error -f lavfi -i testsrc=s=64x64:r=10:d=10 -c:v mpeg4 -g 50 whole.mp4
    for kind in mp4 mkv; do
        run ffmpeg -v error -ss 7 -i whole.mp4 -c copy "cut.$kind"
        echo "$kind: seconds $(value "cut.$kind" -show_entries format=duration)," \
            "holds $(value "cut.$kind" -count_packets -show_entries stream=nb_read_packets)," \
            "shows $(value "cut.$kind" -count_frames -show_entries stream=nb_read_frames)"
    done
    echo "mp4 without its edit list: shows $(value cut.mp4 -ignore_editlist 1 -count_frames -show_entries stream=nb_read_frames)"
}

expected() {
    cat <<'END'
mp4: seconds 3.000000, holds 50, shows 30
mkv: seconds 5.000000, holds 50, shows 50
mp4 without its edit list: shows 50
END
}

compare "$@"

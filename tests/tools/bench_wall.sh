#!/bin/bash
# A wall of TILES pictures of one 640x360@25 clip for SECONDS: CPU of ours beside bare decoding by ffmpeg, mpv's mosaic and
# GStreamer's compositor, one after the other. Called by ./dev bench wall; needs DISPLAY with a screen of 1920x1080. What is not
# installed is named and left out.
#   bench_wall.sh BUILD_FOLDER CLIP|- TILES SECONDS files|rtsp
# files: all read the clip; the peers play it once, ours is measured over SECONDS of real time.
# rtsp: ours and ffmpeg read it from gridwatch_cams on loopback (mpv falls behind 16 such sources: it is left out there).
set -euo pipefail
build=$(readlink -f "$1") given=$2 tiles=$3 seconds=$4 from=$5
work=$(mktemp -d)
server=''
end() {
    [ -z "$server" ] || kill "$server" 2>/dev/null || true
    rm -rf "$work"
}
trap end EXIT

here() { command -v "$1" >/dev/null || { echo "$1 is not installed on this machine: left out" >&2; return 1; }; }

here ffmpeg && here /usr/bin/time || exit 1
clip=$work/clip.mp4 # exactly SECONDS long; a server's is longer, for it is opened sixteen times
length=$seconds
[ "$from" = files ] || length=$((seconds + 40))
if [ "$given" = - ]; then
    source=(-f lavfi -i "testsrc2=size=640x360:rate=25")
else
    source=(-stream_loop -1 -i "$given")
fi
ffmpeg -loglevel error "${source[@]}" -an -vf scale=640:360 -r 25 -t "$length" -c:v libx264 -preset veryfast -profile:v main -bf 0 -g 50 \
    -b:v 800k -pix_fmt yuv420p "$clip"

urls=()
if [ "$from" = rtsp ]; then
    "$build/gridwatch_cams" "$tiles" --port 0 --clip "$clip" >"$work/urls" &
    server=$!
    for _ in $(seq 100); do
        [ "$(wc -l <"$work/urls")" != "$tiles" ] || break
        sleep 0.1
    done
    mapfile -t urls <"$work/urls"
else
    for _ in $(seq "$tiles"); do urls+=("$clip"); done
fi

result=$("$build/gridwatch" bench wall "${urls[@]}" --tiles "$tiles" --seconds "$seconds" --json)
echo "$result"
ours=$(sed -E 's/.*"cpu_seconds":([0-9.]+).*/\1/' <<<"$result")
awk -v o="$ours" -v s="$seconds" 'BEGIN { printf "%-38s %6.2f s of CPU in %d s\n", "gridwatch", o, s }'

# peer NAME COMMAND...: its CPU until it ends by itself.
peer() {
    local name=$1
    shift
    if ! /usr/bin/time -o "$work/time" -f '%U %S %e' timeout $((seconds * 4 + 30)) "$@" >"$work/peer.log" 2>&1 </dev/null; then
        echo "$name failed: $(tail -n 1 "$work/peer.log")" >&2
        return
    fi
    tail -n 1 "$work/time" | awk -v n="$name" -v o="$ours" \
        '{ printf "%-38s %6.2f s of CPU in %.1f s   ours / this = %.2f\n", n, $1 + $2, $3, o / ($1 + $2) }'
}

# shellcheck disable=SC2016
peer "ffmpeg, decoding alone" sh -c 't=$1; shift; for u in "$@"; do case $u in rtsp:*) o="-rtsp_transport tcp";; *) o="-re";; esac
    ffmpeg -loglevel error $o -threads 1 -i "$u" -t "$t" -an -f null - & done; wait' decode "$seconds" "${urls[@]}"
[ "$from" = files ] || exit 0

side=1
while [ $((side * side)) -lt "$tiles" ]; do side=$((side + 1)); done
wide=$((1920 / side)) high=$((1080 / side))
if here mpv; then
    graph='' pads='' layout='' files=()
    for i in "${!urls[@]}"; do
        graph+="[vid$((i + 1))]scale=$wide:$high[v$i];"
        pads+="[v$i]"
        layout+="${layout:+|}$((i % side * wide))_$((i / side * high))"
        [ "$i" = 0 ] || files+=("--external-file=${urls[$i]}")
    done
    peer "mpv, mosaic in a window (x11)" mpv --no-config --really-quiet --no-audio --vo=x11 --vd-lavc-threads=1 --geometry=1920x1080 \
        "${files[@]}" --lavfi-complex="${graph}${pads}xstack=inputs=$tiles:layout=$layout[vo]" "${urls[0]}"
fi
if here gst-launch-1.0 && gst-inspect-1.0 ximagesink >/dev/null 2>&1; then
    line=(compositor name=c)
    for i in "${!urls[@]}"; do line+=("sink_$i::xpos=$((i % side * wide))" "sink_$i::ypos=$((i / side * high))"); done
    line+=(! "video/x-raw,width=1920,height=1080,framerate=25/1" ! videoconvert ! ximagesink)
    for i in "${!urls[@]}"; do
        line+=(filesrc "location=${urls[$i]}" ! qtdemux ! h264parse ! avdec_h264 max-threads=1 ! videoscale
            ! "video/x-raw,width=$wide,height=$high" ! queue ! "c.sink_$i")
    done
    peer "GStreamer, compositor (ximagesink)" gst-launch-1.0 -q "${line[@]}"
else
    echo "GStreamer's tools or its ximagesink (gstreamer1.0-x) are not installed on this machine: left out" >&2
fi

#!/bin/sh
# Guess: the error of a failed RTSP dial says which status the camera answered with.
# Happens: 400, 401, 403, 404 and 461 have an error each, in 7.1 also 429; every other 4xx has one and the same, every 5xx another. "Method not
#   allowed" (405), "not enough bandwidth" (453), "no such session" (454) and "not in this state" (455) cannot be told apart.
# Versions: FFmpeg 5.1.9 (Debian 12), 7.1.5 (Debian 13)
# Seen: SETUP answered with 405, 453, 454 or 455 is -1482175736 each time, with 500 or 503 -1482175992; 429 is -1482175736 by 5.1.9 and -959591672 by 7.1.5
# Matters: "too many viewers, try later" and "this camera cannot do that" are different advice; the status has to be read some other way.
# Download: 154 MB for Debian 12, 154 MB for 13
set -eu
packages_12='ffmpeg=7:5.1.9-0+deb12u1 libavformat59=7:5.1.9-0+deb12u1 python3=3.11.2-1+b1'
packages_13='ffmpeg=7:7.1.5-0+deb13u1 libavformat61=7:7.1.5-0+deb13u1 python3=3.13.5-1'
. "$(dirname "$0")/lib.sh"

# A camera on loopback that answers SETUP with the status the address names, and says its process and port. It goes by itself after two minutes.
camera() {
    cat >camera.py <<'END'
import os, signal, socketserver

description = "v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\nm=video 0 RTP/AVP 96\r\na=rtpmap:96 H264/90000\r\na=control:track\r\n"


class Camera(socketserver.StreamRequestHandler):
    timeout = 10

    def handle(self):
        while line := self.rfile.readline().decode():
            method, address = line.split()[:2]
            number = 0
            while line := self.rfile.readline().decode().strip():
                if line.lower().startswith("cseq:"):
                    number = line.split(":")[1].strip()
            status = address.split("/")[3] + " No" if method == "SETUP" else "200 OK"
            body = description if method == "DESCRIBE" else ""
            self.wfile.write(f"RTSP/1.0 {status}\r\nCSeq: {number}\r\nContent-Length: {len(body)}\r\n\r\n{body}".encode())


signal.alarm(120)
with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Camera) as server:
    server.daemon_threads = True
    print(os.getpid(), server.server_address[1], flush=True)
    server.serve_forever()
END
    run python3 camera.py
}

# errors STATUS ...: the number of the error of each.
errors() {
    for status; do
        run ffprobe -v quiet -rtsp_transport tcp -timeout 10000000 -show_error -of csv=p=0 "rtsp://127.0.0.1:$port/$status" | cut -d , -f 1
    done | paste -sd ' '
}

seen() {
    mkfifo started
    camera >started &
    read -r process port <started
    trap 'kill "$process"' EXIT
    for statuses in '400 401 403 404 461' '405 453 454 455' '500 503' '429'; do
        # shellcheck disable=SC2086 # a list of words
        echo "$statuses: $(errors $statuses)"
    done
}

expected() {
    case $release in
        12) many=-1482175736 ;;
        *) many=-959591672 ;;
    esac
    cat <<END
400 401 403 404 461: -808465656 -825242872 -858797304 -875574520 -93
405 453 454 455: -1482175736 -1482175736 -1482175736 -1482175736
500 503: -1482175992 -1482175992
429: $many
END
}

compare "$@"

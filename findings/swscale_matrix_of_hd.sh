#!/bin/sh
# Guess: where a picture does not say its colour matrix, libswscale goes by its size: BT.601 for small ones, BT.709 for HD.
# Happens: it takes BT.601 for every size; sws_setColorspaceDetails has to say BT.709.
# Versions: libswscale 6 of FFmpeg 5.1.9 (Debian 12), libswscale 8 of FFmpeg 7.1.5 (Debian 13)
# Seen: Y 64, U 100, V 212 of a picture of 1920x1080 is RGB 189 0 0, as at 352x288; with BT.709 said 205 15 0
# Matters: where a camera sends HD without naming its matrix, reds and greens are off in every tile and snapshot.
# Download: 23 MB for Debian 12, 22 MB for 13
set -eu
packages_12='libswscale6=7:5.1.9-0+deb12u1 libavutil57=7:5.1.9-0+deb12u1 python3=3.11.2-1+b1'
packages_13='libswscale8=7:7.1.5-0+deb13u1 libavutil59=7:7.1.5-0+deb13u1 python3=3.13.5-1'
. "$(dirname "$0")/lib.sh"

seen() {
    cat >scale.py <<'END'
import ctypes, glob, sys
folder = sys.argv[1]
util = ctypes.CDLL(glob.glob(folder + "/libavutil.so.*")[0])
scale = ctypes.CDLL(glob.glob(folder + "/libswscale.so.*")[0])
util.av_get_pix_fmt.argtypes = [ctypes.c_char_p]
scale.sws_getContext.restype = ctypes.c_void_p
scale.sws_getCoefficients.restype = ctypes.c_void_p
planar, rgb = util.av_get_pix_fmt(b"yuv420p"), util.av_get_pix_fmt(b"rgb24")


def convert(width, height, matrix):
    context = ctypes.c_void_p(scale.sws_getContext(width, height, planar, width, height, rgb, 0x10, None, None, None)) # SWS_POINT
    if matrix is not None:
        scale.sws_setColorspaceDetails(context, ctypes.c_void_p(scale.sws_getCoefficients(matrix)), 0, ctypes.c_void_p(scale.sws_getCoefficients(5)), 1, 0, 1 << 16, 1 << 16)
    planes = [ctypes.create_string_buffer(bytes([v]) * n) for v, n in ((64, width * height), (100, width * height // 4), (212, width * height // 4))]
    out = ctypes.create_string_buffer(width * height * 3)
    source = (ctypes.c_void_p * 4)(*[ctypes.addressof(p) for p in planes], None)
    target = (ctypes.c_void_p * 4)(ctypes.addressof(out), None, None, None)
    scale.sws_scale(context, source, (ctypes.c_int * 4)(width, width // 2, width // 2, 0), 0, height, target, (ctypes.c_int * 4)(width * 3, 0, 0, 0))
    middle = (height // 2 * width + width // 2) * 3
    return tuple(out.raw[middle : middle + 3])


for width, height in ((352, 288), (1920, 1080)):
    print(f"{width}x{height}: unsaid", *convert(width, height, None), "BT.601", *convert(width, height, 5), "BT.709", *convert(width, height, 1))
END
    run python3 scale.py "$work/$release/usr/lib/x86_64-linux-gnu"
}

expected() {
    cat <<'END'
352x288: unsaid 189 0 0 BT.601 189 0 0 BT.709 205 15 0
1920x1080: unsaid 189 0 0 BT.601 189 0 0 BT.709 205 15 0
END
}

compare "$@"

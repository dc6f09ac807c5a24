#!/bin/sh
# Guess: GB18030 is a mandatory standard, so the same bytes are the same character in every library.
# Happens: for some characters they are not. FE 59 is U+9FB4 to the C library and to ICU of Debian 13, but U+E81E, a private code without a
#   picture, to ICU of Debian 12 and to Python. A8 BC is a letter of pinyin, but a private code to Python. 82 35 90 37 is U+9FB4 to ICU and
#   Python, U+E81E to the C library of Debian 13 and an error to that of 12.
# Versions: glibc 2.36, ICU 72.1, Python 3.11.2 (Debian 12); glibc 2.41, ICU 76.1, Python 3.13.5 (Debian 13)
# Seen: the code points by iconv, uconv and Python, as below
# Matters: GDAL reads such a table by the C library; a name written by another program is not found again, or shows as an empty box.
# Download: 53 MB for both
set -eu
packages_12='libc-bin=2.36-9+deb12u14 icu-devtools=72.1-3+deb12u1 python3.11=3.11.2-6+deb12u9'
packages_13='libc-bin=2.41-12+deb13u5 icu-devtools=76.1-4 python3.13=3.13.5-2+deb13u5'
. "$(dirname "$0")/lib.sh"

code_of() {
    od -An -tx1 | tr -d ' '
}

by_python() {
    [ "$release" = 12 ] && python=python3.11 || python=python3.13
    run $python -c '
import sys
try: print("%04x" % ord(sys.stdin.buffer.read().decode("gb18030")))
except UnicodeError: print("error")'
}

seen() {
    for bytes in '\0376\0131' '\0250\0274' '\0202\0065\0220\0067'; do
        printf '%b' "$bytes" >bytes
        run iconv -f GB18030 -t UTF-16BE <bytes >out 2>errors && code_of <out || echo error
        run uconv -f gb18030 -t UTF-16BE <bytes | code_of
        by_python <bytes
    done | paste -d ' ' - - -
}

expected() {
    if [ "$release" = 12 ]; then
        printf '%s\n' '9fb4 e81e e81e' '1e3f 1e3f e7c7' 'error 9fb4 9fb4'
    else
        printf '%s\n' '9fb4 9fb4 e81e' '1e3f 1e3f e7c7' 'e81e 9fb4 9fb4'
    fi
}

compare "$@"

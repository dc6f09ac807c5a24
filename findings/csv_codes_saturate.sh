#!/bin/sh
# Guess: GDAL's guess of column types leaves a code as it is, or makes a real number of one that is too long for an integer.
# Happens: it makes integers, and every code of 20 digits becomes 9223372036854775807, all alike, without a warning. GDAL 3.6 takes a leading
#   zero away as well; 3.10 keeps such a column as text.
# Versions: GDAL 3.6.2 (Debian 12), 3.10.3 (Debian 13)
# Seen: the two columns of both rows, as below
# Matters: grid codes begin with zeros in some tables and camera codes have 20 digits: all cameras would share one number.
# Download: 176 MB for both
set -eu
packages_12='gdal-bin=3.6.2+dfsg-1+b2'
packages_13='gdal-bin=3.10.3+dfsg-1'
. "$(dirname "$0")/lib.sh"

seen() {
    printf 'grid,camera\n042010600001,42010600001311000001\n042010600002,42010600001311000002\n' >codes.csv
    run ogrinfo -ro -al -q codes.csv -oo AUTODETECT_TYPE=YES 2>&1 | sed -nE 's/^ *(grid|camera) \((.*)\) = (.*)$/\1 \2 \3/p'
}

expected() {
    if [ "$release" = 12 ]; then
        printf '%s\n' 'grid Integer64 42010600001' 'camera Integer64 9223372036854775807' 'grid Integer64 42010600002' 'camera Integer64 9223372036854775807'
    else
        printf '%s\n' 'grid String 042010600001' 'camera Integer64 9223372036854775807' 'grid String 042010600002' 'camera Integer64 9223372036854775807'
    fi
}

compare "$@"

#!/bin/sh
# Guess: Unihan's kMandarin is the field to find a Chinese place by its pinyin.
# Happens: it holds one reading (two, where mainland China and Taiwan differ): zhang for the first character of Changsha and Changchun, sha for the first of
#   Xiamen, zhong for Chongqing's, le for Yueqing's. The readings of these names stand in kTGHZ2013.
# Versions: unicode-data 15.0.0 (Debian 12), 15.1.0 (Debian 13)
# Seen: U+957F kMandarin "zhǎng", kTGHZ2013 "038.110:cháng 466.110:zhǎng"; U+53A6 "shà" and "323.040:shà 397.010:xià"
# Matters: an operator who types changsha or xiamen finds nothing.
# Download: 11 MB for Debian 12, 12 MB for 13
set -eu
packages_12='unicode-data=15.0.0-1 bzip2=1.0.8-5+b1'
packages_13='unicode-data=15.1.0-1 bzip2=1.0.8-6'
. "$(dirname "$0")/lib.sh"

seen() {
    run bzip2 -dc "$work/$release/usr/share/unicode/Unihan_Readings.txt.bz2" |
        grep -E '^U\+(957F|53A6|91CD|4E50)[[:space:]]k(Mandarin|TGHZ2013)[[:space:]]' | tr '\t' ' '
}

expected() {
    cat <<'END'
U+4E50 kMandarin lè
U+4E50 kTGHZ2013 212.030:lè 453.020:yuè
U+53A6 kMandarin shà
U+53A6 kTGHZ2013 323.040:shà 397.010:xià
U+91CD kMandarin zhòng
U+91CD kTGHZ2013 047.150:chóng 481.090:zhòng
U+957F kMandarin zhǎng
U+957F kTGHZ2013 038.110:cháng 466.110:zhǎng
END
}

compare "$@"

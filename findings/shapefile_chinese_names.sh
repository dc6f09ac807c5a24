#!/bin/sh
# Guess: a Shapefile's column names have ten characters, so Chinese names, being short, survive.
# Happens: they have ten bytes. In UTF-8 that is three characters and a third of the next, which is left as a broken byte; in GBK five. Three names with the
#   same beginning are cut and numbered over a character, so that none is what it was. It is a warning, and the file is written.
# Versions: GDAL 3.6.2 (Debian 12), 3.10.3 (Debian 13)
# Seen: UTF-8: 346 221 204 345 203 217 346 234 272 345 (octal; the last byte begins a character that is not there) and ... 346 234 137 061 (two bytes of a
#   character, then _1); GBK: the first five characters of one name, four and _1, _2 of the others
# Matters: of three columns exported none is found by its name again, and the names are no valid text.
# Download: 79 MB for Debian 12, 97 MB for 13
set -eu
packages_12='gdal-bin=3.6.2+dfsg-1+b2 libgdal32=3.6.2+dfsg-1+b2'
packages_13='gdal-bin=3.10.3+dfsg-1 libgdal36=3.10.3+dfsg-1'
. "$(dirname "$0")/lib.sh"

# The names as they stand in the .dbf's header (32 bytes for the table, then 32 a column, the first 11 its name), bytes beyond ASCII in octal.
names() {
    for column in 1 2 3 4; do
        tail -c "+$((column * 32 + 1))" "$1" | head -c 11 | tr -d '\000' | od -An -v -to1 | tr -d '\n'
        echo
    done
}

seen() {
    printf '%s\n' '编号,摄像机安装位置,摄像机安装时间,摄像机安装位置说明' '1,东门,2024,门口' >camera.csv
    for encoding in UTF-8 GBK; do
        run ogr2ogr -f 'ESRI Shapefile' -lco ENCODING=$encoding $encoding.dbf camera.csv 2>/dev/null
        echo "$encoding:"
        names $encoding.dbf
    done
    run ogrinfo -q -al GBK.dbf | grep ' = '
}

expected() {
    cat <<'END'
UTF-8:
 347 274 226 345 217 267
 346 221 204 345 203 217 346 234 272 345
 346 221 204 345 203 217 346 234 137 061
 346 221 204 345 203 217 346 234 137 062
GBK:
 261 340 272 305
 311 343 317 361 273 372 260 262 327 260
 311 343 317 361 273 372 260 262 137 061
 311 343 317 361 273 372 260 262 137 062
  编号 (String) = 1
  摄像机安装 (String) = 东门
  摄像机安_1 (String) = 2024
  摄像机安_2 (String) = 门口
END
}

compare "$@"

#!/bin/sh
# Guess: FlatGeobuf's geometry may be missing (its schema says so), so a row without one comes back, at least without a spatial index.
# Happens: GDAL 3.6 takes the row without a word and gives back one less, with an index and with SPATIAL_INDEX=NO. GDAL 3.10 stops at the row with an error
#   where there is an index, which is the default, and keeps it where there is none.
# Versions: GDAL 3.6.2 (Debian 12), 3.10.3 (Debian 13)
# Seen: of three rows, one without a shape: 3.6.2 gives back two either way, ogr2ogr leaves with 0 and says nothing; 3.10.3 leaves with 1 and one row, or
#   with 0 and three
# Matters: reports without a position (by telephone, by letter) vanish from what is handed to another office, and the program says all were written.
# Download: 79 MB for Debian 12, 97 MB for 13
set -eu
packages_12='gdal-bin=3.6.2+dfsg-1+b2 libgdal32=3.6.2+dfsg-1+b2'
packages_13='gdal-bin=3.10.3+dfsg-1 libgdal36=3.10.3+dfsg-1'
. "$(dirname "$0")/lib.sh"

seen() {
    printf 'id,WKT\n1,POINT(1 2)\n2,\n3,POINT(2 3)\n' >rows.csv
    for index in YES NO; do
        rm -f rows.fgb
        run ogr2ogr -f FlatGeobuf -lco SPATIAL_INDEX=$index rows.fgb rows.csv 2>said.txt && status=0 || status=$?
        echo "index $index: status $status, $(wc -l <said.txt) lines said, $(run ogrinfo -ro -q -al rows.fgb | grep -c '^OGRFeature') rows"
    done
}

expected() {
    if [ "$release" = 12 ]; then
        echo 'index YES: status 0, 0 lines said, 2 rows'
        echo 'index NO: status 0, 0 lines said, 2 rows'
    else
        echo 'index YES: status 1, 4 lines said, 1 rows'
        echo 'index NO: status 0, 0 lines said, 3 rows'
    fi
}

compare "$@"

#!/bin/sh
# Guess: a KML that GDAL wrote is read alike by GDAL's two drivers for KML and by the release before.
# Happens: LIBKML of 3.10 writes a column named id as the placemark's id only, which LIBKML of 3.6 does not read: the column is gone. Both take the
#   time of day out of a text column named begin, which KML has a meaning for. The driver KML reads Name and Description only, of its own file too.
# Versions: GDAL 3.6.2 (Debian 12), 3.10.3 (Debian 13)
# Seen: written by 3.10 and read by 3.6: "code=42" alone; all other ways "code=42 id=A-1"; begin 2024-01-05 08:30:00 comes back as
#   2024/01/05 00:00:00; by KML "Description= Name=" is all
# Matters: cameras sent as KML from a newer machine to an older one arrive without the column that identifies them.
# Download: 176 MB for both releases, which it needs
set -eu
packages_12='gdal-bin=3.6.2+dfsg-1+b2 libgdal32=3.6.2+dfsg-1+b2'
packages_13='gdal-bin=3.10.3+dfsg-1 libgdal36=3.10.3+dfsg-1'
. "$(dirname "$0")/lib.sh"

columns() {
    grep -iE '^  (id|name|description|code|begin) ' | sed -E 's/^ *([^ ]+) \([A-Za-z]+\) = /\1=/' | LC_ALL=C sort | paste -sd' '
}

seen() {
    other=25
    other=$((other - release))
    reader=$release
    [ -d "$work/$other" ] || (eval "fetch $other \$packages_$other")
    printf '%s\n' id,code,begin,WKT 'A-1,42,2024-01-05 08:30:00,POINT(114 30)' >camera.csv
    for writer in 12 13; do
        release=$writer
        run ogr2ogr -f LIBKML "$writer.kml" camera.csv -oo KEEP_GEOM_COLUMNS=NO
        release=$reader
        echo "LIBKML of $writer: $(run ogrinfo -q -al "$writer.kml" | columns)"
    done
    run ogr2ogr -f KML kml.kml camera.csv -oo KEEP_GEOM_COLUMNS=NO
    echo "KML, read by LIBKML: $(run ogrinfo -q -al --config OGR_SKIP KML kml.kml | columns)"
    echo "KML, read by KML: $(run ogrinfo -q -al --config OGR_SKIP LIBKML kml.kml | columns)"
}

expected() {
    echo "LIBKML of 12: begin=2024/01/05 00:00:00 code=42 id=A-1"
    if [ "$release" = 12 ]; then
        echo "LIBKML of 13: begin=2024/01/05 00:00:00 code=42"
    else
        echo "LIBKML of 13: begin=2024/01/05 00:00:00 code=42 id=A-1"
    fi
    echo "KML, read by LIBKML: begin=2024/01/05 08:30:00 code=42 id=A-1"
    echo "KML, read by KML: Description= Name="
}

compare "$@"

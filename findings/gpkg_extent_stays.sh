#!/bin/sh
# Guess: the extent that GDAL tells of a GeoPackage's layer is where its features are, at least after GDAL itself changed them.
# Happens: it is what gpkg_contents says. An UPDATE by GDAL's own SQL moves the features and leaves the extent: features outside, none inside. The
#   spatial index follows.
# Versions: GDAL 3.6.2 (Debian 12), 3.10.3 (Debian 13)
# Seen: "Extent: (1.000000, 2.000000) - (3.000000, 4.000000)" with both features at POINT (114 30); found by -spat 113 29 115 31: 2
# Matters: a map that opens on a layer's extent shows an empty place, and a check of the extent takes the layer for another city's.
# Download: 79 MB for Debian 12, 97 MB for 13
set -eu
packages_12='gdal-bin=3.6.2+dfsg-1+b2 libgdal32=3.6.2+dfsg-1+b2'
packages_13='gdal-bin=3.10.3+dfsg-1 libgdal36=3.10.3+dfsg-1'
. "$(dirname "$0")/lib.sh"

seen() {
    printf '%s\n' name,WKT 'east,POINT(1 2)' 'west,POINT(3 4)' >camera.csv
    printf '%s\n' name,WKT 'here,POINT(114 30)' >place.csv
    run ogr2ogr -f GPKG camera.gpkg camera.csv -nln camera -oo GEOM_POSSIBLE_NAMES=WKT -oo KEEP_GEOM_COLUMNS=NO
    run ogr2ogr -f GPKG -update camera.gpkg place.csv -nln place -oo GEOM_POSSIBLE_NAMES=WKT -oo KEEP_GEOM_COLUMNS=NO
    run ogrinfo -q camera.gpkg -sql 'update camera set geom = (select geom from place)'
    run ogrinfo -so camera.gpkg camera | grep Extent
    run ogrinfo -q camera.gpkg camera | grep POINT
    echo "found there: $(run ogrinfo -q -spat 113 29 115 31 camera.gpkg camera | grep -c POINT)"
}

expected() {
    cat <<'END'
Extent: (1.000000, 2.000000) - (3.000000, 4.000000)
  POINT (114 30)
  POINT (114 30)
found there: 2
END
}

compare "$@"

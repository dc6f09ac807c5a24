#!/bin/sh
# Guess: where PROJ knows no way from one datum to another (Xi'an 1980 to CGCS2000), transforming fails; where it knows some (Beijing 1954 to
#   WGS 84), coordinates shift.
# Happens: cs2cs and SpatiaLite's Transform give the numbers back as they came, without a word: a "ballpark" operation that only changes the label.
#   Of Beijing 1954 a place at sea shifts (some 60 m) and one inland does not, in one and the same run. To be refused one has to ask (--no-ballpark).
# Versions: PROJ 9.1.1 and libspatialite 5.0.1 (Debian 12), PROJ 9.6.0 and libspatialite 5.1.0 (Debian 13)
# Seen: 30.5 114.3 of EPSG:4610 is 30.500000 114.300000 in EPSG:4490, and POINT(114.3 30.5) stays itself in SpatiaLite; with --no-ballpark "cannot
#   initialize transformation"; Beijing 1954: 30.500000 114.300000 inland, 18.999799 115.300542 for 19 115.3 at sea
# Matters: old city maps come in Xi'an 1980 or Beijing 1954; grids would lie off by the datums' difference, and nothing says so.
# Download: 40 MB for Debian 12, 31 MB for 13
set -eu
packages_12='proj-bin=9.1.1-1+b1 spatialite-bin=5.0.1-2 libsqlite3-mod-spatialite=5.0.1-3'
packages_13='proj-bin=9.6.0-1 spatialite-bin=5.1.0a-2 libsqlite3-mod-spatialite=5.1.0-3+b2'
. "$(dirname "$0")/lib.sh"

seen() {
    echo "Xi'an 1980 to CGCS2000:"
    run projinfo --summary -s EPSG:4610 -t EPSG:4490 --spatial-test intersects
    echo '30.5 114.3' | run cs2cs -f %.6f EPSG:4610 EPSG:4490
    echo "no ballpark:"
    echo '30.5 114.3' | run cs2cs --no-ballpark -f %.6f EPSG:4610 EPSG:4490 2>&1 | grep cannot
    echo "Beijing 1954 to WGS 84, in a city inland and at sea:"
    printf '%s\n' '30.5 114.3' '19 115.3' | run cs2cs -f %.6f EPSG:4214 EPSG:4326
    run spatialite -silent -list :memory: <<'END'
select 'SpatiaLite', AsText(Transform(MakePoint(114.3, 30.5, 4610), 4490)), AsText(Transform(MakePoint(114.3, 30.5, 4214), 4326));
END
}

expected() {
    tr '@' '\t' <<'END'
Xi'an 1980 to CGCS2000:
Candidate operations found: 1
unknown id, Ballpark geographic offset from Xian 1980 to China Geodetic Coordinate System 2000, unknown accuracy, World, has ballpark transformation
30.500000@114.300000 0.000000
no ballpark:
cannot initialize transformation
Beijing 1954 to WGS 84, in a city inland and at sea:
30.500000@114.300000 0.000000
18.999799@115.300542 0.000000
SpatiaLite|POINT(114.3 30.5)|POINT(114.3 30.5)
END
}

compare "$@"

#!/bin/sh
# Guess: a GeoPackage is an SQLite file: SQL can move, add and delete its rows, with SpatiaLite loaded at the latest.
# Happens: with a spatial index each INSERT and each UPDATE, be it of a name, fails in plain SQLite: the index's triggers call ST_IsEmpty, which
#   SQLite lacks. With SpatiaLite loaded it works in the sqlite3 shell of Debian 12 and is refused as unsafe in that of Debian 13, until
#   PRAGMA trusted_schema = 1.
# Versions: GDAL 3.6.2, SQLite 3.40.1, libspatialite 5.0.1 (Debian 12); GDAL 3.10.3, SQLite 3.46.1, libspatialite 5.1.0 (Debian 13)
# Seen: "no such function: ST_IsEmpty" on both; with SpatiaLite 5.0.1 no error, with 5.1.0 in the newer shell "unsafe use of ST_IsEmpty()"
# Matters: a script that mends a city's GeoPackage for import and ran for years stops with the newer release.
# Download: 81 MB for Debian 12, 99 MB for 13
set -eu
packages_12='gdal-bin=3.6.2+dfsg-1+b2 libgdal32=3.6.2+dfsg-1+b2 sqlite3=3.40.1-2+deb12u2 libsqlite3-mod-spatialite=5.0.1-3'
packages_13='gdal-bin=3.10.3+dfsg-1 libgdal36=3.10.3+dfsg-1 sqlite3=3.46.1-7+deb13u2 libsqlite3-mod-spatialite=5.1.0-3+b2'
. "$(dirname "$0")/lib.sh"

statements() {
    cat <<'END'
update camera set name = 'north' where fid = 1;
update camera set geom = (select geom from camera where fid = 2) where fid = 1;
insert into camera(geom, name) select geom, 'south' from camera where fid = 2;
select 'rows, rows of the index', count(*), (select count(*) from rtree_camera_geom) from camera;
END
}

seen() {
    printf '%s\n' name,WKT 'east,POINT(1 2)' 'west,POINT(3 4)' >camera.csv
    run ogr2ogr -f GPKG camera.gpkg camera.csv -nln camera -oo GEOM_POSSIBLE_NAMES=WKT -oo KEEP_GEOM_COLUMNS=NO
    module=$work/$release/usr/lib/x86_64-linux-gnu/mod_spatialite.so
    echo "plain:"
    statements | run sqlite3 camera.gpkg 2>&1 || true
    echo "with SpatiaLite:"
    { echo ".load $module"; statements; } | run sqlite3 camera.gpkg 2>&1 || true
    echo "with SpatiaLite, schema trusted:"
    { printf '%s\n' 'pragma trusted_schema = 1;' ".load $module"; statements; } | run sqlite3 camera.gpkg 2>&1 || true
}

expected() {
    echo "plain:"
    echo "Parse error near line 1: no such function: ST_IsEmpty"
    echo "Parse error near line 2: no such function: ST_IsEmpty"
    echo "Parse error near line 3: no such function: ST_IsEmpty"
    echo "rows, rows of the index|2|2"
    echo "with SpatiaLite:"
    if [ "$release" = 12 ]; then
        echo "rows, rows of the index|3|3"
    else
        echo "Parse error near line 2: unsafe use of ST_IsEmpty()"
        echo "Parse error near line 3: unsafe use of ST_IsEmpty()"
        echo "Parse error near line 4: unsafe use of ST_IsEmpty()"
        echo "rows, rows of the index|2|2"
    fi
    echo "with SpatiaLite, schema trusted:"
    if [ "$release" = 12 ]; then
        echo "rows, rows of the index|4|4"
    else
        echo "rows, rows of the index|3|3"
    fi
}

compare "$@"

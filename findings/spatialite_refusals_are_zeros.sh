#!/bin/sh
# Guess: what SpatiaLite cannot do is an SQL error: the statement fails, a transaction can be rolled back, the shell leaves with another status than 0.
# Happens: AddGeometryColumn, CreateSpatialIndex and InitSpatialMetaData answer 0 in a row of the result; geometry that cannot be read is NULL. The
#   transaction commits and the shell leaves with 0; the reason goes to the process's error stream only. The refused AddGeometryColumn with an
#   unknown system has added its column all the same, registered nowhere.
# Versions: libspatialite 5.0.1 (Debian 12), 5.1.0 (Debian 13)
# Seen: "no such table|0", "unknown system|0", "index on no column|0", "metadata twice|0", "half a WKB" and "half a WKT" NULL, "column of
#   camera|1", "left with 0"
# Matters: an import that only looks for errors makes a workspace without its geometry column, or rows without their places.
# Download: 38 MB for Debian 12, 29 MB for 13
set -eu
packages_12='spatialite-bin=5.0.1-2 libsqlite3-mod-spatialite=5.0.1-3'
packages_13='spatialite-bin=5.1.0a-2 libsqlite3-mod-spatialite=5.1.0-3+b2'
. "$(dirname "$0")/lib.sh"

seen() {
    status=0
    run spatialite -silent -bail -list :memory: <<'END' || status=$?
begin;
create table camera(id integer primary key);
select 'no such table', AddGeometryColumn('camra', 'g', 4326, 'POINT', 'XY');
select 'unknown system', AddGeometryColumn('camera', 'g', 999999, 'POINT', 'XY');
select 'index on no column', CreateSpatialIndex('camera', 'g');
select 'metadata twice', InitSpatialMetaData();
select 'half a WKB', quote(GeomFromWKB(x'0101000000000000'));
select 'half a WKT', quote(GeomFromText('POINT(1 2'));
commit;
select 'column of camera', count(*) from pragma_table_info('camera') where name = 'g';
END
    echo "left with $status"
}

expected() {
    cat <<'END'
no such table|0
unknown system|0
index on no column|0
metadata twice|0
half a WKB|NULL
half a WKT|NULL
column of camera|1
left with 0
END
}

compare "$@"

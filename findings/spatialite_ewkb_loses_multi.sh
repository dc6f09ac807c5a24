#!/bin/sh
# Guess: GeomFromEWKB(AsEWKB(g)) is g, as GeomFromWKB(AsBinary(g)) is.
# Happens: reading EWKB (and TWKB) makes a MULTIPOLYGON of one part a POLYGON, though its bytes say MULTIPOLYGON; a column of MULTIPOLYGON then
#   refuses it. With two parts, and by WKB, it stays what it was.
# Versions: libspatialite 5.0.1 (Debian 12), 5.1.0 (Debian 13)
# Seen: EWKB begins 0106 (little endian, type 6: MULTIPOLYGON) and is read as POLYGON; "violates Geometry constraint"
# Matters: districts that come from PostGIS as EWKB are refused one by one, only those of a single part, which are most.
# Download: 38 MB for Debian 12, 29 MB for 13
set -eu
packages_12='spatialite-bin=5.0.1-2 libsqlite3-mod-spatialite=5.0.1-3'
packages_13='spatialite-bin=5.1.0a-2 libsqlite3-mod-spatialite=5.1.0-3+b2'
. "$(dirname "$0")/lib.sh"

seen() {
    run spatialite -silent -list :memory: <<'END' 2>&1 | grep -v '^the SPATIAL_REF_SYS table'
create table shape(name text, g);
insert into shape values ('one part', GeomFromText('MULTIPOLYGON(((0 0, 1 0, 1 1, 0 0)))', 4326)),
    ('two parts', GeomFromText('MULTIPOLYGON(((0 0, 1 0, 1 1, 0 0)), ((5 5, 6 5, 6 6, 5 5)))', 4326));
select name, 'EWKB begins', substr(AsEWKB(g), 1, 4), 'read as', GeometryType(GeomFromEWKB(AsEWKB(g))) from shape;
select name, 'TWKB read as', GeometryType(GeomFromTWKB(AsTWKB(g), 4326)) from shape;
select name, 'WKB read as', GeometryType(GeomFromWKB(AsBinary(g), 4326)) from shape;
create table district(id integer primary key);
select 'column added', AddGeometryColumn('district', 'g', 4326, 'MULTIPOLYGON', 'XY');
insert into district(g) select GeomFromEWKB(AsEWKB(g)) from shape where name = 'two parts';
insert into district(g) select GeomFromEWKB(AsEWKB(g)) from shape where name = 'one part';
select 'rows', count(*) from district;
END
}

expected() {
    cat <<'END'
one part|EWKB begins|0106|read as|POLYGON
two parts|EWKB begins|0106|read as|MULTIPOLYGON
one part|TWKB read as|POLYGON
two parts|TWKB read as|MULTIPOLYGON
one part|WKB read as|MULTIPOLYGON
two parts|WKB read as|MULTIPOLYGON
column added|1
Error: near line 10: district.g violates Geometry constraint [geom-type or SRID not allowed]
rows|1
END
}

compare "$@"

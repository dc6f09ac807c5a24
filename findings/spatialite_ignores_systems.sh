#!/bin/sh
# Guess: comparing geometries of two coordinate systems is refused, as PostGIS does, or one of them is transformed.
# Happens: SpatiaLite hands the bare numbers to GEOS, which knows no systems: metres are compared with degrees, and the answer carries the first SRID.
# Versions: libspatialite 5.0.1 with GEOS 3.11.1 (Debian 12), 5.1.0 with GEOS 3.13.1 (Debian 13)
# Seen: POINT(1 2) of EPSG:3857, which lies in the Gulf of Guinea, is "within" 0..5 degrees: 1, true for the wrong reason; a point of 114 degrees
#   east and 30 north in metres is not within its own district: 0; their union has SRID 3857
# Matters: a table imported in metres beside one in degrees gives queries that find nothing, or the wrong things, and never an error.
# Download: 38 MB for Debian 12, 29 MB for 13
set -eu
packages_12='spatialite-bin=5.0.1-2 libsqlite3-mod-spatialite=5.0.1-3'
packages_13='spatialite-bin=5.1.0a-2 libsqlite3-mod-spatialite=5.1.0-3+b2'
. "$(dirname "$0")/lib.sh"

seen() {
    run spatialite -silent -list :memory: <<'END'
select 'same numbers, other system: within, distance', ST_Within(MakePoint(1, 2, 3857), BuildMbr(0, 0, 5, 5, 4326)), ST_Distance(MakePoint(1, 2, 3857), MakePoint(1, 2, 4326));
select 'same place, other system: within', ST_Within(Transform(MakePoint(114, 30, 4326), 3857), BuildMbr(113, 29, 115, 31, 4326));
select 'same place, same system: within', ST_Within(MakePoint(114, 30, 4326), BuildMbr(113, 29, 115, 31, 4326));
select 'union', AsEWKT(ST_Union(MakePoint(1, 1, 3857), MakePoint(2, 2, 4326)));
END
}

expected() {
    cat <<'END'
same numbers, other system: within, distance|1|0.0
same place, other system: within|0
same place, same system: within|1
union|SRID=3857;MULTIPOINT(1 1,2 2)
END
}

compare "$@"

#!/bin/sh
# Guess: a line added to a topology splits a face, and what was made of that face is made of both halves afterwards, as PostGIS documents of its own.
# Happens: the feature of the topology's layer keeps the old face's number, which is one half now. The other half belongs to nobody: the layer's
#   polygon shrinks, or gets a hole. TopoGeo_AddLineString answers the new edge, and nothing else is said.
# Versions: libspatialite 5.0.1, librttopo 1.1.0 (Debian 12); 5.1.0, 1.1.0 (Debian 13)
# Seen: before "a|16" and "b|16", after an enclave drawn in a and a line across b "a|15" and "b|8"; three faces became five
# Matters: grids kept as a topology, the structure that is to make gaps impossible, lose land with the first split.
# Download: 38 MB for Debian 12, 29 MB for 13
set -eu
packages_12='spatialite-bin=5.0.1-2 librttopo1=1.1.0-3'
packages_13='spatialite-bin=5.1.0a-2 librttopo1=1.1.0-4'
. "$(dirname "$0")/lib.sh"

seen() {
    run spatialite -silent -list :memory: <<'END'
create table grid(id integer primary key, code text);
select 'column', AddGeometryColumn('grid', 'g', 32650, 'POLYGON', 'XY');
insert into grid values (1, 'a', GeomFromText('POLYGON((0 0, 4 0, 4 4, 0 4, 0 0))', 32650)), (2, 'b', GeomFromText('POLYGON((4 0, 8 0, 8 4, 4 4, 4 0))', 32650));
select 'topology', CreateTopology('city', 32650, 0, 0);
select 'loaded', TopoGeo_FromGeoTable('city', null, 'grid', 'g');
select 'layer', TopoGeo_CreateTopoLayer('city', null, 'grid', 'g', 'grids');
select 'faces', count(*) from city_face;
select 'export', TopoGeo_ExportTopoLayer('city', 'grids', 'before');
select 'before', code, ST_Area(geometry) from before;
select 'enclave, edge', TopoGeo_AddLineString('city', GeomFromText('LINESTRING(1 1, 2 1, 2 2, 1 2, 1 1)', 32650));
select 'split, edge', TopoGeo_AddLineString('city', GeomFromText('LINESTRING(6 0, 6 4)', 32650)) > 0;
select 'faces', count(*) from city_face;
select 'export', TopoGeo_ExportTopoLayer('city', 'grids', 'after');
select 'after', code, ST_Area(geometry) from after;
END
}

expected() {
    cat <<'END'
column|1
topology|1
loaded|1
layer|1
faces|3
export|1
before|a|16.0
before|b|16.0
enclave, edge|5
split, edge|1
faces|5
export|1
after|a|15.0
after|b|8.0
END
}

compare "$@"

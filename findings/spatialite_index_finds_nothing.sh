#!/bin/sh
# Guess: asking SpatiaLite's SpatialIndex about a table without an index, or one that is not there, is refused or falls back to reading all rows.
# Happens: it answers no rows and no error, as if nothing lay in the frame.
# Versions: libspatialite 5.0.1 (Debian 12), 5.1.0 (Debian 13)
# Seen: 0 rows without the index, 0 for a table that does not exist, 1 once CreateSpatialIndex has run
# Matters: one table whose index was never made, or lost in a copy, looks like an empty part of the city.
# Download: 38 MB for Debian 12, 29 MB for 13
set -eu
packages_12='spatialite-bin=5.0.1-2 libsqlite3-mod-spatialite=5.0.1-3'
packages_13='spatialite-bin=5.1.0a-2 libsqlite3-mod-spatialite=5.1.0-3+b2'
. "$(dirname "$0")/lib.sh"

seen() {
    run spatialite -silent -list :memory: <<'END'
create table camera(id integer primary key);
select 'column added', AddGeometryColumn('camera', 'g', 4326, 'POINT', 'XY');
insert into camera values (1, MakePoint(1, 2, 4326));
select 'rows of the table', count(*) from camera;
select 'by the index, not made yet', count(*) from SpatialIndex where f_table_name = 'camera' and search_frame = BuildMbr(0, 0, 5, 5);
select 'by the index of no such table', count(*) from SpatialIndex where f_table_name = 'camra' and search_frame = BuildMbr(0, 0, 5, 5);
select 'index made', CreateSpatialIndex('camera', 'g');
select 'by the index', count(*) from SpatialIndex where f_table_name = 'camera' and search_frame = BuildMbr(0, 0, 5, 5);
END
}

expected() {
    cat <<'END'
column added|1
rows of the table|1
by the index, not made yet|0
by the index of no such table|0
index made|1
by the index|1
END
}

compare "$@"

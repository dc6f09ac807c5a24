#!/bin/sh
# Guess: a spatial test on a row whose geometry is NULL answers NULL, as SQL's functions do, so that WHERE leaves the row out.
# Happens: SpatiaLite's tests answer -1, which is true: WHERE ST_Within(geometry, area) keeps the rows that have no geometry. With = 1 it is right.
# Versions: libspatialite 5.0.1 (Debian 12), 5.1.0 (Debian 13); spatialite shell on SQLite 3.40.1 and 3.46.1
# Seen: "WHERE ST_Within(g, area)" finds 1,2 (2 has no geometry); "WHERE ST_Within(g, area) = 1" finds 1
# Matters: a query for what lies in a district would list cameras whose place nobody knows.
# Download: 38 MB for Debian 12, 29 MB for 13
set -eu
packages_12='spatialite-bin=5.0.1-2 libsqlite3-mod-spatialite=5.0.1-3'
packages_13='spatialite-bin=5.1.0a-2 libsqlite3-mod-spatialite=5.1.0-3+b2'
. "$(dirname "$0")/lib.sh"

seen() {
    run spatialite -silent -list :memory: <<'END'
create table camera(id integer primary key, g);
insert into camera values (1, MakePoint(1, 2, 4326)), (2, null), (3, MakePoint(9, 9, 4326));
select 'answer for NULL', ST_Within(null, BuildMbr(0, 0, 5, 5, 4326)), ST_Intersects(null, null), ST_IsValid(null);
select 'where', group_concat(id) from camera where ST_Within(g, BuildMbr(0, 0, 5, 5, 4326));
select 'where = 1', group_concat(id) from camera where ST_Within(g, BuildMbr(0, 0, 5, 5, 4326)) = 1;
select 'where not', group_concat(id) from camera where not ST_Within(g, BuildMbr(0, 0, 5, 5, 4326));
END
}

expected() {
    cat <<'END'
answer for NULL|-1|-1|-1
where|1,2
where = 1|1
where not|3
END
}

compare "$@"

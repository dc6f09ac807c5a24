#!/bin/sh
# Guess: ST_SplitLeft gives what lies on the left of the line that splits, as one goes along it.
# Happens: the line's direction plays no part. Of the pieces in turn, each second one is "left", and which comes first depends on the vertex where the
#   polygon's ring begins.
# Versions: libspatialite 5.0.1 (Debian 12), 5.1.0 (Debian 13)
# Seen: west of the line for north and for south alike; east, once the same ring begins at another vertex; south of a line to the east (its right) and
#   to the west
# Matters: a split that keeps the code for the left part and gives a new one to the right gives them by chance.
# Download: 38 MB for Debian 12, 29 MB for 13
set -eu
packages_12='spatialite-bin=5.0.1-2 libsqlite3-mod-spatialite=5.0.1-3'
packages_13='spatialite-bin=5.1.0a-2 libsqlite3-mod-spatialite=5.1.0-3+b2'
. "$(dirname "$0")/lib.sh"

seen() {
    for ring in '0 0,4 0,4 2,0 2,0 0' '4 0,4 2,0 2,0 0,4 0'; do
        for line in '1 -1,1 3' '1 3,1 -1' '-1 1,5 1' '5 1,-1 1'; do
            echo "with pair(p, l) as (select GeomFromText('POLYGON(($ring))'), GeomFromText('LINESTRING($line)'))
                select 'ring from ${ring%%,*}, line $line: left is', printf('x %g..%g, y %g..%g', MbrMinX(g), MbrMaxX(g), MbrMinY(g), MbrMaxY(g))
                from (select ST_SplitLeft(p, l) g from pair);"
        done
    done | run spatialite -silent -list :memory:
}

expected() {
    cat <<'END'
ring from 0 0, line 1 -1,1 3: left is|x 0..1, y 0..2
ring from 0 0, line 1 3,1 -1: left is|x 0..1, y 0..2
ring from 0 0, line -1 1,5 1: left is|x 0..4, y 0..1
ring from 0 0, line 5 1,-1 1: left is|x 0..4, y 0..1
ring from 4 0, line 1 -1,1 3: left is|x 1..4, y 0..2
ring from 4 0, line 1 3,1 -1: left is|x 1..4, y 0..2
ring from 4 0, line -1 1,5 1: left is|x 0..4, y 0..1
ring from 4 0, line 5 1,-1 1: left is|x 0..4, y 0..1
END
}

compare "$@"

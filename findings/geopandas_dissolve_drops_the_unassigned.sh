#!/bin/sh
# Guess: dissolving grids by community covers what the grids cover: those without a community come as one row of their own.
# Happens: they are left out, land and all, without a warning; dropna=False keeps them. The columns of a group are those of its first grid.
# Versions: geopandas 0.12.2 (Debian 12), 1.0.1 (Debian 13)
# Seen: 4 grids of area 1 come back as area 3; households 1000 as 500, with dropna=False and aggfunc="sum" 4 and 1000
# Matters: the outlines of communities are made of their grids: unassigned land becomes a hole in the city, and the totals are those of a part.
# Download: 88 MB for Debian 12, 113 MB for 13
set -eu
packages_12='python3-geopandas=0.12.2-1'
packages_13='python3-geopandas=1.0.1-2'
. "$(dirname "$0")/lib.sh"

seen() {
    cat >dissolve.py <<'END'
import geopandas
from shapely.geometry import box

grids = geopandas.GeoDataFrame(
    {"community": ["A", "A", None, "B"], "households": [100, 200, 300, 400]}, geometry=[box(x, 0, x + 1, 1) for x in range(4)]
)
for name, options in (("plain", {}), ("dropna=False", {"dropna": False}), ("and sum", {"dropna": False, "aggfunc": "sum"})):
    made = grids.dissolve("community", **options)
    print(f"{name}: {len(made)} rows, area {made.area.sum():g}, households {made['households'].sum()}")
END
    run python3 -W error::UserWarning dissolve.py
}

expected() {
    cat <<'END'
plain: 2 rows, area 3, households 500
dropna=False: 3 rows, area 4, households 800
and sum: 3 rows, area 4, households 1000
END
}

compare "$@"

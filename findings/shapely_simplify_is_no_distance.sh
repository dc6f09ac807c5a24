#!/bin/sh
# Guess: the tolerance of coverage_simplify is how far a border may move, as that of simplify is.
# Happens: it is the side of a square: a corner goes where the triangle it makes with its neighbours has less area than the square. A narrow tip 100 m
#   long goes at a tolerance of 10 m; a bend of 3 m across a kilometre stays at 30 m. simplify with 30 m keeps the tip and takes the bend.
# Versions: shapely 2.1.0, GEOS 3.13.1 (Debian 13)
# Seen: "tip moved 100 m" at 10, 20 and 30; "bend moved 0 m" at 10, 20 and 30; by simplify the tip 0, the bend 3
# Matters: "simplify by 10 metres" cuts off a lane or a pier that belongs to a grid, ten times as far as was allowed.
# Download: 29 MB
set -eu
packages_13='python3-shapely=2.1.0-1 libgeos3.13.1=3.13.1-1'
. "$(dirname "$0")/lib.sh"

seen() {
    cat >simplify.py <<'END'
import shapely
from shapely import Polygon

tip = Polygon([(0, 0), (1000, 0), (1000, 50), (500.9, 50), (500, 150), (499.1, 50), (0, 50)])
bend = Polygon([(0, 0), (1000, 0), (1000, 50), (500, 53), (0, 50)])
for name, grid in (("tip", tip), ("bend", bend)):
    for tolerance in (10, 20, 30):
        moved = grid.hausdorff_distance(shapely.coverage_simplify([grid], tolerance)[0])
        plain = grid.hausdorff_distance(grid.simplify(tolerance))
        print(f"{tolerance} m: {name} moved {moved:.0f} m, by simplify {plain:.0f} m")
END
    run python3 simplify.py
}

expected() {
    cat <<'END'
10 m: tip moved 100 m, by simplify 0 m
20 m: tip moved 100 m, by simplify 0 m
30 m: tip moved 100 m, by simplify 0 m
10 m: bend moved 0 m, by simplify 3 m
20 m: bend moved 0 m, by simplify 3 m
30 m: bend moved 0 m, by simplify 3 m
END
}

compare "$@"

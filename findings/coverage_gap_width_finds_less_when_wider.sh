#!/bin/sh
# Guess: coverage_is_valid with a gap_width tells whether there is a gap narrower than that; a larger width finds at least what a smaller one finds.
# Happens: a hole between two grids, 0.01 wide and 1 long, is found with 0.05 and with 0.6 and is none with 2. A hole that lies in one grid is found
#   with no width, and without a width, the default, no gap is.
# Versions: shapely 2.1.0, GEOS 3.13.1 (Debian 13)
# Seen: between two: valid, gap, gap, valid; in one: valid throughout; a slot that is open at its ends: valid, gap, gap, gap
# Matters: a check of a city's grids with a generous width passes a city with gaps; what an unassigned enclave is, it never says.
# Download: 29 MB
set -eu
packages_13='python3-shapely=2.1.0-1 libgeos3.13.1=3.13.1-1'
. "$(dirname "$0")/lib.sh"

seen() {
    cat >gaps.py <<'END'
from shapely import Polygon, box, coverage_is_valid

cities = {
    "between two": [
        Polygon([(0, 0), (5, 0), (5, 4), (4.99, 4), (4.99, 5), (5, 5), (5, 10), (0, 10)]),
        Polygon([(5, 0), (10, 0), (10, 10), (5, 10), (5, 5), (5, 4)]),
    ],
    "in one": [
        Polygon([(0, 0), (10, 0), (10, 10), (0, 10)], [[(4, 4), (4, 5), (4.01, 5), (4.01, 4)]]),
        box(10, 0, 30, 10),
    ],
    "open slot": [box(0, 0, 5, 10), box(5.01, 0, 10, 10)],
}
for name, grids in cities.items():
    print(f"{name}:", *(f"{width}: {'valid' if coverage_is_valid(grids, gap_width=width) else 'gap'}" for width in (0, 0.05, 0.6, 2)))
END
    run python3 gaps.py
}

expected() {
    cat <<'END'
between two: 0: valid 0.05: gap 0.6: gap 2: valid
in one: 0: valid 0.05: valid 0.6: valid 2: valid
open slot: 0: valid 0.05: gap 0.6: gap 2: gap
END
}

compare "$@"

#!/bin/sh
# Guess: what mapshaper's -clean takes for a gap depends on the gap: its area, its width, or an option.
# Happens: without gap-fill-area the threshold is made from the polygons of the whole file. One and the same enclave of 150 m by 150 m stays open in a
#   file with a square of 1 km far away, and is filled, to its last square metre, in a file with a square of 3 km in that place.
# Versions: mapshaper 0.7.70
# Seen: "0 m² filled" and "Removed 1 of 1 sliver using 150m width threshold", "22601 m² filled"
# Matters: the same district cleaned alone and cleaned with the suburbs' large grids has different land, and unassigned land is given away.
# Download: about 45 MB of npm's packages
set -eu
packages_npm='mapshaper=0.7.70'
npm_before=2026-09-30
. "$(dirname "$0")/lib.sh"

square() {
    echo "[[$1,$2],[$3,$2],[$3,$4],[$1,$4],[$1,$2]]"
}

feature() {
    echo "{\"type\":\"Feature\",\"properties\":{},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[$1]}}"
}

# A grid of 300 m with an enclave of $1 degrees of latitude, some 5 km west of a square that ends at $2 $3.
city() {
    hole="[[114.0006,30.0005],[114.0006,$1],[$2,$1],[$2,30.0005],[114.0006,30.0005]]"
    echo "{\"type\":\"FeatureCollection\",\"features\":[$(feature "$(square 114 30 114.0031 30.0027),$hole"),$(feature "$(square 114.05 30 "$3" "$4")")]}"
}

filled() {
    run mapshaper "$1" -each 'before = this.area' -clean -each 'filled = Math.round(this.area - before)' -filter-fields filled -o format=csv out.csv 2>&1 | sed 's/^\[clean\] //; /^\[o\]/d'
    echo "$1: $(sed -n 2p out.csv) m² filled"
}

seen() {
    city 30.00185 114.00216 114.0604 30.009 >beside_1_km.json
    city 30.00185 114.00216 114.0812 30.027 >beside_3_km.json
    filled beside_1_km.json
    filled beside_3_km.json
}

expected() {
    cat <<'END'
Retained 2 of 2 features
beside_1_km.json: 0 m² filled
Removed 1 of 1 sliver using 150m width threshold
Retained 2 of 2 features
beside_3_km.json: 22601 m² filled
END
}

compare "$@"

#!/bin/sh
# Guess: TopoJSON written without an option has the coordinates it was made from, as mapshaper's GeoJSON has, and as topojson-server's has.
# Happens: mapshaper rounds to a grid that it makes from the file's detail: for a few grids of 300 m to about 3 m. A border moves by half of that; GeoJSON
#   from the same command keeps all nine decimals. no-quantization keeps them in TopoJSON.
# Versions: mapshaper 0.7.70
# Seen: a step of 3.3 m and the corner 114.000329276, 30.002437912 as 114.000315563, 30.002447933, 1.7 m away; with no-quantization and
#   in GeoJSON the corner itself
# Matters: boundaries that went through TopoJSON no longer meet the district's outline or a street's in another file, and come back as if edited.
# Download: about 45 MB of npm's packages
set -eu
packages_npm='mapshaper=0.7.70'
npm_before=2026-09-30
. "$(dirname "$0")/lib.sh"

seen() {
    corner=114.000329276,30.002437912
    ring="[$corner],[114.002782219,30.003184076],[114.003052638,30.000239503],[113.999543568,30.000371],[$corner]"
    echo "{\"type\":\"Polygon\",\"coordinates\":[[$ring]]}" >grid.json
    run mapshaper grid.json -o out.json format=geojson
    echo "GeoJSON: $(grep -c "$corner" out.json)"
    run mapshaper grid.json -o plain.json format=topojson no-quantization
    echo "TopoJSON, no-quantization: $(grep -c "$corner" plain.json)"
    run mapshaper grid.json -o topo.json format=topojson
    echo "TopoJSON: $(grep -c "$corner" topo.json)"
    grep -o '"scale":[^]]*]' topo.json
    run mapshaper topo.json -o back.json format=geojson
    grep -o '\[114.0003[^]]*]' back.json | sort -u
}

expected() {
    cat <<'END'
GeoJSON: 1
TopoJSON, no-quantization: 1
TopoJSON: 0
"scale":[0.000035090699999926755,0.000029445730000006167]
[114.00031556340001,30.00244793275]
END
}

compare "$@"

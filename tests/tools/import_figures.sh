#!/bin/bash
# Takes every file of ../shared/data in, each into a workspace of its own, and writes what came of it as rows of a table: what
# docs/IMPORT.md shows between its two marks. Run by `./dev figures`.
set -u
cd "$(dirname "$0")/../.."
gridwatch=build/release/gridwatch
data=../shared/data
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# field JSON NAME: a number
field() { grep -o "\"$2\":[0-9.]*" <<<"$1" | head -1 | cut -d: -f2; }

# row FILE KIND [ARGUMENTS]: one line of the table
row() {
    local file=$1 kind=$2; shift 2
    rm -f "$work"/w.sqlite*
    local json status refused reason TIMEFORMAT='%U %S' seconds
    seconds=$( { time json=$(timeout 300 $gridwatch import "$work/w.sqlite" "$data/$file" --as "$kind" "$@" --json 2>"$work/err"; echo $? >"$work/status"; ) ; echo "$json" >"$work/json"; } 2>&1 | tail -1 )
    json=$(cat "$work/json"); status=$(cat "$work/status")
    seconds=$(awk '{printf "%.2f", $1 + $2}' <<<"$seconds")
    if [ -z "$json" ]; then
        reason=$(grep "gridwatch import:" "$work/err" | tail -1 | cut -d: -f2- | tr '|' '/' | sed "s#$data/##g" | cut -c1-150)
        echo "| $file | $kind | – | – | – | whole file:$reason | $seconds |"
        return
    fi
    refused=$(grep -o '"row":' <<<"$json" | wc -l)
    reason=$(grep -oE '"reason":"([^"\\]|\\.)*' <<<"$json" | cut -c11- | tr -d '\\' | sed 's/ at [-0-9. ]*//; s/-\?[0-9]\+\.[0-9]\+/N/g' | sort | uniq -c | sort -rn | head -2 |
        sed 's/^ *\([0-9]*\) \(.*\)/\1 × \2/' | tr '|' '/' | paste -sd';' | cut -c1-150)
    echo "| $file | $kind${*:+ $*} | $(field "$json" read) | $(field "$json" imported) | $(field "$json" repaired) | $refused${reason:+: $reason} | $seconds |"
}

echo "| file (../shared/data) | as | read | taken | mended | refused, and why | CPU s |"
echo "|---|---|---|---|---|---|---|"
cd_files() { (cd "$data" && find "$1" -type f \( -name '*.geojson' -o -name '*.topojson' -o -name '*.gpkg' -o -name '*.shp' -o -name '*.gml' -o -name '*.csv' \
    -o -name '*.csv.gz' -o -name '*.json' -o -name '*.xml' -o -name '*.pbf' -o -name '*.mbtiles' -o -name '*.pmtiles' -o -name '*.txt' \) ! -name '*.metadata.json' ! -name '*.shp.xml' ! -name 'LICENSE*' | sort); }
for file in $(cd_files polygons); do row "$file" grids; done
for file in $(cd_files incidents); do row "$file" incidents; done
for file in $(cd_files cameras); do row "$file" cameras; done
for file in $(cd_files basemap); do row "$file" basemap; done
row basemap/heidelberg.osm.pbf cameras
for file in baltimore heidelberg liechtenstein-latest; do for kind in buildings places; do row basemap/$file.osm.pbf $kind; done; done

#!/bin/sh
# Guess: GDAL tells of each line of a DXF the layer it lies on, also of a line in a block; only what lies on layer 0 takes the layer of the insert.
# Happens: the lines of a block become one feature whose Layer is that of the insert; the layers of its lines are nowhere, and a selection by layer finds
#   none of them. DXF_MERGE_BLOCK_GEOMETRIES=FALSE gives each line with its own layer.
# Versions: GDAL 3.6.2 (Debian 12), 3.10.3 (Debian 13)
# Seen: two lines on BORDER, one of them in a block beside one on ROAD: Layer = 'BORDER' finds 1, with FALSE 2; the block is MULTILINESTRING on PLAN
# Matters: a planning office's drawing keeps the streets of a sheet in a block: its borders are not offered for snapping, and roads are snapped to as borders
#   where the insert lies on the borders' layer.
# Download: 79 MB for Debian 12, 97 MB for 13
set -eu
packages_12='gdal-bin=3.6.2+dfsg-1+b2 libgdal32=3.6.2+dfsg-1+b2'
packages_13='gdal-bin=3.10.3+dfsg-1 libgdal36=3.10.3+dfsg-1'
. "$(dirname "$0")/lib.sh"

groups() {
    while [ $# -gt 0 ]; do
        printf '%3s\n%s\n' "$1" "$2"
        shift 2
    done
}

# line LAYER X Y X Y
line() {
    groups 0 LINE 8 "$1" 10 "$2" 20 "$3" 11 "$4" 21 "$5"
}

seen() {
    {
        # shellcheck disable=SC2016 # a name of DXF
        groups 0 SECTION 2 HEADER 9 '$ACADVER' 1 AC1015 0 ENDSEC
        groups 0 SECTION 2 BLOCKS 0 BLOCK 8 0 2 SHEET 70 0 10 0 20 0
        line ROAD 0 0 9 0
        line BORDER 0 5 9 5
        groups 0 ENDBLK 8 0 0 ENDSEC
        groups 0 SECTION 2 ENTITIES 0 INSERT 8 PLAN 2 SHEET 10 50 20 50
        line BORDER 0 0 9 9
        groups 0 ENDSEC 0 EOF
    } >plan.dxf
    run ogrinfo -q -al plan.dxf | grep -E 'Layer \(|STRING'
    echo "found on BORDER: $(run ogrinfo -q -al -where "Layer = 'BORDER'" plan.dxf | grep -c STRING)"
    echo "not merged: $(run ogrinfo -q -al -where "Layer = 'BORDER'" plan.dxf --config DXF_MERGE_BLOCK_GEOMETRIES FALSE | grep -c STRING)"
}

expected() {
    cat <<'END'
  Layer (String) = PLAN
  MULTILINESTRING ((50 50,59 50),(50 55,59 55))
  Layer (String) = BORDER
  LINESTRING (0 0,9 9)
found on BORDER: 1
not merged: 2
END
}

compare "$@"

#!/bin/sh
# Guess: what a closed way of OpenStreetMap is, line or area, is told by its tags, and two readers agree.
# Happens: GDAL chooses one by a list of keys: a tree row and a coastline that close are filled, a bridge, a substation, a part of a building and a room
#   are lines. libosmium (osmium export) makes both of each, a line and an area, unless the way says area=yes or area=no.
# Versions: GDAL 3.6.2, osmium-tool 1.15.0 (Debian 12); GDAL 3.10.3, osmium-tool 1.18.0 (Debian 13)
# Seen: GDAL "tree row: area", "building part: line", "substation: line"; osmium "area line" for these, "area" with area=yes, "line" with area=no
# Matters: a base map paints a row of trees as a wood and leaves out parts of buildings that cut what a camera sees, by the reader taken.
# Download: 80 MB for Debian 12, 98 MB for 13
set -eu
packages_12='gdal-bin=3.6.2+dfsg-1+b2 libgdal32=3.6.2+dfsg-1+b2 osmium-tool=1.15.0-1'
packages_13='gdal-bin=3.10.3+dfsg-1 libgdal36=3.10.3+dfsg-1 osmium-tool=1.18.0-1'
. "$(dirname "$0")/lib.sh"

extract() {
    echo '<osm version="0.6">'
    for node in '1 30.000 114.000' '2 30.000 114.001' '3 30.001 114.001' '4 30.001 114.000'; do
        # shellcheck disable=SC2086 # three words
        printf '<node id="%s" version="1" lat="%s" lon="%s"/>\n' $node
    done
    way=0
    while IFS='|' read -r name tags; do
        way=$((way + 1))
        echo "<way id=\"$way\" version=\"1\"><nd ref=\"1\"/><nd ref=\"2\"/><nd ref=\"3\"/><nd ref=\"4\"/><nd ref=\"1\"/><tag k=\"name\" v=\"$name\"/>"
        for tag in $tags; do
            echo "<tag k=\"${tag%=*}\" v=\"${tag#*=}\"/>"
        done
        echo '</way>'
    done <<'END'
building|building=yes
tree row|natural=tree_row
coastline|natural=coastline
bridge|man_made=bridge
substation|power=substation
building part|building:part=yes
room|indoor=room
square|highway=pedestrian area=yes
car park|amenity=parking area=no
END
    echo '</osm>'
}

kinds() {
    grep -oE 'LINESTRING|POLYGON' | sort -u | sed 's/LINESTRING/ line/; s/POLYGON/ area/' | sort | tr -d '\n'
}

seen() {
    extract >city.osm
    run osmium export --no-progress -f text city.osm >osmium.txt
    for name in building 'tree row' coastline bridge substation 'building part' room square 'car park'; do
        gdal=$(for layer in lines multipolygons; do run ogrinfo -q -geom=SUMMARY -where "name = '$name'" city.osm $layer; done | kinds)
        osmium=$(grep "name=$(echo "$name" | sed 's/ /%20%/')," osmium.txt | kinds)
        echo "$name: GDAL$gdal, osmium$osmium"
    done
}

expected() {
    cat <<'END'
building: GDAL area, osmium area line
tree row: GDAL area, osmium area line
coastline: GDAL area, osmium area line
bridge: GDAL line, osmium area line
substation: GDAL line, osmium area line
building part: GDAL line, osmium area line
room: GDAL line, osmium area line
square: GDAL area, osmium area
car park: GDAL line, osmium line
END
}

compare "$@"

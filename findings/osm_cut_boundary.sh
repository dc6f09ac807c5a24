#!/bin/sh
# Guess: a district's boundary that leaves the extract of OpenStreetMap is cut at its edge, or reported.
# Happens: a boundary with one way outside the extract is no district at all: neither GDAL nor osmium gives it as area, both leave with 0, and GDAL keeps
#   its name in no layer. Its neighbour, closed, is there.
# Versions: GDAL 3.6.2, osmium-tool 1.15.0 (Debian 12); GDAL 3.10.3, osmium-tool 1.18.0 (Debian 13)
# Seen: of "inside" and "at the edge" both readers give "inside" only; exit status 0
# Matters: the districts along the edge of a city's extract are missing from its map, and nothing says which.
# Download: 80 MB for Debian 12, 98 MB for 13
set -eu
packages_12='gdal-bin=3.6.2+dfsg-1+b2 libgdal32=3.6.2+dfsg-1+b2 osmium-tool=1.15.0-1'
packages_13='gdal-bin=3.10.3+dfsg-1 libgdal36=3.10.3+dfsg-1 osmium-tool=1.18.0-1'
. "$(dirname "$0")/lib.sh"

extract() {
    cat <<'END'
<osm version="0.6">
<node id="1" version="1" lat="30.000" lon="114.000"/>
<node id="2" version="1" lat="30.000" lon="114.010"/>
<node id="3" version="1" lat="30.010" lon="114.010"/>
<node id="4" version="1" lat="30.010" lon="114.000"/>
<way id="1" version="1"><nd ref="1"/><nd ref="2"/><nd ref="3"/></way>
<way id="2" version="1"><nd ref="3"/><nd ref="4"/><nd ref="1"/></way>
<relation id="1" version="1"><member type="way" ref="1" role="outer"/><member type="way" ref="2" role="outer"/>
  <tag k="type" v="boundary"/><tag k="boundary" v="administrative"/><tag k="name" v="inside"/></relation>
<relation id="2" version="1"><member type="way" ref="1" role="outer"/><member type="way" ref="99" role="outer"/>
  <tag k="type" v="boundary"/><tag k="boundary" v="administrative"/><tag k="name" v="at the edge"/></relation>
</osm>
END
}

seen() {
    extract >city.osm
    run ogrinfo -al city.osm >gdal.txt && echo "GDAL leaves with $?"
    grep -E 'name \(String\) = |Layer name: multipolygons' gdal.txt
    run osmium export --no-progress -f geojsonseq city.osm >osmium.txt && echo "osmium leaves with $?"
    grep -oE '"name":"[^"]*"|"type":"(Multi)?Polygon"' osmium.txt
}

expected() {
    cat <<'END'
GDAL leaves with 0
Layer name: multipolygons
  name (String) = inside
osmium leaves with 0
"type":"MultiPolygon"
"name":"inside"
END
}

compare "$@"

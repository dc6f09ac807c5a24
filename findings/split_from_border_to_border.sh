#!/bin/sh
# Guess: a line from one side of a polygon to another, both ends on the border, splits it.
# Happens: an end computed on an edge that is not parallel to an axis lies a rounding inside or outside of it. shapely splits where both ends happen
#   to lie outside, a quarter of the cases; so does SpatiaLite, and QGIS 3.22. QGIS 3.40 splits all. What is not split comes back whole, without an error.
# Versions: shapely 1.8.5, GEOS 3.11.1, libspatialite 5.0.1, QGIS 3.22.16 (Debian 12); 2.1.0, 3.13.1, 5.1.0, 3.40.6 (Debian 13)
# Seen: of 300 convex polygons 83 split by each of the three; 300 by QGIS 3.40
# Matters: a line whose ends were snapped to the border, the way one draws most carefully, is the one that does nothing.
# Download: 428 MB for Debian 12, 362 MB for 13
set -eu
packages_12='python3-qgis=3.22.16+dfsg-1 python3-shapely=1.8.5-2+b1 libgeos3.11.1=3.11.1-1 spatialite-bin=5.0.1-2 libspatialite7=5.0.1-3'
packages_13='python3-qgis=3.40.6+dfsg-1 python3-shapely=2.1.0-1 libgeos3.13.1=3.13.1-1 spatialite-bin=5.1.0a-2 libspatialite8t64=5.1.0-3+b2'
. "$(dirname "$0")/lib.sh"

seen() {
    cat >split.py <<'END'
import random
import sys
from qgis.core import QgsApplication, QgsFeature, QgsGeometry, QgsPointXY, QgsVectorLayer
from shapely.geometry import LineString, Polygon
from shapely.ops import split

QgsApplication.setPrefixPath(sys.argv[1], True)
application = QgsApplication([], False)
application.initQgis()
random.seed(1)
by_shapely = by_qgis = 0
with open("split.sql", "w") as statements:
    for _ in range(300):
        ring = [(500000 + 1000 * (3 * x + random.random()), 3370000 + 1000 * (3 * y + random.random())) for x, y in ((0, 0), (1, 0), (1, 1), (0, 1))]
        polygon = Polygon(ring)
        ends = []
        for first, second in ((ring[0], ring[1]), (ring[3], ring[2])):
            share = random.uniform(0.2, 0.8)
            ends.append(tuple(a + share * (b - a) for a, b in zip(first, second)))
        line = LineString(ends)
        by_shapely += len(split(polygon, line).geoms) == 2
        layer = QgsVectorLayer("Polygon?crs=EPSG:32650", "grid", "memory")
        feature = QgsFeature()
        feature.setGeometry(QgsGeometry.fromWkt(polygon.wkt))
        layer.dataProvider().addFeatures([feature])
        layer.startEditing()
        layer.splitFeatures([QgsPointXY(*end) for end in ends])
        by_qgis += layer.featureCount() == 2
        statements.write(f"insert into piece values (NumGeometries(ST_Split(GeomFromWKB(x'{polygon.wkb.hex()}'), GeomFromWKB(x'{line.wkb.hex()}'))));\n")
        del layer
print("shapely", by_shapely)
print("QGIS", by_qgis)
application.exitQgis()
END
    run_qgis split.py
    { echo 'create table piece(n integer);'; cat split.sql; echo "select 'SpatiaLite ' || count(*) from piece where n = 2;"; } | run spatialite -silent :memory:
}

expected() {
    if [ "$release" = 12 ]; then
        printf '%s\n' 'shapely 83' 'QGIS 83' 'SpatiaLite 83'
    else
        printf '%s\n' 'shapely 83' 'QGIS 300' 'SpatiaLite 83'
    fi
}

compare "$@"

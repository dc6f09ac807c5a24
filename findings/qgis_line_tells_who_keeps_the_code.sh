#!/bin/sh
# Guess: a feature that QGIS splits stays the feature it was, less what was cut off: its row keeps the larger part, or that on a known side.
# Happens: in QGIS 3.22 the row keeps a part by the direction in which the line was drawn, be it the small one; of an enclave drawn as a closed line the
#   row keeps the enclave, and all around it is the new row. QGIS 3.40 keeps the larger part. Both copy all other columns to each part.
# Versions: QGIS 3.22.16 (Debian 12), 3.40.6 (Debian 13)
# Seen: areas of row 1: 6 or 2 by the direction and 1 of 8 for the enclave in 3.22; 6, 6 and 7 in 3.40; households 600 where 300 were
# Matters: duty, history and camera links follow the row: after an upgrade, or a line drawn the other way, the same split gives them to the other half.
# Download: 428 MB for Debian 12, 361 MB for 13
set -eu
packages_12='python3-qgis=3.22.16+dfsg-1'
packages_13='python3-qgis=3.40.6+dfsg-1'
. "$(dirname "$0")/lib.sh"

seen() {
    cat >split.py <<'END'
import sys
from qgis.core import QgsApplication, QgsFeature, QgsGeometry, QgsPointXY, QgsVectorLayer

QgsApplication.setPrefixPath(sys.argv[1], True)
application = QgsApplication([], False)
application.initQgis()
lines = {
    "northwards": [(1, -1), (1, 3)],
    "southwards": [(1, 3), (1, -1)],
    "enclave": [(1, 0.5), (2, 0.5), (2, 1.5), (1, 1.5), (1, 0.5)],
}
for name, line in lines.items():
    layer = QgsVectorLayer("Polygon?crs=EPSG:32650&field=households:int", "grid", "memory")
    feature = QgsFeature(layer.fields())
    feature.setGeometry(QgsGeometry.fromWkt("POLYGON((0 0, 4 0, 4 2, 0 2, 0 0))"))
    feature.setAttributes([300])
    layer.dataProvider().addFeatures([feature])
    layer.startEditing()
    layer.splitFeatures([QgsPointXY(*point) for point in line])
    layer.commitChanges()
    rows = {row.id(): row for row in layer.getFeatures()}
    print(f"{name}: row 1 keeps {rows[1].geometry().area():g} of 8, households {sum(row['households'] for row in rows.values())}")
    del layer
application.exitQgis()
END
    run_qgis split.py
}

expected() {
    if [ "$release" = 12 ]; then
        echo "northwards: row 1 keeps 6 of 8, households 600"
        echo "southwards: row 1 keeps 2 of 8, households 600"
        echo "enclave: row 1 keeps 1 of 8, households 600"
    else
        echo "northwards: row 1 keeps 6 of 8, households 600"
        echo "southwards: row 1 keeps 6 of 8, households 600"
        echo "enclave: row 1 keeps 7 of 8, households 600"
    fi
}

compare "$@"

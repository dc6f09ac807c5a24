#!/bin/sh
# Guess: a grid whose code must be unique cannot be split in QGIS until the new part is given a code: it is left empty, asked for, or refused.
# Happens: QGIS makes one: the old code with "_1" behind it, and saves it, though the column has 15 characters. Without UNIQUE the part has the
#   same code. Neither is said.
# Versions: QGIS 3.22.16 (Debian 12), 3.40.6 (Debian 13)
# Seen: "420106001001001_1" beside "420106001001001", and the same code twice; "saved True" for both
# Matters: what comes back from QGIS has codes that no register gave out, of 17 characters, and they are as unique as the true ones.
# Download: 428 MB for Debian 12, 361 MB for 13
set -eu
packages_12='python3-qgis=3.22.16+dfsg-1 qgis-providers=3.22.16+dfsg-1'
packages_13='python3-qgis=3.40.6+dfsg-1 qgis-providers=3.40.6+dfsg-1'
. "$(dirname "$0")/lib.sh"

seen() {
    cat >split.py <<'END'
import sys
from osgeo import ogr
from qgis.core import QgsApplication, QgsPointXY, QgsVectorLayer

QgsApplication.setPrefixPath(sys.argv[1], True)
application = QgsApplication([], False)
application.initQgis()
for is_unique in (True, False):
    path = f"grid{int(is_unique)}.gpkg"
    file = ogr.GetDriverByName("GPKG").CreateDataSource(path)
    table = file.CreateLayer("grid", None, ogr.wkbPolygon)
    code = ogr.FieldDefn("code", ogr.OFTString)
    code.SetUnique(is_unique)
    code.SetWidth(15)
    table.CreateField(code)
    row = ogr.Feature(table.GetLayerDefn())
    row["code"] = "420106001001001"
    row.SetGeometry(ogr.CreateGeometryFromWkt("POLYGON((0 0, 4 0, 4 2, 0 2, 0 0))"))
    table.CreateFeature(row)
    del row, table, file
    layer = QgsVectorLayer(path + "|layername=grid", "grid", "ogr")
    layer.startEditing()
    layer.splitFeatures([QgsPointXY(1, -1), QgsPointXY(1, 3)])
    print("unique" if is_unique else "not unique", "saved", layer.commitChanges(), *sorted(row["code"] for row in layer.getFeatures()))
    del layer
application.exitQgis()
END
    run_qgis split.py
}

expected() {
    echo "unique saved True 420106001001001 420106001001001_1"
    echo "not unique saved True 420106001001001 420106001001001"
}

compare "$@"

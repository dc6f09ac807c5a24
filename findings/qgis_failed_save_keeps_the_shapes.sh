#!/bin/sh
# Guess: saving a layer's edits in QGIS is one transaction: where one edit is refused, none is in the file.
# Happens: shapes, then columns, then removed rows are written by one step each. Where the columns are refused, the shapes have been written, the rows are
#   not removed, and throwing the edits away does not take the shapes back. The step itself is wrong as well: to give a grid the code of one that is
#   removed in the same session is valid, but columns are written before rows are removed.
# Versions: QGIS 3.22.16 (Debian 12), 3.40.6 (Debian 13)
# Seen: a merge, larger shape for row 1, row 2 removed, its code to row 1: saved False; afterwards "1 001 2" and "2 002 1", an overlap
# Matters: a GeoPackage of grids with UNIQUE codes, merged and saved in QGIS, comes out with an overlap that nobody drew.
# Download: 428 MB for Debian 12, 361 MB for 13
set -eu
packages_12='python3-qgis=3.22.16+dfsg-1 qgis-providers=3.22.16+dfsg-1'
packages_13='python3-qgis=3.40.6+dfsg-1 qgis-providers=3.40.6+dfsg-1'
. "$(dirname "$0")/lib.sh"

seen() {
    cat >save.py <<'END'
import sys
from osgeo import ogr
from qgis.core import QgsApplication, QgsGeometry, QgsVectorLayer

def square(west, east):
    return f"POLYGON(({west} 0, {east} 0, {east} 1, {west} 1, {west} 0))"

def show(when):
    file = ogr.Open("grid.gpkg")
    for row in file.GetLayer(0):
        print(f"{when}: row {row.GetFID()}, code {row['code']}, area {row.GetGeometryRef().GetArea():g}")

file = ogr.GetDriverByName("GPKG").CreateDataSource("grid.gpkg")
table = file.CreateLayer("grid", None, ogr.wkbPolygon)
code = ogr.FieldDefn("code", ogr.OFTString)
code.SetUnique(True)
table.CreateField(code)
for number in (0, 1):
    row = ogr.Feature(table.GetLayerDefn())
    row["code"] = f"00{number + 1}"
    row.SetGeometry(ogr.CreateGeometryFromWkt(square(number, number + 1)))
    table.CreateFeature(row)
del row, table, file
show("before")

QgsApplication.setPrefixPath(sys.argv[1], True)
application = QgsApplication([], False)
application.initQgis()
layer = QgsVectorLayer("grid.gpkg|layername=grid", "grid", "ogr")
layer.startEditing()
layer.changeGeometry(1, QgsGeometry.fromWkt(square(0, 2)))
layer.deleteFeature(2)
layer.changeAttributeValue(1, layer.fields().indexOf("code"), "002")
print("saved", layer.commitChanges())
for text in layer.commitErrors():
    if text.startswith(("SUCCESS", "ERROR")):
        print("  ", text)
print("thrown away", layer.rollBack())
del layer
show("after")
application.exitQgis()
END
    run_qgis save.py
}

expected() {
    cat <<'END'
before: row 1, code 001, area 1
before: row 2, code 002, area 1
saved False
   SUCCESS: 1 geometries were changed.
   ERROR: 1 attribute value change(s) not applied.
thrown away True
after: row 1, code 001, area 2
after: row 2, code 002, area 1
END
}

compare "$@"

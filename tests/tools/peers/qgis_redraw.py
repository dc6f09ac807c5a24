#!/usr/bin/env python3
"""The peer of `gridwatch bench map` and `bench open`: QGIS draws grids, cameras and incidents of a workspace.

    qgis_redraw.py city.sqlite [1920x1080]

Prints one JSON object: start_ms (QGIS, layers, first picture), whole_ms and near_ms (middle of 5 redraws).

Needs the Debian packages python3-qgis and qgis-providers.
"""
import json
import os
import sys
import time

began = time.monotonic()
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from qgis.core import (QgsApplication, QgsCoordinateReferenceSystem, QgsCoordinateTransform, QgsMapRendererParallelJob, QgsMapSettings,
                       QgsProject, QgsRectangle, QgsVectorLayer)
from qgis.PyQt.QtCore import QSize

size = QSize(*map(int, (sys.argv[2] if len(sys.argv) > 2 else "1920x1080").split("x")))
QgsApplication.setPrefixPath("/usr", True)
application = QgsApplication([], False)
application.initQgis()
tables = (("incidents", "geom", ""), ("cameras", "geom", ""), ("grids", "geom", "level = 'grid'"))
layers = []
for table, column, only in tables:
    layer = QgsVectorLayer(f"dbname='{sys.argv[1]}' table=\"{table}\" ({column}) sql={only}", table, "spatialite")
    if not layer.isValid():
        sys.exit(f"{sys.argv[1]}: QGIS cannot read {table}")
    layers.append(layer)
web = QgsCoordinateReferenceSystem("EPSG:3857")
into_web = QgsCoordinateTransform(QgsCoordinateReferenceSystem("EPSG:4326"), web, QgsProject.instance())
whole = into_web.transformBoundingBox(layers[2].extent())
near = QgsRectangle(whole)
near.scale(0.1)


def redraw(extent):
    settings = QgsMapSettings()
    settings.setLayers(layers)
    settings.setOutputSize(size)
    settings.setDestinationCrs(web)
    settings.setExtent(extent)
    settings.setFlag(QgsMapSettings.Antialiasing, True)
    settings.setFlag(QgsMapSettings.UseRenderingOptimization, True)
    at = time.monotonic()
    job = QgsMapRendererParallelJob(settings)
    job.start()
    job.waitForFinished()
    return (time.monotonic() - at) * 1000


redraw(whole)
figures = {"start_ms": (time.monotonic() - began) * 1000}
for name, extent in (("whole_ms", whole), ("near_ms", near)):
    figures[name] = sorted(redraw(extent) for _ in range(5))[2]
print(json.dumps(figures))
sys.stdout.flush()
os._exit(0)

#!/usr/bin/env python3
"""The peer of `gridwatch bench edit`: QGIS edits the grids of a city with topological editing, in the same window.

    qgis_edit.py grids.gpkg [EDITS]

Half of the edits move a vertex (every grid that has it), half split a grid from south to north; after each the window of 1200×1000
pixels around it is drawn anew. Prints one JSON object: open_s (layer and snapping index), settled_ms and snap_ms (p50, p99),
save_ms (all edits in one commit), gaps_s (the union that shows gaps). The file is not changed.

Needs the Debian packages python3-qgis and qgis-providers.
"""
import json
import os
import random
import shutil
import sys
import tempfile
import time

os.environ["QT_QPA_PLATFORM"] = "offscreen"
from qgis.core import (QgsApplication, QgsCoordinateReferenceSystem, QgsFeatureRequest, QgsGeometry, QgsMapRendererParallelJob, QgsMapSettings,
                       QgsPointLocator, QgsPointXY, QgsProject, QgsRectangle, QgsVectorLayer)
from qgis.PyQt.QtCore import QSize

edits = int(sys.argv[2]) if len(sys.argv) > 2 else 60
QgsApplication.setPrefixPath("/usr", True)
application = QgsApplication([], False)
application.initQgis()
wgs84 = QgsCoordinateReferenceSystem("EPSG:4326")


def spread(seconds):
    ordered = sorted(1000 * value for value in seconds)
    return {"p50": ordered[len(ordered) // 2], "p99": ordered[int(0.99 * (len(ordered) - 1))]}


def timed(work):
    began = time.monotonic()
    work()
    return time.monotonic() - began


with tempfile.TemporaryDirectory() as folder:
    copy = shutil.copy(sys.argv[1], folder)
    began = time.monotonic()
    layer = QgsVectorLayer(copy, "grids", "ogr")
    if not layer.isValid():
        sys.exit(f"{sys.argv[1]}: QGIS cannot read it")
    locator = QgsPointLocator(layer, wgs84, QgsProject.instance().transformContext())
    locator.init()
    open_s = time.monotonic() - began

    def draw(middle):
        settings = QgsMapSettings()
        settings.setLayers([layer])
        settings.setOutputSize(QSize(1200, 1000))
        settings.setDestinationCrs(wgs84)
        settings.setExtent(QgsRectangle(middle.x() - 0.02, middle.y() - 0.016, middle.x() + 0.02, middle.y() + 0.016))
        settings.setFlag(QgsMapSettings.Antialiasing, True)
        job = QgsMapRendererParallelJob(settings)
        job.start()
        job.waitForFinished()

    def move_vertex(number):
        vertex = QgsPointXY(layer.getFeature(number).geometry().vertexAt(1))
        here = QgsRectangle(vertex.x() - 1e-9, vertex.y() - 1e-9, vertex.x() + 1e-9, vertex.y() + 1e-9)
        for feature in layer.getFeatures(QgsFeatureRequest().setFilterRect(here).setNoAttributes()):
            _, at, _, _, distance = feature.geometry().closestVertex(vertex)
            if distance == 0:
                layer.moveVertex(vertex.x() + 2e-6, vertex.y() + 2e-6, feature.id(), at)
        draw(vertex)

    def split(number):
        box = layer.getFeature(number).geometry().boundingBox()
        middle = box.center()
        layer.splitFeatures([QgsPointXY(middle.x(), box.yMinimum() - 1e-5), QgsPointXY(middle.x(), box.yMaximum() + 1e-5)], True)
        draw(middle)

    extent = layer.extent()
    chance = random.Random(5)

    def snap():
        place = QgsPointXY(chance.uniform(extent.xMinimum(), extent.xMaximum()), chance.uniform(extent.yMinimum(), extent.yMaximum()))
        locator.nearestVertex(place, 0.0005)
        locator.nearestEdge(place, 0.0005)

    snaps = [timed(snap) for _ in range(2000)]
    numbers = [feature.id() for feature in layer.getFeatures(QgsFeatureRequest().setNoAttributes().setFlags(QgsFeatureRequest.NoGeometry))]
    layer.startEditing()
    settled = [timed(lambda: (move_vertex if turn % 2 == 0 else split)(number)) for turn, number in enumerate(chance.sample(numbers, edits))]
    save_s = timed(layer.commitChanges)
    gaps_s = timed(lambda: QgsGeometry.unaryUnion([feature.geometry() for feature in layer.getFeatures()]))
    print(json.dumps({"edits": edits, "open_s": open_s, "settled_ms": spread(settled), "snap_ms": spread(snaps), "save_ms": 1000 * save_s, "gaps_s": gaps_s}))
    sys.stdout.flush()
    shutil.rmtree(folder, ignore_errors=True)
os._exit(0)

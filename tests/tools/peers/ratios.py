#!/usr/bin/env python3
"""Prints what `./dev bench map` or `./dev bench edit` measured as ratios, peer divided by ours: ratios.py FOLDER"""
import json
import pathlib
import re
import sys

folder = pathlib.Path(sys.argv[1])


def figures(name):
    path = folder / f"{name}.json"
    return json.loads(path.read_text().strip().splitlines()[-1]) if path.exists() and path.read_text().strip() else None


def seconds(name):
    """The sum of the real times of sqlite3's .timer."""
    path = folder / f"spatialite_{name}.txt"
    times = re.findall(r"real ([0-9.]+)", path.read_text()) if path.exists() else []
    return sum(map(float, times)) if times else None


def row(what, peer, ours, unit):
    if peer and ours:
        print(f"{what:45} {peer:10.1f} {unit} / {ours:8.3f} {unit} = {peer / ours:8.1f}")


opened, assign, check, qgis = (figures(name) for name in ("open", "assign", "check", "qgis_1920x1080"))
for size in ("1920x1080", "3840x2160"):
    frames, peer = figures(f"map_{size}"), figures(f"qgis_{size}")
    if frames:
        print(f"frames at {size}: {frames['frames']}, {frames['blank_frames']} of them with a blank place")
    if frames and peer:
        for part in ("p50", "p99"):
            row(f"QGIS redraw / our frame {part}, {size}", peer["whole_ms"], frames["frame_ms"][part], "ms")
if qgis and opened:
    row("QGIS start / our first complete picture", qgis["start_ms"], opened["first_complete_ms"], "ms")
if assign and seconds("assign"):
    row("SpatiaLite assign / ours, a million points", seconds("assign") * 100, assign["seconds"] * 1e6 / assign["points"], "s")
if check and seconds("check"):
    row("SpatiaLite check / ours", seconds("check"), check["seconds"], "s")
edit, qgis_edit = figures("edit"), figures("qgis_edit")
if edit and qgis_edit:
    for part in ("p50", "p99"):
        row(f"QGIS edit and redraw / ours, {part}", qgis_edit["settled_ms"][part], edit["settled_ms"][part], "ms")
        row(f"QGIS snapping / ours, {part}", qgis_edit["snap_ms"][part], edit["snap_ms"][part], "ms")
    row("QGIS opening and snapping index / ours", qgis_edit["open_s"], edit["open_s"], "s")
    row("QGIS union for gaps / our whole check", qgis_edit["gaps_s"], edit["check_s"], "s")

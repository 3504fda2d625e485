#!/usr/bin/env python3
"""A picture of the dashboard "Bounces" as Grafana's own panel components draw it: take.py PICTURE.png

A recoild is fed for two minutes while a Prometheus scrapes it; the queries of the dashboard are asked, and the answers are drawn with
@grafana/ui in headless Chromium. That is not a Grafana, but what it draws with. Installs some 600 MB into the cache; no test runs this."""
import json
import math
import os
import pathlib
import random
import shutil
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
os.environ.setdefault("RECOIL_SOURCE_DIR", str(HERE.parents[3]))
sys.path.insert(0, str(HERE.parents[1]))

from dashboards import DASHBOARDS, substituted
from fed_recoil import FedRecoil

import lab
import mail_traffic
import prometheus

PLACE = pathlib.Path(os.environ.get("XDG_CACHE_HOME", pathlib.Path.home() / ".cache")) / "recoil-dashboard-picture"
SECONDS = 120
BOTTOM = "Bans, blocklists and limits"  # the picture ends above this row


def scene(folder):
    recoil = FedRecoil(folder).start()
    server = prometheus.scraping(folder, recoil.metrics_address)
    try:
        begin = time.time()
        feed(recoil, begin)
        return answers(server, begin, time.time())
    finally:
        server.stop()
        recoil.stop()


def feed(recoil, begin):
    """Usual mail at first; after a third of the time a provider slows us down, and then it bans us."""
    since = {mail_traffic.THROTTLED: SECONDS / 3, mail_traffic.BANNED: SECONDS / 2}
    chance = random.Random(1)
    while (gone := time.time() - begin) < SECONDS:
        rows = [d if d.status != "sent" else d._replace(count=6 * d.count) for d in mail_traffic.DELIVERIES
                if chance.random() < 0.5 and gone > since.get(d.reply, 0) and d.reply != mail_traffic.TENANT]
        recoil.lines_written += recoil.log_file.write(rows)
        time.sleep(0.5)
    lab.wait_for("all lines of the log", recoil.log_read)


def answers(server, begin, end):
    dashboard = DASHBOARDS[0].json
    bottom = next(p["gridPos"]["y"] for p in dashboard["panels"] if p["title"] == BOTTOM)
    values = {"job": "recoil", "instance": ".+", "__rate_interval": "10s", "__range": f"{end - begin:.0f}s"}
    panels = [p for p in dashboard["panels"] if p["gridPos"]["y"] < bottom]
    for panel in panels:
        asked = [ask(server, substituted(t["expr"], **values), t, begin, end) for t in panel.get("targets", ())]
        panel["frames"] = rows(panel, asked) if panel["type"] == "table" else [curve for curves in asked for curve in curves]
    return {"from": 1000 * begin, "to": 1000 * end, "panels": panels}


def ask(server, query, target, begin, end):
    """Curves as data frames; for tables and numbers the series as they are."""
    instant = target.get("instant")
    words = {"query": query} | ({"time": end} if instant else {"start": begin, "end": end, "step": 1})
    answer = server.get("/api/v1/query" if instant else "/api/v1/query_range", **words)["data"]["result"]
    if target.get("format") == "table":
        return answer
    frames = []
    for series in answer:
        points = [series["value"]] if instant else series["values"]
        name = target["legendFormat"]
        for label, value in series["metric"].items():
            name = name.replace(f"{{{{{label}}}}}", value)
        fields = [{"name": "Time", "type": "time", "values": [1000 * at for at, _ in points]}] if not instant else []
        frames.append({"fields": [*fields, {"name": name, "type": "number", "values": [number(value) for _, value in points]}]})
    return frames


def number(value):
    return float(value) if math.isfinite(float(value)) else None


def rows(panel, asked):
    """What the transformations of the panel do: rows are joined by the labels, columns named and put in order."""
    names = next(t for t in panel["transformations"] if t["id"] == "organize")["options"]["renameByName"]
    joined = []
    for query, series in enumerate(asked):
        value = f"Value #{chr(ord('A') + query)}" if len(asked) > 1 else "Value"
        for each in series:
            row = next((r for r in joined if query and all(r[k] == v for k, v in each["metric"].items())), None)
            if row is None:
                joined.append(row := dict(each["metric"]))
            row[value] = float(each["value"][1])
    types = {True: "number", False: "string"}
    return [{"fields": [{"name": name, "type": types[field.startswith("Value")], "values": [row.get(field) for row in joined]}
                        for field, name in names.items()]}]


def draw(data, picture):
    PLACE.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "picture.tsx", "index.html"):
        shutil.copy(HERE / name, PLACE)
    (PLACE / "scene.json").write_text(json.dumps(data))
    if not (PLACE / "node_modules" / ".bin" / "vite").exists():
        subprocess.run(["npm", "install", "--no-audit", "--no-fund", "--ignore-scripts"], cwd=PLACE, check=True)
    subprocess.run(["node_modules/.bin/vite", "build", "--base", "./", "--logLevel", "warn"], cwd=PLACE, check=True)
    height = max((p["gridPos"]["y"] + p["gridPos"]["h"]) * 38 for p in data["panels"]) + 8
    subprocess.run(["chromium", "--headless=new", "--no-sandbox", "--disable-gpu", "--allow-file-access-from-files", "--hide-scrollbars",
                    f"--window-size=1600,{height}", "--virtual-time-budget=10000", f"--screenshot={pathlib.Path(picture).resolve()}",
                    f"file://{PLACE}/dist/index.html"], check=True, stderr=subprocess.DEVNULL)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    with lab.folder() as place:
        data = scene(place)
    draw(data, sys.argv[1])
    print(f"{sys.argv[1]}: drawn with @grafana/ui from {SECONDS} s of a fed recoil")

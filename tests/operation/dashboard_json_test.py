#!/usr/bin/env python3
"""The JSON of the Grafana dashboards: it is what its tables generate, panels stand side by side and explain themselves, and Grafana's own
schema accepts it."""
import itertools
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

import suite

import yaml

from dashboards import DASHBOARDS, FOLDER
from promql import selectors

METRICS = (suite.SOURCE / "docs" / "metrics.md").read_text()
OF_PROMETHEUS = {"up", "scrape_samples_scraped"}  # what it says itself of each target
SCHEMA = pathlib.Path(__file__).with_name("grafana")
COLUMNS = 24


class Layout(unittest.TestCase):
    def test_the_json_is_what_the_tables_generate(self):
        with tempfile.TemporaryDirectory() as folder:
            subprocess.run([sys.executable, "-B", FOLDER / "source" / "generate.py", folder], check=True)
            for dashboard in DASHBOARDS:
                self.assertEqual(dashboard.path.read_text(), pathlib.Path(folder, dashboard.path.name).read_text())

    def test_provisioning_as_documented(self):
        """The commands of docs/dashboards.md put the files where Grafana looks, and these name the folder of the dashboards."""
        document = (FOLDER.parents[1] / "docs" / "dashboards.md").read_text()
        command = re.search(r"^cp -r \S+ \S+$", document, re.M).group().split()
        with tempfile.TemporaryDirectory() as folder:
            pathlib.Path(folder, "provisioning").mkdir()
            places = {"/usr/share/recoil/grafana": str(FOLDER), "/etc/grafana": folder}
            for there, here in places.items():
                command = [word.replace(there, here) for word in command]
            subprocess.run(command, check=True)
            provider, = yaml.safe_load(pathlib.Path(folder, "provisioning/dashboards/recoil.yaml").read_text())["providers"]
            source, = yaml.safe_load(pathlib.Path(folder, "provisioning/datasources/prometheus.yaml").read_text())["datasources"]
        self.assertEqual(provider["options"]["path"], "/usr/share/recoil/grafana")
        self.assertEqual(source["type"], "prometheus")

    def test_names_are_unique(self):
        self.assertEqual(len({d.json["uid"] for d in DASHBOARDS}), len(DASHBOARDS))
        for dashboard in DASHBOARDS:
            ids = [p["id"] for p in dashboard.json["panels"]]
            self.assertEqual(sorted(ids), list(range(1, len(ids) + 1)))
            titles = [p["title"] for p in dashboard.json["panels"]]
            self.assertEqual(len(titles), len(set(titles)), titles)
            for panel in dashboard.panels:
                refs = [t["refId"] for t in panel["targets"]]
                self.assertEqual(len(refs), len(set(refs)), panel["title"])

    def test_panels_fill_the_columns_without_overlap(self):
        for dashboard in DASHBOARDS:
            taken = set()
            for panel in dashboard.json["panels"]:
                spot = panel["gridPos"]
                cells = set(itertools.product(range(spot["x"], spot["x"] + spot["w"]), range(spot["y"], spot["y"] + spot["h"])))
                self.assertFalse(taken & cells, f"{panel['title']} overlaps")
                taken |= cells
            bottom = max(y for _, y in taken) + 1
            self.assertEqual(taken, set(itertools.product(range(COLUMNS), range(bottom))), "a gap, or beyond the last column")

    def test_every_panel_explains_itself(self):
        for dashboard in DASHBOARDS:
            for panel in dashboard.panels:
                with self.subTest(panel["title"]):
                    self.assertGreater(len(panel["description"].split()), 1)
                    self.assertTrue(panel["fieldConfig"]["defaults"]["unit"])
                    self.assertTrue(panel["fieldConfig"]["defaults"]["noValue"])
                    for target in panel["targets"]:
                        self.assertTrue(target["legendFormat"] or target["format"] == "table", "no legend")

    def test_nothing_belongs_to_one_installation(self):
        variable = {"type": "prometheus", "uid": "${datasource}"}
        for dashboard in DASHBOARDS:
            for holder in (*dashboard.panels, *(t for p in dashboard.panels for t in p["targets"]), *dashboard.annotations):
                self.assertEqual(holder["datasource"], variable)
            for where, expression in dashboard.expressions():
                for metric, matchers in selectors(expression):
                    for label, _, value in matchers:
                        self.assertTrue(label not in ("job", "instance") or value == f'"${label}"', where)
            self.assertEqual(re.findall(r"https?://", dashboard.path.read_text()), [])

    def test_every_query_keeps_to_the_chosen_recoils(self):
        for dashboard in DASHBOARDS:
            for where, expression in dashboard.expressions():
                for metric, matchers in selectors(expression) if "variable" not in where else ():
                    self.assertLessEqual({("job", "=~", '"$job"'), ("instance", "=~", '"$instance"')}, set(matchers), where)

    def test_every_metric_is_documented(self):
        documented = set(re.findall(r"^\| `(\w+)`", METRICS, re.M)) | OF_PROMETHEUS
        for dashboard in DASHBOARDS:
            for where, expression in dashboard.expressions():
                for metric in re.findall(r"\b(?:recoil|process|scrape)_\w+|\bup\b", expression):
                    self.assertIn(re.sub("_bucket$", "", metric), documented, where)

    def test_links_lead_to_the_other_dashboards(self):
        known = {d.json["uid"] for d in DASHBOARDS}
        for dashboard in DASHBOARDS:
            self.assertEqual({link["url"] for link in dashboard.json["links"]}, {f"/d/{uid}" for uid in known - {dashboard.json["uid"]}})
            for uid in re.findall(r'"/d/([\w-]+)', dashboard.path.read_text()):
                self.assertIn(uid, known)

    def test_a_category_has_one_colour(self):
        colours = {}
        for panel in (p for d in DASHBOARDS for p in d.panels):
            for override in panel["fieldConfig"]["overrides"]:
                for change in override["properties"]:
                    if change["id"] == "color":
                        name, colour = override["matcher"]["options"], change["value"]["fixedColor"]
                        self.assertEqual(colours.setdefault(name, colour), colour, name)
        self.assertLessEqual({"banned_ip", "banned_sender", "bad_address", "unknown"}, colours.keys())


class Schema(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.modules = installed_schema()
        if isinstance(cls.modules, str):
            suite.skip(f"the JSON is not checked against Grafana's schema: {cls.modules}")

    def complaints(self, **texts):
        """What the compiler says of these JSON texts."""
        with tempfile.TemporaryDirectory(dir=self.modules.parent) as folder:
            shutil.copy(SCHEMA / "checked.ts", folder)
            for name, text in texts.items():
                pathlib.Path(folder, f"{name}.ts").write_text(
                    f'import type {{ CheckedDashboard }} from "./checked";\nexport const it: CheckedDashboard = {text.rstrip()};\n')
            done = subprocess.run([self.modules / ".bin" / "tsc", "--noEmit", "--strict", "--skipLibCheck", "--moduleResolution", "bundler",
                                   "--module", "esnext", *pathlib.Path(folder).glob("*.ts")], capture_output=True, text=True, timeout=300)
            return done.stdout + done.stderr

    def test_grafanas_own_types_accept_it(self):
        self.assertEqual(self.complaints(**{d.name: d.path.read_text() for d in DASHBOARDS}), "")

    def test_and_would_refuse_a_mistake(self):
        good = json.dumps(DASHBOARDS[0].json)
        for right, wrong in (('"palette-classic"', '"palette-modern"'), ('"fieldConfig"', '"fieldConfigs"'),
                             ('"uid": "recoil-bounces"', '"uid": 7'), ('"useValueForTime": true', '"useValueForTime": "yes"')):
            self.assertIn(right, good)
            self.assertRegex(self.complaints(wrong=good.replace(right, wrong, 1)), r"error TS2\d+", wrong)


def installed_schema():
    """node_modules in the cache folder, or why there is none."""
    if not shutil.which("npm"):
        return "npm is not installed"
    place = pathlib.Path(os.environ["XDG_CACHE_HOME"]) / "grafana-schema"
    place.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(SCHEMA / name, place)
    command = ["npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts", "--fetch-retries=1", "--fetch-timeout=30000"]
    try:
        done = subprocess.run(command, cwd=place, capture_output=True, text=True, timeout=180)
    except subprocess.TimeoutExpired:
        return "npm did not install it within three minutes"
    return place / "node_modules" if done.returncode == 0 else f"npm cannot install it: {done.stderr.strip()[-300:]}"


if __name__ == "__main__":
    suite.main()

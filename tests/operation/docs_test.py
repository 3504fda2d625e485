#!/usr/bin/env python3
"""The documentation does what it says: commands run, outputs are as quoted, configuration is taken, links lead somewhere, and the
reference of the metrics is that of /metrics. documents.py says how a block is marked; what is not run here is listed with each document,
with the test that runs it."""
import math
import pathlib
import re
import subprocess
import unittest

import suite

import documents
from block_runner import Runner
from docs_world import Daemon, World
from fed_recoil import FedRecoil

import lab
import prometheus
import yaml

ROOT = documents.ROOT
NAME = re.compile(r"\brecoil_[a-z_]+\b")


class Documentation(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(cls.enterClassContext(lab.folder()))
        (cls.folder / "fed").mkdir()
        cls.daemon = Daemon(cls.folder / "fed")
        cls.addClassCleanup(cls.daemon.stop)

    def test_every_block_says_what_it_is(self):
        unnamed = [block.place for path in documents.documents() for block in documents.blocks(path) if not block.language]
        self.assertEqual(unnamed, [], "blocks without a language behind the fence")

    def test_links(self):
        wrong = []
        for path in documents.documents():
            for target in documents.links(path):
                name, _, anchor = target.partition("#")
                goal = (path.parent / name).resolve() if name else path
                if re.match(r"[a-z]+:", target):
                    continue
                if not goal.exists():
                    wrong.append(f"{path.relative_to(ROOT)}: no {target}")
                elif anchor and anchor not in documents.anchors(goal):
                    wrong.append(f"{path.relative_to(ROOT)}: no heading for {target}")
        self.assertEqual(wrong, [])

    def test_every_document_can_be_found(self):
        """By following links from README.md."""
        found, new = set(), [ROOT / "README.md"]
        while new:
            path = new.pop()
            if path in found or path.suffix != ".md" or not path.exists():
                continue
            found.add(path)
            new += [(path.parent / target.partition("#")[0]).resolve() for target in documents.links(path) if "://" not in target]
        lost = [str(path.relative_to(ROOT)) for path in documents.documents() if path not in found]
        self.assertEqual(lost, [])

    def test_metrics_reference(self):
        """docs/metrics.md has a row for each metric of /metrics, with its type and labels, and no other."""
        rows = re.findall(r"^\| `(\w+)` \| (\w+) \| ([^|]+) \|", (ROOT / "docs/metrics.md").read_text(), re.M)
        documented = {name: (kind, sorted(re.findall(r"\w+", labels))) for name, kind, labels in rows}
        recoil = FedRecoil(self.enterContext(lab.folder()), limits="{recipients: 100, line_bytes: 1024, metric_series: 100}").start()
        self.addCleanup(recoil.stop)
        recoil.feed().trouble()
        text = recoil.get("/metrics")
        types = dict(re.findall(r"^# TYPE (\w+) (\w+)$", text, re.M))
        labels = {name: set() for name in types}
        for name, pairs in lab.samples(text):
            family = name if name in types else re.sub(r"_(bucket|sum|count)$", "", name)
            labels[family].update(label for label, _ in pairs if label != "le")
        self.maxDiff = None
        self.assertEqual(documented, {name: (kind, sorted(labels[name])) for name, kind in types.items()})

    def queries(self):
        return [block for path in documents.documents() for block in documents.blocks(path) if block.language == "promql"]

    def test_queries_are_promql(self):
        suite.need("promtool")
        text = self.daemon.recoil.get("/metrics")
        known = set(re.findall(r"^# TYPE (\w+)", text, re.M)) | {name for name, _ in lab.samples(text)}
        rules = [{"record": f"query:{number}", "expr": re.sub(r"\$__\w+", "5m", block.text)} for number, block in enumerate(self.queries())]
        path = self.folder / "queries.yml"
        path.write_text(yaml.safe_dump({"groups": [{"name": "documentation", "rules": rules}]}))
        checked = subprocess.run(["promtool", "check", "rules", path], capture_output=True, text=True)
        self.assertEqual(checked.returncode, 0, checked.stdout + checked.stderr)
        for block in self.queries():
            self.assertLessEqual(set(NAME.findall(block.text)), known, block.place)

    def test_queries_of_the_reference_have_answers(self):
        """Those of docs/metrics.md, asked of a Prometheus that saw a recoild being fed."""
        suite.need("prometheus")
        folder = self.enterContext(lab.folder())
        recoil = FedRecoil(folder).start()
        self.addCleanup(recoil.stop)
        server = prometheus.scraping(folder, recoil.metrics_address)
        self.addCleanup(server.stop)
        server.wait_for_scrape(3)
        recoil.feed().trouble()
        server.wait_for_scrape()
        recoil.feed()
        server.wait_for_scrape()
        for block in documents.blocks(ROOT / "docs/metrics.md"):
            if block.language == "promql":
                found = [value for value in server.ask(block.text).values() if not math.isnan(value)]
                self.assertTrue(found, f"{block.place} has no answer")

    def run_blocks(self, path):
        blocks = [block for block in documents.blocks(path) if block.language in ("sh", "console", "text", "yaml", "json")]
        if not blocks:
            return  # nothing to be done but reading
        name = str(path.relative_to(ROOT))
        folder = self.folder / name.replace("/", "-")
        folder.mkdir()
        runner = Runner(World(folder, self.daemon, path))
        for block in blocks:
            runner.block(block)
        print(f"{name}: {runner.done} blocks")
        print("".join(f"    {line}\n" for line in runner.left_out), end="")
        self.assertEqual(runner.wrong, [], "\n\n".join(runner.wrong))


def test_of(path):
    return lambda self: self.run_blocks(path)


for document in documents.documents():
    setattr(Documentation, "test_blocks_of_" + re.sub(r"\W", "_", str(document.relative_to(ROOT))), test_of(document))


if __name__ == "__main__":
    suite.main()

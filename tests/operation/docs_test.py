#!/usr/bin/env python3
"""The documentation does what it says: commands run, outputs are as quoted, configuration is taken, links lead somewhere, and the reference of
the metrics is that of /metrics. documents.py says how a block is marked; what is not run here is listed at the end, with the test that runs it."""
import json
import math
import pathlib
import re
import shutil
import subprocess
import sys
import unittest

import documents
from docs_world import Daemon, World
from fed_recoil import FedRecoil
from scraping_prometheus import ScrapingPrometheus

import lab
import yaml

ROOT = documents.ROOT
NAME = re.compile(r"\brecoil_[a-z_]+\b")
MASKED = (  # what differs from run to run
    (r"\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?", "DATE"),
    (r"\b\d\d:\d\d(:\d\d(\.\d+)?)?\b", "TIME"),
    (r"\b[0-9a-f]{32}\b", "ID"),
    (r"\.yaml:\d+", ".yaml:LINE"),
    (r"\b\d+ (rules|packs)\b", r"N \1"),
    (r"\b\d+(\.\d+)? ?(ms|s|seconds)\b", "DURATION"),
    (r"[ \t]+(?=\n|$)", ""),
)
OTHER_FILES = {"run": "tests/run"}


def masked(text):
    for pattern, word in MASKED:
        text = re.sub(pattern, word, text)
    return text.strip("\n")


def quoted_as(text, quoted):
    """Whether the output is what the document quotes, where a line `...` stands for any lines and `...` at an end for the rest of the line."""
    pattern = "".join(r"(?:.*\n)*?" if line.strip() == "..." else
                      re.escape(line.removesuffix("...")) + (".*" if line.endswith("...") else "") + r"\n"
                      for line in masked(quoted).splitlines())
    return re.fullmatch(pattern, masked(text) + "\n") is not None


def commands_of(console):
    """(command, its output) of a console block. A command goes on in lines that begin with `> `."""
    for part in re.split(r"^\$ ", console, flags=re.M)[1:]:
        lines = part.splitlines(keepends=True)
        count = next((n for n, line in enumerate(lines) if n and not line.startswith("> ")), len(lines))
        yield "".join(line.removeprefix("> ") for line in lines[:count]), "".join(lines[count:])


def tests_of(name):
    return [path for path in (*ROOT.glob(f"tests/**/{name}.py"), ROOT / OTHER_FILES.get(name, name)) if path.is_file()]


class Runner:
    """Goes through the blocks of one document and notes what is wrong."""

    def __init__(self, world):
        self.world, self.wrong, self.left_out, self.done, self.output = world, [], [], 0, None

    def block(self, block):
        kind = getattr(self, f"{block.language}_block", None)
        if "file" in block.words:
            self.world.write(block.words["file"], block.text)
        if "by" in block.words:
            self.run_elsewhere(block)
        elif block.words.get("not") == "long":
            self.left_out.append(f"{block.place} is not run: it takes minutes")
        elif kind:
            kind(block)
            self.done += 1

    def expect(self, block, good, why):
        if not good:
            self.wrong.append(f"{block.place}: {why}")

    def run_elsewhere(self, block):
        name = block.words["by"]
        texts = [path.read_text() for path in tests_of(name)]
        self.expect(block, any(block.path.stem in text for text in texts), f"by={name}: no such test, or it does not name {block.path.stem}")
        self.left_out.append(f"{block.place} is run by {name}")

    def sh_block(self, block):
        if "file" in block.words:
            checked = subprocess.run(["sh", "-n"], input=block.text, text=True, capture_output=True)
            return self.expect(block, checked.returncode == 0, checked.stderr)
        if block.words.get("ends") == "never":
            alive, self.output = self.world.run_for_a_while(block.text)
            return self.expect(block, alive, f"ended at once\n{self.output}")
        status, self.output = self.world.run(block.text)
        self.expect(block, status == 0, f"exit status {status}\n{block.text}{self.output}")

    def console_block(self, block):
        for command, quoted in commands_of(block.text):
            _, output = self.world.run(command)
            if block.words.get("output") != "example":
                self.expect(block, quoted_as(output, quoted), f"$ {command}says otherwise than quoted:\n{output}")

    def text_block(self, block):
        if "output" in block.words:
            self.expect(block, self.output is not None and quoted_as(self.output, block.text), f"the commands before say otherwise:\n{self.output}")

    def yaml_block(self, block):
        try:
            read = list(yaml.safe_load_all(block.text))
        except yaml.YAMLError as error:
            return self.expect(block, False, str(error))
        if "of" in block.words:
            return None
        fragment = self.world.write(block.words.get("file", "fragment.yaml"), block.text)
        is_pack = isinstance(read[0], dict) and "pack" in read[0]
        check = f"recoil rules test --rules {fragment} {read[0]['pack']}" if is_pack else f"recoild --check --config {fragment}"
        status, output = self.world.run(check)
        self.expect(block, status == 0, f"{check}\n{output}")

    def json_block(self, block):
        try:
            json.loads(block.text)
        except ValueError as error:
            self.expect(block, False, str(error))


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
        if not shutil.which("promtool"):
            self.skipTest("promtool is not installed")
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
        folder = self.enterContext(lab.folder())
        recoil = FedRecoil(folder).start()
        self.addCleanup(recoil.stop)
        prometheus = ScrapingPrometheus(folder, recoil.metrics_address)
        self.addCleanup(prometheus.stop)
        prometheus.wait_for_scrape(3)
        recoil.feed().trouble()
        prometheus.wait_for_scrape()
        recoil.feed()
        prometheus.wait_for_scrape()
        for block in documents.blocks(ROOT / "docs/metrics.md"):
            if block.language == "promql":
                found = [value for value in prometheus.ask(block.text).values() if not math.isnan(value)]
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
    sys.exit(not unittest.main(exit=False, verbosity=1).result.wasSuccessful())

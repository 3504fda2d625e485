#!/usr/bin/env python3
"""Each incident of docs/incidents.md happens to a real recoild, a real Prometheus scrapes it, and each query of the section answers what
the document says. An answer is a line a series: its labels and `12`, `about 12` (a quarter more or less: rates are extrapolated) or
`any number`; or the one line `nothing`."""
import collections
import math
import os
import pathlib
import re
import time
import unittest

import suite

from incidents import INCIDENTS, World

import lab

ROOT = pathlib.Path(os.environ["RECOIL_SOURCE_DIR"])
DOCUMENT = ROOT / "docs" / "incidents.md"
RULES = [ROOT / "config" / "prometheus" / name for name in ("recoil.rules.yml", "recoil.alerts.yml")]
QUOTED_ALERT = re.compile(r"^```text alert=(?P<name>\w+)\n(?P<text>.*?)^```", re.M | re.S)
QUERY = re.compile(r"^```promql\n(?P<query>.*?)^```\n\n?```text answer\n(?P<answer>.*?)^```", re.M | re.S)
ANSWER = re.compile(r"^(?P<labels>\{.*\})  (?P<value>any number|(?:about )?[.\d]+)$")

Section = collections.namedtuple("Section", "title queries")


def sections():
    """The incidents of the document: those parts that have queries."""
    for part in re.split(r"^## ", DOCUMENT.read_text(), flags=re.M)[1:]:
        queries = [(found["query"], found["answer"].splitlines()) for found in QUERY.finditer(part)]
        if len(queries) != part.count("```promql"):
            raise AssertionError(f"{part.splitlines()[0]}: a query without its answer")
        if queries:
            yield Section(part.splitlines()[0], queries)


def agrees(found, wanted):
    if wanted == "any number":
        return True
    return math.isclose(found, float(wanted.removeprefix("about ")), rel_tol=0.25 if "about" in wanted else 1e-9)


class Incidents(unittest.TestCase):
    def test_every_incident_is_made_to_happen(self):
        self.assertEqual([section.title for section in sections()], list(INCIDENTS))

    def test_the_alert_that_the_readme_quotes(self):
        """Its text is that of the shipped alert, but for the number of refusals."""
        quoted = QUOTED_ALERT.search((ROOT / "README.md").read_text())
        world = World(self.enterContext(lab.folder()), RULES)
        self.addCleanup(world.stop)
        world.prometheus.wait_for_scrape(3)
        INCIDENTS["A provider bans an address"](world)
        alert = lab.wait_for(quoted["name"], lambda: world.prometheus.alert(quoted["name"]), 60)
        text = " ".join(alert["annotations"][name] for name in ("summary", "description", "runbook_url"))
        for real, documented in ((world.recoil.metrics_address, "127.0.0.1:9850"), (r"about \d+ re", "about 12 re")):
            text = re.sub(real, documented, text)
        self.assertEqual(text.split(), quoted["text"].split())

    def expect(self, answer, found, query):
        wanted = [] if answer == ["nothing"] else [ANSWER.match(line) or self.fail(f"no answer: {line!r}") for line in answer]
        self.assertEqual(sorted(match["labels"] for match in wanted), sorted(found), f"{query}answers {found}")
        for match in wanted:
            self.assertTrue(agrees(found[match["labels"]], match["value"]), f"{query}answers {found}, not {match[0]}")

    def ask(self, world, query, answer):
        """Again for some seconds: a scrape may be under way."""
        for last in [False] * 10 + [True]:
            found = world.ask(query)
            try:
                return self.expect(answer, found, query)
            except AssertionError:
                if last:
                    raise
            time.sleep(1)


def test_of(section):
    def test(self):
        world = World(self.enterContext(lab.folder()))
        self.addCleanup(world.stop)
        world.prometheus.wait_for_scrape(3)
        INCIDENTS[section.title](world)
        world.wait_for_scrape()
        for query, answer in section.queries:
            self.ask(world, query, answer)
        print(f"{section.title}: answers as in docs/incidents.md: {len(section.queries)}")
    return test


for number, section in enumerate(sections(), 1):
    setattr(Incidents, f"test_{number:02}_{re.sub(r'[^a-z]+', '_', section.title.lower())}", test_of(section))


if __name__ == "__main__":
    suite.need("prometheus")
    suite.main()

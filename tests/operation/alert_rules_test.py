#!/usr/bin/env python3
"""The rules, alerts and runbooks hold together: promtool takes them and their tests pass, what they ask for exists in a real exposition,
and each alert says all that it should."""
import json
import re
import unittest

import suite

import lab
import wire
import yaml
from program import finished
from promql import matchers

FILES, TESTS, RUNBOOKS = (suite.SOURCE / folder for folder in ("config/prometheus", "tests/alerts", "docs/runbooks"))
# Prometheus' own, and what a recording rule is called.
FOREIGN_METRICS = {"up"}
RECORD = r"[a-z_]+:recoil_[a-z_]+:[a-z0-9_]+"
# Label values that need not be in an exposition: of the taxonomy, or fixed in docs/metrics.md.
CLOSED = {"origin": {"session", "remote"}, "attempt": {"made", "suspended"}, "authentic": {"true", "false", "unknown"},
          "outcome": {"bounced", "deferred", "delivered"}, "sending_ip": {"foreign", "unknown", "overflow", "unnamed"},
          "provider": {"other", "none", "local", "overflow"}, "sender_domain": {"other", "overflow"}, "stream": {"none", "overflow"},
          "job": {"recoil"}}


def rules(name):
    return [rule for group in yaml.safe_load((FILES / name).read_text())["groups"] for rule in group["rules"]]


ALERTS = {rule["alert"]: rule for rule in rules("recoil.alerts.yml")}
RECORDED = rules("recoil.rules.yml")
RECORDS = {rule["record"] for rule in RECORDED}
EXPRESSIONS = [(rule.get("record") or rule["alert"], rule["expr"]) for rule in RECORDED + list(ALERTS.values())]


def taxonomy():
    """{label: values} of categories and reasons, as recoil lists them."""
    done = finished(lab.BIN / "recoil", "rules", "reasons", "--format", "json")
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    return {"category": {row["category"] for row in rows} | {"none"}, "reason": {row["reason"] for row in rows}}


def metrics_of(expression):
    """Names of recoil's metrics; alternatives of a matcher of __name__ one by one."""
    names = set()
    for head, middle, tail in re.findall(r'__name__=~"(\w*)\(([\w|]+)\)(\w*)"', expression):
        names |= {head + part + tail for part in middle.split("|")}
    plain = re.sub(r'"[^"]*"', '""', re.sub(RECORD, "", expression))
    return names | set(re.findall(r"\b(?:recoil|process)_\w+", plain)) | set(re.findall(r"\bup\b", plain))


class Shape(unittest.TestCase):
    def test_promtool_takes_the_files(self):
        for words in (("promtool", "check", "config", FILES / "prometheus.yml"), ("amtool", "check-config", FILES / "alertmanager.yml"),
                      ("promtool", "check", "rules", "--lint-fatal", FILES / "recoil.rules.yml", FILES / "recoil.alerts.yml")):
            finished(*words)
        print(f"{len(RECORDED)} recording rules, {len(ALERTS)} alerts, prometheus.yml and alertmanager.yml are valid")

    def test_unit_tests(self):
        for path in sorted(TESTS.glob("*.test.yml")):
            with self.subTest(path.name):
                done = finished("promtool", "test", "rules", path, check=False)
                self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        print(f"{len(list(TESTS.glob('*.test.yml')))} files of unit tests passed")

    def test_every_alert_says_all_that_it_should(self):
        for name, alert in ALERTS.items():
            with self.subTest(name):
                self.assertIn(alert["labels"].get("severity"), ("critical", "warning"))
                texts = alert["annotations"]
                self.assertEqual(set(texts), {"summary", "description", "runbook_url"})
                self.assertIn("First", texts["description"], "what to do first")
                self.assertTrue(texts["runbook_url"].endswith(f"/runbooks/{name}"))

    def test_every_alert_has_a_runbook_and_nothing_else_has(self):
        self.assertEqual({path.stem for path in RUNBOOKS.glob("*.md")} - {"README"}, set(ALERTS))
        for name in ALERTS:
            text = (RUNBOOKS / f"{name}.md").read_text()
            with self.subTest(name):
                self.assertEqual(text.splitlines()[0], f"# {name}")
                self.assertLessEqual(len(text.splitlines()), 55, "nobody reads more at 3 a.m.")
                for part in ("**How sure?**", "## Look here first", "## Do\n", "## Do not", "## How it ends, and false alarms"):
                    self.assertIn(part, text)
                self.assertIn(f"[{name}](runbooks/{name}.md)", (suite.SOURCE / "docs" / "alerts.md").read_text())
                self.assertIn(f"[{name}]({name}.md)", (RUNBOOKS / "README.md").read_text())

    def test_every_alert_has_tests_that_fire_and_that_do_not(self):
        for name in ALERTS:
            with self.subTest(name):
                cases = yaml.safe_load((TESTS / f"{name}.test.yml").read_text())["tests"]
                whole = [case["exp_alerts"] for test in cases for case in test.get("alert_rule_test", []) if case["alertname"] == name]
                asked = [case["exp_samples"] for test in cases for case in test.get("promql_expr_test", []) if f'"{name}"' in case["expr"]]
                self.assertTrue(any(whole), "it fires, with its whole text")
                self.assertTrue(any(not expected for expected in whole + asked), "it does not fire")

    def test_severity_decides_who_hears_of_it(self):
        for severity, receiver in (("critical", "pager"), ("warning", "team")):
            done = finished("amtool", "config", "routes", "test", f"--config.file={FILES / 'alertmanager.yml'}", f"severity={severity}")
            self.assertEqual(done.stdout.strip(), receiver)

    def test_inhibitions_name_alerts_that_exist(self):
        for rule in yaml.safe_load((FILES / "alertmanager.yml").read_text())["inhibit_rules"]:
            for matcher in rule["source_matchers"] + rule["target_matchers"]:
                label, operator, value = re.fullmatch(r'(\w+)(=~|!~|!=|=)"(.*)"', matcher).groups()
                if label == "alertname":
                    for name in value.split("|"):
                        self.assertTrue(any(re.fullmatch(name, alert) for alert in ALERTS), name)


class Exposition(unittest.TestCase):
    """What the rules ask for is what a recoild shows."""

    @classmethod
    def setUpClass(cls):
        folder = cls.enterClassContext(lab.folder())
        (folder / "mail.log").touch()
        cls.daemon = wire.Daemon(folder, egress="[{sending_ip: 192.0.2.3}]", sending_domains="[example.com]",
                                 log_sources=f'[{{type: postfix, path: "{folder / "mail.log"}"}}]')
        cls.daemon.start()
        cls.addClassCleanup(cls.daemon.stop)
        banned = wire.notice(wire.group("jo@example.net", "550 5.7.606 Access denied, banned sending IP [192.0.2.3]", "5.7.606",
                                        "example-net.mail.protection.outlook.com"), returned=b"From: news@example.com\r\n")
        for notice in (banned, banned.replace(b"Action: failed", b"Action: delayed")):
            cls.daemon.deliver(notice)
        cls.daemon.expect_count(2, "recoil_bans_total")
        cls.text = cls.daemon.get("/metrics")
        cls.values = {}
        cls.documented = dict(re.findall(r"^\| `(\w+)` \| \w+ \| ([^|]+) \|", (suite.SOURCE / "docs" / "metrics.md").read_text(), re.M))
        for name, pairs in lab.samples(cls.text):
            for label, value in pairs:
                cls.values.setdefault(label, set()).add(value)
        for label, values in {**CLOSED, **taxonomy()}.items():
            cls.values.setdefault(label, set()).update(values)

    def test_metrics_exist(self):
        shown = set(re.findall(r"^# TYPE (\w+)", self.text, re.M))
        asked = set()
        for name, expression in EXPRESSIONS:
            with self.subTest(name):
                asked |= metrics_of(expression)
                self.assertEqual(metrics_of(expression) - FOREIGN_METRICS - shown, set())
                self.assertEqual(set(re.findall(RECORD, expression)) - RECORDS, set())
        self.assertGreater(len(asked), 15)
        print("metrics that the rules ask for:", ", ".join(sorted(asked)))

    def test_labels_and_their_values_exist(self):
        asked = 0
        for name, expression in EXPRESSIONS:
            documented = {"job", "instance", "__name__"} | {label for metric in metrics_of(expression)
                                                            for label in re.findall(r"\w+", self.documented.get(metric, ""))}
            for level in re.findall(r"\b(\w+)(?=:recoil_)", expression):  # of a recorded series its name tells
                documented |= {"provider", "reason", "sending_ip"} if level == "ban" else set(re.split("_(?!domain)", level))
            for label, _, value in matchers(expression):
                with self.subTest(f"{name}: {label}={value}"):
                    self.assertIn(label, documented)
                    if label == "__name__":
                        continue
                    for part in filter(None, value.split("|")):
                        self.assertIn(part, self.values[label])
                        asked += 1
        self.assertGreater(asked, 60)
        print(f"{asked} label values that the rules ask for exist")


if __name__ == "__main__":
    suite.need("promtool", "amtool")
    suite.main()

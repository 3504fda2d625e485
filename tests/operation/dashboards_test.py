#!/usr/bin/env python3
"""Each query of the Grafana dashboards on a real Prometheus that scraped a recoild which has seen everything, asked as Grafana asks."""
import re
import time
import unittest

import suite

from dashboards import DASHBOARDS, substituted
from fed_recoil import FedRecoil
from promql import selectors

import lab
import mail_traffic
import prometheus
import wire

BAN_TABLE = "Bans: who, since when, and where to ask"
MAYBE_EMPTY = {"fix_owner", "delist_url", "revision"}  # labels; Prometheus keeps no empty one
OVERFLOW = "recoil: Labels that overflowed: A"  # has a recoil of its own, since overflow takes the labels away


class Queries(unittest.TestCase):
    """Traffic flows while Prometheus scrapes, and the questions are asked as Grafana asks them."""

    @classmethod
    def setUpClass(cls):
        suite.need("prometheus")
        folder = cls.enterClassContext(lab.folder())
        cls.recoil = FedRecoil(folder).start()
        cls.addClassCleanup(cls.recoil.stop)
        cls.begin = time.time()
        cls.prometheus = prometheus.scraping(folder, cls.recoil.metrics_address)
        cls.addClassCleanup(cls.prometheus.stop)
        for number in range(6):
            cls.recoil.feed()
            if number % 2:
                cls.recoil.trouble()
            cls.prometheus.wait_for_scrape(3)
        cls.end = time.time()
        print(f"fed {len(cls.recoil.lines())} events in {cls.end - cls.begin:.0f} s")

    def values(self, **more):
        # Grafana: max($__interval + scrape interval, 4 scrape intervals); here the data source is said to be scraped each second
        return {"job": "recoil", "instance": ".+", "provider": "microsoft365", "__rate_interval": "4s",
                "__range": f"{self.end - self.begin:.0f}s", "datasource": "prometheus", **more}

    def asked(self, expression, instant=False, **more):
        """The series of the answer, with their points."""
        words = {"query": substituted(expression, **self.values(**more))}
        words |= {"time": self.end} if instant else {"start": self.begin, "end": self.end, "step": 1}
        answer = self.prometheus.get("/api/v1/query" if instant else "/api/v1/query_range", **words)
        return [(series["metric"], series["values"] if "values" in series else [series["value"]]) for series in answer["data"]["result"]]

    def rows(self, title, dashboard=0):
        panel = next(p for p in DASHBOARDS[dashboard].panels if p["title"] == title)
        return [self.asked(t["expr"], instant=True) for t in panel["targets"]]

    def test_every_panel_has_data(self):
        asked = 0
        for query in (q for d in DASHBOARDS for q in d.queries()):
            with self.subTest(query.where):
                series = self.asked(query.expression, query.target.get("instant", False))
                numbers = [value for _, points in series for _, value in points if value != "NaN"]
                self.assertEqual(not numbers, query.where == OVERFLOW)
                for label in re.findall(r"{{(\w+)}}", query.target["legendFormat"]):
                    for metric, _ in series:
                        self.assertIn(label, metric)
                asked += 1
        print(f"{asked} queries of {sum(len(d.panels) for d in DASHBOARDS)} panels answered")

    def test_annotations_mark_times(self):
        for dashboard in DASHBOARDS:
            for each in dashboard.annotations:
                with self.subTest(f"{dashboard.name}: {each['name']}"):
                    series = self.asked(each["expr"])
                    times = [float(value) / 1000 for _, points in series for _, value in points]
                    self.assertTrue(any(self.begin <= at <= self.end for at in times))
                    for label in re.findall(r"{{(\w+)}}", each["titleFormat"] + each["textFormat"]):
                        self.assertTrue(all(label in metric for metric, _ in series), label)

    def test_variables_offer_values(self):
        found = {each["name"]: self.offered(each) for d in DASHBOARDS for each in d.variables if each["type"] == "query"}
        self.assertEqual(found["job"], {"recoil"})
        self.assertEqual(found["instance"], {self.recoil.metrics_address})
        self.assertEqual(found["provider"], {"gmail", "gmx", "microsoft365", "none", "other", "postfix", "tonline", "yahoo"})

    def offered(self, variable):
        text = variable["query"]["query"]
        if found := re.fullmatch(r"label_values\((.*), (\w+)\)", text):
            words = {"match[]": substituted(found[1], **self.values()), "start": self.begin, "end": self.end}
            return set(self.prometheus.get(f"/api/v1/label/{found[2]}/values", **words)["data"])
        series = self.asked(re.fullmatch(r"query_result\((.*)\)", text)[1], instant=True)
        lines = ["{" + ",".join(f'{k}="{v}"' for k, v in metric.items()) + "}" for metric, _ in series]
        pattern = re.compile(variable["regex"].strip("/"))
        return {match[1] for line in lines if (match := pattern.search(line))}

    def test_every_label_value_exists(self):
        """A misspelt one would look like "nothing happened". What is left out must exist as well."""
        for where, expression in {e: w for d in DASHBOARDS for w, e in d.expressions()}.items():
            for metric, matchers in selectors(expression):
                for label, operator, value in matchers:
                    positive = "=~" if operator.endswith("~") else "="
                    with self.subTest(expression, metric=metric, label=label):
                        self.assertTrue(self.asked(f"count(last_over_time({metric}{{{label}{positive}{value}}}[5m]))", instant=True), where)

    def test_the_table_of_bans(self):
        since, last, refusals = self.rows(BAN_TABLE)
        keys = ("sending_ip", "provider", "reason")
        found = {tuple(m[k] for k in keys): (m.get("fix_owner"), m.get("delist_url")) for m, _ in since}
        self.assertEqual(found[("192.0.2.25", "microsoft365", "ip_banned")], ("sender_admin", "https://sender.office.com"))
        self.assertEqual(found.keys(), {("192.0.2.25", "microsoft365", "ip_banned"), ("foreign", "microsoft365", "ip_banned"),
                                        ("192.0.2.26", "microsoft365", "tenant_banned"), ("192.0.2.25", "yahoo", "ip_reputation"),
                                        ("192.0.2.26", "other", "ip_blocklisted")})  # that of T-Online is over
        for other in (last, refusals):
            self.assertEqual({tuple(m[k] for k in keys) for m, _ in other}, found.keys())

    def test_a_ban_without_a_remedy_stays_in_the_table(self):
        panel = next(p for p in DASHBOARDS[0].panels if p["title"] == BAN_TABLE)
        expression = panel["targets"][0]["expr"]
        lost = expression.replace('recoil_remedy_info{', 'recoil_remedy_info{provider!="microsoft365",')
        self.assertNotEqual(lost, expression)
        self.assertEqual(len(self.asked(lost, instant=True)), len(self.asked(expression, instant=True)))

    def test_two_daemons_whose_packs_differ(self):
        """Each ban has one line, with the door of one of them; two would make the join fail."""
        expression = next(p for p in DASHBOARDS[0].panels if p["title"] == BAN_TABLE)["targets"][0]["expr"]
        other = r'(\g<0> or label_replace(\g<0>, "delist_url", "https://example.com", "", ""))'
        both = re.sub(r"recoil_remedy_info{[^}]*}", other, expression)
        self.assertNotEqual(both, expression)
        self.assertEqual(len(self.asked(both, instant=True)), len(self.asked(expression, instant=True)))

    def test_strangers_bans_are_not_counted(self):
        """192.0.2.25 and 192.0.2.26 are banned twice each; the foreign address of the table is left out."""
        self.assertEqual([points[0][1] for _, points in self.rows("Bans that stand")[0]], ["4"])

    def test_slowed_down_is_what_the_alert_counts(self):
        def of(name, **labels):
            return self.recoil.count(f"recoil_{name}_total", provider="microsoft365", **labels)

        session = [("bounces", {"origin": "session"}), ("deferrals", {"origin": "session", "attempt": "made"})]
        slowed = sum(of(name, category="throttled", **labels) for name, labels in session)
        tried = sum(of(name, **labels) for name, labels in session) + of("deliveries")
        self.assertGreater(slowed, 0)
        [[(_, [[_, shown]])]] = self.rows("Slowed down", dashboard=1)
        self.assertAlmostEqual(float(shown), slowed / tried, delta=0.05)

    def test_columns_are_there(self):
        for dashboard in DASHBOARDS:
            for panel in (p for p in dashboard.panels if p["type"] == "table"):
                with self.subTest(panel["title"]):
                    answers = [self.asked(t["expr"], instant=True) for t in panel["targets"]]
                    values = {f"Value #{t['refId']}" for t in panel["targets"]} if len(answers) > 1 else {"Value"}
                    labels = set().union(*(metric for answer in answers for metric, _ in answer))
                    named = next(c for c in panel["transformations"] if c["id"] == "organize")["options"]["renameByName"]
                    self.assertLessEqual(named.keys() - MAYBE_EMPTY, labels | values)
                    for metric, _ in answers[0]:  # one row each
                        self.assertLessEqual(named.keys() - values - MAYBE_EMPTY, metric.keys())

    def test_numbers_of_now_are_right(self):
        """Those that an operator reads first, against the daemon's own counters. increase() extrapolates."""
        def of(title):
            return float(self.rows(title)[0][0][1][0][1])

        counted = {name: self.recoil.count(f"recoil_{name}_total") for name in ("bounces", "deliveries")}
        self.assertAlmostEqual(of("Failed in the last hour") / counted["bounces"], 1, delta=0.3)
        self.assertAlmostEqual(of("Delivered in the last hour") / counted["deliveries"], 1, delta=0.3)
        self.assertAlmostEqual(of("Failed of all, last hour"), counted["bounces"] / sum(counted.values()), delta=0.1)
        unexplained = self.recoil.count("recoil_bounces_total", category="unknown") / counted["bounces"]
        self.assertAlmostEqual(of("Unexplained, last hour"), unexplained, delta=0.05)


class WithoutEgress(unittest.TestCase):
    """Every address is foreign to a recoil that does not know its own. What our own mail server met is ours for all that."""

    def test_whose_bans_they_are(self):
        suite.need("prometheus")
        folder = self.enterContext(lab.folder())
        recoil = FedRecoil(folder, egress="[]").start()
        self.addCleanup(recoil.stop)
        scraping = prometheus.scraping(folder, recoil.metrics_address)
        self.addCleanup(scraping.stop)
        scraping.wait_for_scrape()
        reply = "554 IP=198.51.100.9 - A problem occurred. (Ask your postmaster for help or to contact tosa@rx.t-online.de to clarify.)"
        stranger = wire.group("lee@t-online.example", reply, "5.0.0", mail_traffic.TONLINE)
        self.assertTrue(recoil.deliver(wire.notice(stranger, key="stranger", returned=b"From: news@example.com\r\n")).startswith("250"))
        recoil.log_file.write([d for d in mail_traffic.DELIVERIES if d.reply == mail_traffic.BANNED])

        def asked(expression):
            return scraping.ask(substituted(expression, job="recoil", instance=".+"))

        lab.wait_for("both bans", lambda: asked("count(recoil_ban_active == 1)").get("{}") == 2)
        scraping.wait_for_scrape()
        panel = next(p for p in DASHBOARDS[0].panels if p["title"] == "Bans that stand")
        self.assertEqual(asked(panel["targets"][0]["expr"]), {"{}": 1})
        [marked] = asked(next(a for a in DASHBOARDS[0].annotations if a["name"] == "Bans")["expr"])
        for label in ('provider="microsoft365"', 'reason="ip_banned"', 'sending_ip="unnamed"'):
            self.assertIn(label, marked)


class Extremes(unittest.TestCase):
    """What the dashboards say of a recoil that had no mail yet, of one whose families are full, and of one that is gone."""

    def setUp(self):
        suite.need("prometheus")
        folder = self.enterContext(lab.folder())
        self.recoil = FedRecoil(folder, limits="{recipients: 100, metric_series: 100}").start()
        self.addCleanup(self.recoil.stop)
        self.prometheus = prometheus.scraping(folder, self.recoil.metrics_address)
        self.addCleanup(self.prometheus.stop)
        self.prometheus.wait_for_scrape()

    def ask(self, expression):
        values = {"job": "recoil", "instance": ".+", "__rate_interval": "4s", "__range": "60s"}
        return list(self.prometheus.ask(substituted(expression, **values)).values())

    def shown(self):
        """The first line of "Bounces"."""
        answers = {p["title"]: self.ask(p["targets"][0]["expr"]) for p in DASHBOARDS[0].panels if p["type"] == "stat"}
        return {title: answer[0] for title, answer in answers.items() if answer}

    def test_no_mail_and_no_recoil(self):
        nothing = {"Bans that stand": 0, "Failed in the last hour": 0, "Put off in the last hour": 0}
        self.assertLessEqual(nothing.items(), self.shown().items())
        self.assertLessEqual(self.shown().keys(), {*nothing, "Delivered in the last hour"})
        self.recoil.stop()
        lab.wait_for("no old number", lambda: not self.shown(), 60)

    def test_full_families(self):
        query = next(q for d in DASHBOARDS for q in d.queries() if q.where == OVERFLOW)
        self.assertTrue(self.ask(query.expression))


if __name__ == "__main__":
    suite.main()

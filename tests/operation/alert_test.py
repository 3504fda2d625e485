#!/usr/bin/env python3
"""From a burst of notices to the message that somebody gets at night: real recoild, Prometheus and Alertmanager, with the shipped files."""
import datetime
import email.utils
import json
import re
import time
import unittest
import urllib.request

import suite

import lab
import monitoring
import wire

OWN_IP = "198.51.100.25"  # of the samples
BANS, THROTTLED = 40, 60


def notices(sample, count):
    """The sample as it would come now, so many times, each about another message."""
    text = (suite.SOURCE / "docs" / "samples" / sample).read_text()
    text = re.sub(r"Sat, 21 Nov 2026 \d\d:\d\d:\d\d \+0000", email.utils.format_datetime(datetime.datetime.now(datetime.UTC)), text)
    for number in range(count):
        yield re.sub(r"\b4F8A2C00\d\b", f"4F8B{number:05X}", text).replace("\n", "\r\n").encode()


class Alert(unittest.TestCase):
    def setup_all(self, **keys):
        """Everything, up to a Prometheus that has seen the ban counters at 0."""
        folder = self.enterContext(lab.folder())
        self.webhook = self.enterContext(monitoring.Webhook())
        self.recoild = wire.Daemon(folder)
        self.target = f"127.0.0.1:{self.recoild.metrics}"
        self.recoild.configure(metrics=f'{{address: "{self.target}", birth_seconds: 3}}', **keys)
        self.recoild.start()
        self.addCleanup(self.recoild.stop)
        self.alertmanager = monitoring.alertmanager(folder, self.webhook)
        self.addCleanup(self.alertmanager.stop)
        self.prometheus = monitoring.prometheus(folder, self.target, self.alertmanager)
        self.addCleanup(self.prometheus.stop)
        seen = "count_over_time(recoil_bans_total{provider='microsoft365', sending_ip='unknown', action='failed'}[1m]) >= 3"
        lab.wait_for("three scrapes", lambda: self.query(seen), 60)

    def query(self, expression):
        return self.prometheus.query(expression)["result"]

    def deliver(self, sample, count):
        with self.recoild.client() as client:
            for notice in notices(sample, count):
                self.assertEqual(client.deliver(notice)[:3], "250")

    def message(self, name, **labels):
        """The alert as it came to the webhook, once it did."""
        def found():
            return [alert for alert in self.webhook.alerts(name) if labels.items() <= alert["labels"].items()]
        return lab.wait_for(f"{name} at the webhook", found, 60)[0]

    def told(self, alert):
        print(f"at the webhook:\n{json.dumps({key: alert[key] for key in ('status', 'labels', 'annotations')}, indent=2)}", flush=True)

    def answers(self, url, name):
        with urllib.request.urlopen(url, timeout=10) as answer:
            self.assertTrue(answer.headers["Content-Type"].startswith("text/plain"), answer.headers)
            self.assertIn(name, answer.read().decode().splitlines()[0])
        print(f"{url} answers")

    def inhibitors(self, name):
        """The names of the alerts that silence this one."""
        alerts = self.alertmanager.get("/api/v2/alerts")
        names = {alert["fingerprint"]: alert["labels"]["alertname"] for alert in alerts}
        return {names[by] for alert in alerts if alert["labels"]["alertname"] == name for by in alert["status"]["inhibitedBy"]}

    def test_a_ban_reaches_the_webhook_and_silences_the_throttling(self):
        self.setup_all(egress=f"[{{sending_ip: {OWN_IP}}}, {{sending_ip: 198.51.100.26}}]")
        self.deliver("banned-ip.eml", BANS)
        self.deliver("throttled.eml", THROTTLED)
        ban = {"provider": "microsoft365", "sending_ip": OWN_IP, "reason": "ip_banned", "delist_url": "https://sender.office.com"}
        for name in ("RecoilBanSpike", "RecoilBanActive"):
            alert = self.message(name, **ban)
            self.told(alert)
            self.assertIn(OWN_IP, alert["annotations"]["summary"])
            self.assertIn("https://sender.office.com", alert["annotations"]["description"])
            self.assertEqual(alert["annotations"]["runbook_url"], f"http://{self.target}/runbooks/{name}")
            self.answers(alert["annotations"]["runbook_url"], name)
        self.assertIn("/pager", [path for path, body in self.webhook.notifications if "RecoilBanSpike" in json.dumps(body)])
        lab.wait_for("RecoilThrottled to be silenced", lambda: "RecoilBanSpike" in self.inhibitors("RecoilThrottled"), 60)
        self.assertEqual(self.webhook.alerts("RecoilThrottled"), [])
        print("RecoilThrottled fires and is silenced by", ", ".join(sorted(self.inhibitors("RecoilThrottled"))))

        self.recoild.kill()
        down = self.message("RecoilDown", instance=self.target)
        self.told(down)
        self.assertIn(self.target, down["annotations"]["summary"])

    def test_who_configured_no_address_is_warned_as_well(self):
        self.setup_all()
        self.deliver("banned-ip.eml", BANS)
        alert = self.message("RecoilBanSpike", provider="microsoft365", sending_ip="unnamed", delist_url="https://sender.office.com")
        self.told(alert)
        self.assertTrue(alert["annotations"]["summary"].startswith("microsoft365 bans us (ip_banned)"), alert)

    def test_a_ban_of_strangers_is_not_ours(self):
        self.setup_all(egress="[{sending_ip: 198.51.100.26}]", own_mtas="[elsewhere.example.net]")
        self.deliver("banned-ip.eml", BANS)
        stranger = "increase(recoil_bans_total{provider='microsoft365', sending_ip='foreign'}[1m]) > 10"
        lab.wait_for("Prometheus to have counted them", lambda: self.query(stranger), 60)
        time.sleep(5)  # five evaluations
        self.assertEqual(self.query("ALERTS{alertname=~'RecoilBan.+'}"), [])
        print("40 refusals of a stranger's address: no alert")


class Inhibition(unittest.TestCase):
    """Each pair of alertmanager.yml, with alerts that are put in by hand."""
    BAN = {"provider": "gmail", "sending_ip": "192.0.2.3"}
    DAEMON = {"instance": "mail1.example.com:9850"}
    PAIRS = [  # what stands, what else stands, and whether that is silenced
        ("RecoilBanSpike", BAN, "RecoilThrottled", {"provider": "gmail"}, True),
        ("RecoilBanSpike", BAN, "RecoilReputationFalling", {"provider": "gmail"}, True),
        ("RecoilBanActive", BAN, "RecoilThrottled", {"provider": "gmail"}, True),
        ("RecoilBanActive", BAN, "RecoilReputationFalling", {"provider": "gmail"}, True),
        ("RecoilBanSpike", BAN, "RecoilThrottled", {"provider": "yahoo"}, False),
        ("RecoilBanSpike", BAN, "RecoilAuthenticationFailures", {"sender_domain": "example.com"}, False),
        ("RecoilBanSpike", {**BAN, "provider": "other"}, "RecoilThrottled", {"provider": "other"}, False),
        ("RecoilBanSpike", BAN, "RecoilBanNewProvider", BAN, True),
        ("RecoilBanSpike", BAN, "RecoilBanNewProvider", {**BAN, "sending_ip": "192.0.2.4"}, False),
        ("RecoilBanSpike", BAN, "RecoilBanActive", BAN, False),
        ("RecoilSinkBlocked", DAEMON, "RecoilDiskFilling", DAEMON, True),
        ("RecoilSinkBlocked", DAEMON, "RecoilDiskFilling", {"instance": "mail2.example.com:9850"}, False),
        ("RecoilDown", DAEMON, "RecoilLogSilent", DAEMON, True),
        ("RecoilDown", DAEMON, "RecoilLogSilent", {"instance": "mail2.example.com:9850"}, False),
        ("RecoilDown", DAEMON, "RecoilBanActive", BAN, False),
        ("RecoilDown", DAEMON, "RecoilDown", {"instance": "mail2.example.com:9850"}, False),
    ]

    def test_pairs(self):
        folder = self.enterContext(lab.folder())
        server = monitoring.alertmanager(folder, self.enterContext(monitoring.Webhook()))
        self.addCleanup(server.stop)
        for number, (source, labels, target, others, _) in enumerate(self.PAIRS):  # each pair in a job of its own
            job = {"job": f"pair{number}", "severity": "warning"}
            server.post("/api/v2/alerts", [{"labels": {"alertname": source, "role": "source", **job, **labels}},
                                           {"labels": {"alertname": target, "role": "target", **job, **others}}])

        def states():
            return {alert["labels"]["job"]: alert["status"]["state"] for alert in server.get("/api/v2/alerts")
                    if alert["labels"]["role"] == "target" and alert["status"]["state"] != "unprocessed"}
        lab.wait_for("all to be looked at", lambda: len(states()) == len(self.PAIRS))
        for number, (source, labels, target, others, silenced) in enumerate(self.PAIRS):
            with self.subTest(f"{source}{labels} and {target}{others}"):
                self.assertEqual(states()[f"pair{number}"], "suppressed" if silenced else "active")
        print(f"{len(self.PAIRS)} pairs of alerts: silenced where they should be")


if __name__ == "__main__":
    suite.need(*monitoring.PROGRAMS)
    suite.main()

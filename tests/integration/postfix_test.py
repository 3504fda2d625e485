#!/usr/bin/env python3
"""A real Postfix is refused by a remote server in Microsoft's words, and its own notices reach recoild by LMTP, over TCP and over a
unix socket. Every row must come out as it should, and the metrics must agree with the event file."""
import collections
import pathlib
import sys
import unittest

import lab

ROWS = pathlib.Path(__file__).with_name("microsoft_rows.tsv")
TAIL = " [AM4PEPF000{:05d}.EURPRD83.prod.outlook.com 2026-11-21T08:00:00.000Z 08DE2874AAFA{:04d}]"


def rows():
    for number, line in enumerate(ROWS.read_text(encoding="utf-8").splitlines()):
        if line and not line.startswith("#"):
            reply, cause, status, sending_ip = line.split("\t")
            yield f"row{number}", reply + TAIL.format(number, number), cause, status, None if sending_ip == "-" else sending_ip


class Postfix(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.rows = list(rows())
        cls.context = lab.folder()
        folder = cls.context.__enter__()
        cls.recoild = lab.Recoild(folder).start()
        replies = {("rcpt", name): reply for name, reply, *_ in cls.rows}
        cls.remote = lab.Remote(lambda *at: replies.get(at))
        cls.postfix = lab.Postfix(folder, {
            "contoso.com": f"smtp:[127.0.0.1]:{cls.remote.port}",
            "bounce.example.com": f"lmtp:inet:127.0.0.1:{cls.recoild.lmtp}",
            "unix.example.com": "lmtp:unix:recoil/lmtp.sock",
        }, {"maximal_queue_lifetime": "0", "relay_domains": "bounce.example.com unix.example.com"})
        half = len(cls.rows) // 2
        cls.postfix.send([f"{name}@contoso.com" for name, *_ in cls.rows[:half]])
        cls.postfix.send([f"{name}@contoso.com" for name, *_ in cls.rows[half:]], sender="bounces@unix.example.com")
        try:
            lab.wait_for("an event for each row", lambda: len(cls.recoild.lines()) >= len(cls.rows), 120)
        except AssertionError as error:
            raise AssertionError(f"{error}: {len(cls.recoild.lines())} events\n{cls.postfix.tail()}") from None
        cls.events = {e["recipient"]: e for e in cls.recoild.lines()}

    @classmethod
    def tearDownClass(cls):
        cls.postfix.stop()
        cls.recoild.stop()
        cls.context.__exit__(None, None, None)

    def test_every_row_is_understood(self):
        for name, reply, cause, status, sending_ip in self.rows:
            with self.subTest(reply):
                event = self.events[f"{name}@contoso.com"]
                self.assertEqual(event["category"] + "/" + event["reason"], cause, event["rule"])
                self.assertEqual(event["status"], status)
                self.assertEqual(event.get("sending_ip"), sending_ip)
                self.assertIn(event["provider"], ("microsoft365", "outlook"))
                self.assertEqual((event["kind"], event["action"], event["origin"]), ("dsn", "failed", "session"))
                self.assertEqual(event["stage"], "rcpt")
                self.assertTrue(event["meaning"] and event["advice"] and event["fix_owner"])

    def test_only_dead_addresses_are_suppressed(self):
        for event in self.events.values():
            if event["suppress"]:
                self.assertEqual(event["category"], "bad_address", event["diagnostic"])
        unknown = [e for e in self.events.values() if e["status"] == "5.1.10"]
        self.assertTrue(unknown and all(e["suppress"] for e in unknown))

    def test_the_original_message_is_named(self):
        for event in self.events.values():
            self.assertEqual(event["original"]["from"], "news@example.com")
            self.assertTrue(event["original"]["message_id"].endswith(f"{event['recipient']}>"))
            self.assertEqual(event["reporting_mta"], "out1.example.com")
            self.assertTrue(event["queue_id"])
            self.assertEqual(event["envelope"]["mail_from"], "")

    def test_the_metrics_agree_with_the_event_file(self):
        events = self.recoild.lines()
        found = lab.samples(self.recoild.get("/metrics"))
        bounces = collections.Counter((e["origin"], e["provider"], e["category"], e["reason"]) for e in events)
        shown = {tuple(dict(labels)[k] for k in ("origin", "provider", "category", "reason")): value
                 for (name, labels), value in found.items() if name == "recoil_bounces_total" and value}
        self.assertEqual(shown, dict(bounces))
        one = lambda name, **labels: found[name, frozenset(labels.items())]
        self.assertEqual(one("recoil_sink_events_total", sink="file", result="ok"), len(events))
        self.assertEqual(one("recoil_recipients_total", source="lmtp", action="failed"), len(events))
        self.assertEqual(one("recoil_notices_total", source="lmtp", kind="dsn", authentic="unknown"), len(events))
        bans = sum(v for (name, _), v in found.items() if name == "recoil_bans_total")
        self.assertEqual(bans, sum(e["category"] in ("banned_ip", "banned_sender") for e in events))

    def test_postfix_keeps_nothing(self):
        lab.wait_for("an empty queue", lambda: self.postfix.queued() == 0)


if __name__ == "__main__":
    sys.exit(not unittest.main(exit=False, verbosity=1).result.wasSuccessful())

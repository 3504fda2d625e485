#!/usr/bin/env python3
"""Every way in at once: each failure is counted once, whichever of them report it, and all agree on what it was."""
import collections
import sys
import unittest

import lab
import scenarios
import ways
import wire

WAYS = ("lmtp-unix", "postmaster-copies", "milter-tcp", "proxy-after-queue", "proxy-before-queue", "log")
OWN = ("postfix_log", "lmtp", "milter", "proxy")
INBOUND = 30
ALIKE = ("diagnostic", "provider", "stage", "smtp_code", "permanence", "scope", "fix_owner", "rule", "sending_ip", "blocklist",
         "vendor_code", "queue_id", "message_key")


class Together(ways.Case):
    def test_each_failure_is_counted_once(self):
        setup = self.every_scenario("postfix_log", *WAYS)
        rows = list(scenarios.load())
        for source in OWN:
            setup.wait_for_failures(source, len(rows))
        keys = [f"in{i}" for i in range(INBOUND)]
        setup.submit({key: wire.notice(wire.group(f"{key}@example.net"), key=key) for key in keys},
                     recipient="bounces+{}@bounce.example.org")
        for source in OWN[1:]:
            setup.wait_for_failures(source, len(rows) + INBOUND)
        setup.submit({"person": b"Subject: Hello\r\n\r\nHello.\r\n"}, "person@shop.example.org")
        setup.wait_for_sink({"person"})

        self.check_counted(setup, len(rows))
        self.check_verdicts(setup, rows)

    def test_a_name_that_own_mtas_lacks_is_told(self):
        remote = lab.Remote(lambda stage, name: "550 5.1.1 User unknown" if stage == "rcpt" else None)
        setup = self.setup("log", "lmtp-tcp", transports={"contoso.example": f"smtp:[127.0.0.1]:{remote.port}"},
                           myhostname="out7.example.com")
        setup.postfix.send(["gone@contoso.example"], "bounces@bounce.example.org")
        for source in ("postfix_log", "lmtp"):
            setup.wait_for_failures(source, 1)
        setup.recoild.expect_count(2, "recoil_bounces_total")
        told = setup.recoild.folder / "recoild.log"
        setup.wait_for("a warning", lambda: "add myhostname of that Postfix to own_mtas" in told.read_text())

    def check_counted(self, setup, own):
        failures = [e for e in setup.recoild.lines() if e["action"] == "failed"]
        counted = collections.Counter((e["recipient"], e["origin"]) for e in failures if e["counted"])
        self.assertEqual(set(counted.values()), {1})
        self.assertEqual(collections.Counter(origin for _, origin in counted), {"session": own, "remote": INBOUND})
        for origin, count in (("session", own), ("remote", INBOUND)):
            setup.recoild.expect_count(count, "recoil_bounces_total", origin=origin)
        for event in failures:
            if event["origin"] == "session" and event["source"] != "postfix_log":
                self.assertFalse(event["counted"])

    def check_verdicts(self, setup, rows):
        for source in OWN:
            events = [e for e in setup.failures(source) if e["origin"] == "session"]
            self.assertEqual(scenarios.verdicts(events), scenarios.expected(rows), source)
            notices = [e for e in setup.failures("lmtp") if e["origin"] == "session"]
            self.assertEqual(details(events), details(notices), source)


def details(events):
    return {e["recipient"]: {name: e.get(name) for name in ALIKE} for e in events}


if __name__ == "__main__":
    sys.exit(not unittest.main(exit=False, verbosity=1).result.wasSuccessful())

#!/usr/bin/env python3
"""recoild follows Postfix's log: over rotations and kills, and through deferral, delivery, expiry and suspended destinations."""
import collections
import sys
import unittest

import lab
import ways


class Log(ways.Case):
    def test_every_scenario(self):
        self.every_scenario("postfix_log", "log")

    def test_rotation(self):
        setup = self.refusing("log")
        recipients = self.load(setup, 300)
        for share in (0.2, 0.6):
            setup.wait_for_failures("postfix_log", share * len(recipients))
            setup.postfix.command("logrotate")
        setup.wait_for_failures("postfix_log", len(recipients))
        self.assertEqual(collections.Counter(e["recipient"] for e in setup.failures("postfix_log")), collections.Counter(recipients))
        setup.recoild.expect_count(len(recipients), "recoil_bounces_total")
        self.assertEqual(len(list(setup.postfix.log.parent.glob("mail.log.*"))), 2)

    def test_nothing_is_lost_and_nothing_is_counted_for_what_was_read_before(self):
        setup = self.refusing("log")
        recipients = self.load(setup, 300)
        setup.wait_for_failures("postfix_log", 60)
        setup.recoild.kill()
        setup.postfix.command("logrotate")
        setup.recoild.start()
        setup.wait_for_failures("postfix_log", len(recipients))
        self.assertEqual(setup.recipients("postfix_log"), recipients)
        setup.recoild.stop()
        before = len(setup.recoild.lines())
        setup.recoild.start()
        self.load(setup, 1, "late@bounce.example.org")
        setup.wait_for("what is new", lambda: len(setup.recoild.lines()) > before)
        self.assertEqual(len(setup.recoild.lines()), before + 1)

    def test_deferral_then_delivery(self):
        attempts = collections.Counter()

        def greylisting(stage, name):
            attempts[stage] += 1
            return "451 4.7.1 Greylisted, come back later" if stage == "rcpt" and attempts["rcpt"] < 3 else None

        remote = lab.Remote(greylisting)
        setup = self.setup("log", transports={"contoso.example": f"smtp:[127.0.0.1]:{remote.port}"})
        setup.postfix.send(["jo@contoso.example"], "bounces@bounce.example.org")
        setup.wait_for("its delivery", lambda: setup.recoild.count("recoil_deliveries_total") == 1)
        self.assertEqual(attempts["rcpt"], 3)
        event = setup.recoild.lines()[0]
        self.assertEqual((event["action"], event["category"], event["reason"], event["origin"], event["counted"], event["stage"]),
                         ("delayed", "throttled", "greylisted", "session", True, "rcpt"))
        setup.recoild.expect_count(2, "recoil_deferrals_total", attempt="made")
        setup.recoild.expect_count(0, "recoil_bounces_total")

    def test_expiry(self):
        remote = lab.Remote(lambda stage, _: "452 4.2.2 Mailbox full" if stage == "rcpt" else None)
        setup = self.setup("log", transports={"contoso.example": f"smtp:[127.0.0.1]:{remote.port}"},
                           maximal_queue_lifetime="2s")
        setup.postfix.send(["jo@contoso.example"], "bounces@bounce.example.org")
        setup.wait_for_failures("postfix_log", 1)
        event, = setup.failures("postfix_log")
        self.assertEqual((event["category"], event["expired"], event["permanence"], event["suppress"]),
                         ("mailbox_full", True, "temporary", False))
        self.assertGreater(event["attempts"], 1)
        setup.recoild.expect_count(1, "recoil_bounces_total", reason="mailbox_full")

    def test_suspended(self):
        setup = self.setup("log", transports={"contoso.example": f"smtp:[127.0.0.1]:{lab.free_port()}"},
                           default_destination_concurrency_failed_cohort_limit="1", initial_destination_concurrency="1",
                           minimal_backoff_time="60s", maximal_backoff_time="60s")
        setup.postfix.send([f"jo{i}@contoso.example" for i in range(5)], "bounces@bounce.example.org")
        setup.wait_for("deferrals", lambda: setup.recoild.count("recoil_deferrals_total") == 5)
        setup.recoild.expect_count(1, "recoil_deferrals_total", attempt="made", reason="connection_refused")
        setup.recoild.expect_count(4, "recoil_deferrals_total", attempt="suspended")

    def test_what_is_no_failure_of_ours(self):
        """Null senders, local delivery, and notices that go to recoil itself."""
        setup = self.refusing("log", "lmtp-tcp")
        setup.submit({"user": b"Subject: x\r\n\r\n"}, "", "{}@contoso.example")
        self.load(setup, 1)
        setup.wait_for("the notice", lambda: setup.recipients("lmtp"))
        setup.submit({"last": b"Subject: x\r\n\r\n"}, "person@shop.example.org")
        setup.wait_for("a delivery", lambda: setup.recoild.count("recoil_deliveries_total") == 1)
        self.assertEqual([e["recipient"] for e in setup.failures("postfix_log")], ["user0@contoso.example"])
        self.assertEqual([e["counted"] for e in setup.failures("lmtp")], [False])


if __name__ == "__main__":
    sys.exit(not unittest.main(exit=False, verbosity=1).result.wasSuccessful())

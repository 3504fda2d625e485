#!/usr/bin/env python3
"""recoild as a proxy, after and before the queue: what passes is unchanged, and without it mail goes around it or waits."""
import smtplib
import sys
import threading
import time
import unittest

import ways
import wire


class AfterQueue(ways.Case):
    def test_every_scenario(self):
        setup = self.every_scenario("proxy", "proxy-after-queue")
        setup.wait_for_sink({"bounces+s0", "bounces+s99"})

    def test_only_reports_make_the_detour(self):
        setup = self.setup("proxy-after-queue")
        forwarded = (b"Content-Type: multipart/mixed; boundary=f\r\n\r\n--f\r\nContent-Type: message/rfc822\r\n\r\n"
                     + wire.notice(key="forwarded") + b"\r\n--f--\r\n")
        mail = {"notice": wire.notice(key="n1", text=ways.AWKWARD), "person": b"Subject: Hello\r\n\r\n" + ways.AWKWARD,
                "forwarded": forwarded}
        setup.submit(mail)
        setup.wait_for_sink(mail)
        self.assertEqual({local: ways.as_sent(taken) for local, taken in setup.sink.taken.items()}, mail)
        setup.wait_for_failures("proxy", 1)
        self.assertEqual([e["queue_id"] for e in setup.recoild.lines()], ["n1"])
        setup.recoild.expect_count(2, "recoil_notices_total", source="proxy")  # a person's mail goes straight on

    def test_reports_go_around_it_while_it_is_down(self):
        setup = self.refusing("proxy-after-queue")
        for end in (setup.recoild.kill, setup.recoild.stop):
            with self.subTest(end.__name__):
                setup.sink.taken.clear()
                self.load(setup, 150, "bounces+{}@bounce.example.org")
                setup.wait_for("mail under way", lambda: len(setup.sink.taken) > 20)
                end()
                setup.wait_for("every bounce at its destination", lambda: len(setup.sink.taken) == 150)
                setup.recoild.start()
        self.assertIn("recoil-filter", setup.postfix.log.read_text(errors="replace"))


class BeforeQueue(ways.Case):
    def test_what_passes_is_unchanged(self):
        setup = self.setup("proxy-before-queue")
        mail = {"notice": wire.notice(key="n1", text=ways.AWKWARD), "person": b"Subject: Hello\r\n\r\n" + ways.AWKWARD}
        setup.submit(mail)
        setup.wait_for_sink(mail)
        self.assertEqual({local: ways.as_sent(taken) for local, taken in setup.sink.taken.items()}, mail)
        setup.wait_for_failures("proxy", 1)
        event, = setup.recoild.lines()
        self.assertEqual((event["queue_id"], event["origin"], event["envelope"]),
                         ("n1", "remote", {"mail_from": "", "rcpt_to": ["notice@shop.example.org"]}))
        setup.recoild.expect_count(1, "recoil_notices_total", source="proxy", kind="other")

    def test_what_was_accepted_arrives_and_the_rest_is_deferred(self):
        setup = self.setup("proxy-before-queue")
        for round, end in enumerate((setup.recoild.kill, setup.recoild.stop)):
            with self.subTest(end.__name__):
                client = Client(setup, {f"r{round}n{i}": wire.notice(key=f"r{round}n{i}") for i in range(150)})
                setup.wait_for("mail under way", lambda: len(client.accepted) > 20)
                end()
                setup.wait_for("a deferral", lambda: client.deferred)
                setup.recoild.start()
                client.thread.join()
                self.assertEqual(client.accepted, set(client.mail))
                setup.wait_for_sink(client.mail)


class Client:
    """Another system: what is deferred it tries again, and after a 5xx it gives up."""

    def __init__(self, setup, mail):
        self.setup, self.mail, self.accepted, self.deferred = setup, mail, set(), 0
        self.thread = threading.Thread(target=self.run)
        self.thread.start()

    def run(self):
        for local, octets in self.mail.items():
            while local not in self.accepted:
                try:
                    self.setup.submit({local: octets})
                    self.accepted.add(local)
                except smtplib.SMTPServerDisconnected:
                    self.deferred += 1
                except smtplib.SMTPResponseException as refusal:
                    if refusal.smtp_code >= 500:
                        return
                    self.deferred += 1
                    time.sleep(0.05)


if __name__ == "__main__":
    sys.exit(not unittest.main(exit=False, verbosity=1).result.wasSuccessful())

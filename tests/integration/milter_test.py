#!/usr/bin/env python3
"""recoild watches as a milter: it sees Postfix's own bounces and those of others, changes nothing, and stops nothing when it is gone."""
import sys
import threading
import unittest

import lab
import ways
import wire


class Milter(ways.Case):
    def test_every_scenario(self):
        setup = self.every_scenario("milter", "milter-tcp")
        setup.wait_for_sink({"bounces+s0", "bounces+s99"})

    def test_every_scenario_by_a_unix_socket(self):
        self.every_scenario("milter", "milter-unix")

    def test_what_passes_is_unchanged(self):
        setup = self.setup("milter-tcp")
        mail = {"notice": wire.notice(key="n1", text=ways.AWKWARD), "person": b"Subject: Hello\r\n\r\n" + ways.AWKWARD}
        setup.submit(mail)
        setup.wait_for_sink(mail)
        self.assertEqual({local: ways.as_sent(taken) for local, taken in setup.sink.taken.items()}, mail)
        setup.wait_for_failures("milter", 1)
        event, = setup.recoild.lines()
        self.assertEqual((event["queue_id"], event["origin"], event["counted"], event["envelope"]),
                         ("n1", "remote", True, {"mail_from": "", "rcpt_to": ["notice@shop.example.org"]}))
        setup.recoild.expect_count(1, "recoil_notices_total", source="milter", kind="dsn")
        lab.wait_for("the mail of a person", lambda: setup.recoild.count("recoil_notices_total", source="milter", kind="other") == 1)

    def test_mail_flows_on_without_it(self):
        setup = self.setup("milter-tcp")
        for round, end in enumerate((setup.recoild.kill, setup.recoild.stop)):
            with self.subTest(end.__name__):
                mail = {f"r{round}n{i}": wire.notice(key=f"r{round}n{i}") for i in range(200)}
                sending = threading.Thread(target=setup.submit, args=(mail,))  # fails where a message is refused
                sending.start()
                setup.wait_for("mail under way", lambda: len(setup.sink.taken.keys() & mail.keys()) > 20)
                end()
                sending.join()
                setup.wait_for_sink(mail)
                setup.recoild.start()
                setup.submit({f"again{round}": wire.notice(wire.group(f"again{round}@example.net"), key=f"again{round}")})
                setup.wait_for("its return", lambda: f"again{round}@example.net" in setup.recipients("milter"))

    def test_own_bounces_flow_on_without_it(self):
        setup = self.refusing("milter-tcp")
        setup.recoild.kill()
        self.load(setup, 20, "bounces+{}@bounce.example.org")
        setup.wait_for("the bounces", lambda: len(setup.sink.taken) == 20)


if __name__ == "__main__":
    sys.exit(not unittest.main(exit=False, verbosity=1).result.wasSuccessful())

#!/usr/bin/env python3
"""Bounces by SMTP, and Postfix's copies of the notices that go to others."""
import sys
import unittest

import ways


class Smtp(ways.Case):
    def test_every_scenario(self):
        self.every_scenario("smtp", "smtp")

    def test_nothing_is_lost(self):
        self.nothing_is_lost("smtp", "smtp")


class PostmasterCopies(ways.Case):
    def test_whoever_the_sender_was(self):
        setup = self.every_scenario("smtp", "postmaster-copies", "smtp", sender="person+{}@shop.example.org")
        setup.wait_for_sink({"person+s0", "person+s99"})  # who still get their own
        self.assertEqual({e["envelope"]["mail_from"] for e in setup.failures("smtp")}, {"double-bounce@out1.example.com"})

    def test_a_copy_of_what_comes_anyway_is_not_counted(self):
        setup = self.refusing("postmaster-copies", "smtp")
        recipients = self.load(setup, 20)
        setup.wait_for("notices and copies", lambda: len(setup.failures("smtp")) == 40)
        self.assertEqual(setup.recipients("smtp"), recipients)
        self.assertEqual([e["duplicate"] for e in setup.failures("smtp")].count(True), 20)
        self.assertEqual(setup.recoild.count("recoil_bounces_total"), 20)
        self.assertEqual(setup.recoild.count("recoil_duplicates_total"), 20)


if __name__ == "__main__":
    sys.exit(not unittest.main(exit=False, verbosity=1).result.wasSuccessful())

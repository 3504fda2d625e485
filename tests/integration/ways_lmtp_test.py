#!/usr/bin/env python3
"""Bounces by LMTP, over TCP and over a unix socket from inside Debian's chroot: each is understood, and none is lost."""
import sys
import unittest

import ways


class Lmtp(ways.Case):
    def test_every_scenario_by_tcp(self):
        self.every_scenario("lmtp", "lmtp-tcp")

    def test_every_scenario_by_a_unix_socket(self):
        self.every_scenario("lmtp", "lmtp-unix")

    def test_nothing_is_lost(self):
        self.nothing_is_lost("lmtp", "lmtp-unix")


if __name__ == "__main__":
    sys.exit(not unittest.main(exit=False, verbosity=1).result.wasSuccessful())

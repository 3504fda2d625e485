#!/usr/bin/env python3
"""Postfix signs the return paths of outgoing mail: what comes back to a signed address counts, and what is forged does not."""
import sys
import unittest

import ways
import wire


class SignedReturnPaths(ways.Case):
    def test_own_bounces_are_known_and_forged_ones_are_not_counted(self):
        setup = self.refusing("signed-return-paths", "lmtp-tcp")
        setup.postfix.send(["kim@contoso.example"], "bounces+news+kim=contoso.example@bounce.example.org")
        setup.wait_for_failures("lmtp", 1)
        own, = setup.failures("lmtp")
        signed, = own["envelope"]["rcpt_to"]
        self.assertRegex(signed, r"^bounces\+news\+kim=contoso\.example\+\d+-[0-9a-f]{16}@bounce\.example\.org$")
        self.assertEqual((own["authentic"], own["authentic_by"], own["original_recipient"], own["suppress"]),
                         (True, "signed_return_path", "kim@contoso.example", True))

        forged = signed.partition("@")[0][:-1] + ("0" if signed.partition("@")[0][-1] != "0" else "1")
        setup.submit({forged: wire.notice(wire.group("kim@contoso.example"), key="forged")}, recipient="{}@bounce.example.org")
        setup.wait_for("the forged notice", lambda: len(setup.failures("lmtp")) == 2)
        event = setup.failures("lmtp")[1]
        self.assertEqual((event["authentic"], event["counted"], event["suppress"]), (False, False, False))
        setup.recoild.expect_count(1, "recoil_bounces_total")
        setup.recoild.expect_count(1, "recoil_notices_total", authentic="false")


if __name__ == "__main__":
    sys.exit(not unittest.main(exit=False, verbosity=1).result.wasSuccessful())

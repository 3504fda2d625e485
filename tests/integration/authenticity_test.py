#!/usr/bin/env python3
"""A real Postfix signs return paths as docs/authenticity.md says, with the programs and the configuration that stand there. Its own bounce
then proves to be ours; a forged one, and one that borrows another's signature, do not."""
import pathlib
import re
import smtplib
import sys
import unittest

import lab

DOCUMENT = pathlib.Path(__file__).parents[2].joinpath("docs", "authenticity.md").read_text(encoding="utf-8")
REPORT = """From: MAILER-DAEMON@mx.example.net
To: {to}
Message-ID: <{number}@mx.example.net>
Content-Type: multipart/report; report-type=delivery-status; boundary=b

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.net

Original-Recipient: rfc822; {recipient}
Final-Recipient: rfc822; {recipient}
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 User unknown

--b
Content-Type: text/rfc822-headers

From: news@example.com
To: {recipient}

--b--
"""


def block(mark):
    """The block of code with this in it."""
    return next(code for code in re.findall(r"```[^\n`]*\n(.*?)```", DOCUMENT, re.S) if mark in code)


class Authenticity(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.context = lab.folder()
        folder = cls.context.__enter__()
        key = folder / "verp.key"
        key.write_text("0f1e2d3c4b5a69788796a5b4c3d2e1f0\n")
        places = {"/etc/recoil/verp.key": str(key), "/usr/local/bin/": f"{folder}/", "user=recoil-sign": "user=nobody",
                  "10029": str(lab.free_port()), "since: 2026-11-21": "since: 2020-01-01",
                  "inline:{": f"texthash:{folder}/postfix/transport, inline:{{"}

        def documented(mark):
            code = block(mark)
            for there, here in places.items():
                code = code.replace(there, here)
            return code

        for name, mark in ("sign-return-path", "openssl dgst"), ("sign-return-paths", "while read"):
            (folder / name).write_text(documented(mark))
            (folder / name).chmod(0o755)
        cls.recoild = lab.Recoild(folder, documented("verp:") + "sending_domains: [example.com]\n").start()
        cls.remote = lab.Remote(lambda *at: "550 5.1.1 User unknown" if at == ("rcpt", "gone") else None)
        cls.postfix = lab.Postfix(folder, {"contoso.com": f"smtp:[127.0.0.1]:{cls.remote.port}"}, {"relay_domains": "example.com", "smtpd_authorized_xclient_hosts": "127.0.0.1"},
                                  documented("sender_canonical_maps") + documented("transport_maps"), documented("spawn"))
        cls.postfix.send(["gone@contoso.com"], sender="bounces+news+gone=contoso.com@example.com")
        cls.bounce = cls.event_of("gone@contoso.com")

    @classmethod
    def tearDownClass(cls):
        cls.postfix.stop()
        cls.recoild.stop()
        cls.context.__exit__(None, None, None)

    @classmethod
    def event_of(cls, recipient):
        try:
            return lab.wait_for(f"an event of {recipient}",
                                lambda: next((e for e in cls.recoild.lines() if e["recipient"] == recipient), None), 60)
        except AssertionError as error:
            raise AssertionError(f"{error}\n{cls.postfix.tail()}") from None

    def report(self, to, recipient):
        with smtplib.SMTP("127.0.0.1", self.postfix.port, timeout=60) as session:
            session.sendmail("", [to], REPORT.format(to=to, recipient=recipient, number=recipient))
        return self.event_of(recipient)

    def test_the_bounce_of_signed_mail_is_ours(self):
        self.assertRegex(self.bounce["envelope"]["rcpt_to"][0], r"^bounces\+news\+gone=contoso\.com\+\d{5}-[0-9a-f]{16}@example\.com$")
        self.assertEqual((self.bounce["authentic"], self.bounce["authentic_by"]), (True, "signed_return_path"))
        self.assertEqual(self.bounce["original_recipient"], "gone@contoso.com")
        self.assertTrue(self.bounce["suppress"] and self.bounce["counted"])

    def test_a_bounce_to_an_address_without_a_signature_is_forged(self):
        event = self.report("bounces+news+kim=example.net@example.com", "kim@example.net")
        self.assertEqual((event["authentic"], event["authentic_by"]), (False, "signed_return_path"))
        self.assertFalse(event["suppress"] or event["counted"])
        self.recoild.expect_count(1, "recoil_notices_total", authentic="false")

    def test_postfix_signs_for_no_stranger(self):
        with smtplib.SMTP("127.0.0.1", self.postfix.port, timeout=60) as session:
            session.ehlo("out.example.net")
            self.assertEqual(session.docmd("XCLIENT", "ADDR=203.0.113.9 NAME=out.example.net")[0], 220)
            session.ehlo("out.example.net")
            session.mail("bounces+news+kim=example.net@example.com")
            code, text = session.rcpt("nobody@example.com")
        self.assertEqual(code, 554)
        self.assertIn(b"only we send as that", text)

    def test_a_signature_serves_for_nobody_else(self):
        event = self.report(self.bounce["envelope"]["rcpt_to"][0], "lee@example.net")
        self.assertNotIn("authentic", event)
        self.assertFalse(event["suppress"])


if __name__ == "__main__":
    sys.exit(not unittest.main(exit=False, verbosity=1).result.wasSuccessful())

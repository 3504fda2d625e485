#!/usr/bin/env python3
"""The lines of README.md, "Postfix in three lines", in a real Postfix: a refused mail becomes an event, counted once, with its log
beside it."""
import re
import unittest

import suite

import documents
import lab


class Wiring(unittest.TestCase):
    def setUp(self):
        """Postfix and recoild with what README.md says, but for ports, places and the domain of the laboratory."""
        folder = self.enterContext(lab.folder())
        blocks = [block for block in documents.blocks(documents.ROOT / "README.md") if block.language in ("conf", "yaml")]
        self.main, self.yaml = (block.text for block in blocks)
        inputs = self.yaml.replace("/var/log/mail.log", str(folder / "mail.log")).replace("own_mtas: [out1.example.org]\n", "")
        port = lab.free_port()
        self.recoild = lab.Recoild(folder, inputs=f'listeners: [{{protocol: lmtp, address: "127.0.0.1:{port}"}}]\n{inputs}').start()
        self.addCleanup(self.recoild.stop)
        remote = lab.Remote(lambda stage, _: "550 5.1.1 User unknown" if stage == "rcpt" else None)
        main = re.sub(r"\b2424\b", str(port), self.main).replace("{ {", f"{{ {{contoso.example = smtp:[127.0.0.1]:{remote.port}}} {{")
        self.postfix = lab.Postfix(folder, main=main)
        self.addCleanup(self.postfix.stop)

    def test_a_refusal_comes_by_both_ways_and_counts_once(self):
        self.postfix.send(["jo@contoso.example"], "bounces@bounce.example.org")
        lab.wait_for("both events", lambda: {e["source"] for e in self.recoild.lines()} == {"lmtp", "postfix_log"}, 60)
        self.assertEqual([e["recipient"] for e in self.recoild.lines()], ["jo@contoso.example"] * 2)
        self.recoild.expect_count(1, "recoil_bounces_total", reason="user_unknown")
        print("README.md, Postfix: one refusal, two events, counted once")


if __name__ == "__main__":
    suite.need("postfix", root=True)
    suite.main()

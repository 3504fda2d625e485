#!/usr/bin/env python3
"""kill -9, twice, in the middle of a load from a real Postfix: nothing that was acknowledged is missing, and nothing is lost at all, since
Postfix keeps what was not acknowledged."""
import sys
import threading
import time
import unittest

import lab

MESSAGES = 2000
UNKNOWN = "550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup"


class Crash(unittest.TestCase):
    def test_nothing_acknowledged_is_missing(self):
        with lab.folder() as folder:
            recoild = lab.Recoild(folder).start()
            remote = lab.Remote(lambda stage, _: UNKNOWN if stage == "rcpt" else None)
            postfix = lab.Postfix(folder, {
                "contoso.com": f"smtp:[127.0.0.1]:{remote.port}",
                "bounce.example.com": f"lmtp:inet:127.0.0.1:{recoild.lmtp}",
            }, {"relay_domains": "bounce.example.com"})
            try:
                self.run_load(recoild, postfix)
            finally:
                postfix.stop()
                recoild.stop()

    def run_load(self, recoild, postfix):
        recipients = [f"user{i}@contoso.com" for i in range(MESSAGES)]
        load = threading.Thread(target=postfix.send, args=(recipients,))
        load.start()
        for share in (0.2, 0.5):
            lab.wait_for("the load to reach recoild", lambda: len(recoild.lines()) > share * MESSAGES, 60)
            recoild.kill()
            before = {e["id"] for e in recoild.lines()}
            time.sleep(1)
            recoild.start()
        load.join()
        lab.wait_for("every recipient", lambda: len({e["recipient"] for e in recoild.lines()}) == MESSAGES, 180)
        lab.wait_for("an empty queue", lambda: postfix.queued() == 0, 60)
        self.assertTrue(recoild.events.read_bytes().endswith(b"\n"))
        events = recoild.lines()
        self.assertLessEqual(before, {e["id"] for e in events})
        self.assertEqual({e["recipient"] for e in events}, set(recipients))
        self.assertLessEqual(acknowledged(postfix), {e["queue_id"] for e in events})
        self.assertEqual(len({e["id"] for e in events}), MESSAGES)  # a repeat has the same id
        print(f"killed with {len(before)} events written; {len(events) - MESSAGES} repeated after a lost reply")


def acknowledged(postfix):
    """Queue ids of the original messages whose notice Postfix saw accepted."""
    notices, accepted = {}, set()
    for line in postfix.log.read_text(errors="replace").splitlines():
        words = line.split()
        if "sender non-delivery notification:" in line:
            notices[words[-1]] = words[-5].rstrip(":")
        elif "postfix/lmtp" in line and "status=sent" in line:
            accepted.add(line.split("]: ", 1)[1].split(":", 1)[0])
    return {notices[q] for q in accepted if q in notices}


if __name__ == "__main__":
    sys.exit(not unittest.main(exit=False, verbosity=1).result.wasSuccessful())

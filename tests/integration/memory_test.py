#!/usr/bin/env python3
"""Memory does not grow with the size of a message, with the number of idle sessions, or with replies that nobody reads."""
import base64
import resource
import sys
import time
import unittest

import lab
import wire

MEBIBYTE = 1 << 20
ALLOWED = 8 * MEBIBYTE
LARGE = 100 * MEBIBYTE

TEXT = b"0123456789 " * 6 + b"\r\n"
BLOCK = TEXT * (MEBIBYTE // len(TEXT) + 1)
BASE64 = base64.encodebytes(bytes(range(256)) * 4096).replace(b"\n", b"\r\n")
LINE = b"x" * MEBIBYTE
RETURNED = b"--b1\r\nContent-Type: message/rfc822\r\n\r\nSubject: x\r\nMessage-ID: <x@example.com>\r\n\r\n"
STATUS = b"--b1\r\nContent-Type: message/delivery-status\r\n"

# What stands in front of the large part, and what is repeated.
SHAPES = {
    "a body in base64": (b"Subject: x\r\nMIME-Version: 1.0\r\nContent-Transfer-Encoding: base64\r\n\r\n", BASE64),
    "a returned message": (wire.NOTICE_HEAD + STATUS + b"\r\nReporting-MTA: dns; mx.example.net\r\n\r\n" + wire.group("jo@example.net")
                           + RETURNED, BLOCK),
    "a line in the body": (b"Subject: x\r\n\r\n", LINE),
    "a line in the header": (b"Subject: ", LINE),
    "a line in the report": (wire.NOTICE_HEAD + STATUS + b"\r\nX: ", LINE),
    "a report in base64": (wire.NOTICE_HEAD + STATUS + b"Content-Transfer-Encoding: base64\r\n\r\n", BASE64),
    "a text of the notice": (wire.NOTICE_HEAD + b"--b1\r\n\r\n", BLOCK),
}


class Memory(unittest.TestCase):
    def setUp(self):
        self.daemon = wire.Daemon(self.enterContext(lab.folder())).start()
        self.addCleanup(self.daemon.stop)
        for protocol in ("lmtp", "smtp"):
            with self.daemon.client(protocol) as client:
                for i in range(50):  # everything that is built at the first use is there
                    self.assertEqual(client.deliver(wire.notice(key=f"{protocol}{i}"))[:3], "250")
        self.daemon.get("/metrics")
        self.daemon.forget_peak()

    def assertGrowth(self, what, before):
        grown = self.daemon.memory() - before
        print(f"{what}: {grown / MEBIBYTE:.1f} MiB over {before / MEBIBYTE:.1f}")
        self.assertLessEqual(grown, ALLOWED, what)

    def test_a_large_message(self):
        for name, (head, block) in SHAPES.items():
            with self.subTest(name):
                self.daemon.stop()
                self.setUp()
                before = self.daemon.memory()
                with self.daemon.client() as client:
                    self.assertEqual(client.begin_data()[:3], "354")
                    client.send(head)
                    for _ in range(LARGE // len(block) + 1):
                        client.send(block)
                    client.send(b"\r\n.\r\n")
                    self.assertEqual(client.reply(), "250 2.0.0 Recorded")
                self.assertGrowth(name, before)

    def test_a_thousand_idle_sessions(self):
        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (min(4096, hard), hard))
        self.addCleanup(resource.setrlimit, resource.RLIMIT_NOFILE, (soft, hard))
        before = self.daemon.memory()
        clients = [self.daemon.client() for _ in range(1000)]
        for client in clients:
            self.addCleanup(client.close)
        self.assertGrowth("idle sessions", before)
        self.assertEqual([c.command(b"NOOP")[:3] for c in clients], ["250"] * 1000)

    def test_replies_that_nobody_reads(self):
        before = self.daemon.memory()
        clients = []
        for _ in range(20):
            client = self.daemon.client()
            client.socket.setblocking(False)
            clients.append(client)
        end = time.monotonic() + 2
        for client in clients:
            self.addCleanup(client.close)
        while time.monotonic() < end:
            for client in clients:
                try:
                    client.socket.send(b"LHLO x\r\n" * 8192)
                except BlockingIOError:
                    time.sleep(0.01)
        self.assertGrowth("unread replies", before)
        self.assertEqual(self.daemon.deliver(wire.notice(key="beside"))[:3], "250")

    def test_a_line_of_a_command_without_an_end(self):
        before = self.daemon.memory()
        with self.daemon.client() as client:
            for _ in range(64):
                client.send(LINE)
            client.send(b"\r\n")
            self.assertEqual(client.reply()[:9], "500 5.5.2")
        self.assertGrowth("a command", before)


if __name__ == "__main__":
    sys.exit(not unittest.main(exit=False, verbosity=1).result.wasSuccessful())

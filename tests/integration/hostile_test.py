#!/usr/bin/env python3
"""Messages made to hurt: bombs, cuts, control characters, floods of labels. Each is answered 250, in linear time, with true events."""
import base64
import json
import os
import re
import sys
import time
import unittest

import lab
import wire

END = b"\r\n--b1--\r\n"


def report(status):
    """A notice with these octets as its delivery status."""
    return wire.NOTICE_HEAD + b"--b1\r\nContent-Type: message/delivery-status\r\n\r\n" + status + END


def nested(depth, unclosed=False):
    inner = [b"Content-Type: multipart/mixed; boundary=n%d\r\n\r\n--n%d\r\n" % (i, i) for i in range(depth)]
    close = [] if unclosed else [b"\r\n--n%d--" % i for i in reversed(range(depth))]
    return wire.NOTICE_HEAD + b"--b1\r\n" + b"".join(inner) + b"\r\nx" + b"".join(close) + END


def header(field, count=1):
    return b"Subject: x\r\n" + field * count + b"\r\nbody\r\n"


HEAD = b"Reporting-MTA: dns; mx.example.net\r\n\r\n"
ADDRESS = b"Final-Recipient: rfc822; jo@example.net\r\nAction: failed\r\nStatus: 5.1.1\r\n"

# name: a message of size n (about n thousand octets), and a defect that it must have.
BOMBS = {
    "a line in the header": (lambda n: header(b"X: " + b"x" * (n * 1000) + b"\r\n"), "header_bytes"),
    "a line without a colon": (lambda n: b"x" * (n * 1000), "header_bytes"),
    "a line in the body": (lambda n: b"Subject: x\r\n\r\n" + b"x" * (n * 1000), None),
    "a line in the report": (lambda n: report(HEAD + ADDRESS + b"X: " + b"x" * (n * 1000)), "line_length"),
    "headers": (lambda n: header(b"X-A: 1234\r\n", n * 90), "header_bytes"),
    "folds": (lambda n: header(b"Subject: a\r\n" + b" x\r\n" * (n * 250)), "header_bytes"),
    "blank folds": (lambda n: header(b"Subject: a\r\n" + b" \r\n" * (n * 330)), "header_bytes"),
    "encoded words": (lambda n: wire.notice(returned=b"Subject: " + b"=?utf-8?q?=41?=\r\n " * (n * 55) + b"\r\n"), None),
    "starts of encoded words": (lambda n: wire.notice(returned=b"Subject: " + b"=?" * (n * 500) + b"\r\n"), None),
    "comments": (lambda n: header(b"Content-Type: text/plain " + b"(" * (n * 1000) + b"\r\n"), "header_bytes"),
    "parameters": (lambda n: header(b"Content-Type: multipart/mixed" + b"; a=b" * (n * 180) + b"\r\n"), "header_bytes"),
    "parts of a parameter": (lambda n: header(b"Content-Type: multipart/mixed" + b"".join(b"; boundary*%d=b" % i for i in range(n * 60))
                                              + b"\r\n"), None),
    "parts": (lambda n: wire.NOTICE_HEAD + b"--b1\r\n\r\nx\r\n" * (n * 90) + END, "mime_parts"),
    "empty parts": (lambda n: wire.NOTICE_HEAD + b"--b1\r\n" * (n * 160) + END, "mime_parts"),
    "nesting": (lambda n: nested(n * 15), "mime_depth"),
    "nesting without an end": (lambda n: nested(n * 18, unclosed=True), "mime_depth"),
    "boundaries that are none": (lambda n: wire.NOTICE_HEAD + b"--b\r\n--b1x\r\n" * (n * 77) + END, None),
    "hyphens": (lambda n: wire.NOTICE_HEAD + b"--" * (n * 500) + END, None),
    "line ends": (lambda n: wire.NOTICE_HEAD + b"\r\n" * (n * 500) + END, None),
    "groups": (lambda n: report(HEAD + b"".join(b"Final-Recipient: rfc822; u%d@example.net\r\nAction: failed\r\n\r\n" % i
                                                for i in range(n * 17))), None),
    "empty groups": (lambda n: report(HEAD + b"X: y\r\n\r\n" * (n * 120)), None),
    "fields of a group": (lambda n: report(HEAD + ADDRESS + b"X-Field: y\r\n" * (n * 80)), None),
    "repeated fields": (lambda n: report(HEAD + ADDRESS + b"Diagnostic-Code: smtp; 550 5.1.1 no\r\n" * (n * 25)), None),
    "a diagnostic": (lambda n: wire.notice(wire.group("jo@example.net", "550 5.1.1 " + "5.7.1 " * (n * 160))), "diagnostic_truncated"),
    "a folded diagnostic": (lambda n: wire.notice(wire.group("jo@example.net", "550-5.1.1 a" + "\r\n 550-5.1.1 a" * (n * 60))),
                            "diagnostic_truncated"),
    "an address": (lambda n: wire.notice(wire.group("a" * (n * 1000) + "@example.net")), None),
    "colons": (lambda n: report(b":" * (n * 1000)), None),
    "base64 that is none": (lambda n: wire.NOTICE_HEAD + b"--b1\r\nContent-Type: message/delivery-status\r\n"
                            b"Content-Transfer-Encoding: base64\r\n\r\n" + b"=*" * (n * 500) + END, "base64_malformed"),
    "quoted-printable that is none": (lambda n: wire.NOTICE_HEAD + b"--b1\r\nContent-Type: message/delivery-status\r\n"
                                      b"Content-Transfer-Encoding: quoted-printable\r\n\r\n" + b"=x" * (n * 500) + END,
                                      "quoted_printable_malformed"),
    "words in the text": (lambda n: wire.notice(text=b"<jo@example.net>: 550 5.1.1 no\r\n" * (n * 30)), None),
    "a text without a report": (lambda n: b"From: MAILER-DAEMON@x.example\r\nSubject: Undelivered Mail Returned to Sender\r\n\r\n"
                                + b"<jo@example.net>: host mx.example.net[192.0.2.1] said: 550 5.1.1 no\r\n\r\n" * (n * 14), None),
    "a transcript": (lambda n: b"From: MAILER-DAEMON@x.example\r\nSubject: Returned mail: see transcript for details\r\n\r\n"
                     b"   ----- Transcript of session follows -----\r\n"
                     + b"... while talking to mx.example.net.:\r\n>>> RCPT To:<jo@example.net>\r\n"
                     b"<<< 550 5.1.1 no\r\n" * (n * 11), None),
    "returned headers": (lambda n: wire.notice(returned=b"Received: from a by b\r\n" * (n * 40)), None),
    "nul octets": (lambda n: header(b"X: " + b"\0" * (n * 100) + b"\r\n"), None),
    "eight bits": (lambda n: b"Subject: " + bytes(range(128, 256)) * (n // 2) + b"\r\n\r\n" + bytes(range(128, 256)) * (n * 7), None),
}


class Bombs(wire.Case):
    def test_all_are_taken_in_linear_time(self):
        for name, (make, defect) in BOMBS.items():
            with self.subTest(name), self.daemon.client() as client:
                times = []
                for n in (1000, 4000):
                    message = make(n)
                    before, used = self.daemon.events.stat().st_size, self.daemon.processor_seconds()
                    self.assertEqual(client.deliver_chunk(message), "250 2.0.0 Recorded")
                    times.append(self.daemon.processor_seconds() - used)
                    with open(self.daemon.events, "rb") as file:
                        file.seek(before)
                        event = json.loads(file.readline())
                    self.assertFalse(defect and defect not in event.get("defects", []), event)
                self.assertLess(times[1], 6 * times[0] + 0.15, times)

    def test_fifty_thousand_recipients(self):
        before = len(self.daemon.lines())
        message = wire.notice(*[wire.group(f"u{i}@example.net") for i in range(50_000)], key="many")
        self.assertEqual(self.daemon.deliver(message), "250 2.0.0 Recorded")
        events = self.daemon.lines()[before:]
        self.assertEqual(len(events), 10_000)
        self.assertIn("report_recipients", events[0]["defects"])


class Truth(wire.Case):
    MESSAGE = wire.notice(
        wire.group("first.person@example.net"), wire.group("second.person@mail.example.org", "550 5.7.1 listed in zen.spamhaus.org"),
        wire.group("third@example.com", "452 4.2.2 mailbox full", "4.2.2"),
        returned=b"Message-ID: <abc@example.com>\r\nFrom: news@example.com\r\nTo: first.person@example.net\r\n"
                 b"Subject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=\r\nX-Filler: " + b"filler " * 60 + b"\r\n")
    RECIPIENTS = {None, "first.person@example.net", "second.person@mail.example.org", "third@example.com"}

    def test_a_message_cut_at_every_octet(self):
        with self.daemon.client() as client:
            envelope = b"MAIL FROM:<>\r\nRCPT TO:<bounces@bounce.example.com>\r\n"
            cuts = [self.MESSAGE[:n] for n in range(len(self.MESSAGE) + 1)]
            client.send(b"".join(envelope + b"BDAT %d LAST\r\n" % len(cut) + cut for cut in cuts) + b"QUIT\r\n")
            self.assertEqual(set(r[:3] for r in client.rest()[:-1]), {"250"})
        events = self.daemon.lines()
        self.assertEqual({e["recipient"] for e in events} - self.RECIPIENTS, set())
        self.assertEqual({e["recipient"] for e in events if e["suppress"]}, {"first.person@example.net"})

    def test_strange_diagnostics_stay_in_their_line(self):
        texts = ["\x1b[31mred\x1b[0m", "a\x00b", "quote \" and \\ and \\\"", "\u2028\u2029\x85", "\x7f\x9b31m", "\udcff\udcfe\udcc0\udcaf",
                 "\udced\udca0\udc80", "\ufeff\u202e", '","suppress":true,"x":"',
                 "{}[]\t\v\f", "\U0001f4a3" * 600, "\r\n \r\n x", "%s%n{}", "\ufffe\uffff"]
        with self.daemon.client() as client:
            for i, text in enumerate(texts):
                with self.subTest(text):
                    before = self.daemon.events.stat().st_size
                    strange = wire.group("jo@example.net", f"550 5.7.1 {text} end", host=f"mx{text}".replace("\r\n", ""))
                    subject = b"Subject: " + text.encode("utf-8", "surrogateescape")
                    message = wire.notice(strange, key=f"k{i}", returned=subject + b"\r\nMessage-ID: <x>\r\n")
                    self.assertEqual(client.deliver(message)[:3], "250")
                    line = self.daemon.events.read_bytes()[before:]
                    self.assertEqual((line.count(b"\n"), line[-1:]), (1, b"\n"))
                    self.assertIsNone(re.search(rb"[\x00-\x09\x0b-\x1f\x7f]|\xc2[\x80-\x9f]|\xe2\x80[\xa8\xa9]", line))
                    self.assertEqual(json.loads(line)["suppress"], False)
                    self.assertLessEqual(len(json.loads(line)["diagnostic"].encode()), 2048)
        for line in self.daemon.get("/metrics").splitlines():
            self.assertRegex(line, r'^(# (HELP|TYPE) \w+ .*|\w+(\{(\w+="([^"\\]|\\[\\"n])*",?)*\})? (-?[0-9.e+-]+|[+]Inf|NaN))$')

    def test_baits_are_no_bounces(self):
        bounce = wire.notice(wire.group("victim@example.net"), key="bait")
        plain = b"From: jo@example.com\r\nSubject: look\r\nMIME-Version: 1.0\r\n"
        other = b"Content-Type: multipart/mixed; boundary=o\r\n\r\n"
        encoded = base64.encodebytes(bounce).replace(b"\n", b"\r\n")
        baits = {
            "attached": plain + other + b"--o\r\nContent-Type: message/rfc822\r\n\r\n" + bounce + b"\r\n--o--\r\n",
            "attached as base64": plain + other + b"--o\r\nContent-Type: message/rfc822\r\nContent-Transfer-Encoding: base64\r\n\r\n" + encoded
            + b"\r\n--o--\r\n",
            "quoted": plain + b"\r\n" + bounce.replace(b"\r\n", b"\r\n> ") + b"\r\n",
            "in the preamble": plain + other + bounce + b"\r\n--o\r\n\r\nHello\r\n--o--\r\n",
            "in the epilogue": plain + other + b"--o\r\n\r\nHello\r\n--o--\r\n" + bounce,
            "in the text": plain + b"\r\n" + bounce,
        }
        for name, message in baits.items():
            with self.subTest(name):
                before = len(self.daemon.lines())
                self.assertEqual(self.daemon.deliver(message)[:3], "250")
                self.assertEqual([(e["recipient"], e["suppress"]) for e in self.daemon.lines()[before:]], [(None, False)])


class Labels(wire.Case):
    def test_ten_thousand_strangers_make_few_series(self):
        with self.daemon.client() as client:
            series = []
            for start in range(0, 10_000, 1000):
                messages = []
                for i in range(start, start + 1000):
                    code = f"{(4, 5)[i % 2]}.{i % 17}.{i}"
                    diagnostic = f"{400 + i % 200} {code} from provider{i}.example listed by list{i}.example [198.51.{i % 250}.{i // 250}]"
                    groups = [wire.group(f"u{j}@domain{i}.example", diagnostic, code, f"mx{i}.host{i}.example") for j in range(4)]
                    messages.append(wire.notice(*groups, key=f"q{i}"))
                envelope = b"MAIL FROM:<>\r\nRCPT TO:<b@bounce.example.com>\r\n"
                client.send(b"".join(envelope + b"BDAT %d LAST\r\n" % len(m) + m for m in messages))
                self.assertEqual(set(wire.codes(client.replies(3 * len(messages)))), {"250"})
                series.append(len(lab.samples(self.daemon.get("/metrics"))))
        self.assertLess(series[-1], 3000)
        self.assertLess(series[-1], 1.1 * series[0], series)
        events = self.daemon.lines()
        self.assertEqual(self.daemon.count("recoil_sink_events_total", result="ok"), len(events))
        self.assertEqual(self.daemon.count("recoil_bounces_total"), sum(e["action"] == "failed" and e["counted"] for e in events))


class Metrics(wire.Case):
    def test_garbage_and_crowds(self):
        requests = [b"\r\n", b"GET\r\n\r\n", b"\xff" * 1000 + b"\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n",
                    b"GET /metrics HTTP/1.1\r\n" + b"A: b\r\n" * 5000 + b"\r\n",
                    b"GET /" + b"a" * 100_000 + b" HTTP/1.1\r\n\r\n",
                    b"POST /metrics HTTP/1.1\r\nContent-Length: 99999999999999999999\r\n\r\n",
                    b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                    b"GET /../../etc/passwd HTTP/1.0\r\n\r\n",
                    b"GET /metrics HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n" * 50, b"\x16\x03\x01\x02\x00\x01"]
        for octets in requests:
            with self.subTest(octets[:40]), self.connect() as connection:
                connection.settimeout(0.5)
                try:
                    connection.sendall(octets)
                    while connection.recv(65536):
                        pass
                except OSError:
                    pass  # what it answers is its affair
            self.assertIn("recoil_build_info", self.daemon.get("/metrics"))

    def test_slow_clients_do_not_keep_others_out_for_long(self):
        crowd = [self.connect() for _ in range(200)]
        for connection in crowd:
            try:
                connection.send(b"GET /metr")
            except OSError:
                pass  # over the limit
        lab.wait_for("an answer", self.daemon.alive, 15)
        self.assertEqual(self.daemon.deliver(wire.notice(key="crowd"))[:3], "250")
        for connection in crowd:
            connection.close()

    def connect(self):
        return wire.socket.create_connection(("127.0.0.1", self.daemon.metrics), 10)


if __name__ == "__main__":
    sys.exit(not unittest.main(exit=False, verbosity=1).result.wasSuccessful())

#!/usr/bin/env python3
"""LMTP and SMTP as a hostile client speaks them: wrong orders, limits, smuggled ends of data, broken chunks, torn packets."""
import sys
import time
import unittest

import lab
import wire

SENDER, RECIPIENT = b"MAIL FROM:<>", b"RCPT TO:<bounces@bounce.example.com>"

# Commands after the hello, with the code each must get. LHLO stands for the hello of the protocol.
SEQUENCES = [
    ([RECIPIENT], "503"),
    ([b"DATA"], "503"),
    ([b"BDAT 0 LAST"], "503"),
    ([SENDER, SENDER], "250 503"),
    ([SENDER, b"DATA"], "250 503"),
    ([SENDER, b"BDAT 0 LAST"], "250 503"),
    ([SENDER, b"RCPT TO:<>", b"DATA"], "250 501 503"),
    ([SENDER, RECIPIENT, SENDER], "250 250 503"),
    ([SENDER, RECIPIENT, b"RSET", b"DATA"], "250 250 250 503"),
    ([SENDER, RECIPIENT, b"LHLO again", b"DATA"], "250 250 250 503"),
    ([SENDER, RECIPIENT, b"DATA now"], "250 250 501"),
    ([b"RSET x", b"NOOP x", b"QUIT x", b"HELP", b"VRFY", b"VRFY jo"], "501 250 501 214 501 252"),
    ([b"EXPN list", b"TURN", b"STARTTLS", b"AUTH PLAIN AA=="], "502 502 502 502"),
    ([b"", b" ", b"XYZZY", b"MAILFROM:<>", b"\x00", b"\xff\xfe"], "500 500 500 500 500 500"),
    ([b"MAIL", b"MAIL FROM", b"MAIL FROM:", b"MAIL FROM:jo", b"MAIL FROM:<jo", b"MAIL FROM:<a b@c>"], "501 501 501 501 501 501"),
    ([b"MAIL FROM:<> SIZE=x", b"MAIL FROM:<> SIZE=1 SIZE=1", b"MAIL FROM:<> BODY=9BIT", b"MAIL FROM:<> NEW=1"], "501 501 501 555"),
    ([b"MAIL FROM:<\xc3\xa9@example.com>", b"MAIL FROM:<\xc3\xa9@example.com> SMTPUTF8"], "553 250"),
    ([b"mail from:<@a,@b:jo@example.com>", b"rcpt TO:<Postmaster>", b'RCPT TO:<"a b"@example.com>'], "250 250 250"),
    ([b"NOOP a\rb", b"NOOP a\nb", b"NOOP\r", b"NOOP"], "500 500 500 250"),
    ([SENDER, RECIPIENT, b"BDAT", b"BDAT x"], "250 250 501 503"),
    ([SENDER + b" BODY=BINARYMIME", RECIPIENT, b"DATA"], "250 250 503"),
]

# Ends of data that are none: each stands between two lines of content and must come out as it went in.
NO_ENDS = [
    b"\n.\n", b"\n.\r\n", b"\r.\r", b"\r.\r\n", b"\r.\n", b"\n.\r", b"\r\n.\r\r\n", b"\r\n.\n", b"\r\n.\r",
    b"\r\r\n.\n", b"\n\r\n.\n", b"\r\n.\r\x00\n", b"\r\n\x00.\r\n", b"\r\n.\x00\r\n", b"\r\n. \r\n", b"\r\n.\t\r\n",
    b"\r\n..\r\n", b"\r\n...\r\n", b"\r\n.\n.\r\n", b"\r\n.\r.\r\n", b"\n\n.\n\n", b"\r\r.\r\r", b"\r\n.\n\r\n",
    b"\n.\r\r\n", b"\r\n.\r\r\r\n", b"\x85.\x85", b"\xe2\x80\xa8.\xe2\x80\xa8", b"\x0b.\x0b", b"\x0c.\x0c",
    b"\r \n.\r \n", b"\\r\\n.\\r\\n", b"\r\n.MAIL FROM:<x@evil>\r\n", b"\n.\r\n.\n", b".\n.\n.", b"\r\n\n.\n\r\n",
    b"\r.\r.\r\n",
]
SMUGGLED = b"MAIL FROM:<evil@example.org>\r\nRCPT TO:<victim@example.org>\r\nDATA\r\nSubject: smuggled\r\n\r\nBoo\r\n"


class Commands(wire.Case):
    def test_every_sequence_gets_its_codes(self):
        for protocol in ("lmtp", "smtp"):
            for lines, expected in SEQUENCES:
                lines = [line.replace(b"LHLO", b"EHLO") if protocol == "smtp" else line for line in lines]
                with self.subTest(protocol=protocol, lines=lines), self.daemon.client(protocol) as client:
                    self.assertEqual(wire.codes(client.command(line) for line in lines), expected.split())
                    self.assertEqual(client.command(b"QUIT")[:9], "221 2.0.0")
                    self.assertEqual(client.rest(), [])
                with self.subTest(pipelined=lines), self.daemon.client(protocol) as client:
                    client.send(b"".join(line + b"\r\n" for line in lines) + b"QUIT\r\n")
                    self.assertEqual([r[:3] for r in client.rest() if r[3:4] != "-"], expected.split() + ["221"])

    def test_the_other_protocols_hello_is_refused(self):
        for protocol, hello in (("lmtp", b"EHLO x"), ("lmtp", b"HELO x"), ("smtp", b"LHLO x")):
            with self.daemon.client(protocol, hello=False) as client:
                self.assertEqual(client.command(hello), "500 5.5.1 Not a command of this protocol")
                self.assertEqual(client.command(SENDER)[:3], "503")

    def test_a_hundred_errors_end_the_session(self):
        with self.daemon.client() as client:
            client.send(b"XYZZY\r\n" * 200)
            replies = client.rest()
        self.assertEqual((len(replies), replies[-1][:9]), (101, "421 4.7.0"))


class Limits(wire.Case):
    keys = {"limits": "{message_bytes: 65536, recipients: 100, line_bytes: 600, sessions: 4}"}

    def test_the_size(self):
        for protocol in ("lmtp", "smtp"):
            before = self.daemon.count("recoil_notices_total")
            with self.daemon.client(protocol, hello=False) as client:
                self.assertIn("SIZE 65536", client.command(client.hello()))
                self.assertEqual(client.command(b"MAIL FROM:<> SIZE=65537")[:9], "552 5.3.4")
                self.assertEqual(client.command(b"MAIL FROM:<> SIZE=99999999999999999999")[:9], "552 5.3.4")
                for size, reply in ((65536, "250 2.0.0"), (65537, "552 5.3.4"), (1_000_000, "552 5.3.4")):
                    self.assertEqual(client.deliver((b"Subject: x\r\n\r\n" + b"x" * size)[:size - 2] + b"\r\n")[:9], reply)
                    self.assertEqual(client.deliver_chunk(b"x" * size)[:9], reply)
                self.assertEqual(self.daemon.count("recoil_notices_total") - before, 2)  # those of 65536 octets

    def test_the_recipients(self):
        for protocol, replies in (("lmtp", 100), ("smtp", 1)):
            with self.daemon.client(protocol) as client:
                self.assertEqual(wire.codes(client.envelope(103)), ["250"] * 101 + ["452"] * 3)
                self.assertEqual(client.command(b"DATA")[:3], "354")
                client.send(wire.stuffed(wire.notice(key=protocol)[:900]))
                self.assertEqual(client.replies(replies), ["250 2.0.0 Recorded"] * replies)
                self.assertEqual(client.command(b"NOOP")[:3], "250")

    def test_the_line(self):
        with self.daemon.client() as client:
            for length, reply in ((600, "250 2.0.0"), (601, "500 5.5.2"), (1_000_000, "500 5.5.2")):
                self.assertEqual(client.command(b"NOOP ".ljust(length - 2, b"x"))[:9], reply)

    def test_the_sessions(self):
        clients = [self.daemon.client() for _ in range(4)]
        with self.daemon.client(hello=False) as fifth:
            self.assertEqual(fifth.greeting[:9], "421 4.3.2")
            self.assertEqual(fifth.rest(), [])
        clients.pop().close()
        lab.wait_for("a free place", lambda: self.daemon.count("recoil_sessions_active") == 3)
        clients.append(self.daemon.client())
        for client in clients:
            self.assertEqual(client.command(b"NOOP")[:3], "250")
            client.close()
        lab.wait_for("the sessions to end", lambda: self.daemon.count("recoil_sessions_active") == 0)
        self.assertEqual(self.daemon.count("recoil_limits_hit_total", limit="sessions"), 1)


class Smuggling(wire.Case):
    def test_only_one_message_comes_out(self):
        for protocol in ("lmtp", "smtp"):
            with self.daemon.client(protocol) as client:
                for i, form in enumerate(NO_ENDS):
                    key = f"{protocol}{i}"
                    with self.subTest(form=form, protocol=protocol):
                        before = len(self.daemon.lines())
                        body = b"before" + form + SMUGGLED
                        client.begin_data()
                        client.send(wire.notice(key=key, text=body) + b".\r\n")
                        self.assertEqual(client.reply(), "250 2.0.0 Recorded")
                        self.assertEqual(client.command(b"NOOP"), "250 2.0.0 OK")  # and no other reply came before it
                        self.check(self.daemon.lines()[before:], key)

    def check(self, events, key):
        self.assertEqual([e["recipient"] for e in events], ["jo@example.net"])
        self.assertEqual(events[0]["queue_id"], key)
        self.assertEqual(events[0]["envelope"], {"mail_from": "", "rcpt_to": ["bounces@bounce.example.com"]})

    def test_the_content_is_what_was_sent(self):
        with self.daemon.client() as client:
            for i, form in enumerate(NO_ENDS):
                if b"\r\n." in form or form.startswith(b"."):
                    continue  # dots at line starts are the client's to double
                subject = b"a" + form.replace(b"\r\n", b"\r") + b"z"
                events = []
                for deliver in (client.deliver, client.deliver_chunk):
                    before = len(self.daemon.lines())
                    self.assertEqual(deliver(wire.notice(key=f"c{i}", text=b"x" + form + b"y\r\n",
                                                         returned=b"Subject: " + subject + b"\r\n"))[:3], "250")
                    events.append(self.daemon.lines()[before:])
                with self.subTest(form=form):
                    self.assertEqual(*[[(e["id"], e["recipient"], e["original"], e.get("defects")) for e in es] for es in events])

    def test_the_first_real_end_counts(self):
        with self.daemon.client() as client:
            client.begin_data()
            client.send(wire.notice(key="first") + b".\r\n" + b"MAIL FROM:<next@example.org>\r\nNOOP\r\n")
            self.assertEqual(wire.codes(client.replies(3)), ["250", "250", "250"])
        self.assertEqual(len(self.events_of("first")), 1)


class Chunks(wire.Case):
    def session(self, octets, replies):
        with self.daemon.client() as client:
            client.send(octets + b"QUIT\r\n")
            lines = client.rest()
        self.assertEqual(" ".join(r[:3] for r in lines), replies + " 221")

    def test_chunks(self):
        whole = wire.notice()
        begin = SENDER + b"\r\n" + RECIPIENT + b"\r\n"
        two = RECIPIENT + b"\r\n"
        halves = b"BDAT 100\r\n" + whole[:100], b"BDAT %d LAST\r\n" % (len(whole) - 100) + whole[100:]
        all_but_last = b"BDAT %d\r\n" % len(whole) + whole
        table = {  # what is said: the codes, the number of events
            "last": (begin + b"BDAT %d LAST\r\n" % len(whole) + whole, "250 250 250", 1),
            "halves": (begin + b"".join(halves), "250 250 250 250", 1),
            "zerolast": (begin + all_but_last + b"BDAT 0 LAST\r\n", "250 250 250 250", 1),
            "zeros": (begin + b"BDAT 0\r\n" * 5 + all_but_last + b"bdat 0 last\r\n", "250 250" + " 250" * 7, 1),
            "octets": (begin + b"".join(b"BDAT 1\r\n" + whole[i:i + 1] for i in range(len(whole))) + b"BDAT 0 LAST\r\n",
                       "250 250" + " 250" * (len(whole) + 1), 1),
            "recipients": (begin + two + b"".join(halves), "250 250 250 250 250 250", 1),
            "reset": (begin + all_but_last + b"RSET\r\nBDAT 0 LAST\r\n", "250 250 250 250 503", 0),
            "hello": (begin + all_but_last + b"LHLO x\r\nNOOP\r\n", "250 250 250 " + "250 " * 9 + "250", 0),
            "data": (begin + halves[0] + b"DATA\r\n" + halves[1], "250 250 250 503 250", 1),
            "mail": (begin + halves[0] + SENDER + b"\r\n" + two + halves[1], "250 250 250 503 503 250", 1),
            "badsize": (begin + b"BDAT x\r\nNOOP\r\nBDAT -1 LAST\r\nBDAT 1 FIRST\r\nxBDAT 1 LAST y\r\nx", "250 250 501 250 503 503 503", 0),
            "refused": (b"BDAT %d LAST\r\n" % len(whole) + whole + b"NOOP\r\n", "503 250", 0),
            "commands": (begin + b"BDAT 12 LAST\r\nQUIT\r\nQUIT\r\nNOOP\r\n", "250 250 250 250", 1),
            "again": (begin + b"BDAT %d LAST\r\n" % len(whole) + whole + b"BDAT 3 LAST\r\nabc", "250 250 250 503", 1),
            "noend": (begin + all_but_last, "250 250 250", 0),
        }
        for name, (octets, replies, events) in table.items():
            with self.subTest(name):
                before = len(self.daemon.lines())
                self.session(octets, replies)
                self.assertEqual(len(self.daemon.lines()) - before, events)

    def test_sizes_beyond_any_integer_end_nothing(self):
        for size in (b"18446744073709551615", b"18446744073709551616", b"9" * 400):
            with self.daemon.client() as client:
                client.envelope()
                client.send(b"BDAT " + size + b" LAST\r\n" + b"NOOP\r\n" * 1000)
            self.assertEqual(self.daemon.deliver(wire.notice(key="huge"))[:3], "250")


class Packets(wire.Case):
    def test_the_same_event_however_it_is_cut(self):
        message = wire.notice(key="cut")
        ending = b"MAIL FROM:<>\r\n" + RECIPIENT + b"\r\n"
        whole = b"LHLO x\r\n" + ending + b"DATA\r\n" + wire.stuffed(message) + b"QUIT\r\n"
        chunked = b"LHLO x\r\n" + ending + b"BDAT %d LAST\r\n" % len(message) + message + b"QUIT\r\n"
        before = len(self.daemon.lines())
        for octets, size in ((whole, len(whole)), (whole, 1), (whole, 7), (chunked, len(chunked)), (chunked, 1), (chunked, 13)):
            with self.daemon.client(hello=False) as client:
                for i in range(0, len(octets), size):
                    client.send(octets[i:i + size])
                self.assertEqual(client.rest()[-2:][0][:3], "250")
        events = self.daemon.lines()[before:]
        for event in events:
            for key in ("time", "duplicate", "counted"):
                event.pop(key, None)
        self.assertEqual(len(events), 6)
        self.assertEqual([e for e in events if e != events[0]], [])

    def test_many_messages_in_one_packet(self):
        one = b"MAIL FROM:<>\r\n" + RECIPIENT + b"\r\n" + RECIPIENT + b"\r\nDATA\r\n"
        with self.daemon.client() as client:
            client.send(b"".join(one + wire.stuffed(wire.notice(key=f"m{i}")) for i in range(50)) + b"QUIT\r\n")
            self.assertEqual(wire.codes(client.rest()), ["250", "250", "250", "354", "250", "250"] * 50 + ["221"])
        self.assertEqual([len(self.events_of(f"m{i}")) for i in range(50)], [1] * 50)

    def test_a_lost_connection_leaves_nothing(self):
        before = len(self.daemon.lines())
        counted = self.daemon.count("recoil_notices_total")
        message = wire.notice(key="lost")
        for end in (b"", message[:50], message[:-9], message, message + b".", message + b".\r"):
            with self.daemon.client() as client:
                client.begin_data()
                client.send(end)
        for chunk in (b"BDAT 10 LAST\r\n123456789", b"BDAT 10\r\n1234567890", b"BDAT"):
            with self.daemon.client() as client:
                client.envelope()
                client.send(chunk)
        lab.wait_for("the sessions to end", lambda: self.daemon.count("recoil_sessions_active") == 0)
        self.assertEqual((len(self.daemon.lines()), self.daemon.count("recoil_notices_total")), (before, counted))
        self.assertGreaterEqual(self.daemon.count("recoil_sessions_total", result="lost"), 9)


class Waiting(wire.Case):
    keys = {"limits": "{idle_seconds: 1, session_seconds: 10}"}

    def test_a_client_that_says_nothing(self):
        with self.daemon.client() as client:
            self.assertEqual(client.rest()[0][:9], "421 4.4.2")

    def test_a_client_that_stops_in_its_message(self):
        with self.daemon.client() as client:
            client.begin_data()
            client.send(b"Subject: ")
            self.assertEqual(client.rest()[0][:9], "421 4.4.2")
        self.assertEqual(self.daemon.lines(), [])

    def test_a_client_that_dribbles_for_ever(self):
        begin = time.monotonic()
        with self.daemon.client() as client:
            client.socket.settimeout(0.2)
            client.begin_data()
            end = b""
            while not end and time.monotonic() - begin < 15:
                client.send(b"x")
                try:
                    end = client.socket.recv(100)
                except TimeoutError:
                    pass
        self.assertEqual(end[:9], b"421 4.4.2")


if __name__ == "__main__":
    sys.exit(not unittest.main(exit=False, verbosity=1).result.wasSuccessful())

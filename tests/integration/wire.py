"""A recoild with every listener it has, and a client that says exactly the octets it is told to."""
import contextlib
import os
import pathlib
import re
import signal
import socket
import subprocess
import unittest

import lab

NOTICE_HEAD = (b"From: MAILER-DAEMON@mx.example.net\r\nTo: bounces@bounce.example.com\r\nSubject: Undelivered Mail\r\n"
               b"MIME-Version: 1.0\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=\"b1\"\r\n\r\n")


def group(recipient, diagnostic="550 5.1.1 User unknown", status="5.1.1", host="mx.example.net"):
    """The fields of one recipient in a delivery status."""
    return (f"Final-Recipient: rfc822; {recipient}\r\nAction: failed\r\nStatus: {status}\r\nRemote-MTA: dns; {host}\r\n"
            f"Diagnostic-Code: smtp; {diagnostic}\r\n").encode("utf-8", "surrogateescape")


def notice(*groups, key="1", returned=b"Message-ID: <1@example.com>\r\n", head=NOTICE_HEAD, text=b"Not delivered.\r\n"):
    """A notice as RFC 3464 has it. `key` is the queue id, which makes the ids of the events differ."""
    groups = groups or (group("jo@example.net"),)
    return (head + b"--b1\r\n\r\n" + text + b"\r\n--b1\r\nContent-Type: message/delivery-status\r\n\r\n"
            + f"Reporting-MTA: dns; mx.example.net\r\nX-Postfix-Queue-ID: {key}\r\n".encode()
            + b"".join(b"\r\n" + g for g in groups)
            + b"\r\n--b1\r\nContent-Type: text/rfc822-headers\r\n\r\n" + returned + b"\r\n--b1--\r\n")


def stuffed(message):
    return (b"." if message.startswith(b".") else b"") + message.replace(b"\r\n.", b"\r\n..") + b".\r\n"


class Daemon(lab.Recoild):
    """On 127.0.0.1 with LMTP, SMTP and metrics, and LMTP on a unix socket. `keys` are top-level keys of the configuration."""

    def __init__(self, folder, **keys):
        super().__init__(folder)
        self.smtp = lab.free_port()
        self.keys = {
            "listeners": f'[{{protocol: lmtp, address: "127.0.0.1:{self.lmtp}"}}, '
                         f'{{protocol: smtp, address: "127.0.0.1:{self.smtp}"}}, '
                         f'{{protocol: lmtp, address: "unix:{self.socket}"}}]',
            "events": f"{{path: {self.events}, min_free_bytes: 0}}",
            "metrics": f'{{address: "127.0.0.1:{self.metrics}", birth_seconds: 0}}',
            "own_mtas": "[out1.example.com]", **keys}
        self.configure()

    def configure(self, **keys):
        self.keys.update(keys)
        self.config.write_text("".join(f"{key}: {value}\n" for key, value in self.keys.items()))

    def start(self, before=None, environment=None):
        with open(self.folder / "recoild.log", "ab") as log:
            self.process = subprocess.Popen([lab.BIN / "recoild", "--config", self.config], stdout=log, stderr=log,
                                            preexec_fn=before, env={**os.environ, **(environment or {})})
        lab.wait_for("recoild to be ready", self.alive)
        return self

    def alive(self):
        if self.process.poll() is not None:
            raise AssertionError("recoild ended: " + self.log())
        with contextlib.suppress(OSError):
            return self.get("/-/healthy")

    def log(self):
        return (self.folder / "recoild.log").read_text(errors="replace")

    def signal(self, number):
        self.process.send_signal(number)

    def client(self, protocol="lmtp", hello=True):
        port = {"lmtp": self.lmtp, "smtp": self.smtp}[protocol]
        return Client(socket.create_connection(("127.0.0.1", port), 30), protocol, hello)

    def deliver(self, message, protocol="lmtp"):
        """The reply to one message."""
        with self.client(protocol) as client:
            return client.deliver(message)

    def memory(self, field="VmHWM"):
        """In octets, from /proc/PID/status."""
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(rf"{field}:\s+(\d+)", status).group(1)) * 1024

    def forget_peak(self):
        """Sets VmHWM back to what is in use now; see proc(5), clear_refs."""
        pathlib.Path(f"/proc/{self.process.pid}/clear_refs").write_text("5")

    def processor_seconds(self):
        words = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(words[11]) + int(words[12])) / os.sysconf("SC_CLK_TCK")


class Client:
    def __init__(self, connection, protocol="lmtp", hello=True):
        self.socket, self.protocol = connection, protocol
        self.input = connection.makefile("rb")
        connection.settimeout(60)
        if connection.family != socket.AF_UNIX:
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        try:
            self.greeting = self.reply()
            if hello:
                self.command(self.hello())
        except OSError:
            self.close()
            raise

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def hello(self):
        return b"LHLO client.example" if self.protocol == "lmtp" else b"EHLO client.example"

    def close(self):
        self.input.close()
        self.socket.close()

    def send(self, octets):
        self.socket.sendall(octets)

    def reply(self):
        """One reply with all its lines as one string; "" at the end of the connection."""
        lines = []
        while not lines or lines[-1][3:4] == "-":
            line = self.input.readline().decode()
            if not line:
                return ""
            lines.append(line.rstrip("\r\n"))
        return "\n".join(lines)

    def replies(self, count):
        return [self.reply() for _ in range(count)]

    def rest(self):
        """What comes until the connection ends."""
        return self.input.read().decode().splitlines()

    def command(self, line):
        self.send(line + b"\r\n")
        return self.reply()

    def envelope(self, recipients=1):
        self.send(b"MAIL FROM:<>\r\n" + b"RCPT TO:<bounces@bounce.example.com>\r\n" * recipients)
        return self.replies(1 + recipients)

    def begin_data(self):
        self.envelope()
        return self.command(b"DATA")

    def deliver(self, message):
        self.begin_data()
        self.send(stuffed(message))
        return self.reply()

    def deliver_chunk(self, message):
        self.envelope()
        self.send(b"BDAT %d LAST\r\n" % len(message) + message)
        return self.reply()


class Case(unittest.TestCase):
    """Its tests share one daemon; `keys` are its configuration."""
    keys = {}

    @classmethod
    def setUpClass(cls):
        cls.daemon = Daemon(cls.enterClassContext(lab.folder()), **cls.keys).start()
        cls.addClassCleanup(cls.daemon.stop)

    def events_of(self, key):
        """The events of the notice with this queue id."""
        return [e for e in self.daemon.lines() if e.get("queue_id") == key]


def codes(replies):
    return [r[:3] for r in replies]


STOP, RELOAD, REOPEN = signal.SIGTERM, signal.SIGHUP, signal.SIGUSR1

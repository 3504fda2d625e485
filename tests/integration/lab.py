"""A private Postfix, a scripted remote mail server and a recoild, all on loopback, for the integration tests.

Nothing here touches the machine's own mail system. Everything lives in one temporary folder and is stopped and removed at the end.
"""
import contextlib
import json
import os
import pathlib
import shutil
import signal
import smtplib
import socket
import socketserver
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request

BIN = pathlib.Path(os.environ.get("RECOIL_BIN", "build/release/bin"))
SKIPPED = 77  # ctest's SKIP_RETURN_CODE


def skip(why):
    print("skipped:", why)
    sys.exit(SKIPPED)


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def wait_for(what, condition, seconds=30.0):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        value = condition()
        if value:
            return value
        time.sleep(0.05)
    raise AssertionError(f"not within {seconds} s: {what}")


class Remote(socketserver.ThreadingTCPServer):
    """A remote mail server: answers each RCPT by `replies[local part]`, and takes everything else."""

    allow_reuse_address = True
    daemon_threads = True
    request_queue_size = 100

    def __init__(self, replies, name="mx.example.net"):
        self.replies = replies
        self.name = name
        super().__init__(("127.0.0.1", 0), RemoteSession)
        self.port = self.server_address[1]
        threading.Thread(target=self.serve_forever, daemon=True).start()


class RemoteSession(socketserver.StreamRequestHandler):
    def say(self, line):
        self.wfile.write(line.encode() + b"\r\n")

    def handle(self):
        with contextlib.suppress(OSError):
            self.session()

    def session(self):
        self.say(f"220 {self.server.name} ESMTP")
        accepted = 0
        for line in self.rfile:
            verb = line[:4].upper()
            if verb == b"EHLO":
                self.say(f"250-{self.server.name}\r\n250-ENHANCEDSTATUSCODES\r\n250 8BITMIME")
            elif verb == b"RCPT":
                local = line.split(b"<", 1)[1].split(b"@", 1)[0].decode()
                reply = self.server.replies.get(local, "250 2.1.5 Ok")
                accepted += reply.startswith("2")
                self.say(reply)
            elif verb == b"DATA" and accepted:
                self.say("354 go ahead")
                while self.rfile.readline() not in (b".\r\n", b""):
                    pass
                self.say("250 2.0.0 taken")
            elif verb == b"DATA":
                self.say("554 5.5.1 no valid recipients")
            elif verb == b"QUIT":
                self.say("221 2.0.0 bye")
                return
            else:
                accepted = 0 if verb in (b"MAIL", b"RSET") else accepted
                self.say("250 2.0.0 Ok")


class Postfix:
    """A Postfix instance with its own queue; root only, as Postfix itself."""

    def __init__(self, folder, transports, settings=()):
        if os.geteuid() != 0:
            skip("a private Postfix needs root")
        if not shutil.which("postfix"):
            skip("Postfix is not installed")
        self.config, self.queue = folder / "postfix", folder / "queue"
        self.log, self.port = folder / "mail.log", free_port()
        for path in (self.config, self.queue, folder / "data"):
            path.mkdir()
        shutil.chown(folder / "data", "postfix")
        self.write_files(folder, transports, settings)
        self.command("check")
        self.command("start")
        wait_for("Postfix to listen", self.listening)

    def write_files(self, folder, transports, settings):
        main = {
            "compatibility_level": "3.6", "queue_directory": self.queue, "data_directory": folder / "data",
            "maillog_file": self.log, "maillog_file_prefixes": folder, "myhostname": "out1.example.com",
            "mydestination": "", "inet_interfaces": "127.0.0.1", "inet_protocols": "ipv4", "alias_maps": "",
            "local_recipient_maps": "", "smtp_dns_support_level": "disabled", "smtp_host_lookup": "native",
            "transport_maps": f"texthash:{self.config}/transport", "relay_domains": "", "mynetworks": "127.0.0.0/8",
            "smtpd_relay_restrictions": "permit_mynetworks,reject", "disable_dns_lookups": "yes",
            "smtpd_peername_lookup": "no", "default_process_limit": "20", "smtpd_client_connection_count_limit": "0",
            "default_destination_concurrency_failed_cohort_limit": "0", "transport_retry_time": "1s",
            "minimal_backoff_time": "1s", "maximal_backoff_time": "2s", "queue_run_delay": "1s",
            "lmtp_destination_recipient_limit": "1",
        }
        main.update(settings)
        (self.config / "main.cf").write_text("".join(f"{k} = {v}\n" for k, v in main.items()))
        (self.config / "transport").write_text("".join(f"{k} {v}\n" for k, v in transports.items()))
        services = [f"127.0.0.1:{self.port} inet n - n - - smtpd", "postlog unix-dgram n - n - 1 postlogd"]
        services += [f"{name} unix {private} - n {wakeup} {limit} {command}" for name, private, wakeup, limit, command in (
            ("pickup", "n", "60", "1", "pickup"), ("cleanup", "n", "-", "0", "cleanup"), ("qmgr", "n", "300", "1", "qmgr"),
            ("rewrite", "-", "-", "-", "trivial-rewrite"), ("bounce", "-", "-", "0", "bounce"), ("defer", "-", "-", "0", "bounce"),
            ("trace", "-", "-", "0", "bounce"), ("verify", "-", "-", "1", "verify"), ("flush", "n", "1000?", "0", "flush"),
            ("proxymap", "-", "-", "-", "proxymap"), ("smtp", "-", "-", "-", "smtp"), ("relay", "-", "-", "-", "smtp"),
            ("showq", "n", "-", "-", "showq"), ("error", "-", "-", "-", "error"), ("retry", "-", "-", "-", "error"),
            ("discard", "-", "-", "-", "discard"), ("lmtp", "-", "-", "-", "lmtp"), ("anvil", "-", "-", "1", "anvil"),
            ("scache", "-", "-", "1", "scache"))]
        (self.config / "master.cf").write_text("\n".join(services) + "\n")

    def command(self, *words):
        done = subprocess.run(["postfix", "-c", self.config, *words], capture_output=True, text=True, timeout=60)
        if done.returncode != 0:
            raise AssertionError(f"postfix {words}: {done.stdout}{done.stderr}{self.tail()}")

    def listening(self):
        with contextlib.suppress(OSError):
            socket.create_connection(("127.0.0.1", self.port), 1).close()
            return True

    def tail(self):
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-30:]) if self.log.exists() else ""

    def send(self, recipients, sender="bounces@bounce.example.com", subject="A message"):
        """One message per recipient, over one session."""
        with smtplib.SMTP("127.0.0.1", self.port, timeout=60) as session:
            for i, recipient in enumerate(recipients):
                session.sendmail(sender, [recipient], f"From: news@example.com\r\nTo: {recipient}\r\nSubject: {subject}\r\n"
                                 f"Message-ID: <{i}.{recipient}>\r\n\r\nHello.\r\n")

    def queued(self):
        done = subprocess.run(["postqueue", "-c", self.config, "-j"], capture_output=True, text=True, timeout=60)
        return len(done.stdout.splitlines())

    def stop(self):
        with contextlib.suppress(Exception):
            self.command("abort")


class Recoild:
    """A recoild with one LMTP listener on TCP and one on a unix socket, and its metrics."""

    def __init__(self, folder, more=""):
        self.folder, self.events = folder, folder / "events.jsonl"
        self.lmtp, self.metrics = free_port(), free_port()
        self.socket = folder / "recoil" / "lmtp.sock"
        self.socket.parent.mkdir(exist_ok=True)
        self.config = folder / "recoil.yaml"
        self.config.write_text(f"""
listeners:
  - {{protocol: lmtp, address: "127.0.0.1:{self.lmtp}"}}
  - {{protocol: lmtp, address: "unix:{self.socket}", mode: "0660", group: postfix}}
events: {{path: {self.events}, min_free_bytes: 0}}
metrics: {{address: "127.0.0.1:{self.metrics}", birth_seconds: 0}}
own_mtas: [out1.example.com]
{more}""")
        self.process = None

    def start(self):
        with open(self.folder / "recoild.log", "ab") as log:
            self.process = subprocess.Popen([BIN / "recoild", "--config", self.config], stdout=log, stderr=log)
        wait_for("recoild to be ready", self.ready)
        return self

    def get(self, path):
        with urllib.request.urlopen(f"http://127.0.0.1:{self.metrics}{path}", timeout=5) as answer:
            return answer.read().decode()

    def ready(self):
        if self.process.poll() is not None:
            raise AssertionError("recoild ended: " + (self.folder / "recoild.log").read_text(errors="replace"))
        with contextlib.suppress(OSError):
            return self.get("/-/ready")

    def lines(self):
        """The whole lines of the event file; it may be in the middle of writing another one."""
        text = self.events.read_text(encoding="utf-8") if self.events.exists() else ""
        return [json.loads(line) for line in text[:text.rfind("\n") + 1].splitlines()]

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(30)

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.terminate()
            self.process.wait(40)
        return self.process.returncode if self.process else None


def samples(exposition):
    """The exposition as {(name, frozenset of label pairs): value}."""
    found = {}
    for line in exposition.splitlines():
        if line and not line.startswith("#"):
            series, value = line.rsplit(" ", 1)
            name, _, labels = series.partition("{")
            pairs = [pair.split("=", 1) for pair in labels.rstrip("}").split(",") if pair]
            found[name, frozenset((k, v.strip('"')) for k, v in pairs)] = float(value)
    return found


@contextlib.contextmanager
def folder():
    # Postfix and its chroot-less services must be able to pass through.
    path = pathlib.Path(tempfile.mkdtemp(prefix="recoil-lab-"))
    path.chmod(0o755)
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)

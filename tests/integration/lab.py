"""A private Postfix, a scripted remote mail server and a recoild, all on loopback, for the integration tests.

Nothing here touches the machine's own mail system. Everything lives in one temporary folder and is stopped and removed at the end.
"""
import contextlib
import itertools
import json
import os
import pathlib
import random
import re
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

try:
    import jsonschema
except ImportError:
    jsonschema = None

BIN = pathlib.Path(os.environ.get("RECOIL_BIN", "build/release/bin"))
SKIPPED = 77  # ctest's SKIP_RETURN_CODE


def skip(why):
    print("skipped:", why)
    sys.exit(SKIPPED)


claimed_ports = []  # while this process lives


def free_port():
    """One that nobody has, below those that the system gives to clients: else a client of another test may get it meanwhile. Tests
    run beside each other, and who got a port may take a second to listen there: a name in the same network says that it is taken."""
    while True:
        port = random.randrange(12000, 32000)
        claim = socket.socket(socket.AF_UNIX)
        with contextlib.suppress(OSError), socket.socket() as s:
            claim.bind(f"\0recoil-test-port-{port}")
            s.bind(("127.0.0.1", port))
            claimed_ports.append(claim)
            return port
        claim.close()


def wait_for(what, condition, seconds=60.0):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        value = condition()
        if value:
            return value
        time.sleep(0.05)
    raise AssertionError(f"not within {seconds} s: {what}")


class Remote(socketserver.ThreadingTCPServer):
    """A remote mail server. `answer(stage, name)` is its reply, str or octets: None goes on with the mail, "-" breaks the connection, "..."
    says nothing. Stages are connect, helo, mail, rcpt, data and eod; the name is that of the recipient, and at MAIL what stands behind
    the sender's `+`."""

    allow_reuse_address = True
    daemon_threads = True
    request_queue_size = 100
    usual = {"connect": "220 {name} ESMTP", "helo": "250-{name}\n250-ENHANCEDSTATUSCODES\n250 8BITMIME", "mail": "250 2.1.0 Ok",
             "rcpt": "250 2.1.5 Ok", "data": "354 go ahead", "eod": "250 2.0.0 taken"}

    def __init__(self, answer=lambda stage, name: None, name="mx.example.net", address=("127.0.0.1", 0)):
        self.answer, self.name = answer, name
        self.taken = {}  # what was taken for each recipient, as it came over the wire
        super().__init__(address, RemoteSession)
        self.port = self.server_address[1]
        threading.Thread(target=self.serve_forever, daemon=True).start()


class RemoteSession(socketserver.StreamRequestHandler):
    def say(self, octets):
        self.wfile.write(octets.replace(b"\n", b"\r\n") + b"\r\n")

    def reply(self, stage, name=""):
        """Whether the client may go on."""
        answer = self.server.answer(stage, name)
        if answer is None:
            answer = self.server.usual[stage].format(name=self.server.name)
        octets = answer if isinstance(answer, bytes) else answer.encode()
        if octets == b"...":
            self.rfile.read()
        if octets in (b"...", b"-"):
            raise ConnectionAbortedError
        self.say(octets)
        return octets[:1] in b"23"

    def handle(self):
        with contextlib.suppress(OSError):
            self.session()

    def session(self):
        self.reply("connect")
        recipients = []
        for line in self.rfile:
            verb, address = line[:4].upper(), line.partition(b"<")[2].partition(b">")[0].decode()
            local = address.partition("@")[0]
            if verb in (b"EHLO", b"HELO"):
                self.reply("helo")
            elif verb == b"MAIL":
                recipients = []
                self.reply("mail", local.partition("+")[2])
            elif verb == b"RCPT":
                if self.reply("rcpt", local):
                    recipients.append(local)
            elif verb == b"DATA" and not recipients:
                self.say(b"554 5.5.1 no valid recipients")
            elif verb == b"DATA":
                if self.reply("data", recipients[0]):
                    self.message(recipients)
            elif verb == b"QUIT":
                self.say(b"221 2.0.0 bye")
                return
            else:
                self.say(b"250 2.0.0 Ok")

    def message(self, recipients):
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line)
        if line and self.reply("eod", recipients[0]):
            self.server.taken.update(dict.fromkeys(recipients, b"".join(lines)))


def services(master):
    """{(name, type): entry} of a master.cf; what comes later replaces."""
    lines = [line for line in master.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    entries = re.split(r"\n(?=\S)", "\n".join(lines))
    return {tuple(entry.split()[:2]): entry for entry in entries}


class Postfix:
    """A Postfix instance with its own queue and Debian's own master.cf, that is, mostly chrooted; root only, as Postfix itself. `main` is
    pasted behind the parameters that the laboratory needs, and overrules them; `master` adds services or replaces them; `hosts` are names
    for 127.0.0.1."""

    MASTER = pathlib.Path("/usr/share/postfix/master.cf.dist")

    def __init__(self, folder, transports=(), settings=(), main="", master="", hosts=()):
        if os.geteuid() != 0:
            skip("a private Postfix needs root")
        if not shutil.which("postfix") or not self.MASTER.exists():
            skip("Debian's Postfix is not installed")
        self.config, self.queue, self.log = folder / "postfix", folder / "queue", folder / "mail.log"
        self.port = free_port()
        for path in (self.config, self.queue / "etc", folder / "data"):
            path.mkdir(parents=True, exist_ok=True)
        shutil.chown(folder / "data", "postfix")
        (self.queue / "etc" / "hosts").write_text("".join(f"127.0.0.1 {host}\n" for host in hosts))
        self.write_main(folder, dict(settings), main)
        self.write_master(master)
        with open(self.config / "transport", "a") as table:
            table.writelines(f"{domain} {transport}\n" for domain, transport in dict(transports).items())
        doubts = self.run("postconf", "-n").stderr + self.run("postconf", "-P").stderr
        if doubts:
            raise AssertionError(doubts)  # misspelt, or set twice
        self.command("check")
        self.command("start")
        wait_for("Postfix to listen", self.listening)

    def write_main(self, folder, settings, pasted):
        lab = {
            "compatibility_level": "3.6", "queue_directory": self.queue, "data_directory": folder / "data",
            "maillog_file": self.log, "maillog_file_prefixes": folder, "myhostname": "out1.example.com",
            "mydestination": "", "inet_interfaces": "127.0.0.1", "inet_protocols": "ipv4", "alias_maps": "",
            "local_recipient_maps": "", "smtp_dns_support_level": "disabled", "smtp_host_lookup": "native",
            "transport_maps": f"texthash:{self.config}/transport", "relay_domains": "", "mynetworks": "127.0.0.0/8",
            "smtpd_relay_restrictions": "permit_mynetworks,reject", "smtpd_peername_lookup": "no",
            "local_header_rewrite_clients": "", "cleanup_replace_stray_cr_lf": "no",  # mail stays as it is
            "default_process_limit": "20", "smtpd_client_connection_count_limit": "0",
            "default_destination_concurrency_failed_cohort_limit": "0", "transport_retry_time": "1s",
            "minimal_backoff_time": "1s", "maximal_backoff_time": "2s", "queue_run_delay": "1s", **settings,
        }
        overruled = {line.partition("=")[0].strip() for line in pasted.splitlines()}
        kept = [f"{name} = {value}\n" for name, value in lab.items() if name not in overruled]
        (self.config / "main.cf").write_text("".join(kept) + pasted)

    def write_master(self, pasted):
        impatient = "qmgr unix n - n 1 1 qmgr\n"  # mail that is locked when its time has come waits for the next wake-up
        entries = services(self.MASTER.read_text() + impatient + pasted)
        public = ("smtp", "inet")
        entries[public] = entries[public].replace("smtp", f"127.0.0.1:{self.port}", 1)
        (self.config / "master.cf").write_text("\n".join(entries.values()) + "\n")

    def run(self, program, *words):
        return subprocess.run([program, "-c", self.config, *words], capture_output=True, text=True, timeout=60)

    def command(self, *words):
        done = self.run("postfix", *words)
        if done.returncode != 0:
            raise AssertionError(f"postfix {words}: {done.stdout}{done.stderr}{self.tail()}")

    def listening(self):
        with contextlib.suppress(OSError):
            socket.create_connection(("127.0.0.1", self.port), 1).close()
            return True

    def tail(self):
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-30:]) if self.log.exists() else ""

    def send(self, recipients, sender="bounces@bounce.example.com", subject="A message"):
        """One message per recipient, over one session; `{}` in the sender is the recipient's name."""
        with smtplib.SMTP("127.0.0.1", self.port, timeout=60) as session:
            for i, recipient in enumerate(recipients):
                session.sendmail(sender.format(recipient.partition("@")[0]), [recipient],
                                 f"From: news@example.com\r\nTo: {recipient}\r\nSubject: {subject}\r\n"
                                 f"Message-ID: <{i}.{recipient}>\r\n\r\nHello.\r\n")

    def queued(self):
        return len(self.run("postqueue", "-j").stdout.splitlines())

    def stop(self):
        with contextlib.suppress(Exception):
            self.command("abort")


class Recoild:
    """A recoild and its metrics. `inputs` are its listeners and log sources; by default LMTP on TCP and on a unix socket."""

    def __init__(self, folder, more="", inputs=None):
        self.folder, self.events = folder, folder / "events.jsonl"
        self.lmtp, self.metrics = free_port(), free_port()
        self.socket = folder / "queue" / "recoil" / "lmtp.sock"  # where a chrooted Postfix sees it
        self.socket.parent.mkdir(parents=True, exist_ok=True)
        self.config = folder / "recoil.yaml"
        inputs = inputs or f"""
listeners:
  - {{protocol: lmtp, address: "127.0.0.1:{self.lmtp}"}}
  - {{protocol: lmtp, address: "unix:{self.socket}", mode: "0660", group: postfix}}
"""
        self.config.write_text(f"""{inputs}
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

    def count(self, name, **labels):
        """The sum of the series of a family that have these labels."""
        wanted = set(labels.items())
        return sum(v for (n, pairs), v in samples(self.get("/metrics")).items() if n == name and wanted <= pairs)

    def expect_count(self, expected, name, **labels):
        """Waits for it, since an event stands in its file before it is counted."""
        what = f"{name}{labels} is {expected}"
        wait_for(what, lambda: self.count(name, **labels) >= expected)
        if (found := self.count(name, **labels)) != expected:
            raise AssertionError(f"{what}: it is {found}")

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(30)

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.terminate()
            self.process.wait(40)
        self.check_events()
        return self.process.returncode if self.process else None

    def check_events(self, most=500):
        """What was written fits the schema that is shipped, as far as there is a reader of schemas."""
        if jsonschema is None or not self.events.is_file():
            return
        schema = json.loads((pathlib.Path(__file__).parents[2] / "config" / "schema" / "event.schema.json").read_text())
        reader = jsonschema.Draft202012Validator(schema)
        with open(self.events, encoding="utf-8") as lines:
            for line in itertools.islice((line for line in lines if line.startswith('{"v":')), most):
                problems = [f"{p.json_path}: {p.message}" for p in reader.iter_errors(json.loads(line))]
                if problems:
                    raise AssertionError(f"{problems} of {line}")


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

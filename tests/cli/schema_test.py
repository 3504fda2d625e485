"""The shipped JSON Schemas by another reader of schemas: what recoil writes fits, and what it refuses they refuse."""
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import unittest
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

try:
    import jsonschema
    import yaml
except ImportError:
    print("skipped: python3-jsonschema and python3-yaml are not installed")
    sys.exit(77)

SOURCE = Path(os.environ["RECOIL_SOURCE_DIR"])
BIN = Path(os.environ["RECOIL_BIN"])
sys.path.insert(0, str(SOURCE / "tests" / "integration"))
from lab import Recoild, folder, wait_for  # noqa: E402

PACK = """pack: few
version: 1
rules:
  - {id: tea, text: ['out of tea'], reason: greylisted, meaning: m, advice: a, examples: ['450 4.3.2 out of tea']}
"""
RIGHT = """
{}
workers: 4
workers:
limits: {sessions: null}
limits: {message_bytes: 0}
limits: {message_bytes: 65536}
own_mtas: out1.example.com
own_mtas: [out1.example.com, xn--mnchen-3ya.example]
metrics: {address: ""}
metrics: {address: "[::1]:9850", token_file: ""}
listeners: []
listeners: [{address: "unix:/run/recoil.sock", mode: 0600, group: nogroup}]
listeners: [{address: "127.0.0.1:1", allow: 127.0.0.0/8}]
listeners: [{protocol: proxy, address: "127.0.0.1:1", next_hop: "unix:/run/other"}]
log_sources: [{path: /var/log/mail.log}]
log_sources: [{type: syslog, address: "udp://[::1]:5140", max_age: 90m}]
log_sources: [{type: journald}]
log_sources: [{type: stdin, events: every, services: smtp}]
egress: [{sending_ip: "2001:db8::3", pool: marketing}]
stream: {from: "header:X-Stream", values: [news]}
verp: {max_age: 12h, patterns: '(?P<recipient>.+)@'}
log: {level: debug}
"""
WRONG = """
[]
limits: 7
limit: {sessions: 7}
limits: {session: 7}
limits: {sessions: 0}
limits: {sessions: "7"}
limits: {sessions: many}
limits: {sessions: 1.5}
limits: {message_bytes: 10}
workers: 65
workers: -1
own_mtas: 192.0.2.1
own_mtas: [null]
sending_domains: [news@example.com]
metrics: {address: 9850}
metrics: {address: "localhost:9850"}
metrics: {address: "unix:/run/metrics"}
events: {durability: sync}
events: {path: ""}
listeners: {protocol: lmtp}
listeners: [{protocol: lmtp}]
listeners: [{protocol: uucp, address: "127.0.0.1:1"}]
listeners: [{address: "127.0.0.1:1", mode: "0660"}]
listeners: [{address: "unix:relative"}]
listeners: [{address: "unix:/a", mode: "0999"}]
listeners: [{address: "unix:/a", allow: [127.0.0.0/8]}]
listeners: [{address: "127.0.0.1:1", allow: [localhost]}]
listeners: [{address: "127.0.0.1:1", next_hop: "127.0.0.1:2"}]
listeners: [{protocol: proxy, address: "127.0.0.1:1"}]
listeners: [{protocol: milter, address: "127.0.0.1:1", tls: {certificate: /a, key: /b}}]
listeners: [{address: "127.0.0.1:1", tls: {certificate: /a}}]
log_sources: [{type: postfix}]
log_sources: [{type: postfix, path: mail.log}]
log_sources: [{type: journald, units: [postfix]}]
log_sources: [{type: syslog, address: "127.0.0.1:5140"}]
log_sources: [{type: stdin, path: /var/log/mail.log}]
log_sources: [{path: /a, services: []}]
log_sources: [{path: /a, max_age: 3600}]
egress: [{pool: a}]
egress: [{sending_ip: out1.example.com}]
egress: [{sending_ip: 192.0.2.3, pool: "a b"}]
stream: {from: return-path, values: [news]}
stream: {from: sender_domain}
stream: {values: [news]}
verp: {max_age: 30}
verp: {patterns: 'no group'}
verp: {keys: [{since: 2026-11-21}]}
verp: {keys: [{file: /a, since: yesterday}]}
capture: {headers: ["X Campaign"]}
count: {remote: log}
log: {level: INFO}
"""


class Reader(yaml.SafeLoader):
    """Reads scalars by YAML's core schema, as recoil and editors do: no dates, no octal numbers, no `yes`."""

    yaml_implicit_resolvers = {}


for tag, form, starts in (("null", r"^(~|null|)$", ["~", "n", ""]), ("bool", r"^(true|false)$", "tf"),
                          ("int", r"^[-+]?[0-9]+$", "-+0123456789"), ("float", r"^[-+]?[0-9]+\.[0-9]+$", "-+0123456789")):
    Reader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(form), list(starts))
Reader.add_constructor("tag:yaml.org,2002:int", lambda reader, node: int(node.value))


def read(text):
    return yaml.load(text, Reader)


def validator(name):
    schema = json.loads((SOURCE / "config" / "schema" / f"{name}.schema.json").read_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def closed(schema):
    """No object of it takes a field that it does not name."""
    inner = {name: closed(value) for name, value in schema.get("properties", {}).items()}
    return {"additionalProperties": False, **schema, "properties": inner} if "object" in schema.get("type", ()) else schema


def recoil(*arguments, **more):
    return subprocess.run([BIN / "recoil", *map(str, arguments)], capture_output=True, text=True, timeout=300, check=True, **more).stdout


class Schema(unittest.TestCase):
    def problems(self, name, value):
        return [f"{error.json_path}: {error.message}" for error in validator(name).iter_errors(value)]

    def assert_fits(self, name, value, where=None):
        self.assertEqual(self.problems(name, value), [], where)


class Identity(Schema):
    def test_each_has_a_name_of_its_own(self):
        for name in ("event", "config", "pack"):
            schema = validator(name).schema
            self.assertEqual(schema["$id"], f"urn:recoil:schema:{name}:1")
            self.assertTrue(schema["title"] and schema["description"])


class Packs(Schema):
    def test_shipped_packs(self):
        for path in (SOURCE / "config" / "rules").glob("*.yaml"):
            self.assert_fits("pack", read(path.read_text()), path.name)


class Configurations(Schema):
    def setUp(self):
        self.folder = Path(tempfile.mkdtemp(prefix="recoil_schema_"))
        self.addCleanup(shutil.rmtree, self.folder)
        (self.folder / "few.yaml").write_text(PACK)

    def is_accepted(self, text):
        config = self.folder / f"{abs(hash(text))}.yaml"
        config.write_text(text)
        environment = {**os.environ, "RECOIL_RULES__PACKS": str(self.folder / "few.yaml")}
        done = subprocess.run([BIN / "recoild", "--check", "--config", config], capture_output=True, text=True, timeout=60,
                              env=environment, check=False)
        self.assertIn(done.returncode, (0, 78), done.stderr)
        return done.returncode == 0

    def judged(self, lines):
        """Each line with whether recoild accepts it."""
        with ThreadPoolExecutor(4) as pool:
            return list(zip(lines, pool.map(self.is_accepted, lines)))

    def test_what_is_right(self):
        for line, accepted in self.judged(RIGHT.strip().splitlines()):
            self.assertTrue(accepted, line)
            self.assert_fits("config", read(line), line)

    def test_what_is_wrong(self):
        for line, accepted in self.judged(WRONG.strip().splitlines()):
            self.assertFalse(accepted, line)
            self.assertNotEqual(self.problems("config", read(line)), [], line)

    def test_shipped_files(self):
        files = [SOURCE / "config" / "recoil.yaml", *SOURCE.glob("config/postfix/*/recoil.yaml"), *SOURCE.glob("docker/**/recoil.yaml")]
        self.assertGreater(len(files), 8)
        for path in files:
            self.assert_fits("config", read(path.read_text()), path)

    def test_what_the_documentation_shows(self):
        keys = validator("config").schema["properties"]
        shown = 0
        for path in [SOURCE / "README.md", *SOURCE.glob("docs/*.md"), *SOURCE.glob("config/**/*.md")]:
            for block in re.findall(r"^```yaml(?! of=)[^\n]*\n(.*?)^```", path.read_text(), re.M | re.S):
                value = read(block)
                if isinstance(value, dict) and next(iter(value)) in keys:
                    self.assert_fits("config", value, path)
                    shown += 1
        self.assertGreater(shown, 5)


class Events(Schema):
    def fit(self, lines, least):
        check = jsonschema.Draft202012Validator(closed(validator("event").schema))
        events = [json.loads(line) for line in lines]
        for event in events:
            self.assertEqual([f"{error.json_path}: {error.message}" for error in check.iter_errors(event)], [], event)
        self.assertGreaterEqual(len(events), least)
        return events

    def test_of_messages(self):
        mails = sorted((SOURCE / "tests" / "golden").glob("*/input.eml"))
        events = self.fit(recoil("classify", "--format", "json", *mails).splitlines(), 200)
        for field in ("file", "links", "advice", "auth", "complaint", "defects", "original"):
            self.assertTrue(any(field in event for event in events), field)

    def test_of_replies(self):
        replies = "550 5.7.606 Access denied, banned sending IP [192.0.2.1]\n450 4.2.0 Greylisted\n\xff\n"
        events = self.fit(recoil("classify", "--text", "--format", "json", "-", input=replies).splitlines(), 3)
        self.assertEqual([event["index"] for event in events], [0, 1, 2])

    def test_of_a_log(self):
        lines = "".join(
            f"2026-11-22T08:00:0{i}.000000+00:00 out1 postfix/smtp[1]: 4F8A2C00{i}: to=<kim@fabrikam.com>, "
            f"relay=mx.example.net[192.0.2.26]:25, delay=1.5, delays=0/0/1/0.5, dsn={code[4:9]}, status={status} "
            f"(host mx.example.net[192.0.2.26] said: {code} (in reply to RCPT TO command))\n"
            for i, (code, status) in enumerate([("550 5.1.1 User unknown", "bounced"), ("451 4.7.1 Greylisted", "deferred")]))
        self.fit(recoil("log", "--format", "json", "-", input=lines).splitlines(), 2)

    def test_of_the_daemon(self):
        with folder() as here:
            (here / "few.yaml").write_text(PACK)
            daemon = Recoild(here, f"""sending_domains: [example.com]
capture: {{headers: [Message-ID]}}
stream: {{from: sender_domain, values: [example.com]}}
egress: [{{sending_ip: 198.51.100.25, pool: p}}]
rules: {{packs: [{here}/few.yaml]}}
""", inputs='listeners: [{protocol: lmtp, address: "127.0.0.1:0"}]')
            daemon.config.write_text(daemon.config.read_text().replace("127.0.0.1:0", f"127.0.0.1:{daemon.lmtp}"))
            daemon.start()
            self.addCleanup(daemon.stop)
            for mail in sorted((SOURCE / "tests" / "golden").glob("[0-4]*/input.eml")):
                deliver(daemon.lmtp, mail.read_bytes())
            events = wait_for("the events", lambda: [json.dumps(event) for event in daemon.lines()])
            shown = self.fit(events, 20)
            for field in ("envelope", "stream", "authentic"):
                self.assertTrue(any(field in event for event in shown), field)


def deliver(port, mail):
    """By LMTP; it is in the event file when the reply comes."""
    octets = re.sub(rb"\r?\n", b"\r\n", mail)
    octets = re.sub(rb"^\.", b"..", octets, flags=re.M)
    with socket.create_connection(("127.0.0.1", port), 30) as client, client.makefile("rb") as replies:
        replies.readline()
        for command in (b"LHLO test", b"MAIL FROM:<>", b"RCPT TO:<bounces@example.com>", b"DATA", octets + b"\r\n."):
            client.sendall(command + b"\r\n")
            while (reply := replies.readline())[3:4] == b"-":
                pass
            if not reply.startswith((b"2", b"3")):
                raise AssertionError(reply)


if __name__ == "__main__":
    unittest.main()

"""The manual pages say what the programs do: commands, options, keys, defaults, exit codes and messages, and their examples run."""
import functools
import json
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest
import urllib.error
import urllib.request
from pathlib import Path

SOURCE = Path(os.environ["RECOIL_SOURCE_DIR"])
BIN = Path(os.environ["RECOIL_BIN"])
PAGES = sorted((SOURCE / "docs" / "man").glob("*.[1-9]"))
SCHEMAS = SOURCE / "config" / "schema"
sys.path.insert(0, str(SOURCE / "tests" / "integration"))
from lab import free_port, wait_for  # noqa: E402
from manual_page import Page  # noqa: E402

PACK = """pack: {name}
version: 1
rules:
  - {{id: {name}-tea, text: ['out of tea'], reason: greylisted, meaning: m, advice: a, examples: ['450 4.3.2 out of tea']}}
"""
LOG = ("2026-11-22T08:00:01.000000+00:00 out1 postfix/smtp[1]: 4F8A2C002: to=<kim@fabrikam.com>, relay=mx.example.net[192.0.2.26]:25, "
       "delay=1, delays=0/0/1/0, dsn=5.7.606, status=bounced (host mx.example.net[192.0.2.26] said: "
       "550 5.7.606 Access denied, banned sending IP [198.51.100.25] (in reply to RCPT TO command))\n")


def page(name):
    return Page(SOURCE / "docs" / "man" / name)


def schema(name):
    return json.loads((SCHEMAS / f"{name}.schema.json").read_text())


def run(*command, **more):
    return subprocess.run(list(map(str, command)), capture_output=True, text=True, timeout=120, check=False, **more)


@functools.cache
def help_text(program, *command):
    return run(BIN / program, *command, "--help").stdout


def help_of(program, *command):
    """The options and the commands that --help lists."""
    text = help_text(program, *command)
    options = {name for names in re.findall(r"^  (-\S+)", text, re.M) for name in names.split(",")}
    listed = text.partition("\nSubcommands:\n")[2].partition("\n\n")[0]
    return options, re.findall(r"^  (\w\S*)", listed, re.M)


def commands(*parents):
    """Every command that is not a mere group of others, as its words."""
    inner = help_of("recoil", *parents)[1]
    return [leaf for name in inner for leaf in commands(*parents, name)] if inner else [parents]


class Form(unittest.TestCase):
    def test_mandoc_finds_nothing(self):
        self.assertGreaterEqual(len(PAGES), 4)
        for path in PAGES:
            self.assertEqual(run("mandoc", "-T", "lint", "-W", "warning", path).stdout, "")

    def test_pages_fit_a_terminal_of_80_columns(self):
        for path in PAGES:
            with tempfile.NamedTemporaryFile("w", suffix=path.suffix) as copy:  # man(1) reads it as a user of its own
                copy.write(path.read_text())
                copy.flush()
                os.chmod(copy.name, 0o644)
                shown = run("man", "-l", copy.name, env={**os.environ, "MANWIDTH": "80", "LC_ALL": "C.UTF-8", "MANPAGER": "cat"})
            self.assertEqual((shown.returncode, shown.stderr), (0, ""))
            lines = [re.sub(r"\x1b\[[0-9;]*m|.\x08", "", line).expandtabs() for line in shown.stdout.splitlines()]
            self.assertGreater(len(lines), 50)
            self.assertEqual([line for line in lines if len(line) > 80], [], path.name)

    def test_pages_refer_to_pages_that_are_there(self):
        ours = {tuple(path.name.rsplit(".", 1)) for path in PAGES}
        for path in PAGES:
            named = set(re.findall(r"^\.Xr (recoil\S*) (\d)", path.read_text(), re.M))
            self.assertLessEqual(named, ours, path.name)
            self.assertEqual(named | {tuple(path.name.rsplit(".", 1))}, ours, path.name + " names the others")


class CommandLine(unittest.TestCase):
    COMMON = {"-h", "--help", "--version"}

    def test_every_command_of_recoil_is_described_and_nothing_else(self):
        described = [name for name in page("recoil.1").subsections() if name not in ("Filters", "Rule packs")]
        self.assertEqual(sorted(described), sorted(" ".join(words) for words in commands()))

    def test_every_option_of_recoil_is_described_and_nothing_else(self):
        manual = page("recoil.1")
        explained = manual.items("Fl")
        for words in commands():
            options = help_of("recoil", *words)[0]
            self.assertLessEqual(self.COMMON, options)
            self.assertEqual(manual.synopsis_options(" ".join(words)), options - self.COMMON, words)
            self.assertLessEqual(options - self.COMMON, explained, words)

    def test_every_value_of_an_option_is_named(self):
        manual = page("recoil.1")
        for words in commands():
            named = set(re.findall(r"\w+", manual.text_of(" ".join(words))))
            for values in re.findall(r"^  \S+ (\w+(?:\|\w+)+)", help_text("recoil", *words), re.M):
                self.assertLessEqual(set(values.split("|")), named, words)

    def test_every_option_of_recoild_is_described_and_nothing_else(self):
        options, _ = help_of("recoild")
        self.assertEqual(page("recoild.8").items("Fl"), options)

    def test_exit_codes(self):
        codes = set(re.findall(r"int \w+ = (\d+);", (SOURCE / "daemon" / "exit_code.hpp").read_text()))
        self.assertEqual(page("recoild.8").exit_codes(), codes)
        self.assertEqual(page("recoil.1").exit_codes(), codes - {"78"})


class Configuration(unittest.TestCase):
    def setUp(self):
        self.folder = Path(tempfile.mkdtemp(prefix="recoil_manual_"))
        self.addCleanup(shutil.rmtree, self.folder)

    def test_every_key_is_described_in_its_section_and_nothing_else(self):
        manual, config = page("recoil.yaml.5"), schema("config")
        sections = [name for name in manual.subsections() if name not in ("Reload or restart", "Environment")]
        self.assertEqual(sections, list(config["properties"]))
        for name in sections:
            keys = [key for key, _ in keys_below(config, config["properties"][name])]
            self.assertEqual(list(manual.keys(name)), keys, name)

    def test_every_default_range_and_choice_is_given(self):
        manual, config = page("recoil.yaml.5"), schema("config")
        for section, rule in config["properties"].items():
            described = manual.keys(section)
            for key, rule in {**dict(keys_below(config, rule)), "": rule}.items():
                text = described[key] if key else manual.text_of(section)
                for words in expected_words(rule):
                    self.assertIn(words, text, f"{section}.{key}")

    def test_required_keys_are_said_to_be(self):
        manual, config = page("recoil.yaml.5"), schema("config")
        for section, definition in (("listeners", "listener"), ("egress", "egress"), ("verp", "signing_key")):
            for key in config["$defs"][definition]["required"]:
                self.assertIn("Required.", manual.keys(section)[key], key)

    def test_a_variable_overrules_each_key_that_is_no_list_of_maps(self):
        names = []
        for section, rule in schema("config")["properties"].items():
            names += [f"{section}__{key}" for key in rule.get("properties", {})] or [section]
        maps = {"listeners", "log_sources", "egress", "verp__keys"}
        variables = {f"RECOIL_{name.upper()}": "\x01" for name in names if name not in maps}
        refused = run(BIN / "recoild", "--check", env={**os.environ, **variables})
        self.assertEqual(refused.returncode, 78)
        told = {line.partition(":")[0] for line in refused.stderr.splitlines()}
        self.assertEqual(told, set(variables))

    def start(self, text):
        """A recoild with this configuration."""
        config = self.folder / "recoil.yaml"
        config.write_text(text)
        self.log = self.folder / "log"
        with open(self.log, "wb") as log:
            daemon = subprocess.Popen([BIN / "recoild", "--config", config], stderr=log, cwd=self.folder,
                                      env={**os.environ, "STATE_DIRECTORY": str(self.folder)})
        self.addCleanup(daemon.wait, 30)
        self.addCleanup(daemon.terminate)
        wait_for("recoild to start", lambda: "metrics on" in self.log.read_text())
        return config, daemon

    def test_every_page_of_the_endpoint_is_described(self):
        port = free_port()
        (self.folder / "one.yaml").write_text(PACK.format(name="one"))
        self.start(f'{{listeners: [], rules: {{packs: [{self.folder}/one.yaml]}}, metrics: {{address: "127.0.0.1:{port}"}}}}')
        with self.assertRaises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/nowhere", timeout=10)
        listed = re.findall(r"/[^\s,]*", refused.exception.read().decode())
        self.assertEqual(set(listed), {line[7:] for line in page("recoild.8").section("Sh", "HTTP") if line.startswith(".It Pa ")})

    def test_what_needs_a_restart_is_marked(self):
        """Every key is changed at once; recoild says which of them wait for a restart."""
        for name in ("one", "two", "site"):
            (self.folder / f"{name}.yaml").write_text(PACK.format(name=name))
        (self.folder / "key").write_text("0123456789abcdef")
        config, daemon = self.start(f"""
listeners: [{{protocol: lmtp, address: "127.0.0.1:{free_port()}"}}]
rules: {{packs: [{self.folder}/one.yaml]}}
metrics: {{address: "127.0.0.1:{free_port()}"}}
""")
        changed = {
            "listeners": [{"protocol": "smtp", "address": f"127.0.0.1:{free_port()}"}],
            "log_sources": [{"type": "stdin"}],
            "rules": {"packs": [f"{self.folder}/two.yaml"], "extra": [f"{self.folder}/site.yaml"]},
            "events": {"path": "other.jsonl", "durability": "write", "min_free_bytes": 1},
            "metrics": {"address": f"127.0.0.1:{free_port()}", "birth_seconds": 1, "token_file": f"{self.folder}/key"},
            "status": {"addresses": "shown"},
            "own_mtas": ["out9.example.com"],
            "count": {"session": "dsn", "remote": "dsn"},
            "sending_domains": ["example.com"],
            "egress": [{"sending_ip": "192.0.2.3"}],
            "stream": {"from": "sender_domain", "values": ["news"]},
            "verp": {"patterns": ["(?P<recipient>.+)@"], "keys": [{"file": f"{self.folder}/key"}], "max_age": "9d"},
            "capture": {"headers": ["X-Campaign-ID"]},
            "workers": 2,
            "log": {"level": "debug"},
        }
        rules = schema("config")["properties"]
        changed["limits"] = {key: limit.get("minimum", 70000) for key, limit in rules["limits"]["properties"].items()}
        self.assertEqual(list(rules), sorted(changed, key=list(rules).index), "every section is changed")
        for section, value in changed.items():
            if isinstance(value, dict):
                self.assertEqual(set(rules[section]["properties"]), set(value), "every key is changed")
        config.write_text(json.dumps(changed))  # which is YAML, too
        daemon.send_signal(signal.SIGHUP)
        wait_for("the reload", lambda: "reloaded" in self.log.read_text() or "refused" in self.log.read_text())
        warned = re.findall(r"reload: (\S+).* changed; that needs a restart", self.log.read_text())
        self.assertEqual(sorted(warned), sorted(page("recoil.yaml.5").restart_keys()), self.log.read_text())


def keys_below(config, rule):
    """The keys of a section in the order of the schema, with those of the maps in its lists, each with its rule."""
    reference = rule.get("items", {}).get("$ref")
    if reference:
        rule = config["$defs"][reference.rpartition("/")[2]]
    for key, inner in rule.get("properties", {}).items():
        yield key, inner
        yield from keys_below(config, inner)


def expected_words(rule):
    """What the description of a key must hold."""
    yield from map(str, filter(None, rule.get("enum", [])))
    default = rule.get("default")
    if default == "" or default == []:
        yield "Default: "  # "none", or what that means
    elif isinstance(default, (str, int)):
        yield f"Default: {default}."
    elif default and isinstance(default[0], str):
        yield f"Default: {', '.join(default)}."
    for bounds in [rule, *rule.get("anyOf", [])]:
        if "minimum" in bounds and bounds["maximum"] != 777:
            yield f"From {bounds['minimum']} to {bounds['maximum']}."
    if any(choice.get("$ref", "").endswith("/duration") for choice in rule.get("anyOf", [])):
        low, high = re.search(r": (\w+) to (\w+)\.$", rule["description"]).groups()
        yield f"From {low} to {high}."


class Rules(unittest.TestCase):
    def test_every_key_of_a_pack_is_described_and_nothing_else(self):
        manual, pack = page("recoil-rules.5"), schema("pack")
        inner = pack["$defs"]["example"]["anyOf"][1]["properties"]
        keys = {*pack["properties"], *pack["$defs"]["provider"]["properties"], *pack["$defs"]["rule"]["properties"]}
        self.assertLessEqual(keys | set(inner), manual.words("Cm"))
        captured = set(re.search(r"<\((.*)\)>", pack["$defs"]["capture"]["pattern"])[1].split("|"))
        self.assertEqual(manual.items("Cm", "THE PACK", "THE RULE"), (keys | captured) - {"id", "capture", "priority"})


class Messages(unittest.TestCase):
    def test_every_warning_and_error_is_explained_and_nothing_else(self):
        formats = set()
        for source in (SOURCE / "daemon").rglob("*.cpp"):
            for call in re.findall(r'log::(?:warn|error)\(\s*((?:"(?:[^"\\]|\\.)*"\s*)+)', source.read_text()):
                text = "".join(re.findall(r'"((?:[^"\\]|\\.)*)"', call)).replace('\\"', "")
                if re.search(r"[a-z]{3}", text):  # not those of placeholders alone
                    formats.add(text)
        self.assertGreater(len(formats), 20)
        explained = page("recoild.8").diagnostics()
        patterns = [re.sub(r"\\{\\}", "[A-Z]+", re.escape(text)) for text in formats]
        unexplained = [p for p in patterns if not any(re.fullmatch(p, line) for line in explained)]
        self.assertEqual(unexplained, [], "these stand in no manual page")
        unknown = [line for line in explained if not any(re.fullmatch(p, line) for p in patterns)]
        self.assertEqual(unknown, [], "nobody writes these")

    def test_replies(self):
        known = set(re.findall(r'(\d{3}), "(\d\.\d+\.\d+)"', (SOURCE / "lib" / "proto" / "smtp_reply.cpp").read_text()))
        named = set(re.findall(r"\b([245]\d\d) (\d\.\d+\.\d+)", page("recoild.8").text()))
        self.assertGreaterEqual(len(named), 7)
        self.assertLessEqual(named, known)


class Examples(unittest.TestCase):
    """In a folder that holds what the examples name; /etc and /var stand for folders in it."""

    def setUp(self):
        self.root = Path(tempfile.mkdtemp(prefix="recoil_manual_"))
        self.addCleanup(shutil.rmtree, self.root)
        self.port = free_port()
        for folder in ("etc/recoil/rules.d", "var/log/recoil", "bounces"):
            (self.root / folder).mkdir(parents=True)
        (self.root / "etc/recoil/recoil.yaml").write_text(f'listeners: []\nmetrics: {{address: "127.0.0.1:{self.port}"}}\n')
        (self.root / "etc/recoil/rules.d/site.yaml").write_text(PACK.format(name="site"))
        shutil.copy(self.root / "etc/recoil/rules.d/site.yaml", self.root)
        (self.root / "etc/recoil/verp.key").write_text("0123456789abcdef")
        (self.root / "var/log/mail.log").write_text(LOG)
        for mail in (SOURCE / "docs" / "samples").glob("*.eml"):
            shutil.copy(mail, self.root / "bounces")
        mails = [*(self.root / "bounces").iterdir(), SOURCE / "tests" / "golden" / "84-gmail-japanese" / "input.eml"]
        events = run(BIN / "recoil", "classify", "--format", "json", *mails).stdout
        (self.root / "var/log/recoil/events.jsonl").write_text(events)

    def here(self, text):
        return re.sub(r"(?<![\w.])/(etc|var)/", rf"{self.root}/\1/", text).replace("127.0.0.1:9850", f"127.0.0.1:{self.port}")

    def start_daemon(self):
        daemon = subprocess.Popen([BIN / "recoild", "--config", self.root / "etc/recoil/recoil.yaml"], cwd=self.root,
                                  stderr=subprocess.DEVNULL)
        self.addCleanup(daemon.wait, 30)
        self.addCleanup(daemon.terminate)
        wait_for("recoild", lambda: run(BIN / "recoil", "healthcheck", "--address", f"127.0.0.1:{self.port}").returncode == 0)

    def test_every_command_runs(self):
        self.start_daemon()
        environment = {**os.environ, "PATH": f"{BIN.resolve()}:{os.environ['PATH']}"}
        lines = [line for path in PAGES for line in Page(path).example_commands()]
        self.assertGreater(len(lines), 12)
        for line in lines:
            if " -f " in line:
                self.follow(line, environment)
                continue
            done = run("sh", "-c", self.here(line), cwd=self.root, env=environment)
            self.assertEqual((done.returncode, done.stderr), (0, ""), line + done.stdout[-2000:])
            written = re.search(r" > (\S+)$", line)
            said = (self.root / written[1]).read_text() if written else done.stdout
            self.assertTrue(said or "--check" in line, line)

    def follow(self, line, environment):
        """It goes on until it is interrupted."""
        child = subprocess.Popen(shlex.split(self.here(line)), cwd=self.root, env=environment, stdout=subprocess.PIPE,
                                 stderr=subprocess.PIPE)
        time.sleep(1)
        self.assertIsNone(child.poll(), line)
        child.send_signal(signal.SIGINT)
        child.communicate(timeout=30)

    def test_every_configuration_is_accepted(self):
        blocks = page("recoil.yaml.5").example_blocks()
        self.assertGreaterEqual(len(blocks), 3)
        for block in blocks:
            config = self.root / "example.yaml"
            config.write_text(self.here(block))
            checked = run(BIN / "recoild", "--check", "--config", config)
            self.assertEqual((checked.returncode, checked.stderr), (0, ""), block)

    def test_every_pack_passes_its_examples(self):
        blocks = page("recoil-rules.5").example_blocks()
        self.assertGreaterEqual(len(blocks), 1)
        for block in blocks:
            (self.root / "example.yaml").write_text(block)
            tested = run(BIN / "recoil", "rules", "test", "--rules", self.root / "example.yaml", "site")
            self.assertEqual(tested.returncode, 0, tested.stdout + tested.stderr)


if __name__ == "__main__":
    if not shutil.which("mandoc") or not shutil.which("man"):
        print("skipped: mandoc and man-db are not installed")
        sys.exit(77)
    unittest.main()

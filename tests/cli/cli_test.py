"""Every command of `recoil`, from the command line to its exit code. RECOIL_BIN is the folder of the binaries."""
import gzip
import json
import os
import pty
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

RECOIL = str(Path(os.environ["RECOIL_BIN"]) / "recoil")
GOLDEN = Path(os.environ["RECOIL_SOURCE_DIR"]) / "tests" / "golden"
BAN = GOLDEN / "02-postfix-microsoft-ban" / "input.eml"
DEAD = GOLDEN / "01-postfix-unknown-user" / "input.eml"
HOSTILE = GOLDEN / "30-hostile-text" / "input.eml"
ESCAPE = b"\x1b"
SITE_PACK = """pack: site
version: 2026-01-01
rules:
  - id: site-tea
    text: ['out of tea']
    reason: greylisted
    meaning: The host has no tea.
    advice: Wait.
    examples: ['450 4.3.2 out of tea']
"""


def recoil(*arguments, stdin=b"", environment=None):
    return subprocess.run([RECOIL, *map(str, arguments)], input=stdin, capture_output=True, timeout=30, check=False,
                          env={**os.environ, **(environment or {})})


def events(result):
    return [json.loads(line) for line in result.stdout.splitlines()]


def on_a_terminal(*arguments, environment=None):
    """The command's standard output where it is a terminal."""
    master, slave = pty.openpty()
    with subprocess.Popen([RECOIL, *map(str, arguments)], stdin=subprocess.DEVNULL, stdout=slave, stderr=slave,
                          env={**os.environ, "TERM": "xterm", **(environment or {})}) as child:
        os.close(slave)
        output = b""
        try:
            while piece := os.read(master, 65536):
                output += piece
        except OSError:  # the other end is closed
            pass
    os.close(master)
    return child.returncode, output


class CommandTest(unittest.TestCase):
    def setUp(self):
        self.folder = Path(tempfile.mkdtemp(prefix="recoil_cli_"))
        self.addCleanup(shutil.rmtree, self.folder)

    def write(self, name, data):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        return path

    def assert_exit(self, result, code):
        self.assertEqual(result.returncode, code, result.stdout[-500:] + result.stderr)


class Usage(CommandTest):
    COMMANDS = ([], ["classify"], ["explain"], ["rules"], ["rules", "test"], ["rules", "list"], ["rules", "export"],
                ["tail"], ["healthcheck"])

    def test_every_command_has_help(self):
        for command in self.COMMANDS:
            result = recoil(*command, "--help")
            self.assert_exit(result, 0)
            self.assertIn(b"--help", result.stdout, command)
            self.assertEqual(result.stderr, b"")

    def test_every_command_knows_the_version(self):
        for command in self.COMMANDS:
            result = recoil(*command, "--version")
            self.assert_exit(result, 0)
            self.assertRegex(result.stdout, rb"^recoil [0-9]+\.[0-9]+\.[0-9]+\n$")

    def test_mistakes_exit_with_2_and_say_so_on_standard_error(self):
        for command in ([], ["frobnicate"], ["classify"], ["classify", "--format", "xml", BAN], ["explain"], ["rules"],
                        ["classify", "--frobnicate", BAN], ["tail", "-n", "0"], ["tail", "-n", "many"],
                        ["healthcheck", "--address", "nonsense"], ["explain", "--provider", "nobody", "5.7.1"],
                        ["rules", "list", "nopack"], ["rules", "test", "nopack"], ["rules", "export", "nopack"]):
            result = recoil(*command)
            self.assert_exit(result, 2)
            self.assertEqual(result.stdout, b"", command)
            self.assertNotEqual(result.stderr, b"", command)

    def test_output_that_cannot_be_written_is_a_failure(self):
        with open("/dev/full", "wb") as full:
            result = subprocess.run([RECOIL, "rules", "export"], stdout=full, stderr=subprocess.PIPE, check=False)
        self.assertEqual(result.returncode, 1)
        self.assertIn(b"standard output", result.stderr)


class Classify(CommandTest):
    def test_json_is_one_event_a_line_with_its_file(self):
        result = recoil("classify", "--format", "json", BAN, DEAD)
        self.assert_exit(result, 0)
        ban, dead = events(result)
        self.assertEqual((ban["file"], ban["reason"], ban["suppress"]), (str(BAN), "ip_banned", False))
        self.assertEqual((dead["file"], dead["reason"], dead["suppress"]), (str(DEAD), "user_unknown", True))
        self.assertEqual(ban["source"], "cli")
        self.assertEqual(result.stderr, b"")

    def test_the_table_says_what_to_do(self):
        result = recoil("classify", BAN, DEAD)
        self.assert_exit(result, 0)
        text = result.stdout.decode()
        self.assertTrue(text.startswith("RECIPIENT"))
        for words in ("banned_ip/ip_banned", "192.0.2.11", "keep the address", "stop mailing this address", str(BAN)):
            self.assertIn(words, text)

    def test_the_summary_counts(self):
        result = recoil("classify", "--format", "summary", BAN, DEAD, BAN)
        self.assert_exit(result, 0)
        text = result.stdout.decode()
        self.assertIn("3 messages, 3 failed or delayed recipients", text)
        self.assertRegex(text, r"\n +2  banned_ip/ip_banned\n +1  bad_address/user_unknown\n")

    def test_standard_input(self):
        result = recoil("classify", "--format", "json", "-", stdin=BAN.read_bytes())
        self.assert_exit(result, 0)
        self.assertEqual([(e["file"], e["reason"]) for e in events(result)], [("-", "ip_banned")])

    def test_an_mbox_names_each_message(self):
        mbox = b"".join(b"From x Tue Mar  3 09:15:42 2026\n" + path.read_bytes() + b"\n" for path in (BAN, DEAD))
        path = self.write("box", mbox)
        found = [(e["file"], e["reason"]) for e in events(recoil("classify", "--format", "json", path))]
        self.assertEqual(found, [(str(path), "ip_banned"), (str(path) + "#2", "user_unknown")])

    def test_compressed_messages_and_mailboxes(self):
        one = self.write("one.eml.gz", gzip.compress(BAN.read_bytes()))
        many = self.write("box.gz", gzip.compress(b"From x\n" + BAN.read_bytes() + b"\nFrom y\n" + DEAD.read_bytes()))
        result = recoil("classify", "--format", "json", one, many)
        self.assert_exit(result, 0)
        self.assertEqual([e["reason"] for e in events(result)], ["ip_banned", "ip_banned", "user_unknown"])
        result = recoil("classify", "--format", "json", "-", stdin=one.read_bytes())
        self.assertEqual([e["reason"] for e in events(result)], ["ip_banned"])

    def test_folders_and_maildirs(self):
        self.write("Maildir/new/1", BAN.read_bytes())
        self.write("Maildir/cur/2:2,S", DEAD.read_bytes())
        self.write("Maildir/tmp/3", BAN.read_bytes())
        found = [e["reason"] for e in events(recoil("classify", "--format", "json", self.folder))]
        self.assertEqual(found, ["user_unknown", "ip_banned"])

    def test_what_cannot_be_read_is_named_and_the_rest_is_done(self):
        cut = self.write("cut.gz", gzip.compress(BAN.read_bytes())[:-20])
        result = recoil("classify", "--format", "json", self.folder / "absent", cut, DEAD)
        self.assert_exit(result, 1)
        self.assertEqual(events(result)[-1]["reason"], "user_unknown")
        self.assertIn(str(self.folder / "absent").encode(), result.stderr)
        self.assertIn(str(cut).encode(), result.stderr)

    def test_bare_replies(self):
        replies = "550 5.1.1 User unknown\r\n\n550 5.7.606 Access denied, banned sending IP [192.0.2.1]\n421 \xff"
        path = self.write("replies", replies.encode("latin-1"))
        result = recoil("classify", "--text", "--format", "json", path)
        self.assert_exit(result, 0)
        found = [(e["index"], e["text"], e["reason"], e["suppress"]) for e in events(result)]
        self.assertEqual(found[0], (0, "550 5.1.1 User unknown", "user_unknown", True))
        self.assertEqual(found[1][2:], ("ip_banned", False))
        self.assertEqual(found[2][0:2], (2, "421 \ufffd"))
        table = recoil("classify", "--text", path)
        self.assertIn(b"bad_address/user_unknown", table.stdout)

    def test_site_rules(self):
        pack = self.write("site.yaml", SITE_PACK)
        arguments = ("classify", "--text", "--format", "json", "--rules", pack, "-")
        (event,) = events(recoil(*arguments, stdin=b"450 4.3.2 out of tea\n"))
        self.assertEqual((event["rule"], event["reason"]), ("site-tea", "greylisted"))

    def test_bad_site_rules_are_refused_with_file_and_line(self):
        pack = self.write("site.yaml", SITE_PACK.replace("greylisted", "no_such_reason"))
        result = recoil("classify", "--rules", pack, BAN)
        self.assert_exit(result, 1)
        self.assertEqual(result.stdout, b"")
        self.assertRegex(result.stderr.decode(), re.escape(str(pack)) + r":\d+: .*no_such_reason")

    def test_a_reader_that_goes_away_is_no_error_message(self):
        with subprocess.Popen([RECOIL, "classify", *[str(BAN)] * 500], stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE) as child:
            child.stdout.read(10)
            child.stdout.close()
            self.assertEqual(child.stderr.read(), b"")


class Terminal(CommandTest):
    def test_colours_only_on_a_terminal_and_only_where_they_are_wanted(self):
        self.assertNotIn(ESCAPE, recoil("classify", BAN).stdout)
        self.assertNotIn(ESCAPE, recoil("explain", "5.7.606").stdout)
        self.assertNotIn(ESCAPE, recoil("rules", "list").stdout)
        code, output = on_a_terminal("classify", BAN, environment={"NO_COLOR": ""})
        self.assertEqual(code, 0)
        self.assertIn(b"\x1b[31m", output)
        self.assertNotIn(ESCAPE, on_a_terminal("classify", BAN, environment={"NO_COLOR": "1"})[1])

    def test_a_hostile_message_reaches_the_terminal_escaped(self):
        name = self.write("\x1b[2Jname\n", HOSTILE.read_bytes())
        log = self.write("events.jsonl", recoil("classify", "--format", "json", HOSTILE).stdout)
        reply = "550 5.7.1 \x1b[2Jno \u2028 \x9b2J"
        for command in (["classify", HOSTILE], ["classify", name], ["classify", self.folder / "\x1b]0;x\x07"],
                        ["classify", "--format", "summary", HOSTILE], ["tail", log], ["explain", reply],
                        ["explain", "--provider", "\x1b[2J", "5.7.1"], ["tail", self.folder / "\x1b[2J"],
                        ["rules", "list", "\x1b[2J"], ["rules", "test", "--rules", self.folder / "\x1b[2J"],
                        ["healthcheck", "--address", "\x1b[2J"], ["\x1b[2J"], ["classify", "--format", "\x1b[2J", name]):
            _, output = on_a_terminal(*command, environment={"NO_COLOR": "1"})
            for raw in (ESCAPE, b"\x07", b"\x08", "\u2028".encode(), "\x9b".encode()):
                self.assertNotIn(raw, output, command)

    def test_json_holds_a_hostile_message_in_one_line(self):
        result = recoil("classify", "--format", "json", HOSTILE)
        (event,) = events(result)
        self.assertEqual((event["category"], event["suppress"]), ("policy_rejected", False))
        self.assertNotIn(ESCAPE, result.stdout)


class Explain(CommandTest):
    def test_a_reply(self):
        result = recoil("explain", "550 5.7.606 Access denied, banned sending IP [192.0.2.1]")
        self.assert_exit(result, 0)
        text = result.stdout.decode()
        for words in ("banned_ip/ip_banned", "sender_admin", "keep the address", "192.0.2.1", "m365-banned-ip",
                      "microsoft365", "https://sender.office.com", "also matched"):
            self.assertIn(words, text)

    def test_a_bare_code_and_what_the_registry_says(self):
        text = recoil("explain", "5.1.1").stdout.decode()
        self.assertIn("bad_address/user_unknown", text)
        self.assertIn("registered as", text)

    def test_the_provider_may_be_named(self):
        code = "550 5.4.1 Recipient address rejected: Access denied"
        named = recoil("explain", "--provider", "microsoft365", code)
        self.assert_exit(named, 0)
        self.assertIn(b"bad_address/user_unknown", named.stdout)

    def test_what_nobody_knows(self):
        result = recoil("explain", "hello")
        self.assert_exit(result, 0)
        self.assertIn(b"unknown/unknown", result.stdout)


class Rules(CommandTest):
    def test_the_shipped_packs_hold_what_they_promise(self):
        result = recoil("rules", "test")
        self.assert_exit(result, 0)
        self.assertRegex(result.stdout, rb"^[1-9][0-9]+ examples and counterexamples, 0 wrong\n$")
        self.assert_exit(recoil("rules", "test", "microsoft365"), 0)

    def test_an_example_that_another_rule_decides_is_wrong(self):
        pack = self.write("site.yaml", SITE_PACK.replace("450 4.3.2 out of tea", "550 5.1.1 User unknown"))
        result = recoil("rules", "test", "--rules", pack)
        self.assert_exit(result, 1)
        self.assertRegex(result.stdout.decode(), r"site\.yaml:\d+: .*site-tea")

    def test_the_list_names_packs_and_rules(self):
        text = recoil("rules", "list").stdout.decode()
        for words in ("microsoft365 ", "generic-text ", "enhanced-status ", "m365-banned-ip", "banned_ip/ip_banned"):
            self.assertIn(words, text)
        one = recoil("rules", "list", "generic-text").stdout.decode()
        self.assertNotIn("m365-banned-ip", one)

    def test_what_is_exported_can_be_loaded(self):
        result = recoil("rules", "export", "generic-text")
        self.assert_exit(result, 0)
        pack = self.write("generic-text.yaml", result.stdout)
        self.assert_exit(recoil("rules", "test", "--rules", pack, "generic-text"), 0)
        whole = recoil("rules", "export").stdout
        self.assertIn(b"pack: microsoft365", whole)
        self.assertIn(b"pack: generic-text", whole)


class Tail(CommandTest):
    def test_the_last_events(self):
        log = self.write("events.jsonl", recoil("classify", "--format", "json", DEAD, BAN).stdout)
        both = recoil("tail", log)
        self.assert_exit(both, 0)
        self.assertIn(b"hjort@example.net", both.stdout)
        last = recoil("tail", "-n", "1", log)
        self.assertNotIn(b"hjort@example.net", last.stdout)
        self.assertIn(b"kim@contoso.com", last.stdout)

    def test_an_absent_file_and_damaged_lines(self):
        self.assert_exit(recoil("tail", self.folder / "absent"), 1)
        self.assert_exit(recoil("tail", self.folder), 1)
        log = self.write("events.jsonl", recoil("classify", "--format", "json", DEAD).stdout + b"[]\n{\"v\":1,\n")
        damaged = recoil("tail", log)
        self.assert_exit(damaged, 1)
        self.assertIn(b"hjort@example.net", damaged.stdout)
        self.assertIn(b"some lines are no events", damaged.stderr)


class Healthcheck(CommandTest):
    def test_nobody_listens(self):
        with socket.socket() as unused:  # bound and not listening: its port is nobody else's
            unused.bind(("127.0.0.1", 0))
            result = recoil("healthcheck", "--address", "127.0.0.1:%d" % unused.getsockname()[1])
        self.assert_exit(result, 1)
        self.assertIn(b"refused", result.stderr.lower())


if __name__ == "__main__":
    unittest.main(verbosity=0, argv=[sys.argv[0], *sys.argv[1:]])

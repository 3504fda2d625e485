"""Every command of `recoil`, from the command line to its exit code. RECOIL_BIN is the folder of the binaries."""
import gzip
import json
import os
import re
import select
import shutil
import socket
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

from command import RECOIL, CommandTest, events, on_a_terminal, recoil

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
# A few rules in place of the shipped ones, where those are not what is tested.
FEW_RULES = """pack: few
version: 1
rules:
  - {id: no-user, text: ['user unknown'], reason: user_unknown, meaning: m, advice: a, examples: ['550 User unknown']}
  - {id: banned, text: ['banned sending IP'], reason: ip_banned, meaning: m, advice: a, examples: ['550 banned sending IP'],
     capture: '\\[(?P<sending_ip>[0-9.]+)\\]'}
  - {id: full, text: [quota], reason: mailbox_full, meaning: m, advice: a, examples: ['552 over quota']}
  - {id: code-5-1-1, status: [5.1.1], reason: user_unknown, meaning: m, advice: a, examples: ['550 5.1.1']}
  - {id: reply-5xx, smtp_code: [500-599], reason: unknown, meaning: m, advice: a, examples: ['550']}
"""
FEW = ()  # the options that name them


def setUpModule():
    global FEW
    folder = Path(tempfile.mkdtemp(prefix="recoil_cli_"))
    unittest.addModuleCleanup(shutil.rmtree, folder)
    (folder / "few.yaml").write_text(FEW_RULES)
    os.environ["XDG_CACHE_HOME"] = str(folder)  # compiled rules
    FEW = ("--packs", folder / "few.yaml")


class Usage(CommandTest):
    COMMANDS = ([], ["classify"], ["explain"], ["rules"], ["rules", "test"], ["rules", "list"], ["rules", "reasons"],
                ["rules", "export"], ["log"], ["replay"], ["unclassified"], ["stats"], ["tail"], ["healthcheck"],
                ["completion"])

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
                        ["classify", "--frobnicate", BAN], ["tail", "-n", "-1"], ["tail", "-n", "many"],
                        ["healthcheck", "--address", "nonsense"], ["explain", *FEW, "--provider", "nobody", "5.7.1"],
                        ["explain", "--stage", "nowhere", "5.7.1"], ["explain", "--action", "delivered", "5.7.1"],
                        ["explain", "--status", "550", "sorry"], ["explain", "--format", "summary", "5.7.1"],
                        ["rules", "list", *FEW, "nopack"], ["rules", "test", *FEW, "nopack"], ["rules", "export", "nopack"],
                        ["replay", BAN], ["replay", "--recorded"], ["replay", "--rules"], ["unclassified"],
                        ["replay", "--recorded", "--top", "-1", BAN], ["unclassified", "--format", "table", BAN],
                        ["stats", "--by", "moon", BAN], ["stats", "--since", "soon", BAN], ["stats", "--top", "-1", BAN],
                        ["stats", "--category", "banned", BAN], ["tail", "--reason", "nothing", BAN], ["tail", BAN, DEAD],
                        ["completion"], ["completion", "csh"]):
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
        result = recoil("classify", *FEW, "--format", "summary", BAN, DEAD, BAN)
        self.assert_exit(result, 0)
        text = result.stdout.decode()
        self.assertIn("3 messages, 3 failed or delayed recipients", text)
        self.assertRegex(text, r"\n +2  banned_ip/ip_banned\n +1  bad_address/user_unknown\n")

    def test_standard_input(self):
        result = recoil("classify", *FEW, "--format", "json", "-", stdin=BAN.read_bytes())
        self.assert_exit(result, 0)
        self.assertEqual([(e["file"], e["reason"]) for e in events(result)], [("-", "ip_banned")])

    def test_an_mbox_names_each_message(self):
        mbox = b"".join(b"From x Tue Mar  3 09:15:42 2026\n" + path.read_bytes() + b"\n" for path in (BAN, DEAD))
        path = self.write("box", mbox)
        found = [(e["file"], e["reason"]) for e in events(recoil("classify", *FEW, "--format", "json", path))]
        self.assertEqual(found, [(str(path), "ip_banned"), (str(path) + "#2", "user_unknown")])

    def test_compressed_messages_and_mailboxes(self):
        one = self.write("one.eml.gz", gzip.compress(BAN.read_bytes()))
        many = self.write("box.gz", gzip.compress(b"From x\n" + BAN.read_bytes() + b"\nFrom y\n" + DEAD.read_bytes()))
        result = recoil("classify", *FEW, "--format", "json", one, many)
        self.assert_exit(result, 0)
        self.assertEqual([e["reason"] for e in events(result)], ["ip_banned", "ip_banned", "user_unknown"])
        result = recoil("classify", *FEW, "--format", "json", "-", stdin=one.read_bytes())
        self.assertEqual([e["reason"] for e in events(result)], ["ip_banned"])

    def test_folders_and_maildirs(self):
        self.write("Maildir/new/1", BAN.read_bytes())
        self.write("Maildir/cur/2:2,S", DEAD.read_bytes())
        self.write("Maildir/tmp/3", BAN.read_bytes())
        found = [e["reason"] for e in events(recoil("classify", *FEW, "--format", "json", self.folder))]
        self.assertEqual(found, ["user_unknown", "ip_banned"])

    def test_what_cannot_be_read_is_named_and_the_rest_is_done(self):
        cut = self.write("cut.gz", gzip.compress(BAN.read_bytes())[:-20])
        result = recoil("classify", *FEW, "--format", "json", self.folder / "absent", cut, DEAD)
        self.assert_exit(result, 1)
        self.assertEqual(events(result)[-1]["reason"], "user_unknown")
        self.assertIn(str(self.folder / "absent").encode(), result.stderr)
        self.assertIn(str(cut).encode(), result.stderr)

    def test_bare_replies(self):
        replies = "550 5.1.1 User unknown\r\n\n550 5.7.606 Access denied, banned sending IP [192.0.2.1]\n421 \xff"
        path = self.write("replies", replies.encode("latin-1"))
        result = recoil("classify", *FEW, "--text", "--format", "json", path)
        self.assert_exit(result, 0)
        found = [(e["index"], e["text"], e["reason"], e["suppress"]) for e in events(result)]
        self.assertEqual(found[0], (0, "550 5.1.1 User unknown", "user_unknown", True))
        self.assertEqual(found[1][2:], ("ip_banned", False))
        self.assertEqual(found[2][0:2], (2, "421 \ufffd"))
        table = recoil("classify", *FEW, "--text", path)
        self.assertIn(b"bad_address/user_unknown", table.stdout)

    def test_site_rules(self):
        pack = self.write("site.yaml", SITE_PACK)
        arguments = ("classify", *FEW, "--text", "--format", "json", "--rules", pack, "-")
        (event,) = events(recoil(*arguments, stdin=b"450 4.3.2 out of tea\n"))
        self.assertEqual((event["rule"], event["reason"]), ("site-tea", "greylisted"))

    def test_bad_site_rules_are_refused_with_file_and_line(self):
        pack = self.write("site.yaml", SITE_PACK.replace("greylisted", "no_such_reason"))
        result = recoil("classify", *FEW, "--rules", pack, BAN)
        self.assert_exit(result, 1)
        self.assertEqual(result.stdout, b"")
        self.assertRegex(result.stderr.decode(), re.escape(str(pack)) + r":\d+: .*no_such_reason")

    def test_a_reader_that_goes_away_is_no_error_message(self):
        with subprocess.Popen([RECOIL, "classify", *map(str, FEW), *[str(BAN)] * 500], stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE) as child:
            child.stdout.read(10)
            child.stdout.close()
            self.assertEqual(child.stderr.read(), b"")


class Terminal(CommandTest):
    def test_colours_only_on_a_terminal_and_only_where_they_are_wanted(self):
        self.assertNotIn(ESCAPE, recoil("classify", *FEW, BAN).stdout)
        self.assertNotIn(ESCAPE, recoil("explain", *FEW, "5.7.606").stdout)
        self.assertNotIn(ESCAPE, recoil("rules", "list", *FEW).stdout)
        code, output = on_a_terminal("classify", *FEW, BAN, environment={"NO_COLOR": ""})
        self.assertEqual(code, 0)
        self.assertIn(b"\x1b[31m", output)
        self.assertNotIn(ESCAPE, on_a_terminal("classify", *FEW, BAN, environment={"NO_COLOR": "1"})[1])

    def test_a_hostile_message_reaches_the_terminal_escaped(self):
        name = self.write("\x1b[2Jname\n", HOSTILE.read_bytes())
        log = self.write("events.jsonl", recoil("classify", *FEW, "--format", "json", HOSTILE).stdout)
        hostile = self.write("hostile.jsonl", b"{\x1b[2J\n" + log.read_bytes() + json.dumps({
            "v": 1, "action": "failed", "diagnostic": "550 zq \x1b[2J\x07 \u2028 \x9b2J", "time": "\x1b[2J", "rule": "\x1b[2J",
            "category": "\x1b[2J", "reason": "\x07", "remote_mta": "\x1b[2J", "recipient": "\x1b[2J@\x07"}).encode() + b"\n")
        changes = self.write("changes.yaml", SITE_PACK.replace("out of tea", "zq").replace("450 4.3.2", "550"))
        evil = self.write("evil.yaml", SITE_PACK.replace("'450 4.3.2 out of tea'", '"450 \\e[2J\\a tea", "450 out of tea"'))
        reply = "550 5.7.1 \x1b[2Jno \u2028 \x9b2J"
        for command in (["classify", *FEW, HOSTILE], ["classify", *FEW, name], ["classify", *FEW, self.folder / "\x1b]0;x\x07"],
                        ["classify", *FEW, "--format", "summary", HOSTILE], ["tail", log], ["explain", *FEW, reply],
                        ["explain", *FEW, "--provider", "\x1b[2J", "5.7.1"], ["tail", self.folder / "\x1b[2J"],
                        ["explain", "--status", "\x1b[2J", "5.7.1"], ["explain", *FEW, "--remote-mta", "\x1b[2J", "5.7.1"],
                        ["replay", *FEW, "--recorded", hostile, self.folder / "\x1b[2J"], ["unclassified", *FEW, hostile],
                        ["replay", "--present-packs", *FEW[1:], *FEW, "--rules", changes, hostile], ["rules", "test", "--packs", evil],
                        ["rules", "list", "--packs", evil], ["rules", "export", "--output", "/dev/null/\x1b[2J"],
                        ["rules", "list", *FEW, "\x1b[2J"], ["rules", "test", "--rules", self.folder / "\x1b[2J"],
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
        self.assertIn(b"there are microsoft365, ", recoil("explain", *FEW, "--provider", "nobody", "5.7.1").stderr)

    def test_what_nobody_knows(self):
        result = recoil("explain", *FEW, "hello")
        self.assert_exit(result, 0)
        self.assertIn(b"unknown/unknown", result.stdout)
        self.assertIn(b"none matches", result.stdout)

    def explained(self, *arguments):
        result = recoil("explain", *FEW, "--format", "json", *arguments)
        self.assert_exit(result, 0)
        (answer,) = events(result)
        return answer

    def test_json_tells_the_same(self):
        answer = self.explained("550 5.7.606 Access denied, banned sending IP [192.0.2.1]")
        self.assertEqual((answer["category"], answer["reason"], answer["suppress"], answer["sending_ip"], answer["provider"]),
                         ("banned_ip", "ip_banned", False, "192.0.2.1", "other"))
        self.assertEqual(answer["matched"][0]["rule"], answer["rule"])
        self.assertTrue(all("lost" in other for other in answer["matched"][1:]))
        unknown = self.explained("hello")
        self.assertEqual((unknown["reason"], unknown["smtp_code"], unknown["matched"]), ("unknown", None, []))
        self.assertNotIn("rule", unknown)

    def test_what_is_known_beside_the_reply_may_be_said(self):
        pack = self.write("site.yaml", SITE_PACK.replace("    text: ['out of tea']", "    smtp_code: [550]\n    stage: [rcpt]\n    "
                          "remote_mta: ['*.tea.example']\n    action: [delayed]\n    priority: 9").replace(
                              "'450 4.3.2 out of tea'", "{text: '550 no', stage: rcpt, remote_mta: mx.tea.example, action: delayed}"))
        self.assert_exit(recoil("rules", "test", *FEW, "--rules", pack, "site"), 0)
        known = ["--rules", pack, "--stage", "rcpt", "--remote-mta", "mx.tea.example", "--action", "delayed"]
        self.assertEqual(self.explained(*known, "550 zqx")["rule"], "site-tea")
        for left_out in (2, 4, 6):
            fewer = known[:left_out] + known[left_out + 2:]
            self.assertNotEqual(self.explained(*fewer, "550 zqx").get("rule"), "site-tea", fewer)
        self.assertEqual(self.explained("--status", "5.1.1", "zqx")["status"], "5.1.1")
        self.assertEqual(self.explained("--status", "5.1.1", "550 5.7.1 zqx")["status"], "5.7.1")

    def test_where_nobody_knows_who_said_it_others_meanings_are_told(self):
        pack = self.write("gmx.yaml", SITE_PACK.replace("rules:", "provider: {name: gmx, hosts: ['*.gmx.net']}\nrules:").replace(
            "'450 4.3.2 out of tea'", "{text: '450 4.3.2 out of tea', remote_mta: mx01.gmx.net}"))
        answer = self.explained("--rules", pack, "450 out of tea")
        self.assertIn({"provider": "gmx", "category": "throttled", "reason": "greylisted", "rule": "site-tea"}, answer["suppositions"])
        self.assertIn(b"gmx: throttled/greylisted", recoil("explain", *FEW, "--rules", pack, "450 out of tea").stdout)
        self.assertEqual(self.explained("--rules", pack, "--provider", "gmx", "450 out of tea")["suppositions"], [])


def rule(name, text, reason="greylisted", more=""):
    return (f"  - {{id: {name}, text: ['{text}'], reason: {reason}, meaning: m, advice: a, {more} "
            f"examples: ['450 {text}']}}\n")


def pack_of(*rules, head=""):
    return "pack: site\nversion: 1\n" + head + "rules:\n" + "".join(rules)


class Rules(CommandTest):
    def test_the_shipped_packs_hold_what_they_promise(self):
        result = recoil("rules", "test")
        self.assert_exit(result, 0)
        self.assertRegex(result.stdout, rb"(^|\n)[1-9][0-9]+ examples and counterexamples, 0 wrong\n")

    def test_an_example_that_another_rule_decides_is_wrong(self):
        pack = self.write("site.yaml", SITE_PACK.replace("450 4.3.2 out of tea", "550 5.1.1 User unknown"))
        result = recoil("rules", "test", *FEW, "--rules", pack)
        self.assert_exit(result, 1)
        self.assertRegex(result.stdout.decode(), r"site\.yaml:\d+: .*site-tea")

    def check(self, *rules):
        pack = self.write("site.yaml", pack_of(*rules))
        arguments = ("rules", "test", "--packs", pack)
        return recoil(*arguments), recoil(*arguments, "--notes"), recoil(*arguments, "--strict")

    def test_rules_that_only_their_ids_tell_apart_are_warned_of(self):
        plain, _, _ = self.check(rule("a", "zq"), rule("b", "zq or", "spam"))
        self.assert_exit(plain, 1)  # b's own example is decided by a
        plain, _, strict = self.check(rule("a", "zq yy"), rule("b", "yy", "spam"))
        self.assert_exit(plain, 0)
        self.assertRegex(plain.stdout.decode(), r"warning: .*site\.yaml:4: a: .*matched by b too: only the order of the ids")
        self.assertIn(b"1 pairs of rules that only the id tells apart, 0 that only the priority", plain.stdout)
        self.assert_exit(strict, 1)

    def test_what_the_priority_decides_is_a_note(self):
        plain, noted, strict = self.check(rule("a", "zq yy", more="priority: 5,"), rule("b", "yy", "spam"))
        self.assert_exit(plain, 0)
        self.assertNotIn(b"note: ", plain.stdout)
        self.assert_exit(noted, 0)
        self.assertRegex(noted.stdout.decode(), r"note: .*a: .*matched by b too: the priority decides \(5 over 0\)")
        self.assert_exit(strict, 1)

    def test_rules_that_evidence_tells_apart_are_strictly_good(self):
        _, _, strict = self.check(rule("a", "zq", more="smtp_code: 450,"), rule("b", "zq", "spam").replace("'450 zq'", "'550 zq'"),
                                  rule("c", "xw", "policy"))
        self.assert_exit(strict, 0)
        self.assertIn(b"3 examples and counterexamples, 0 wrong", strict.stdout)

    def test_the_list_names_packs_and_rules(self):
        text = recoil("rules", "list").stdout.decode()
        for words in ("microsoft365 ", "generic-text ", "enhanced-status ", "m365-banned-ip", "banned_ip/ip_banned"):
            self.assertIn(words, text)
        pack = self.write("site.yaml", SITE_PACK)
        one = recoil("rules", "list", *FEW, "--rules", pack, "site").stdout.decode()
        self.assertIn("site-tea", one)
        self.assertNotIn("no-user", one)

    def test_the_list_as_json(self):
        pack = self.write("site.yaml", SITE_PACK)
        result = recoil("rules", "list", "--format", "json", *FEW, "--rules", pack)
        self.assert_exit(result, 0)
        rules = {line["id"]: line for line in events(result)}
        self.assertEqual((rules["site-tea"]["site"], rules["site-tea"]["text"], rules["site-tea"]["evidence"]),
                         (True, ["out of tea"], "generic_text"))
        self.assertEqual((rules["banned"]["category"], rules["banned"]["site"]), ("banned_ip", False))
        self.assertEqual((rules["code-5-1-1"]["status"], rules["reply-5xx"]["smtp_code"]), (["5.1.1"], ["500-599"]))

    def test_the_reasons(self):
        result = recoil("rules", "reasons")
        self.assert_exit(result, 0)
        self.assertIn(b"may suppress the address", result.stdout)
        lines = events(recoil("rules", "reasons", "--format", "json"))
        self.assertEqual({line["reason"] for line in lines if line["may_suppress"]},
                         {"user_unknown", "domain_unknown", "null_mx", "mailbox_disabled", "mailbox_moved", "address_syntax"})

    def test_what_is_exported_can_be_loaded(self):
        result = recoil("rules", "export", "generic-text")
        self.assert_exit(result, 0)
        shipped = Path(os.environ["RECOIL_SOURCE_DIR"]) / "config" / "rules"
        self.assertEqual(result.stdout, (shipped / "generic-text.yaml").read_bytes())
        pack = self.write("generic-text.yaml", result.stdout)
        self.assert_exit(recoil("rules", "list", "--packs", pack, "generic-text"), 0)
        whole = recoil("rules", "export").stdout
        self.assertIn(b"pack: microsoft365", whole)
        self.assertIn(b"pack: generic-text", whole)

    def test_a_folder_of_exported_packs_takes_the_place_of_the_shipped_ones(self):
        folder = self.folder / "a" / "packs"
        result = recoil("rules", "export", "--output", folder)
        self.assert_exit(result, 0)
        names = [f"{path.stem}" for path in sorted(folder.iterdir())]
        self.assertEqual(result.stdout.decode().split(), [str(folder / f"{name}.yaml") for name in names])
        shipped, exported = (events(recoil("rules", "list", "--format", "json", *more)) for more in ([], ["--packs", folder / "*.yaml"]))
        for line in shipped + exported:
            del line["file"]
        by_id = lambda lines: sorted(lines, key=lambda line: line["id"])
        self.assertEqual(by_id(shipped), by_id(exported))
        edited = folder / "generic-text.yaml"
        edited.write_text(edited.read_text() + "\nbroken: yes\n")
        broken = recoil("rules", "list", "--packs", folder / "*.yaml")
        self.assert_exit(broken, 1)
        self.assertIn(b"generic-text.yaml", broken.stderr)
        again = recoil("rules", "export", "--output", folder)  # what was edited is not overwritten
        self.assert_exit(again, 1)
        self.assertIn(b"File exists", again.stderr)
        self.assertIn("broken: yes", edited.read_text())


def failure(reply, **more):
    """An event of a failed recipient, as another recoil might have recorded it."""
    return {"v": 1, "action": "failed", "diagnostic": reply, "category": "unknown", "reason": "unknown", "permanence": "unknown",
            "scope": "session", "fix_owner": "sender_admin", "list_action": "none", "provider": "other", **more}


class PastEvents(CommandTest):
    """replay and unclassified: what they read, and how they fail."""

    def log(self, *lines, name="events.jsonl"):
        return self.write(name, "".join((line if isinstance(line, str) else json.dumps(line)) + "\n" for line in lines))

    def replayed(self, *arguments, code=0, stdin=b""):
        result = recoil("replay", "--format", "json", "--present-packs", *FEW[1:], *FEW, *arguments, stdin=stdin)
        self.assert_exit(result, code)
        (answer,) = events(result)
        return answer


class Replay(PastEvents):
    def test_a_new_rule_changes_what_it_explains_and_nothing_else(self):
        pack = self.write("new.yaml", SITE_PACK)
        log = self.log(failure("450 4.3.2 out of tea"), failure("450 4.3.2 out of tea today"), failure("550 5.1.1 User unknown"),
                       {"v": 1, "action": "delivered", "diagnostic": "250 out of tea"}, {"v": 1, "action": None, "kind": "other"})
        answer = self.replayed("--rules", pack, log)
        self.assertEqual((answer["events"], answer["failures"], answer["changed"], answer["suppressed"]), (5, 3, 2, 0))
        self.assertEqual({change["to"]["rule"] for change in answer["changes"]}, {"site-tea"})
        self.assertEqual([(way["to"], way["count"]) for way in answer["categories"]], [("throttled", 2)])
        self.assertIn("new.yaml", answer["after"])
        table = recoil("replay", "--present-packs", *FEW[1:], *FEW, "--rules", pack, log)
        self.assert_exit(table, 0)
        for words in ("2 verdicts", "-> throttled", "450 4.3.2 out of tea today", "site-tea"):
            self.assertIn(words, table.stdout.decode())

    def test_addresses_that_a_rule_would_suppress_come_first_and_loud(self):
        pack = self.write("new.yaml", pack_of(rule("a", "out of tea"), rule("b", "zq gone", "user_unknown").replace("'450", "'550")))
        log = self.log(*[failure("450 4.3.2 out of tea")] * 9, failure("550 zq gone"))
        answer = self.replayed("--rules", pack, log)
        self.assertEqual((answer["suppressed"], answer["changes"][0]["starts_to_suppress"], answer["changes"][0]["count"]), (1, True, 1))
        text = recoil("replay", "--present-packs", *FEW[1:], *FEW, "--rules", pack, log).stdout.decode()
        self.assertIn("!! SUPPRESSES", text)
        self.assertIn("SUPPRESSED    1 recipient", text)

    def test_the_present_site_rules_may_be_part_of_the_comparison(self):
        old = self.write("old.yaml", SITE_PACK)
        new = self.write("new.yaml", SITE_PACK.replace("greylisted", "rate_limited"))
        log = self.log(failure("450 4.3.2 out of tea"))
        answer = self.replayed("--present", old, "--rules", new, log)
        (change,) = answer["changes"]
        self.assertEqual((change["from"]["reason"], change["to"]["reason"]), ("greylisted", "rate_limited"))
        self.assertEqual(self.replayed("--present", old, "--rules", old, log)["changed"], 0)
        gone = self.replayed("--present", old, "--rules", self.folder / "none*.yaml", log)["changes"]
        self.assertEqual(gone[0]["from"]["rule"], "site-tea")

    def test_the_recorded_verdict_is_compared_where_that_is_asked_for(self):
        log = self.log(failure("550 5.1.1 User unknown"))
        answer = self.replayed("--recorded", log)
        self.assertEqual((answer["changed"], answer["suppressed"], answer["recorded_otherwise"]), (1, 1, 0))
        pack = self.write("new.yaml", SITE_PACK)
        answer = self.replayed("--rules", pack, log)
        self.assertEqual((answer["changed"], answer["recorded_otherwise"]), (0, 1))
        self.assertIn(b"--recorded", recoil("replay", "--present-packs", *FEW[1:], *FEW, "--rules", pack, log).stdout)

    def test_what_recoil_records_now_is_what_it_replays(self):
        mails = sorted(GOLDEN.glob("*/input.eml"))
        log = self.write("events.jsonl", recoil("classify", "--format", "json", *mails).stdout)
        result = recoil("replay", "--format", "json", "--recorded", log)
        self.assert_exit(result, 0)
        (answer,) = events(result)
        self.assertGreater(answer["failures"], 150)
        self.assertEqual((answer["changes"], answer["other_rule"]), ([], 0))

    def test_compressed_files_folders_and_standard_input(self):
        lines = (json.dumps(failure("550 5.1.1 User unknown")) + "\n").encode()
        self.write("logs/events.1.gz", gzip.compress(lines * 3))
        self.write("logs/events", lines)
        self.assertEqual(self.replayed("--recorded", self.folder / "logs")["failures"], 4)
        self.assertEqual(self.replayed("--recorded", "-", stdin=lines * 2)["failures"], 2)
        self.assertEqual(self.replayed("--recorded", "-", stdin=gzip.compress(lines))["failures"], 1)

    def test_damaged_lines_and_files_are_told_and_the_rest_is_done(self):
        log = self.log("nonsense", failure("550 5.1.1 User unknown"), "{}", "[" * 100000)
        for command in (["replay", *FEW, "--recorded", log], ["unclassified", *FEW, log]):
            result = recoil(*command)
            self.assert_exit(result, 1)
            self.assertIn(f"3 lines are no events, the first at {log}:1", result.stderr.decode())
            self.assertNotEqual(result.stdout, b"")
        self.assertEqual(self.replayed("--recorded", log, code=1)["damaged_lines"], 3)
        cut = self.write("cut.gz", gzip.compress(json.dumps(failure("550 x")).encode() * 99)[:-9])
        self.assertEqual(recoil("replay", *FEW, "--recorded", self.folder / "absent").returncode, 1)
        self.assertEqual(recoil("unclassified", *FEW, cut).returncode, 1)

    def test_bad_rules_are_refused_before_anything_is_read(self):
        pack = self.write("new.yaml", SITE_PACK.replace("greylisted", "no_such_reason"))
        for arguments in (["--rules", pack], ["--present", pack, "--rules", self.write("good.yaml", SITE_PACK)]):
            result = recoil("replay", "--present-packs", *FEW[1:], *FEW, *arguments, self.folder / "absent")
            self.assert_exit(result, 1)
            self.assertEqual(result.stdout, b"")
            self.assertIn(b"no_such_reason", result.stderr)

    def test_only_the_most_frequent_changes_are_shown(self):
        pack = self.write("new.yaml", SITE_PACK)
        log = self.log(*[failure(f"450 out of tea {chr(97 + i) * 3}") for i in range(9)])
        self.assertEqual(len(self.replayed("--rules", pack, "--top", "2", log)["changes"]), 2)
        self.assertEqual(len(self.replayed("--rules", pack, "--top", "0", log)["changes"]), 9)
        self.assertIn(b"7 more changes", recoil("replay", "--present-packs", *FEW[1:], *FEW, "--rules", pack, "--top", "2", log).stdout)

    @unittest.skipIf("asan" in RECOIL or os.environ.get("ASAN_OPTIONS"), "a sanitizer needs memory of its own")
    def test_memory_does_not_grow_with_the_file(self):
        def peak(lines):
            words = lambda i: " ".join("abcdefghij"[int(d)] * 4 for d in str(i))
            data = "".join(json.dumps(failure(f"550 zq {words(i)}", remote_mta=f"mx{i}.example.net")) + "\n" for i in range(lines))
            log = self.write("big.jsonl", data)
            with subprocess.Popen([RECOIL, "unclassified", *map(str, FEW), "--top", "1", str(log)], stdout=subprocess.DEVNULL) as child:
                _, status, usage = os.wait4(child.pid, 0)
                child.returncode = os.waitstatus_to_exitcode(status)
            self.assertEqual(child.returncode, 0)
            return usage.ru_maxrss
        self.assertLess(peak(90_000), peak(30_000) + 20_000)  # KiB


class Unclassified(PastEvents):
    def test_what_no_rule_explains_most_frequent_first(self):
        log = self.log(failure("550 zq once"), failure("550 5.1.1 User unknown"), *[failure("554 zq twice kim@contoso.com")] * 2)
        result = recoil("unclassified", *FEW, "--format", "json", log)
        self.assert_exit(result, 0)
        (answer,) = events(result)
        self.assertEqual((answer["failures"], answer["unknown"]), (4, 3))
        self.assertEqual([(r["count"], r["reply"]) for r in answer["replies"]], [(2, "554 zq twice ADDRESS"), (1, "550 zq once")])
        self.assertEqual(answer["replies"][0]["providers"], {"other": 2})

    def test_what_a_code_alone_decides_stands_apart(self):
        log = self.log(*[failure("550 5.1.1 zqzq")] * 3, failure("550 zq once"))
        result = recoil("unclassified", *FEW, log)
        self.assert_exit(result, 0)
        text = result.stdout.decode()
        self.assertLess(text.index("NOT EXPLAINED AT ALL"), text.index("zq once"))
        self.assertLess(text.index("zq once"), text.index("ONLY BY A CODE"))
        self.assertLess(text.index("ONLY BY A CODE"), text.index("zqzq"))

    def test_the_output_is_a_pack_once_its_reasons_are_filled_in(self):
        replies = ["550 zq it's [full] of (tea) {now} ^$ .*+? \\d |", "554 zq <kim@contoso.com> at 203.0.113.9", "550 5.7.987", "550",
                   "550 zq", "550 zq zqzq zqzqzq", "550 5.1.1 zq zqzq", "550 zq \u043f\u043e\u0447\u0442\u0430 \u00e4\u00f6",
                   "550 zq'\n  - id: evil\n", "550 zq # \x1b[2J \u2028 \x85 \x9b \x7f there", "zq without a code",
                   "421 zq " + "long " * 300]
        code = lambda reply: re.match(r"\d{3} (\d\.\d+\.\d+)", reply)
        log = self.log(*[failure(r, status=code(r) and code(r)[1], **more) for r in replies
                         for more in ({}, {"remote_mta": "mx\n- evil: 1", "time": "\n- evil"})])
        result = recoil("unclassified", *FEW, "--top", "0", log)
        self.assert_exit(result, 0)
        text = result.stdout.decode()
        self.assertNotIn("contoso", text)
        self.assertNotIn("203.0.113", text)
        open_pack = self.write("open.yaml", text)
        self.assertRegex(recoil("rules", "list", *FEW, "--rules", open_pack).stderr.decode(), "unknown reason 'REASON'")
        pack = self.write("site.yaml", text.replace("REASON\n", "greylisted\n"))
        tested = recoil("rules", "test", *FEW, "--rules", pack, "site-replies")
        self.assert_exit(tested, 0)
        self.assertGreater(int(tested.stdout.split()[0]), 8)
        # And the rules explain what they were made from.
        left = events(recoil("unclassified", *FEW, "--format", "json", "--rules", pack, "--top", "0", log))[0]
        self.assertEqual([r["reply"] for r in left["replies"] if not r["by_code"]], ["550", "550 zq"])  # no words
        self.assertEqual(self.replayed("--rules", pack, log)["suppressed"], 0)

    def test_no_failure_gives_a_comment_and_an_empty_list(self):
        result = recoil("unclassified", *FEW, self.log({"v": 1, "action": "delivered"}))
        self.assert_exit(result, 0)
        self.assertIn(b"rules:\n  []\n", result.stdout)

    def test_the_first_example_names_no_mailbox(self):
        log = self.log(failure("550 zq <jane> or jane.doe here", recipient="jane.doe@contoso.com"),
                       failure("550 zq <smith>", recipient="smith@contoso.com"))
        text = recoil("unclassified", *FEW, log).stdout.decode()
        for name in ("jane.doe", "smith", "contoso"):
            self.assertNotIn(name, text)


class Log(CommandTest):
    BAN = ("host mx.mail.protection.outlook.com[192.0.2.9] said: 550 5.7.606 Access denied, banned sending IP [198.51.100.7] "
           "(in reply to RCPT TO command)")
    LATER = "host mx.example.net[192.0.2.25] said: 450 4.2.0 try again later (in reply to RCPT TO command)"

    def line(self, second, text, service="postfix/smtp", stamp="Nov 21 08:00"):
        return f"{stamp}:{second:02} out1 {service}[7]: {text}\n"

    def delivery(self, second, status, text, qid="4ABCDEF0123", **more):
        return self.line(second, f"{qid}: to=<kim@example.net>, relay=mx.example.net[192.0.2.25]:25, delay=1, delays=0/0/0/1, "
                                 f"dsn=5.0.0, status={status} ({text})", **more)

    def log(self, *lines, name="mail.log"):
        return self.write(name, "".join(lines))

    def test_the_summary_says_why(self):
        log = self.log(self.delivery(1, "bounced", self.BAN), self.delivery(2, "deferred", self.LATER, "4ABCDEF0124"),
                       self.delivery(3, "sent", "250 2.0.0 Ok", "4ABCDEF0124"), "nonsense\n")
        result = recoil("log", *FEW, log)
        self.assert_exit(result, 0)
        text = result.stdout.decode()
        self.assertIn("4 lines", text)
        self.assertIn("1 deliveries, 1 deferrals, 1 bounces; 1 lines could not be read", text)
        self.assertIn("banned_ip/ip_banned", text)
        self.assertIn("198.51.100.7", text)

    def test_json_is_one_event_a_line(self):
        log = self.log(self.delivery(1, "deferred", self.LATER), self.delivery(2, "deferred", self.LATER),
                       self.line(3, "4ABCDEF0123: from=<news@example.com>, status=expired, returned to sender", "postfix/qmgr"))
        first, expired = events(recoil("log", *FEW, "--format", "json", log))
        self.assertEqual((first["action"], first["attempts"], first["source"]), ("delayed", 1, "postfix_log"))
        self.assertEqual((expired["action"], expired["attempts"], expired["expired"]), ("failed", 2, True))
        self.assertEqual(first["message_key"], expired["message_key"])
        self.assertEqual(len(events(recoil("log", *FEW, "--format", "json", "--every", log))), 3)

    def test_an_old_log_is_not_late(self):
        log = self.log(self.delivery(1, "bounced", self.BAN, stamp="Nov 21 08:00"))
        [event] = events(recoil("log", *FEW, "--format", "json", "--year", "2019", log))
        self.assertFalse(event["late"])
        self.assertTrue(event["occurred_at"].startswith("2019-11-2"))

    def test_several_logs_are_read_from_the_oldest(self):
        new = self.log(self.line(3, "4ABCDEF0123: from=<news@example.com>, status=expired, returned to sender", "postfix/qmgr"))
        old = self.write("mail.log.1.gz", gzip.compress(self.delivery(1, "deferred", self.LATER).encode()))
        os.utime(old, (1, 1))
        self.assertEqual([e["action"] for e in events(recoil("log", *FEW, "--format", "json", new, old))], ["delayed", "failed"])

    def test_standard_input_and_services(self):
        line = self.delivery(1, "bounced", self.BAN, service="postfix/lmtp").encode()
        self.assertIn(b"0 bounces", recoil("log", *FEW, "-", stdin=line).stdout)
        self.assertIn(b"1 bounces", recoil("log", *FEW, "--services", "smtp,lmtp", "-", stdin=line).stdout)

    def test_what_cannot_be_read_is_named_and_the_rest_is_done(self):
        result = recoil("log", *FEW, self.folder / "absent", self.log(self.delivery(1, "bounced", self.BAN)))
        self.assert_exit(result, 1)
        self.assertIn(b"absent", result.stderr)
        self.assertIn(b"1 bounces", result.stdout)

    def test_a_log_that_is_followed(self):
        log = self.log(self.delivery(1, "bounced", self.BAN))
        with subprocess.Popen([RECOIL, "log", *FEW, "--follow", "--format", "json", log], stdout=subprocess.PIPE) as child:
            self.addCleanup(child.kill)
            lines = iter(child.stdout.readline, b"")
            found = []
            for number in range(200):  # what is written before it listens is not shown: write until it is
                with open(log, "a") as file:
                    file.write(self.delivery(number % 60, "bounced", self.BAN, f"4ABCDEF{number:04}"))
                if select.select([child.stdout], [], [], 0.5)[0]:
                    found.append(json.loads(next(lines)))
                    break
            child.terminate()
        self.assertEqual([e["reason"] for e in found], ["ip_banned"])


class Healthcheck(CommandTest):
    def test_nobody_listens(self):
        with socket.socket() as unused:  # bound and not listening: its port is nobody else's
            unused.bind(("127.0.0.1", 0))
            result = recoil("healthcheck", "--address", "127.0.0.1:%d" % unused.getsockname()[1])
        self.assert_exit(result, 1)
        self.assertIn(b"refused", result.stderr.lower())


if __name__ == "__main__":
    unittest.main(verbosity=0, argv=[sys.argv[0], *sys.argv[1:]])

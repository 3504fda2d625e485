"""`recoil stats`: what it tells of event files, and what it costs."""
import gzip
import json
import os
import re
import subprocess
import sys
import time
import unittest
from pathlib import Path

from command import ESCAPE, RECOIL, CommandTest, on_a_terminal, recoil
from made_events import ban, event, lines

HOUR = 3600
UTF8 = {"LC_ALL": "C.UTF-8"}
HOSTILE = "\x1b[2J\x1b]0;x\x07\r\u202e\u2066\x9b31m\u2028"


class Stats(CommandTest):
    def log(self, *events, name="events.jsonl"):
        return self.write(name, lines(*events))

    def stats(self, *arguments, **more):
        result = recoil("stats", "--format", "json", *arguments, **more)
        self.assert_exit(result, 0)
        return json.loads(result.stdout)

    def table(self, *arguments, **more):
        result = recoil("stats", *arguments, **more)
        self.assert_exit(result, 0)
        return result.stdout.decode()

    def rows(self, by, *arguments, **more):
        return {row["name"]: (row["failed"], row["deferred"]) for row in self.stats("--by", by, *arguments, **more)["by"][by]["rows"]}


class Counting(Stats):
    def test_totals_as_the_metrics_count(self):
        repeat = event()
        answer = self.stats(self.log(
            repeat, repeat, event(duplicate=True), event(authentic=False), event(counted=False), event(late=True), ban(),
            event(action="delayed", category="throttled", reason="rate_limited", suppress=False),
            event(action="delivered", counted=False), event(action=None, kind="complaint"), event(action=None, kind="auto_reply")))
        self.assertEqual([answer[k] for k in ("events", "failed", "deferred", "delivered", "complaints", "suppressible")],
                         [11, 2, 1, 1, 1, 1])
        self.assertEqual(answer["left_out"], {"duplicates": 2, "forged": 1, "told_twice": 1, "late": 1})

    def test_all_takes_what_the_metrics_leave_out(self):
        repeat = event()
        log = self.log(repeat, repeat, event(authentic=False), event(counted=False))
        self.assertEqual(self.stats(log)["failed"], 1)
        self.assertEqual(self.stats("--all", log)["failed"], 4)
        self.assertIn("--all takes them too", self.table(log))

    def test_the_same_file_twice_counts_once(self):
        log = self.log(event(), ban())
        self.assertEqual(self.stats(log, log)["failed"], 2)

    def test_what_the_command_line_made_counts(self):
        made = recoil("classify", "--text", "--format", "json", "-", stdin=b"550 5.1.1 User unknown\n")
        self.assert_exit(made, 0)
        self.assertEqual(self.stats("-", stdin=made.stdout)["failed"], 1)

    def test_groups(self):
        log = self.log(event(stream="news"), event(stream="news", action="delayed"), ban(recipient_domain="contoso.com"), ban(25 * HOUR))
        self.assertEqual(self.rows("category", log), {"banned_ip": (2, 0), "bad_address": (1, 1)})
        self.assertEqual(self.rows("reason", log), {"banned_ip/ip_banned": (2, 0), "bad_address/user_unknown": (1, 1)})
        self.assertEqual(self.rows("provider", log), {"microsoft365": (2, 0), "gmail": (1, 1)})
        self.assertEqual(self.rows("domain", log), {"example.net": (2, 1), "contoso.com": (1, 0)})
        self.assertEqual(self.rows("stream", log), {"news": (1, 1)})
        self.assertEqual(self.rows("status", log), {"5.1.1": (1, 1), "5.7.606": (2, 0)})
        self.assertEqual(self.rows("sending_ip", log), {"192.0.2.1": (2, 0)})
        self.assertEqual(self.rows("day", log), {"2026-11-20": (2, 1), "2026-11-21": (1, 0)})
        both = self.stats("--by", "day,status", log)["by"]
        self.assertEqual(set(both), {"day", "status"})

    def test_a_grouping_that_is_named_twice_stands_once(self):
        answer = recoil("stats", "--format", "json", "--by", "provider,status,provider", "--by", "provider", self.log(event()))
        self.assert_exit(answer, 0)
        self.assertEqual(answer.stdout.count(b'"provider":'), 1)

    def test_a_ban_that_another_system_reports_is_not_called_ours(self):
        text = self.table(self.log(ban(origin="remote", sending_ip=None), ban(origin="remote")))
        self.assertIn("microsoft365 refuses somebody (not known as ours)", text)
        self.assertIn("microsoft365 refuses 192.0.2.1 (not known as ours)", text)
        self.assertIn("microsoft365 refuses us:", self.table(self.log(ban(sending_ip=None), ban(origin="remote", sending_ip=None))))

    def test_bans_first_the_last_one_on_top(self):
        log = self.log(ban(), ban(HOUR, sending_ip="192.0.2.2"), ban(2 * HOUR, sending_ip="192.0.2.2"), event(3 * HOUR))
        bans = self.stats(log)["bans"]
        self.assertEqual([(b["sending_ip"], b["count"], b["since"], b["last"]) for b in bans],
                         [("192.0.2.2", 2, "2026-11-20T01:00:00.000Z", "2026-11-20T02:00:00.000Z"),
                          ("192.0.2.1", 1, "2026-11-20T00:00:00.000Z", "2026-11-20T00:00:00.000Z")])
        text = self.table(log)
        self.assertLess(text.index("BANS"), text.index("CATEGORY"))
        self.assertIn("microsoft365 refuses 192.0.2.2: banned_ip/ip_banned, 2 times", text)
        self.assertIn("https://sender.office.com", text)
        self.assertIn("no bans", self.table(self.log(event())))

    def test_filters(self):
        log = self.log(event(stream="news"), event(recipient_domain="mail.contoso.com", provider="yahoo"),
                       ban(), ban(category="banned_sender", reason="tenant_banned", sending_ip=None))
        for arguments, wanted in (("--bans", 2), ("--category=banned_ip", 1), ("--category=banned_ip,bad_address", 3),
                                  ("--reason=tenant_banned", 1), ("--provider=yahoo", 1), ("--provider=YAHOO", 1),
                                  ("--domain=*.contoso.com", 1), ("--domain=contoso.com", 0), ("--stream=news", 1),
                                  ("--sending-ip=192.0.2.*", 1), ("--status=5.7.*", 2), ("--since=2026-11-21", 0),
                                  ("--until=2026-11-21", 4)):
            self.assertEqual(self.stats(arguments, log)["failed"], wanted, arguments)
        self.assertEqual(self.stats("--provider", "yahoo", "--domain", "example.net", log)["failed"], 0)


class Time(Stats):
    def test_a_course_over_the_whole_span(self):
        answer = self.stats(self.log(event(), event(30 * 60), event(2 * HOUR), ban(2 * HOUR)))
        self.assertEqual((answer["first"], answer["last"]), ("2026-11-20T00:00:00.000Z", "2026-11-20T02:00:00.000Z"))
        step = answer["step_seconds"]
        marks = {i * step: n for i, n in enumerate(answer["course"]) if n}
        self.assertEqual(marks, {0: 1, 30 * 60: 1, 2 * HOUR: 2})

    def test_files_in_any_order(self):
        days = [self.log(*[event(day * 24 * HOUR + h * HOUR) for h in range(24) for _ in range(day + 1)], name=f"events.jsonl.{day}")
                for day in range(3)]
        self.assertEqual(self.stats(*days), self.stats(*reversed(days)))
        self.assertEqual(list(self.rows("day", *reversed(days)).items()),
                         [("2026-11-20", (24, 0)), ("2026-11-21", (48, 0)), ("2026-11-22", (72, 0))])

    def test_a_rising_group_says_so(self):
        log = self.log(*[event(h * HOUR) for h in range(24)], *[ban(h * HOUR) for h in range(12, 24)],
                       *[event(h * HOUR, category="throttled", reason="rate_limited") for h in range(12)])
        text = self.table(log, environment=UTF8)
        self.assertRegex(text, r"banned_ip +12 +0 +25% +new  \u2581{12}\u2588{12}\n")
        self.assertRegex(text, r"throttled +12 +0 +25% +gone  \u2588{12}\u2581{12}\n")
        self.assertRegex(text, r"bad_address +24 +0 +50% +\+0%  \u2588{24}\n")
        self.assertIn("a mark is 1 h", text)

    def test_ascii_where_the_locale_is_not_utf8(self):
        log = self.log(*[event(h * HOUR) for h in range(12)])
        self.assertTrue(self.table(log, environment={"LC_ALL": "C"}).isascii())
        self.assertTrue(self.table("--by", "day", log, environment={"LC_ALL": "C"}).isascii())

    def test_years_do_not_make_it_fine(self):
        answer = self.stats(self.log(event(), event(20 * 365 * 24 * HOUR)))
        self.assertLessEqual(len(answer["course"]), 128)
        self.assertEqual(sum(answer["course"]), 2)

    def test_dates_that_cannot_be_are_counted_without_a_time(self):
        log = self.log(event(), *[event(time=t) for t in ("9999-12-31T23:59:59.000Z", "0001-01-01T00:00:00Z", "soon", None, 7)])
        answer = self.stats(log)
        self.assertEqual((answer["failed"], answer["first"], answer["last"]), (6, "2026-11-20T00:00:00.000Z", "2026-11-20T00:00:00.000Z"))
        self.assertEqual(self.stats("--since", "2026-01-01", log)["failed"], 1)

    def test_a_notice_does_not_choose_its_time_and_our_log_does(self):
        log = self.log(event(HOUR, occurred_at="2001-01-01T00:00:00Z"),
                       event(HOUR, occurred_at="2026-11-20T00:30:00Z", source="postfix_log", kind="log_line"))
        self.assertEqual(self.stats(log)["first"], "2026-11-20T00:30:00.000Z")


class Files(Stats):
    def test_rotated_and_compressed(self):
        new = self.log(event())
        old = self.write("events.jsonl.2.gz", gzip.compress(lines(event(), event()).encode()))
        self.assertEqual(self.stats(new, old)["failed"], 3)
        self.assertEqual(self.stats(self.folder)["failed"], 3)

    def test_by_default_what_lies_here_with_its_rotated_files(self):
        self.log(event())
        self.write("events.jsonl-20261119.gz", gzip.compress(lines(event()).encode()))
        self.log(event(), name="other.jsonl")
        result = recoil("stats", "--format", "json", folder=self.folder)
        self.assert_exit(result, 0)
        self.assertEqual(json.loads(result.stdout)["failed"], 2)
        self.assertIn(b"reading events.jsonl", result.stderr)

    def test_standard_input_and_an_empty_file(self):
        self.assertEqual(self.stats("-", stdin=lines(event()).encode())["failed"], 1)
        self.assertIn("0 failed", self.table(self.write("empty.jsonl", "")))
        self.assertEqual(self.stats("--by", "day", self.write("empty.jsonl", ""))["by"]["day"]["rows"], [])

    def test_broken_lines_and_absent_files_are_said_and_the_rest_is_done(self):
        log = self.write("events.jsonl", lines(event()) + "{\"v\":1,\n[]\n\n{\"v\":2}\n" + "x" * 3_000_000 + "\n" + lines(event()))
        result = recoil("stats", log, self.folder / "absent")
        self.assert_exit(result, 1)
        self.assertIn(b"2 failed", result.stdout)
        self.assertRegex(result.stderr.decode(), r"absent: no such file")
        self.assertRegex(result.stderr.decode(), r"4 lines are no events, the first at .*events.jsonl:2")


class Screen(Stats):
    def hostile(self):
        fields = ("provider", "sending_ip", "reason", "delist_url", "recipient_domain", "stream", "status")
        return self.log(*[ban(h * HOUR, **dict.fromkeys(fields, HOSTILE)) for h in range(8)])

    def test_nothing_from_a_message_moves_the_cursor(self):
        for more in ((), ("--by", "domain,stream,status,sending_ip,reason,provider,day")):
            _, output = on_a_terminal("stats", *more, self.hostile(), environment={"NO_COLOR": "1"})
            shown = output.replace(b"\r\n", b"\n").split(b"\x1b[K")[-1].decode()
            self.assertIsNone(re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]", shown), shown)
        self.assertEqual(self.stats(self.hostile())["bans"][0]["provider"], HOSTILE)

    def test_it_fits_the_width(self):
        log = self.log(*[ban(h * HOUR, recipient_domain="a" * 200 + ".example.net") for h in range(30)],
                       *[event(**{field: value}) for field, value in (("duplicate", True), ("authentic", False), ("counted", False),
                                                                      ("late", True), ("kind", "complaint"), ("action", "delivered"))])
        for columns in (60, 80, 100, 200):
            _, output = on_a_terminal("stats", log, columns=columns, environment={"NO_COLOR": "1", **UTF8})
            for line in output.decode().split("\x1b[K")[-1].splitlines():
                self.assertLessEqual(len(line), columns, line)

    def test_colours_only_where_they_are_wanted(self):
        log = self.log(ban())
        self.assertNotIn(ESCAPE, recoil("stats", log).stdout)
        self.assertIn(b"\x1b[1;31mBANS", on_a_terminal("stats", log, environment={"NO_COLOR": ""})[1])

    def test_top(self):
        log = self.log(*[event(recipient_domain=f"d{i}.example.net") for i in range(30)])
        for arguments, shown, more in (((), 5, 25), (("--by", "domain"), 20, 10), (("--top", "3"), 3, 27), (("--top", "0"), 30, 0)):
            text = self.table(*arguments, log)
            self.assertEqual(text.count(".example.net"), shown)
            self.assertEqual(f"\n{more} more;" in text, more > 0)


class Cost(Stats):
    SANITIZED = b"__asan_init" in Path(RECOIL).read_bytes()  # slow, and with memory of its own
    MANY = 100_000 if SANITIZED else 1_000_000

    def test_a_million_events_in_bounded_memory(self):
        log = self.folder / "events.jsonl"
        with open(log, "w", encoding="ascii") as file:  # each of its own domain: the worst case
            first, second = lines(event(id="ID", recipient_domain="DOMAIN", time="TIME", meaning="m" * 300)).split("DOMAIN")
            for i in range(self.MANY):
                text = first.replace("ID", f"{i:032x}").replace("TIME", f"2026-11-{1 + i % 28:02}T{i % 24:02}:{i % 60:02}:00.000Z")
                file.write(f"{text}d{i % 40_000}.example.net{second}")
        start = time.monotonic()
        with subprocess.Popen([RECOIL, "stats", "--format", "json", log], stdout=subprocess.PIPE) as child:
            answer = json.loads(child.stdout.read())
            _, status, usage = os.wait4(child.pid, 0)
            child.returncode = os.waitstatus_to_exitcode(status)
        seconds = time.monotonic() - start
        print(f"{self.MANY / seconds:.0f} events/s, {log.stat().st_size / seconds / 1e6:.0f} MB/s, {usage.ru_maxrss / 1024:.0f} MiB")
        self.assertEqual((child.returncode, answer["failed"]), (0, self.MANY))
        self.assertLess(usage.ru_maxrss, (1000 if self.SANITIZED else 200) * 1024)  # KiB
        self.assertGreater(answer["by"]["domain"]["events_not_told_apart"], 0)

    def test_a_reader_that_leaves(self):
        log = self.log(*[event(recipient_domain=f"d{i}.example.net") for i in range(5000)])
        result = subprocess.run(["bash", "-c", 'set -o pipefail; "$0" stats --by domain --top 0 "$1" | head -2', RECOIL, log],
                                capture_output=True, timeout=60, check=False)
        self.assertEqual((len(result.stdout.splitlines()), result.stderr), (2, b""))


if __name__ == "__main__":
    unittest.main(verbosity=0, argv=[sys.argv[0], *sys.argv[1:]])

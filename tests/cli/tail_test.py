"""`recoil tail`: the last events, those that come, and what it shows of them."""
import gzip
import json
import os
import re
import select
import shutil
import signal
import subprocess
import sys
import time
import unittest

from command import ESCAPE, RECOIL, CommandTest, on_a_terminal, recoil
from made_events import ban, event, lines

HOSTILE = "\x1b[2J\x1b]0;x\x07\r\n\u202e\u2066\x9b31m\u2028"


def named(number, **fields):
    return event(number, recipient=f"jo{number}@example.net", **fields)


class Tail(CommandTest):
    def log(self, *events, name="events.jsonl"):
        return self.write(name, lines(*events))

    def recipients(self, *arguments, **more):
        result = recoil("tail", "--format", "json", *arguments, **more)
        self.assert_exit(result, 0)
        return [json.loads(line)["recipient"] for line in result.stdout.splitlines()]


class Last(Tail):
    def test_the_last_ten_or_as_many_as_are_wanted(self):
        log = self.log(*[named(i) for i in range(30)])
        all_of_them = [f"jo{i}@example.net" for i in range(30)]
        self.assertEqual(self.recipients(log), all_of_them[-10:])
        for number in (0, 1, 29, 30, 31, 100_000):
            self.assertEqual(self.recipients("-n", number, log), all_of_them[max(0, 30 - number):])

    def test_a_file_of_many_blocks_and_its_last_line_without_an_end(self):
        text = lines(*[named(i, meaning="m" * (i * 37 % 9000)) for i in range(200)])
        wanted = [f"jo{i}@example.net" for i in range(200)]
        for written in (text, text[:-1]):
            log = self.write("events.jsonl", written)
            self.assertEqual(self.recipients("-n", 200, log), wanted)
            self.assertEqual(self.recipients("-n", 7, log), wanted[-7:])

    def test_compressed_and_from_standard_input(self):
        text = lines(*[named(i) for i in range(20)]).encode()
        rotated = self.write("events.jsonl.1.gz", gzip.compress(text))
        self.assertEqual(self.recipients("-n", 2, rotated), ["jo18@example.net", "jo19@example.net"])
        self.assertEqual(self.recipients("-n", 1, "-", stdin=text), ["jo19@example.net"])

    def test_the_filters_choose_before_the_last_are_counted(self):
        log = self.log(ban(recipient="a@contoso.com", recipient_domain="contoso.com"), *[named(i) for i in range(50)],
                       ban(recipient="b@fabrikam.com"))
        for arguments, wanted in ((("--bans",), ["a@contoso.com", "b@fabrikam.com"]), (("--bans", "-n", "1"), ["b@fabrikam.com"]),
                                  (("--domain", "contoso.com"), ["a@contoso.com"]), (("--category", "throttled"), []),
                                  (("--sending-ip", "192.0.2.1", "--provider", "microsoft365", "--reason", "ip_banned"),
                                   ["a@contoso.com", "b@fabrikam.com"])):
            self.assertEqual(self.recipients(*arguments, log), wanted)

    def test_by_default_the_file_that_lies_here(self):
        self.log(named(7))
        result = recoil("tail", folder=self.folder)
        self.assert_exit(result, 0)
        self.assertIn(b"jo7@example.net", result.stdout)
        self.assertIn(b"reading events.jsonl", result.stderr)

    @unittest.skipUnless(os.geteuid() == 0, "only root can be somebody else")
    def test_a_folder_that_must_not_be_looked_into_holds_no_default(self):
        log = self.write("private/events.jsonl", lines(named(7)))
        log.parent.chmod(0o700)
        self.folder.chmod(0o755)
        own = shutil.copy(RECOIL, self.folder)  # where nobody may run it
        asked = subprocess.run([own, "tail"], cwd=log.parent, user="nobody", extra_groups=[], capture_output=True, timeout=120, check=False)
        self.assertNotIn(b"reading events.jsonl", asked.stderr)
        self.assertIn(b"/var/log/recoil/events.jsonl", asked.stderr)

    def test_absent_files_folders_and_damaged_lines(self):
        for path in (self.folder / "absent", self.folder):
            self.assert_exit(recoil("tail", path), 1)
        log = self.write("events.jsonl", lines(named(1)) + "[]\n{\"v\":1,\n" + lines(named(2)))
        damaged = recoil("tail", log)
        self.assert_exit(damaged, 1)
        self.assertIn(b"jo1@example.net", damaged.stdout)
        self.assertIn(b"jo2@example.net", damaged.stdout)
        self.assertIn(b"2 lines are no events", damaged.stderr)
        self.assert_exit(recoil("tail", self.write("empty.jsonl", "")), 0)

    def test_only_the_end_is_read(self):
        log = self.folder / "events.jsonl"
        with open(log, "wb") as file:
            file.truncate(1 << 40)  # a hole: nobody can read that in a minute
            file.seek(0, os.SEEK_END)
            file.write(b"\n" + lines(*[named(i) for i in range(3)]).encode())
        self.assertEqual(self.recipients("-n", 3, log), ["jo0@example.net", "jo1@example.net", "jo2@example.net"])


class Screen(Tail):
    def shown(self, *arguments, columns=120, **more):
        code, output = on_a_terminal("tail", *arguments, columns=columns, **more)
        self.assertEqual(code, 0, output)
        return output.decode().replace("\r\n", "\n")

    def test_a_line_says_when_what_whom_who_and_why(self):
        line = recoil("tail", self.log(ban(3661, recipient="kim@contoso.com"))).stdout.decode().splitlines()[1]
        self.assertRegex(line, r"^11-20 01:01:01 BANNED +kim@contoso.com +microsoft365 +ip_banned +"
                               r"\[192.0.2.1\] 550 5.7.606 Access denied.*")

    def test_outcomes(self):
        log = self.log(event(), event(action="delayed", category="throttled", reason="rate_limited"),
                       event(action="delivered", category=None),
                       event(authentic=False), event(duplicate=True), event(action=None, kind="complaint", category=None))
        text = recoil("tail", log).stdout.decode()
        self.assertEqual([line.split()[2] for line in text.splitlines()[1:]],
                         ["failed", "deferred", "delivered", "forged", "repeated", "complaint"])

    def test_the_long_form_says_what_to_do(self):
        text = recoil("tail", "--long", self.log(ban())).stdout.decode()
        for told in ("Access denied", "delist at   https://sender.office.com", "sending IP  192.0.2.1", "Drop it."):
            self.assertIn(told, text)

    def test_it_fits_the_width(self):
        log = self.log(ban(recipient="a" * 90 + "@example.net", diagnostic="550 " + "no " * 300), named(1))
        for columns in (60, 80, 120, 200):
            text = self.shown(log, columns=columns, environment={"NO_COLOR": "1"})
            self.assertEqual(len(text.splitlines()), 3)
            for line in text.splitlines():
                self.assertLessEqual(len(line), columns)
            self.assertIn("BANNED", text)

    def test_a_ban_is_red_and_bold_and_colours_are_only_where_they_are_wanted(self):
        log = self.log(ban())
        self.assertRegex(self.shown(log, environment={"NO_COLOR": ""}), "\x1b\\[1;31m.*BANNED.*\x1b\\[0m\n")
        self.assertNotIn("\x1b", self.shown(log, environment={"NO_COLOR": "1"}))
        self.assertNotIn(ESCAPE, recoil("tail", log).stdout)

    def test_nothing_from_a_message_moves_the_cursor(self):
        fields = ("recipient", "diagnostic", "reason", "provider", "sending_ip", "status", "delist_url", "meaning", "advice", "action",
                  "kind")
        log = self.log(*[ban(**{field: HOSTILE}) for field in fields])
        for more in ((), ("--long",)):
            text = self.shown("-n", "20", *more, log, environment={"NO_COLOR": "1"})
            self.assertIsNone(re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]", text), text)


class Followed:
    """A `recoil tail -f` that runs, and the recipients that it showed."""

    def __init__(self, *arguments):
        self.child = subprocess.Popen([RECOIL, "tail", "-f", "--format", "json", *map(str, arguments)], stdin=subprocess.PIPE,
                                      stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.output = b""

    def until(self, recipient):
        end = time.monotonic() + 60
        while f'"{recipient}"'.encode() not in self.output:
            assert time.monotonic() < end, self.output[-1000:]
            if select.select([self.child.stdout], [], [], 0.1)[0]:
                self.output += os.read(self.child.stdout.fileno(), 65536)
        return self.recipients()

    def recipients(self):
        return [json.loads(line)["recipient"] for line in self.output.splitlines()]

    def stop(self, by=signal.SIGINT):
        self.child.send_signal(by)
        _, complaint = self.child.communicate(timeout=60)
        return self.child.returncode, complaint


class Follow(Tail):
    def follow(self, *arguments):
        followed = Followed(*arguments)
        self.addCleanup(followed.child.wait)
        self.addCleanup(followed.child.kill)
        for pipe in (followed.child.stdin, followed.child.stdout, followed.child.stderr):
            self.addCleanup(pipe.close)
        return followed

    def append(self, *events, name="events.jsonl"):
        with open(self.folder / name, "a", encoding="ascii") as file:
            file.write(lines(*events))

    def addresses(self, *numbers):
        return [f"jo{n}@example.net" for n in numbers]

    def test_the_last_ones_then_what_comes_and_an_interrupt_ends_it_well(self):
        tail = self.follow("-n", 2, self.log(*[named(i) for i in range(4)]))
        tail.until("jo3@example.net")
        self.append(named(4), named(5))
        self.assertEqual(tail.until("jo5@example.net"), self.addresses(2, 3, 4, 5))
        self.assertEqual(tail.stop(), (0, b""))

    def test_across_a_rename_and_a_truncation_nothing_is_lost_or_repeated(self):
        log = self.log(named(0))
        tail = self.follow(log)
        tail.until("jo0@example.net")
        log.rename(self.folder / "events.jsonl.1")
        self.append(named(1), name="events.jsonl.1")  # the writer has not reopened it yet
        self.append(named(2))
        tail.until("jo2@example.net")
        shutil.copy(log, self.folder / "events.jsonl.2")
        os.truncate(log, 0)
        self.append(named(3, advice="Never write there again."))
        self.assertEqual(tail.until("jo3@example.net"), self.addresses(0, 1, 2, 3))
        self.assertEqual(tail.stop(signal.SIGTERM), (0, b""))

    def test_filters_hold_for_what_comes(self):
        tail = self.follow("--bans", self.log(named(0), ban(recipient="a@example.net")))
        tail.until("a@example.net")
        self.append(named(1), ban(recipient="b@example.net"))
        self.assertEqual(tail.until("b@example.net"), ["a@example.net", "b@example.net"])

    def test_a_file_that_comes_later(self):
        tail = self.follow(self.folder / "events.jsonl")
        self.assertIn(b"waiting for it", tail.child.stderr.readline())
        time.sleep(0.5)
        self.append(named(1))
        self.assertEqual(tail.until("jo1@example.net"), self.addresses(1))

    def test_standard_input_as_it_comes(self):
        tail = self.follow("-")
        for number in (1, 2):
            tail.child.stdin.write(lines(named(number)).encode())
            tail.child.stdin.flush()
            tail.until(f"jo{number}@example.net")
        tail.child.stdin.close()
        self.assertEqual(tail.child.wait(60), 0)


if __name__ == "__main__":
    unittest.main(verbosity=0, argv=[sys.argv[0], *sys.argv[1:]])

"""`recoil completion`, asked in the shells themselves. A shell that is not installed is skipped."""
import os
import pty
import re
import select
import shutil
import subprocess
import sys
import time
import unittest
from pathlib import Path

from command import RECOIL, CommandTest, recoil

# What is typed before the tabulator, and the line behind it. The same in every shell but for the blank that may follow.
LINES = (
    ("recoil st", "recoil stats"),
    ("recoil comp", "recoil completion"),
    ("recoil rules te", "recoil rules test"),
    ("recoil rules list microsoft", "recoil rules list microsoft365"),
    ("recoil stats --by prov", "recoil stats --by provider"),
    ("recoil stats --by provider,dom", "recoil stats --by provider,domain"),
    ("recoil stats --format js", "recoil stats --format json"),
    ("recoil stats --format=js", "recoil stats --format=json"),
    ("recoil stats --bans --reas", "recoil stats --bans --reason"),
    ("recoil tail --category banned_i", "recoil tail --category banned_ip"),
    ("recoil tail --reason user_unk", "recoil tail --reason user_unknown"),
    ("recoil explain --provider microsoft", "recoil explain --provider microsoft365"),
    ("recoil explain --stage eo", "recoil explain --stage eod"),
    ("recoil completion z", "recoil completion zsh"),
    ("recoil stats FOLDER/ev", "recoil stats FOLDER/events.jsonl"),
    ("recoil classify --rules FOLDER/ev", "recoil classify --rules FOLDER/events.jsonl"),
    ("recoil rules export --output FOLDER/rul", "recoil rules export --output FOLDER/rules.d/"),
    ("recoil stats --since nothing", "recoil stats --since nothing"),
)


class Shell:
    """An interactive shell on a terminal. Control-G writes its line to a file and clears it."""

    def __init__(self, arguments, start, folder):
        self.answer = folder / "line"
        pid, self.terminal = pty.fork()
        if pid == 0:
            os.environ.update(TERM="dumb", HISTFILE="", ANSWER=str(self.answer), PATH=f"{Path(RECOIL).parent}:{os.environ['PATH']}")
            os.execvp(arguments[0], arguments)
        self.pid = pid
        self.output = b""
        self.type(start + "; echo REA''DY\n")
        self.wait(lambda: b"READY" in self.output)

    def type(self, text):
        os.write(self.terminal, text.encode())

    def wait(self, condition):
        end = time.monotonic() + 60
        while not condition():
            if time.monotonic() > end:
                raise AssertionError(f"the shell does not answer: {self.output[-2000:]!r}")
            if select.select([self.terminal], [], [], 0.05)[0]:
                self.output += os.read(self.terminal, 65536)

    def completed(self, line):
        self.answer.unlink(missing_ok=True)
        self.type(line + "\t\x07")
        self.wait(lambda: self.answer.exists() and self.answer.read_text().endswith("\n"))
        return self.answer.read_text()[:-1]

    def close(self):
        os.close(self.terminal)
        os.waitpid(self.pid, 0)


class Completion(CommandTest):
    def setUp(self):
        super().setUp()
        self.write("events.jsonl", "")
        (self.folder / "rules.d").mkdir()

    def script(self, shell):
        if shutil.which(shell) is None:
            self.skipTest(f"{shell} is not installed")
        result = recoil("completion", shell)
        self.assert_exit(result, 0)
        return self.write({"zsh": "_recoil"}.get(shell, "recoil." + shell), result.stdout)

    def check(self, shell):
        self.addCleanup(shell.close)
        for typed, wanted in LINES:
            with self.subTest(typed):
                line = shell.completed(typed.replace("FOLDER", str(self.folder)))
                self.assertEqual(line.rstrip(" ,="), wanted.replace("FOLDER", str(self.folder)))

    def test_bash(self):
        script = self.script("bash")
        start = f"source {script}; bind 'set bell-style none'; bind -x '\"\\C-g\": echo \"$READLINE_LINE\" > \"$ANSWER\"; READLINE_LINE='"
        self.check(Shell(["bash", "--norc", "--noprofile", "-i"], start, self.folder))

    def test_zsh(self):
        self.script("zsh")
        start = (f"fpath=({self.folder} $fpath); autoload -U compinit; compinit -u -D; "
                 "show() { print -r -- $BUFFER > $ANSWER; BUFFER=; }; zle -N show; bindkey '^G' show")
        self.check(Shell(["zsh", "-f", "-i"], start, self.folder))

    def test_zsh_takes_it_from_a_pipe_as_well(self):
        script = self.script("zsh")
        result = subprocess.run(["zsh", "-f", "-c", f"autoload -U compinit; compinit -u -D; source {script}; echo $_comps[recoil]"],
                                capture_output=True, timeout=60, check=True)
        self.assertEqual((result.stdout, result.stderr), (b"_recoil\n", b""))

    def test_fish(self):
        script = self.script("fish")
        for typed, wanted in LINES:
            with self.subTest(typed):
                line = typed.replace("FOLDER", str(self.folder))
                result = subprocess.run(["fish", "--no-config", "-c", f"source {script}; complete -C '{line}'"],
                                        capture_output=True, timeout=60, check=True, env={**os.environ, "HOME": str(self.folder)})
                self.assertEqual(result.stderr, b"")
                found = [row.split("\t")[0] for row in result.stdout.decode().splitlines()]
                last = wanted.replace("FOLDER", str(self.folder)).split(" ")[-1]
                self.assertEqual(found, [] if typed == wanted else [last])

    def test_each_names_every_command_and_every_long_option(self):
        for shell in ("bash", "zsh", "fish"):
            text = recoil("completion", shell).stdout.decode()
            for command in ("classify", "explain", "log", "stats", "tail", "replay", "unclassified", "rules test", "rules list",
                            "rules reasons", "rules export", "healthcheck", "completion"):
                self.assertIn(command.split()[-1], text)
                for option in re.findall(r"--([a-z-]+)", recoil(*command.split(), "--help").stdout.decode().split("\nExample")[0]):
                    self.assertRegex(text, f"(--|-l ){option}\\b", (shell, command))


if __name__ == "__main__":
    unittest.main(verbosity=0, argv=[sys.argv[0], *sys.argv[1:]])

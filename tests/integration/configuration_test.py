#!/usr/bin/env python3
"""Wrong configurations, options and environment variables: every problem with its place, and the documented exit codes."""
import os
import subprocess
import sys
import unittest

import lab


class Configuration(unittest.TestCase):
    def setUp(self):
        self.folder = self.enterContext(lab.folder())

    def recoild(self, *arguments, **environment):
        return subprocess.run([lab.BIN / "recoild", *arguments], capture_output=True, text=True, timeout=20,
                              env={**os.environ, **environment})

    def test_every_problem_is_told_with_its_line(self):
        config = self.folder / "bad.yaml"
        config.write_text("limits:\n  recipients: many\n  sessions: -1\n"
                          "listeners:\n  - {protocol: pop3, address: x}\n"
                          "workers: 0\nmystery: 1\nlog: {level: loud}\n")
        for arguments in (["--check"], []):
            done = self.recoild("--config", config, *arguments)
            self.assertEqual(done.returncode, 78)
            for line in (2, 3, 5, 6, 7, 8):
                self.assertIn(f"{config}:{line}: ", done.stderr)
        self.assertEqual(self.recoild("--config", self.folder / "none.yaml").returncode, 78)

    def test_options_and_environment(self):
        self.assertEqual(self.recoild("--nonsense").returncode, 2)
        self.assertEqual(self.recoild("--config").returncode, 2)
        self.assertEqual(self.recoild("--version").returncode, 0)
        empty = self.folder / "empty.yaml"
        empty.write_text("")
        self.assertEqual(self.recoild("--check", "--config", empty).returncode, 0)
        self.assertEqual(self.recoild("--check", "--config", empty, RECOIL_LIMITS__SESSIONS="5").returncode, 0)
        for key, value in (("RECOIL_LIMITS__SESSIONS", "few"), ("RECOIL_LIMITS__NONE", "1")):
            done = self.recoild("--check", "--config", empty, **{key: value})
            self.assertEqual(done.returncode, 78)
            self.assertIn(key, done.stderr)
        defaults = self.folder / "defaults.yaml"
        defaults.write_text(self.recoild("--print-defaults").stdout)
        self.assertEqual(self.recoild("--check", "--config", defaults).returncode, 0)


if __name__ == "__main__":
    sys.exit(not unittest.main(exit=False, verbosity=1).result.wasSuccessful())

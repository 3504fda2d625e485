#!/usr/bin/python3
"""What systemd thinks of the shipped units, of the account and of the folders; without systemd as process 1.
docs/installing.md quotes the exposure."""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "integration"))

import lab
import unit_file

MOST_EXPOSURE = 12  # in tenths, as systemd-analyze takes it


def run(*command):
    return subprocess.run(command, capture_output=True, text=True)


class UnitsTest(unittest.TestCase):
    def setUp(self):
        folder = lab.folder()
        self.folder = folder.__enter__()
        self.addCleanup(folder.__exit__, None, None, None)

    def test_units_are_without_fault(self):
        # Copies that name this build's program; the manual pages need not be installed here.
        for unit in [unit_file.SERVICE, *unit_file.SOCKETS]:
            text = unit.read_text().replace("/usr/sbin/recoild", str(lab.BIN.resolve() / "recoild"))
            (self.folder / unit.name).write_text(re.sub(r"^Documentation=.*\n", "", text, flags=re.M))
        for unit in [unit_file.SERVICE, *unit_file.SOCKETS]:
            checked = run("systemd-analyze", "verify", "--recursive-errors=one", str(self.folder / unit.name))
            self.assertEqual((checked.returncode, checked.stdout + checked.stderr), (0, ""), unit.name)
            print("verified", unit.name)

    def test_exposure_is_low_and_scrapes_still_come_in(self):
        checked = run("systemd-analyze", "security", "--offline=true", "--no-pager", f"--threshold={MOST_EXPOSURE}", str(unit_file.SERVICE))
        self.assertEqual(checked.returncode, 0, checked.stdout + checked.stderr)
        settings = unit_file.settings(unit_file.SERVICE)
        for cuts_off in ("IPAddressDeny", "PrivateNetwork", "SocketBindDeny"):
            self.assertNotIn(cuts_off, settings)
        exposure = re.search(r"Overall exposure level for recoil.service: ([\d.]+)", checked.stdout).group(1)
        self.assertIn(f"gives it {exposure}", (unit_file.SOURCE / "docs" / "installing.md").read_text().replace("\n", " "))
        print("exposure", exposure)

    def test_the_service_takes_exactly_the_shipped_sockets(self):
        names = {unit.name for unit in unit_file.SOCKETS}
        self.assertEqual(names, {path.name for path in unit_file.FOLDER.glob("*.socket")})
        self.assertEqual(set(unit_file.setting(unit_file.SERVICE, "Sockets").split()), names)
        for unit in unit_file.SOCKETS:
            self.assertEqual(unit_file.setting(unit, "Service"), unit_file.SERVICE.name)

    @unittest.skipUnless(os.geteuid() == 0, "files of other accounts are made by root")
    def test_the_account_may_read_logs(self):
        (self.folder / "etc").mkdir()
        made = run("systemd-sysusers", f"--root={self.folder}", str(unit_file.FOLDER / "sysusers.d" / "recoil.conf"))
        self.assertEqual(made.returncode, 0, made.stderr)
        groups = dict(line.split(":x:") for line in (self.folder / "etc/group").read_text().splitlines())
        for group in ("adm", "systemd-journal"):
            self.assertTrue(groups[group].endswith(":recoil"), groups)
        self.assertRegex((self.folder / "etc/passwd").read_text(), r"(?m)^recoil:x:\d+:\d+:.*:/var/lib/recoil:/usr/sbin/nologin$")
        print("recoil is in adm and systemd-journal")

    @unittest.skipUnless(os.geteuid() == 0, "files of other accounts are made by root")
    def test_folders_belong_to_the_account(self):
        self.test_the_account_may_read_logs()
        made = run("systemd-tmpfiles", f"--root={self.folder}", "--create", str(unit_file.FOLDER / "tmpfiles.d" / "recoil.conf"))
        self.assertEqual(made.returncode, 0, made.stderr)
        number = int(re.search(r"^recoil:x:(\d+)", (self.folder / "etc/passwd").read_text(), re.M).group(1))
        for path in ("var/lib/recoil", "var/log/recoil"):
            status = (self.folder / path).stat()
            self.assertEqual((status.st_uid, status.st_gid, oct(status.st_mode & 0o777)), (number, number, "0o750"), path)
        print("made var/lib/recoil and var/log/recoil")


if __name__ == "__main__":
    if not shutil.which("systemd-analyze"):
        lab.skip("systemd is not installed")
    unittest.main(verbosity=2)

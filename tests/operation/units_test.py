#!/usr/bin/python3
"""What systemd thinks of the shipped units, of the account and of the folders; without systemd as process 1.
docs/installing.md quotes the exposure."""
import os
import re
import unittest

import suite

import documents
import lab
import unit_file
from program import finished, said

GUIDE = suite.SOURCE / "docs" / "installing.md"
MOST_EXPOSURE = 12  # in tenths, as systemd-analyze takes it


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
            self.assertEqual(said("systemd-analyze", "verify", "--recursive-errors=one", self.folder / unit.name), "", unit.name)
            print("verified", unit.name)

    def test_exposure_is_low_and_scrapes_still_come_in(self):
        command = documents.commands(GUIDE, "systemd-analyze security --offline=true")[0]
        checked = finished(*command.split(), "--no-pager", f"--threshold={MOST_EXPOSURE}", cwd=suite.SOURCE)
        settings = unit_file.settings(unit_file.SERVICE)
        for cuts_off in ("IPAddressDeny", "PrivateNetwork", "SocketBindDeny"):
            self.assertNotIn(cuts_off, settings)
        exposure = re.search(r"Overall exposure level for recoil.service: ([\d.]+)", checked.stdout).group(1)
        self.assertIn(f"gives it {exposure}", GUIDE.read_text().replace("\n", " "))
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
        finished("systemd-sysusers", f"--root={self.folder}", unit_file.FOLDER / "sysusers.d" / "recoil.conf")
        groups = dict(line.split(":x:") for line in (self.folder / "etc/group").read_text().splitlines())
        for group in ("adm", "systemd-journal"):
            self.assertTrue(groups[group].endswith(":recoil"), groups)
        self.assertRegex((self.folder / "etc/passwd").read_text(), r"(?m)^recoil:x:\d+:\d+:.*:/var/lib/recoil:/usr/sbin/nologin$")
        print("recoil is in adm and systemd-journal")

    @unittest.skipUnless(os.geteuid() == 0, "files of other accounts are made by root")
    def test_folders_belong_to_the_account(self):
        self.test_the_account_may_read_logs()
        finished("systemd-tmpfiles", f"--root={self.folder}", "--create", unit_file.FOLDER / "tmpfiles.d" / "recoil.conf")
        number = int(re.search(r"^recoil:x:(\d+)", (self.folder / "etc/passwd").read_text(), re.M).group(1))
        for path in ("var/lib/recoil", "var/log/recoil"):
            status = (self.folder / path).stat()
            self.assertEqual((status.st_uid, status.st_gid, oct(status.st_mode & 0o777)), (number, number, "0o750"), path)
        print("made var/lib/recoil and var/log/recoil")


if __name__ == "__main__":
    suite.need("systemd-analyze")
    suite.main(verbosity=2)

#!/usr/bin/python3
"""logrotate, with the shipped file, rotates the event file of a recoild that takes bounces all the time: none may be lost."""
import grp
import gzip
import itertools
import os
import pwd
import subprocess
import threading
import unittest

import suite

import lab
import unit_file
import wire

SHIPPED = unit_file.FOLDER / "logrotate.d" / "recoil"
# Does what systemd would be asked for, and notes it.
SYSTEMCTL = """#!/bin/sh
echo "$@" >>{folder}/asked
for argument; do case $argument in --signal=*) kill -"${{argument#--signal=}}" {pid} ;; esac; done
"""


class Rotation(unittest.TestCase):
    def setUp(self):
        folder = lab.folder()
        self.folder = folder.__enter__()
        self.addCleanup(folder.__exit__, None, None, None)
        self.recoil = wire.Daemon(self.folder).start()
        self.addCleanup(self.recoil.stop)
        (self.folder / "bin").mkdir()
        systemctl = self.folder / "bin" / "systemctl"
        systemctl.write_text(SYSTEMCTL.format(folder=self.folder, pid=self.recoil.process.pid))
        systemctl.chmod(0o755)
        self.configure()

    def configure(self):
        """The shipped file with this test's places and account."""
        account = f"{pwd.getpwuid(os.geteuid()).pw_name} {grp.getgrgid(os.getegid()).gr_name}"
        text = SHIPPED.read_text()
        places = {"/var/log/recoil/": f"{self.folder}/", "/run/systemd/system": str(self.folder), "recoil recoil": account}
        for shipped, here in places.items():
            self.assertIn(shipped, text)
            text = text.replace(shipped, here)
        self.configuration = self.folder / "logrotate.conf"
        self.configuration.write_text(text)

    def rotate(self):
        environment = {**os.environ, "PATH": f"{self.folder}/bin:{os.environ['PATH']}:/usr/sbin"}
        command = ["logrotate", "--force", "--state", str(self.folder / "state"), str(self.configuration)]
        done = subprocess.run(command, env=environment, capture_output=True, text=True)
        self.assertEqual((done.returncode, done.stderr), (0, ""))

    def test_no_event_is_lost(self):
        stop, acknowledged = threading.Event(), []

        def deliver():
            with self.recoil.client() as client:
                for number in itertools.count():
                    if stop.is_set():
                        return
                    acknowledged.append(client.deliver(wire.notice(key=f"L{number}"))[:3])

        feeder = threading.Thread(target=deliver)
        feeder.start()
        try:
            for _ in range(3):
                before = len(acknowledged)
                lab.wait_for("more events", lambda: len(acknowledged) > before + 20)
                self.rotate()
                lab.wait_for("events in the new file", lambda: self.recoil.events.stat().st_size > 0)
        finally:
            stop.set()
            feeder.join()
        self.assertEqual(set(acknowledged), {"250"})
        lab.wait_for("every acknowledged event", lambda: self.ids_found() == len(acknowledged))
        self.assertEqual(oct(self.recoil.events.stat().st_mode & 0o777), "0o640")
        self.assertEqual(set((self.folder / "asked").read_text().splitlines()), {"kill --kill-whom=main --signal=USR1 recoil.service"})
        print(f"{len(acknowledged)} events acknowledged during three rotations, and all found in", *sorted(p.name for p in self.files()))

    def files(self):
        return list(self.folder.glob("events.jsonl*"))

    def ids_found(self):
        self.assertEqual({p.suffix for p in self.files()}, {".jsonl", ".1", ".gz"}, "compressed a rotation later")
        opened = [gzip.open(p, "rt") if p.suffix == ".gz" else open(p) for p in self.files()]
        lines = [line for file in opened for line in file]
        for file in opened:
            file.close()
        return len(set(lines)) if len(set(lines)) == len(lines) else -1


if __name__ == "__main__":
    os.environ["PATH"] += ":/usr/sbin"
    suite.need("logrotate")
    suite.main(verbosity=2)

#!/usr/bin/env python3
"""What was acknowledged is in the file: through full disks, rotations, reloads, stops, kills, and want of descriptors."""
import contextlib
import os
import resource
import shutil
import socket
import subprocess
import sys
import threading
import time
import unittest

import lab
import wire

REFUSED = "451 4.3.0 Not recorded, try again later"


class Load:
    """Sessions that deliver notices until they are told to stop; the queue id of each that was acknowledged is kept."""

    def __init__(self, daemon, sessions=9, reconnect=False):
        self.daemon, self.reconnect = daemon, reconnect
        self.acknowledged, self.refused, self.lost, self.last = [], 0, 0, []
        self.stopping = threading.Event()
        self.threads = [threading.Thread(target=self.run, args=(i,)) for i in range(sessions)]

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self.stop()

    def stop(self):
        self.stopping.set()
        for thread in self.threads:
            thread.join(60)

    def run(self, session):
        number = 0
        while not self.stopping.is_set():
            try:
                with self.daemon.client(("lmtp", "smtp")[session % 2]) as client:
                    while not self.stopping.is_set():
                        number += 1
                        key = f"s{session}n{number}"
                        reply = client.deliver(wire.notice(key=key))
                        if reply.startswith("250"):
                            self.acknowledged.append(key)
                        elif reply.startswith("451"):
                            self.refused += 1
                        else:
                            self.last.append(reply)
                            break
            except OSError:
                time.sleep(0.01)
            self.lost += not self.stopping.is_set()
            if not self.reconnect:
                return


class Durability(unittest.TestCase):
    def setUp(self):
        self.folder = self.enterContext(lab.folder())

    def start(self, before=None, **keys):
        daemon = wire.Daemon(self.folder, **keys).start(before)
        self.addCleanup(daemon.stop)
        return daemon

    def recorded(self, daemon, *more):
        """The queue ids in the event files, which must hold whole lines only."""
        found = []
        for path in (daemon.events, *more):
            if path.exists():
                self.assertIn(path.read_bytes()[-1:], (b"", b"\n"))
                found += [lab.json.loads(line)["queue_id"] for line in path.read_text().splitlines()]
        return found


class FullDisk(Durability):
    def check_refused(self, daemon):
        """Nothing of a refused message is kept or counted."""
        counted = {name: daemon.count(name) for name in ("recoil_bounces_total", "recoil_notices_total", "recoil_recipients_total")}
        before = daemon.events.read_bytes()
        for protocol in ("lmtp", "smtp"):
            self.assertEqual(daemon.deliver(wire.notice(wire.group("a" * 3000 + "@x.example"), key="refused"), protocol), REFUSED)
        self.assertEqual(daemon.events.read_bytes(), before)
        self.assertEqual({name: daemon.count(name) for name in counted}, counted)
        self.assertEqual(daemon.count("recoil_sink_blocked"), 1)
        with self.assertRaises(lab.urllib.error.HTTPError):
            daemon.get("/-/ready")

    def check_recovered(self, daemon):
        lab.wait_for("recovery", lambda: daemon.deliver(wire.notice(key="after")).startswith("250"), 20)
        self.assertEqual(self.recorded(daemon)[-1], "after")
        self.assertEqual((daemon.count("recoil_sink_blocked"), daemon.get("/-/ready")), (0, "ok\n"))

    @unittest.skipIf(os.geteuid() != 0, "needs root to mount")
    def test_a_file_system_without_room(self):
        disk = self.folder / "disk"
        disk.mkdir()
        if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "none", disk], capture_output=True).returncode != 0:
            self.skipTest("cannot mount here")
        self.addCleanup(subprocess.run, ["umount", "-l", disk], check=True)
        events = disk / "events.jsonl"
        daemon = wire.Daemon(self.folder, events=f"{{path: {events}, min_free_bytes: 0}}")
        daemon.events = events
        self.addCleanup(daemon.stop)
        daemon.start()
        with daemon.client() as client:
            accepted = 0
            while client.deliver(wire.notice(key=f"n{accepted}")).startswith("250"):
                accepted += 1
        self.assertEqual(len(self.recorded(daemon)), accepted)
        self.check_refused(daemon)
        with open(events, "r+b") as file:  # somebody makes room: logrotate's copytruncate
            file.truncate(0)
        self.check_recovered(daemon)

    def test_a_file_that_may_not_grow(self):
        daemon = self.start(lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, resource.RLIM_INFINITY)))
        with daemon.client() as client:
            while client.deliver(wire.notice(key="x")).startswith("250"):
                pass
        self.check_refused(daemon)
        resource.prlimit(daemon.process.pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        self.check_recovered(daemon)

    def test_too_little_free_space(self):
        daemon = self.start(events=f"{{path: {self.folder}/events.jsonl, min_free_bytes: 1099511627776}}")
        if shutil.disk_usage(self.folder).free > 1 << 40:
            self.skipTest("a very large disk")
        self.assertEqual(daemon.deliver(wire.notice()), REFUSED)
        self.assertEqual(daemon.lines(), [])


class Rotation(Durability):
    def test_renamed_and_reopened_under_load(self):
        daemon, old = self.start(), []
        with Load(daemon) as load:
            for i in range(30):
                old.append(self.folder / f"events.{i}")
                daemon.events.rename(old[-1])
                daemon.signal((wire.REOPEN, wire.RELOAD)[i % 2])
                lab.wait_for("the new file", daemon.events.exists)
        self.assertEqual((load.lost, load.refused, load.last), (0, 0, []))
        self.assertEqual(sorted(self.recorded(daemon, *old)), sorted(load.acknowledged))

    def test_a_removed_file_is_made_anew(self):
        daemon = self.start()
        self.assertEqual(daemon.deliver(wire.notice(key="gone"))[:3], "250")
        daemon.events.unlink()
        self.assertEqual(daemon.deliver(wire.notice(key="new"))[:3], "250")
        self.assertEqual(self.recorded(daemon), ["new"])

    def test_a_folder_that_is_gone_defers(self):
        place = self.folder / "log"
        place.mkdir()
        daemon = self.start(events=f"{{path: {place}/e.jsonl, min_free_bytes: 0}}")
        place.rename(self.folder / "away")
        (self.folder / "away" / "e.jsonl").unlink()
        self.assertEqual(daemon.deliver(wire.notice()), REFUSED)
        place.mkdir()
        lab.wait_for("recovery", lambda: daemon.deliver(wire.notice()).startswith("250"), 20)


class Reload(Durability):
    def test_fifty_reloads_cut_no_session(self):
        daemon = self.start()
        with Load(daemon) as load:
            for i in range(50):
                daemon.signal(wire.RELOAD)
                time.sleep(0.02)
        self.assertEqual((load.lost, load.refused, load.last), (0, 0, []))
        self.assertEqual(sorted(self.recorded(daemon)), sorted(load.acknowledged))

    def test_a_bad_configuration_changes_nothing(self):
        daemon = self.start()
        good = daemon.config.read_text()
        for bad in ("limits: {recipients: many}\n", "unknown: 1\n", "limits: [", "\0\xff", f"rules: {{extra: [{self.folder}/*.yaml]}}\n"):
            daemon.config.write_text(bad, encoding="latin-1")
            daemon.signal(wire.RELOAD)
            lab.wait_for("the refusal", lambda: daemon.count("recoil_config_last_reload_successful") == 0)
            self.assertEqual(daemon.deliver(wire.notice())[:3], "250")
            daemon.config.write_text(good)
            daemon.signal(wire.RELOAD)
            lab.wait_for("the reload", lambda: daemon.count("recoil_config_last_reload_successful") == 1)

    def write_rule(self, reason):
        """A site pack that explains wire.notice()'s reply by another reason than the shipped ones. Written as an editor should: renamed."""
        draft = self.folder / "site.draft"
        draft.write_text(f"pack: site\nversion: {reason}\nrules:\n  - {{id: site-unknown, token: [user unknown], "
                         f"reason: {reason}, meaning: m, advice: a, examples: ['550 user unknown']}}\n")
        draft.rename(self.folder / "rules.d" / "site.yaml")

    def reload(self, daemon, result):
        before = daemon.count("recoil_config_reloads_total", result=result)
        daemon.signal(wire.RELOAD)
        lab.wait_for("the reload", lambda: daemon.count("recoil_config_reloads_total", result=result) > before, 60)

    def test_rules_change_under_load_and_no_message_is_lost(self):
        (self.folder / "rules.d").mkdir()
        self.write_rule("policy")
        daemon = self.start(rules=f"{{extra: [{self.folder}/rules.d/*.yaml]}}")
        with Load(daemon, sessions=4) as load:
            for reason, loads in (("greylisted", True), ("nonsense", False), ("spam", True)):
                lab.wait_for("some messages", lambda n=len(load.acknowledged): len(load.acknowledged) > n + 20)
                self.write_rule(reason)
                self.reload(daemon, "ok" if loads else "refused")
                self.assertEqual(daemon.count("recoil_config_last_reload_successful"), loads)
                self.assertEqual(daemon.count("recoil_rules_loaded", pack="site"), 1)
                self.assertEqual(daemon.deliver(wire.notice(key=f"after-{reason}"))[:3], "250")
        self.assertEqual((load.lost, load.refused, load.last), (0, 0, []))
        events = daemon.lines()
        reasons = [e["reason"] for e in events]
        self.assertEqual(set(reasons), {"policy", "greylisted", "spam"})
        self.assertEqual({e["queue_id"]: e["reason"] for e in events if e["queue_id"].startswith("after")},
                         {"after-greylisted": "greylisted", "after-nonsense": "greylisted", "after-spam": "spam"})
        self.assertEqual({e["pack_version"] for e in events}, set(reasons))  # no verdict is of two sets
        self.assertEqual(sorted(self.recorded(daemon)),
                         sorted([*load.acknowledged, "after-greylisted", "after-nonsense", "after-spam"]))

    def test_new_limits_are_for_new_sessions(self):
        daemon = self.start()
        with daemon.client() as old:
            daemon.configure(limits="{line_bytes: 512}")
            daemon.signal(wire.RELOAD)
            lab.wait_for("the reload", lambda: daemon.count("recoil_config_reloads_total", result="ok") >= 1)
            self.assertEqual(old.command(b"NOOP " + b"x" * 600)[:3], "250")
            with daemon.client() as new:
                self.assertEqual(new.command(b"NOOP " + b"x" * 600)[:3], "500")


class Stop(Durability):
    def test_under_load(self):
        daemon = self.start()
        idle, begun, silent = daemon.client(), daemon.client("smtp"), daemon.client()
        begun.begin_data()
        message = wire.stuffed(wire.notice(key="begun"))
        begun.send(message[:100])
        with Load(daemon) as load:
            time.sleep(0.5)
            start = time.monotonic()
            daemon.signal(wire.STOP)
            self.assertEqual([r[:9] for r in idle.rest()], ["421 4.3.2"])
            begun.send(message[100:])
            self.assertEqual([r[:9] for r in begun.rest()], ["250 2.0.0", "421 4.3.2"])
            self.assertEqual(daemon.process.wait(30), 0)
            self.assertLess(time.monotonic() - start, 30)
        for client in (idle, begun, silent):
            client.close()
        self.assertEqual(load.refused, 0)
        self.assertLessEqual({r[:9] for r in load.last}, {"421 4.3.2", ""})
        self.assertEqual(sorted(self.recorded(daemon)), sorted([*load.acknowledged, "begun"]))
        self.assertFalse(daemon.socket.exists())

    def test_a_message_that_never_ends_does_not_hold_it(self):
        daemon = self.start()
        client = daemon.client()
        self.addCleanup(client.close)
        client.begin_data()
        daemon.signal(wire.STOP)
        self.assertEqual(daemon.process.wait(30), 0)
        self.assertEqual([r[:9] for r in client.rest()], ["421 4.3.2"])

    def test_killed_again_and_again(self):
        daemon = self.start()
        with Load(daemon, reconnect=True) as load:
            for _ in range(5):
                time.sleep(0.7)
                daemon.kill()
                daemon.start()
            time.sleep(0.3)
        self.assertGreater(len(load.acknowledged), 500)
        self.assertEqual(set(load.acknowledged) - set(self.recorded(daemon)), set())

    def test_a_torn_line_is_cut_off_at_the_start(self):
        daemon = wire.Daemon(self.folder)
        daemon.events.write_bytes(b'{"queue_id":"whole"}\n{"queue_id":"to')
        daemon.start()
        self.addCleanup(daemon.stop)
        self.assertEqual(self.recorded(daemon), ["whole"])


class Descriptors(Durability):
    def test_too_few_of_them(self):
        daemon = self.start(lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (40, 40)))
        crowd = [socket.create_connection(("127.0.0.1", daemon.lmtp), 10) for _ in range(60)]
        time.sleep(0.5)
        used = daemon.processor_seconds()
        time.sleep(2)
        self.assertLess(daemon.processor_seconds() - used, 0.2)
        answers = []
        for connection in crowd:
            connection.settimeout(5)
            with contextlib.suppress(OSError):
                answers.append(connection.recv(100)[:3])
        self.assertEqual(set(answers), {b"220", b"421"})
        for connection in crowd:
            connection.close()
        lab.wait_for("recovery", lambda: self.delivered(daemon), 20)

    def delivered(self, daemon):
        with contextlib.suppress(OSError):
            return daemon.deliver(wire.notice()).startswith("250")

    def test_a_second_daemon_refuses_to_start(self):
        first = self.start()
        port = lab.free_port
        other = self.folder / "other.jsonl"
        table = {
            "event file": {"listeners": f'[{{protocol: lmtp, address: "127.0.0.1:{port()}"}}]', "metrics": '{address: ""}'},
            f"127.0.0.1:{first.lmtp}": {"listeners": f'[{{protocol: lmtp, address: "127.0.0.1:{first.lmtp}"}}]', "metrics": '{address: ""}',
                                        "events": f"{{path: {other}}}"},
            f"{first.socket}": {"listeners": f'[{{protocol: lmtp, address: "unix:{first.socket}"}}]', "metrics": '{address: ""}',
                                "events": f"{{path: {other}}}"},
            f"127.0.0.1:{first.metrics}": {"listeners": f'[{{protocol: lmtp, address: "127.0.0.1:{port()}"}}]',
                                           "events": f"{{path: {other}}}"},
        }
        for words, keys in table.items():
            config = self.folder / "second.yaml"
            config.write_text("".join(f"{k}: {v}\n" for k, v in {**first.keys, **keys}.items()))
            done = subprocess.run([lab.BIN / "recoild", "--config", config], capture_output=True, text=True, timeout=20)
            self.assertEqual(done.returncode, 1, words)
            self.assertIn(words, done.stderr)
        with contextlib.closing(socket.socket(socket.AF_UNIX)) as connection:
            connection.connect(str(first.socket))
            self.assertEqual(connection.recv(3), b"220")

    def test_a_stale_socket_is_replaced(self):
        daemon = self.start()
        daemon.kill()
        self.assertTrue(daemon.socket.exists())
        daemon.start()
        connection = socket.socket(socket.AF_UNIX)
        connection.connect(str(daemon.socket))
        with wire.Client(connection) as client:
            self.assertEqual(client.deliver(wire.notice())[:3], "250")


if __name__ == "__main__":
    sys.exit(not unittest.main(exit=False, verbosity=1).result.wasSuccessful())

#!/usr/bin/python3
"""recoild as recoil.service starts it: socket activation, readiness, watchdog, reload and stop, under the unit's filter of system calls."""
import os
import pathlib
import signal
import socket
import time
import unittest

import suite

import lab
import service_manager
import unit_file
import wire
from http_client import fetch


class ServiceTest(unittest.TestCase):
    def setUp(self):
        folder = lab.folder()
        self.folder = folder.__enter__()
        self.addCleanup(folder.__exit__, None, None, None)
        self.tcp, self.metrics = lab.free_port(), lab.free_port()
        self.events = self.folder / "events.jsonl"
        self.configuration = self.folder / "recoil.yaml"
        self.configure()
        self.service = service_manager.Service(self.folder, self.configuration)
        self.addCleanup(self.service.close)

    def configure(self, more=""):
        self.configuration.write_text(f"""
listeners: [{{protocol: lmtp, address: "127.0.0.1:{self.tcp}"}}]
events: {{path: {self.events}, min_free_bytes: 0}}
metrics: {{address: "127.0.0.1:{self.metrics}", birth_seconds: 0}}
{more}""")

    def connect(self, unit):
        client = socket.socket(socket.AF_UNIX)
        client.settimeout(30)
        client.connect(str(self.service.path_of(unit)))
        return client

    def deliver(self, key):
        with wire.Client(self.connect(unit_file.SOCKETS[0])) as client:
            return client.deliver(wire.notice(key=key))

    def lines(self):
        return self.events.read_text().count("\n") if self.events.exists() else 0

    def get(self, path):
        return fetch(f"http://127.0.0.1:{self.metrics}{path}")[2]

    def wait_for_states(self, *expected):
        lab.wait_for(f"{expected}, not {self.service.notify.states()}", lambda: tuple(self.service.notify.states()) == expected)

    def test_clients_that_came_before_are_served_by_every_socket(self):
        early = self.connect(unit_file.SOCKETS[0])
        self.service.start()
        with wire.Client(early) as client:
            self.assertEqual(client.deliver(wire.notice(key="A1"))[:3], "250")
        lab.wait_for("the event", lambda: self.lines() == 1)
        with self.connect(unit_file.SOCKETS[1]) as milter:
            milter.sendall(b"\0\0\0\x0dO\0\0\0\x06\0\0\x01\xff\0\0\0\0")  # option negotiation
            self.assertEqual(milter.recv(5)[4:], b"O")
        with wire.Client(socket.create_connection(("127.0.0.1", self.tcp), 30)) as client:
            self.assertEqual(client.deliver(wire.notice(key="A2"))[:3], "250")
        status = self.service.notify.last("READY")["STATUS"]
        for unit in unit_file.SOCKETS:
            self.assertIn(f"unix:{self.service.path_of(unit)}", status)
        self.assertIn("process_start_time_seconds", self.get("/metrics"))
        self.assertIn("Seccomp:\t2\n", pathlib.Path(f"/proc/{self.service.pid}/status").read_text(), "the filter is in force")
        print("served on", status)

    def test_states_come_in_order(self):
        self.service.start()
        self.assertEqual(self.service.reload(), 0)
        self.wait_for_states("READY", "RELOADING", "READY")
        self.assertEqual(self.service.stop(), 0)
        self.wait_for_states("READY", "RELOADING", "READY", "STOPPING")
        print("told systemd", *self.service.notify.states())

    def test_a_restart_keeps_the_sockets_and_their_clients(self):
        self.service.start()
        self.assertEqual(self.deliver("R1")[:3], "250")
        self.service.stop()
        waiting = self.connect(unit_file.SOCKETS[0])
        self.service.start()
        with wire.Client(waiting) as client:
            self.assertEqual(client.deliver(wire.notice(key="R2"))[:3], "250")
        lab.wait_for("two events", lambda: self.lines() == 2)
        print("a client that came while recoild was down was served by the next one")

    def test_a_bad_reload_is_told_and_changes_nothing(self):
        self.service.start()
        self.configure("workres: 2\n")
        self.assertEqual(self.service.reload(), 78)
        self.wait_for_states("READY", "RELOADING", "READY")
        told = self.service.notify.last("READY")["STATUS"]
        self.assertIn("The last reload was refused", told)
        self.assertIn("recoil_config_last_reload_successful 0", self.get("/metrics"))
        self.assertEqual(self.deliver("B1")[:3], "250")
        self.configure()
        self.assertEqual(self.service.reload(), 0)
        lab.wait_for("a good reload", lambda: "recoil_config_last_reload_successful 1" in self.get("/metrics"))
        print("systemctl reload fails with 78 on a bad configuration, and the status says", told)

    def test_a_bad_configuration_ends_the_start_for_good(self):
        self.configure("workres: 2\n")
        with self.assertRaisesRegex(AssertionError, "ended with 78.*workres"):
            self.service.start()
        self.assertIn("78", unit_file.setting(unit_file.SERVICE, "RestartPreventExitStatus").split())
        print("exit 78, and systemd does not try again")

    def test_a_reload_that_hangs_is_seen_and_stops_nothing_else(self):
        self.service.start()
        good = self.configuration.read_text()
        self.configuration.unlink()
        os.mkfifo(self.configuration)
        os.kill(self.service.pid, signal.SIGHUP)
        self.wait_for_states("READY", "RELOADING")
        before = self.service.notify.heartbeats()
        self.assertEqual(self.deliver("H1")[:3], "250")
        lab.wait_for("the watchdog goes on", lambda: self.service.notify.heartbeats() > before + 2)
        self.assertEqual(self.service.notify.states(), ["READY", "RELOADING"])
        self.configuration.write_text(good)
        self.wait_for_states("READY", "RELOADING", "READY")
        print("while a reload hung, systemd saw RELOADING, the watchdog was fed and mail was taken")

    def test_the_watchdog_hears_nothing_of_a_process_that_hangs(self):
        self.service.start()
        lab.wait_for("heartbeats", lambda: self.service.notify.heartbeats() > 2)
        os.kill(self.service.pid, signal.SIGSTOP)
        time.sleep(self.service.watchdog_seconds)
        before = self.service.notify.heartbeats()
        time.sleep(2 * self.service.watchdog_seconds)
        self.assertEqual(self.service.notify.heartbeats(), before)
        os.kill(self.service.pid, signal.SIGCONT)
        lab.wait_for("heartbeats again", lambda: self.service.notify.heartbeats() > before)
        print("no heartbeat while it hung")


if __name__ == "__main__":
    suite.need("systemd-analyze")  # which knows the sets of system calls
    suite.main(verbosity=2)

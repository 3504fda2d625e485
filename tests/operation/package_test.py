#!/usr/bin/python3
"""The Debian package in a bare Debian: made, judged by lintian, installed, started, upgraded, removed and purged."""
import os
import shutil
import socket
import threading
import time
import unittest

import suite

import booted
import chroot
import debian_package
import documents
import lab
import unit_file
import wire
from program import finished, said

GUIDE = suite.SOURCE / "docs" / "installing.md"
LATER_VERSION = "99.0"
SOCKET = "/var/spool/postfix/recoil/lmtp.sock"
LOG_LINE = ("out1 postfix/smtp[1]: 4F1C2D3E4F: to=<jo@example.net>, relay=mx.example.net[192.0.2.1]:25, delay=1, "
            "delays=0/0/0/1, dsn=5.1.1, status=bounced (host mx.example.net[192.0.2.1] said: 550 5.1.1 User unknown)\n")
UNITS = ["recoil.service", "recoil-lmtp.socket", "recoil-milter.socket"]
INSTALLED = """
/usr/bin/recoil /usr/sbin/recoild /etc/recoil/recoil.yaml /etc/recoil/rules.d /etc/logrotate.d/recoil /usr/lib/sysusers.d/recoil.conf
/usr/lib/tmpfiles.d/recoil.conf /usr/share/recoil/rules/gmail.yaml /usr/share/recoil/postfix/lmtp-unix/main.cf
/usr/share/recoil/prometheus/recoil.alerts.yml /usr/share/recoil/grafana/bounces.json /usr/share/recoil/schema/event.schema.json
/usr/share/man/man1/recoil.1.gz /usr/share/man/man8/recoild.8.gz
/usr/share/man/man5/recoil.yaml.5.gz /usr/share/man/man5/recoil-rules.5.gz
/usr/share/doc/recoil/README.md /usr/share/doc/recoil/copyright /usr/share/doc/recoil/changelog.gz /usr/share/doc/recoil/installing.md
/usr/share/doc/recoil/runbooks/RecoilBanActive.md /usr/share/bash-completion/completions/recoil /usr/share/zsh/vendor-completions/_recoil
/usr/share/fish/vendor_completions.d/recoil.fish""".split() + [f"/usr/lib/systemd/system/{unit}" for unit in UNITS]

DELIVER = """
import socket, wire
with wire.Client(socket.create_connection(("127.0.0.1", 2424))) as client:
    print(client.deliver(wire.notice()))
"""
METRICS = "import urllib.request as r; print(r.urlopen('http://127.0.0.1:9850/metrics').read().decode())"


def setUpModule():
    global folder, package
    folder = unittest.enterModuleContext(lab.folder())
    package = debian_package.make(folder)


class File(unittest.TestCase):
    def test_lintian_finds_no_error(self):
        suite.need("lintian")
        judged = said("lintian", "--fail-on", "error", "--tag-display-limit", "0", package)
        program = said(lab.BIN / "recoild", "--version").split()[-1]
        self.assertEqual(said("dpkg-deb", "--field", package, "Version").strip(), f"{program}-1")
        print("lintian:", judged.strip() or "nothing to say")


class Life(unittest.TestCase):
    """One chroot, and one life in it: each step goes on from the one before."""

    @classmethod
    def setUpClass(cls):
        cls.folder, cls.package = folder, package
        cls.next = debian_package.with_version(cls.package, debian_package.NEXT_VERSION, cls.folder)
        cls.later = debian_package.with_version(cls.package, LATER_VERSION, cls.folder)
        cls.root = cls.enterClassContext(chroot.debian(cls.folder / "root"))

    def exists(self, path):
        return os.path.lexists(self.root.path(path))

    def service(self):
        """What recoil.service runs, with its environment and account."""
        [command] = unit_file.settings(unit_file.SERVICE)["ExecStart"]
        return self.root.background("env", "STATE_DIRECTORY=/var/lib/recoil", "LOGS_DIRECTORY=/var/log/recoil", "sh", "-c",
                                    f"umask 027; cd /var/lib/recoil; exec {command}", user="recoil")

    def wait_until_ready(self):
        lab.wait_for("recoil healthcheck", lambda: self.root.run("recoil", "healthcheck", check=False).returncode == 0, 90)

    def test_2_installs_everything_and_enables_the_units(self):
        self.root.install(self.package)
        self.assertEqual([path for path in INSTALLED if not self.exists(path)], [])
        for unit in UNITS:
            self.assertEqual(self.root.run("systemctl", "is-enabled", unit).stdout, "enabled\n")
        self.assertRegex(self.root.run("id", "recoil").stdout, r"\(adm\).*\(systemd-journal\)|\(systemd-journal\).*\(adm\)")
        self.assertEqual(self.root.run("stat", "-c", "%U:%G %a", "/var/log/recoil", "/var/lib/recoil").stdout, "recoil:recoil 750\n" * 2)
        self.root.run("recoild", "--check", "--config", "/etc/recoil/recoil.yaml", user="recoil")
        print("installed", len(self.root.run("dpkg", "--listfiles", "recoil").stdout.splitlines()), "files; enabled", *UNITS)

    def test_3_starts_without_an_edit_and_takes_a_bounce(self):
        with self.service():
            self.wait_until_ready()
            self.assertEqual(self.root.python(DELIVER)[:3], "250")
            lab.wait_for("the event", lambda: self.root.path("/var/log/recoil/events.jsonl").stat().st_size)
            self.assertRegex(self.root.python(METRICS), r"recoil_build_info\{")
        self.assertEqual(self.root.run("stat", "-c", "%U:%G %a", "/var/log/recoil/events.jsonl").stdout, "recoil:recoil 640\n")
        print("took a bounce as the user recoil")

    def test_4_an_upgrade_keeps_the_configuration(self):
        configuration = self.root.path("/etc/recoil/recoil.yaml")
        edited = configuration.read_text().replace("#log_sources:\n#  - {type: postfix,", "log_sources:\n  - {type: postfix,")
        self.assertNotEqual(edited, configuration.read_text())
        configuration.write_text(edited)
        self.root.install(self.next)
        self.assertEqual(self.root.run("dpkg-query", "-W", "-f", "${Version}", "recoil").stdout, debian_package.NEXT_VERSION)
        self.assertEqual(configuration.read_text(), edited)
        with self.service():
            self.wait_until_ready()
        print("upgraded to", debian_package.NEXT_VERSION)

    def test_5_under_systemd(self):
        self.root.path("/usr/sbin/policy-rc.d").unlink()
        with booted.systemd(self.root) as system:
            if not system:
                suite.skip("no systemd starts in a chroot here")
            self.the_service_runs_without_postfix(system)
            self.root.install("postfix")
            shutil.copy(self.later, self.root.path("/"))
            system.run("systemctl", "stop", "recoil")
            system.run("systemctl", "start", "recoil")
            self.postfix_may_connect(system)
            self.a_log_of_the_group_adm_is_read()
            self.a_bad_configuration_fails_the_reload(system)
            self.an_upgrade_refuses_no_client(system)
            system.run("dpkg", "--remove", "recoil")
            self.assertEqual(system.run("systemctl", "is-active", *UNITS, check=False).stdout.split(), ["inactive"] * 3)
            self.assertFalse(self.exists(SOCKET))
            print("removing it stopped service and sockets")

    def the_service_runs_without_postfix(self, system):
        self.assertEqual(system.run("systemctl", "is-active", *UNITS, check=False).stdout.split(), ["active", "inactive", "inactive"])
        self.assertEqual(system.run("systemctl", "--failed", "--no-legend", "--plain", "list-units", "recoil*").stdout, "")
        print("systemd started", UNITS[0], "and skipped the sockets, as there is no Postfix")

    def connect(self):
        client = socket.socket(socket.AF_UNIX)
        client.settimeout(60)
        client.connect(str(self.root.path(SOCKET)))
        return client

    def deliver(self, key):
        with wire.Client(self.connect()) as client:
            return client.deliver(wire.notice(key=key))[:3]

    def postfix_may_connect(self, system):
        self.assertEqual(system.run("stat", "-c", "%U:%G %a", SOCKET).stdout, "root:postfix 660\n")
        self.assertEqual(self.deliver("S1"), "250")
        print("took a bounce at", SOCKET)

    def a_log_of_the_group_adm_is_read(self):
        log = self.root.path("/var/log/mail.log")
        made = log.with_suffix(".made")  # the service must not see it before its owner and mode are right
        made.write_text(time.strftime("%b %e %H:%M:%S ", time.gmtime()) + LOG_LINE)
        self.root.run("chown", "root:adm", "/var/log/mail.made")
        made.chmod(0o640)
        made.rename(log)
        events = self.root.path("/var/log/recoil/events.jsonl")
        lab.wait_for("the event of the line", lambda: '"source":"postfix_log"' in events.read_text())
        self.assertIn("process_start_time_seconds", self.root.python(METRICS))
        print("read a log of root:adm in its own user namespace")

    def shown(self, system, name):
        return system.run("systemctl", "show", f"--property={name}", "--value", "recoil").stdout.strip()

    def a_bad_configuration_fails_the_reload(self, system):
        configuration = self.root.path("/etc/recoil/recoil.yaml")
        good = configuration.read_text()
        configuration.write_text(good + "workres: 2\n")
        self.assertNotEqual(system.run("systemctl", "reload", "recoil", check=False).returncode, 0)
        lab.wait_for("the status to say so", lambda: "The last reload was refused" in self.shown(system, "StatusText"))
        self.assertIn("workres: unknown key", system.run("journalctl", "--no-pager", "--unit=recoil").stdout)
        configuration.write_text(good)
        system.run("systemctl", "reload", "recoil")
        print("systemctl reload fails where the configuration is wrong")

    def an_upgrade_refuses_no_client(self, system):
        refused, done = [], threading.Event()

        def come_and_go():
            while not done.wait(0.02):
                try:
                    self.connect().close()
                except OSError as error:
                    refused.append(error)

        before = self.shown(system, "MainPID")
        clients = threading.Thread(target=come_and_go)
        clients.start()
        try:
            system.run("dpkg", "--install", f"/{self.later.name}")
        finally:
            done.set()
            clients.join()
        self.assertEqual(refused, [])
        self.assertNotEqual(self.shown(system, "MainPID"), before)
        self.assertEqual(self.deliver("S2"), "250")
        print("an upgrade restarted the service, and no client was refused")

    def type(self, command):
        self.root.run("sh", "-c", command, apt=True)

    def test_6_removal_keeps_what_is_the_operators(self):
        remove, _ = documents.commands(GUIDE, "apt remove recoil")
        self.type(remove)
        for path in ("/etc/recoil/recoil.yaml", "/etc/logrotate.d/recoil", "/var/log/recoil/events.jsonl"):
            self.assertTrue(self.exists(path), path)
        for path in ("/usr/sbin/recoild", "/usr/lib/systemd/system/recoil.service", "/usr/share/recoil"):
            self.assertFalse(self.exists(path), path)
        print("removed")

    def test_7_purging_leaves_nothing_behind(self):
        _, purge = documents.commands(GUIDE, "apt purge recoil")
        self.type(purge)
        left = self.root.run("find", "/etc", "/usr", "/var", "-name", "*recoil*").stdout
        self.assertEqual(left, "")
        print("purged")

    def test_8_without_the_package(self):
        """On this host cmake, as it would be on that one; inside what follows."""
        commands = documents.commands(GUIDE, "cmake --install build/release --prefix /usr --strip")
        for command in (line for line in commands if line.startswith("cmake")):
            finished("sh", "-c", command.replace("build/release", str(debian_package.BUILD)),
                     env={**os.environ, "DESTDIR": str(self.root.folder)})
        with booted.systemd(self.root) as system:
            if not system:
                suite.skip("no systemd starts in a chroot here")
            for command in (line for line in commands if line.startswith("system")):
                system.run("sh", "-c", command)
            self.postfix_may_connect(system)
            self.wait_until_ready()
            print("installed by cmake, and enabled:", *system.run("systemctl", "is-enabled", *UNITS).stdout.split())


if __name__ == "__main__":
    suite.need("dh")
    suite.main(verbosity=2, failfast=True)

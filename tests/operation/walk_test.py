#!/usr/bin/python3
"""A walk through docs/installing.md, docs/logs.md and docs/upgrading.md, as somebody takes it who has a Debian 12 with Postfix and
never saw recoil: the package, Postfix's lines, bounces and where they are seen, an upgrade, a removal. What this test prints is what
the terminal shows."""
import contextlib
import json
import re
import shutil
import subprocess
import sys
import unittest

import suite

import booted
import chroot
import debian_package
import documents
import far_side
import lab
import yaml
from terminal import Terminal

BEFORE = ["adduser", "curl", "jq", "logrotate", "postfix", "rsyslog", "systemd", "w3m"]
HOSTNAME = "out1.example.org"
REFUSALS = {
    "kim": "550 5.7.606 Access denied, banned sending IP [198.51.100.25]. To request removal from this list please visit "
           "https://sender.office.com/ and follow the directions. [AM4PEPF00012345.eurprd83.prod.outlook.com]",
    "jo": "550 5.1.1 <jo@fabrikam.com>: Recipient address rejected: User unknown in virtual mailbox table"}
SEND = "echo 'Subject: Our news' | sendmail -f bounces@bounce.example.org "
BAN = 'recoil_bans_total{action="failed",provider="microsoft365",reason="ip_banned",sending_ip="198.51.100.25"}'
MEANWHILE = 20


def documented(phrase, name="installing.md"):
    return documents.commands(suite.SOURCE / "docs" / name, phrase)


def mail_server(root):
    """What is there before: Debian's Postfix with a name of its own, and Debian's syslog daemon."""
    root.install(*BEFORE)
    root.run("postconf", "-e", f"myhostname={HOSTNAME}", "inet_interfaces=loopback-only")
    root.path("/etc/hostname").write_text(HOSTNAME + "\n")
    root.path("/etc/hosts").write_text(f"127.0.0.1 localhost\n127.0.1.1 {HOSTNAME} out1\n")
    root.run("adduser", "--disabled-password", "--gecos", "", "anna")


def put_packages(root, folder):
    """Where the documents say that they are. What they depend on is fetched before, since the machine itself reaches nobody."""
    package = debian_package.make(folder)
    later = debian_package.with_version(package, debian_package.NEXT_VERSION, folder)
    root.path("/root/build/release").mkdir(parents=True)
    inside = f"/root/build/release/{package.name}"
    shutil.copy(package, root.path(inside))
    shutil.copy(later, root.path(f"/root/recoil_{debian_package.NEXT_VERSION}_amd64.deb"))
    root.run("apt-get", "install", "-y", "-q", "--download-only", inside, apt=True)


@contextlib.contextmanager
def internet(root):
    """Where two recipients are refused, one of them since the sender is banned."""
    root.path("/etc/resolv.conf").write_text("nameserver 127.0.0.1\n")
    command = ["nsenter", f"--net=/proc/{root.network.pid}/ns/net", sys.executable, "-B", far_side.__file__, json.dumps(REFUSALS)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            if process.stdout.readline() != "ready\n":
                raise AssertionError("the far side does not start")
            yield
        finally:
            process.kill()


@contextlib.contextmanager
def machine():
    with lab.folder() as folder, chroot.debian(folder / "root") as root:
        mail_server(root)
        put_packages(root, folder)
        root.path("/usr/sbin/policy-rc.d").unlink()
        with internet(root), booted.systemd(root) as system:
            if not system:
                suite.skip("no systemd starts in a chroot here")
            yield root, Terminal(system.run)


class Walk(unittest.TestCase):
    """One machine, and each step goes on from the one before."""

    @classmethod
    def setUpClass(cls):
        cls.root, cls.terminal = cls.enterClassContext(machine())

    def chapter(self, title):
        print(f"\n---- {title}\n", flush=True)

    def type_all(self, lines):
        for line in lines:
            self.terminal.type(line)

    def test_1_install(self):
        self.chapter("A Debian 12 with Postfix, and the package")
        self.terminal.see("head -1 /etc/os-release; systemctl is-active postfix@- rsyslog", "bookworm", "active\nactive")
        [install] = [line for line in documented("apt install") if line.startswith("apt")]
        self.terminal.type(install, "Setting up recoil", shows="recoil|systemd/system")
        status, healthcheck = documented("systemctl status")
        self.terminal.see(status, "enabled", "Active: active (running)")
        self.terminal.see(healthcheck, "ready")
        self.terminal.type("ls -l /var/spool/postfix/recoil", "srw-rw---- 1 root postfix")

    def test_2_wire(self):
        self.chapter("Postfix's lines, and recoil's")
        self.type_all(documented("lmtp-unix/main.cf"))
        lines = documented("own_mtas")
        self.configure("\n".join(lines))
        keys = "|".join(line.partition(":")[0] for line in lines if line[0].isalpha())
        self.terminal.type(f"grep -E '^({keys}|  - {{)' /etc/recoil/recoil.yaml", *lines)
        *commands, tail = documented("sendmail")
        self.type_all(commands)
        self.terminal.see(tail, "nobody@invalid.invalid")

    def configure(self, lines):
        """With an editor: each key is there, empty, and log_sources behind a #."""
        file = self.root.path("/etc/recoil/recoil.yaml")
        text = re.sub(r"(?m)^#(log_sources:)\n(#  .*\n)+", r"\1 []\n", file.read_text())
        for part in re.split(r"\n(?=\w)", lines):
            empty = f"\n{part.partition(':')[0]}: []\n"
            self.assertIn(empty, text)
            text = text.replace(empty, f"\n{part}\n")
        self.assertLessEqual(yaml.safe_load(lines).items(), yaml.safe_load(text).items())
        file.write_text(text)

    def test_3_bounce(self):
        self.chapter("A ban, an unknown user, and one mail that arrives")
        self.type_all(SEND + recipient for recipient in ("kim@contoso.com", "jo@fabrikam.com", "lee@fabrikam.com"))
        log = "grep -o -E 'postfix/(smtp|lmtp).*' /var/log/mail.log"
        self.terminal.see(log, "5.7.606", "to=<lee@fabrikam.com>", "250 2.0.0 Recorded", shows="fabrikam|contoso|Recorded")
        self.terminal.see("recoil tail", "BANNED", "kim@contoso.com", "[198.51.100.25]", "user_unknown")
        self.terminal.type("postqueue -p", "Mail queue is empty")

    def test_4_look(self):
        self.chapter("What is seen of it")
        metrics = "curl -s http://127.0.0.1:9850/metrics | grep -E '^recoil_(bans|bounces)_total.* [1-9]|^recoil_ban_active'"
        bounces = 'recoil_bounces_total{category="banned_ip",origin="session",provider="microsoft365",reason="ip_banned"} 1'
        self.terminal.see(metrics, f"{BAN} 1\n", bounces, 'recoil_ban_active{provider="microsoft365"')
        self.terminal.see("w3m -dump -cols 150 http://127.0.0.1:9850/", "1 ban", "microsoft365", "198.51.100.25", "j***@fabrikam.com")
        bans = json.loads(self.terminal.type("curl -s http://127.0.0.1:9850/api/v1/status | jq .bans"))
        self.assertEqual([(ban["provider"], ban["address"], ban["refusals"]) for ban in bans], [("microsoft365", "198.51.100.25", 1)])
        self.type_all(["adduser anna recoil", "adduser anna adm"])
        self.terminal.type("recoil stats", "microsoft365 refuses 198.51.100.25", user="anna")
        self.terminal.type("recoil log /var/log/mail.log", "to kim@contoso.com", "3 bounces", user="anna")

    def test_5_rotate(self):
        self.chapter("The night: logrotate")
        self.terminal.type("logrotate --force /etc/logrotate.d/recoil")
        self.terminal.type(SEND + "kim@contoso.com")
        self.terminal.see("recoil tail", "kim@contoso.com")
        self.terminal.type("ls -l /var/log/recoil", "-rw-r----- 1 recoil recoil", "events.jsonl.1")

    def test_6_upgrade(self):
        self.chapter("An upgrade, while bounces come")
        self.terminal.type(f"for n in $(seq {MEANWHILE}); do sleep 0.2; {SEND}kim@contoso.com; done >/dev/null 2>&1 </dev/null &")
        [upgrade] = documented("recoil_VERSION", "upgrading.md")
        self.terminal.type(upgrade.replace("VERSION", debian_package.NEXT_VERSION), "Setting up recoil", shows="Unpacking|Setting up")
        self.terminal.see("recoil healthcheck", "ready")
        files = "/var/log/recoil/events.jsonl*"
        self.terminal.see(f"recoil stats {files}", f"ip_banned, {MEANWHILE + 2} times", shows="^[0-9]|refuses")
        self.terminal.type("postqueue -p; grep -c status=deferred /var/log/mail.log", "Mail queue is empty", "\n0\n", status=1)
        [back] = documented("recoil_OLDER", "upgrading.md")
        self.terminal.type(back.replace("./recoil_OLDER_amd64.deb", "./build/release/recoil_*.deb"), shows="Unpacking|Setting up")
        self.terminal.see("recoil healthcheck", "ready")

    def test_7_own_log(self):
        self.chapter("No syslog daemon any more: Postfix writes its log itself")
        self.type_all(documented("postfix/log/main.cf", "logs.md"))
        self.terminal.type("sed -i s,/var/log/mail.log,/var/log/postfix.log, /etc/recoil/recoil.yaml; systemctl restart recoil")
        self.type_all([SEND + "jo@fabrikam.com", "logrotate --force /etc/logrotate.d/postfix-log", SEND + "jo@fabrikam.com"])
        sources = """jq -r 'select(.recipient == "jo@fabrikam.com") | .source' /var/log/recoil/events.jsonl | sort | uniq -c"""
        self.terminal.see(sources, "2 lmtp", "2 postfix_log")
        self.terminal.type("ls -l /var/log/postfix.log*", "-rw-r----- 1 root adm")
        # A reload may stop Postfix's queue manager between a delivery and the removal of its file, which the next scan catches up on.
        self.terminal.see("postqueue -f; postqueue -p", "Mail queue is empty")

    def test_8_remove(self):
        self.chapter("A removal: mail goes its way, and a bounce waits")
        self.terminal.type(documented("apt remove")[0], "Removing recoil", shows="Removing")
        self.type_all(SEND + recipient for recipient in ("kim@contoso.com", "lee@fabrikam.com"))
        self.terminal.see("grep -o 'to=<lee@fabrikam.com>.*' /var/log/postfix.log", "status=sent")
        self.terminal.see("postqueue -p", "No such file or directory", "in 1 Request")
        self.terminal.type("ls /etc/recoil /var/log/recoil", "recoil.yaml", "events.jsonl")


if __name__ == "__main__":
    suite.need("dh")
    suite.main(verbosity=0, failfast=True)

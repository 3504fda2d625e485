"""Where the commands of the documentation run: the real recoil and recoild, a copy of the tree, and folders that stand for those of an
installed system. What would change the machine is a stand-in that notes what it was asked. A recoild runs and is fed."""
import gzip
import os
import re
import shutil
import signal
import stat
import subprocess
import time

from documents import ROOT
from fed_recoil import FedRecoil

import lab
import stand_ins

COPIED = ("README.md", "CHANGELOG.md", "quickstart", "config", "docs", "docker", "systemd", "tests/run", "tests/bench", "tests/README.md")
PLACES = re.compile(  # what stands in the root of the world
    r"(?<![\w./~-])/(?=(?:etc/(?:recoil|postfix|prometheus|alertmanager|grafana|systemd|logrotate\.d|default|mailname)"
    r"|var/(?:lib|log|spool|backups)|run/recoil"
    r"|usr/(?:share/(?:recoil|doc/recoil)|lib/(?:systemd|sysusers\.d|tmpfiles\.d)|local))\b)")
FOLDERS = (
    "etc/recoil/rules.d", "etc/postfix", "etc/prometheus", "etc/grafana/provisioning", "etc/systemd/system", "etc/logrotate.d",
    "var/log/recoil", "var/lib/recoil", "var/lib/prometheus", "var/spool/postfix", "var/backups",
    "usr/local/bin", "usr/share/recoil", "usr/share/doc", "run/recoil")
LOG = (  # status, code, reply, number: what the guide to rules begins with
    *(("bounced", "5.0.0", f"550 5.0.0 <user{n}@example.net>: this account rests until spring", n) for n in range(12)),
    *(("bounced", "5.1.1", f"550 5.1.1 <user{n}@example.net>: Recipient address rejected: User unknown", n) for n in range(12, 15)))

SITE_RULES = """pack: site
version: 2026-11-22
rules:
  - id: site-moon
    text: ['moon is in the wrong house']
    reason: greylisted
    meaning: The host looks at the stars.
    advice: Try again.
    examples: ['550 The moon is in the wrong house']
"""


def small_log():
    """Fifteen refusals by two hosts."""
    for status, dsn, reply, number in LOG:
        host = f"mx{1 + number % 2}.example.net[192.0.2.{1 + number % 2}]"
        begin = f"2026-11-20T08:{number:02}:00.000000+00:00 out1 postfix"
        yield f"{begin}/qmgr[7]: {0xA0000000 + number:X}: from=<news@example.com>, size=4711, nrcpt=1 (queue active)\n"
        yield (f"{begin}/smtp[8]: {0xA0000000 + number:X}: to=<user{number}@example.net>, relay={host}:25, delay=1, delays=0/0/0/1, "
               f"dsn={dsn}, status={status} (host {host} said: {reply} (in reply to RCPT TO command))\n")


class Daemon:
    """The recoild that the documents talk to, and the small files beside them; shared by all worlds."""

    def __init__(self, folder):
        self.recoil = FedRecoil(folder).start()
        self.recoil.feed()
        with gzip.open(folder / "old.gz", "wb") as old:
            old.write(self.recoil.events.read_bytes())
        self.stop = self.recoil.stop
        self.samples = {"mail.log": "".join(small_log()), "site.yaml": SITE_RULES,
                        "bounce.eml": (ROOT / "docs/samples/banned-ip.eml").read_text()}
        self.samples["events.jsonl"] = subprocess.run([lab.BIN / "recoil", "log", "--format", "json", "-"], input=self.samples["mail.log"],
                                                      capture_output=True, text=True, check=True).stdout


class World:
    """One document's. Blocks run one after the other in `working`, and find what earlier ones left."""

    def __init__(self, folder, daemon, document):
        self.folder, self.daemon, self.tree, self.root, self.bin = folder, daemon, folder / "tree", folder / "root", folder / "bin"
        for name in COPIED:
            self.copy(ROOT / name, self.tree / name)
        self.ports = {"9850": str(daemon.recoil.metrics), "2424": str(daemon.recoil.lmtp)}
        self.working = self.tree / document.parent.relative_to(ROOT) if "config" in document.parts else self.tree
        self.install()
        self.programs()
        self.quickstart()
        (folder / "home").mkdir()
        self.shell = {**os.environ, "PATH": f"{self.bin}:{os.environ['PATH']}:/usr/sbin:/sbin", "HOME": str(folder / "home"),
                      "NO_COLOR": "1", "LC_ALL": "C.UTF-8", "MANPAGER": "cat", "PAGER": "cat", "TERM": "dumb"}

    @staticmethod
    def copy(source, target):
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__", "node_modules"))
        elif source.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, target)

    def install(self):
        """What the package and Postfix leave on a machine, and a mail log."""
        for name in FOLDERS:
            (self.root / name).mkdir(parents=True)
        shutil.copy2(self.tree / "config/recoil.yaml", self.root / "etc/recoil/recoil.yaml")
        for name in ("rules", "schema", "prometheus", "grafana", "postfix"):
            (self.root / "usr/share/recoil" / name).symlink_to(self.tree / "config" / name)
        (self.root / "usr/share/doc/recoil").symlink_to(self.tree / "docs")
        for name in ("main.cf", "master.cf", "transport"):
            (self.root / "etc/postfix" / name).touch()
        fed, logs = self.daemon.recoil, self.root / "var/log"
        shutil.copy2(fed.log_file.path, logs / "mail.log")
        shutil.copy2(fed.events, logs / "recoil/events.jsonl")
        shutil.copy2(fed.events, logs / "recoil/events.jsonl.1")
        shutil.copy2(fed.folder / "old.gz", logs / "recoil/events.jsonl.2.gz")
        for name, text in self.daemon.samples.items():
            (self.working / name).write_text(text)

    def programs(self):
        stand_ins.install(self.bin, self.folder / "asked")
        self.recoil(self.bin, self.ports["9850"], self.root / "etc/recoil/recoil.yaml")

    def recoil(self, folder, port, config):
        """recoil and recoild, whose usual address and configuration file are those of the world."""
        stand_ins.script(folder / "recoil", f"#!/bin/sh\n[ \"$*\" = healthcheck ] && set -- healthcheck --address 127.0.0.1:{port}\n"
               f"[ \"$*\" = 'log --follow' ] && set -- log --follow {self.root}/var/log/mail.log\nexec {lab.BIN}/recoil \"$@\"\n")
        stand_ins.script(folder / "recoild", "#!/bin/sh\ncase $* in *--config*|*--version*|*--help*|*--print-defaults*) ;; "
               f"*) set -- --config {config} \"$@\" ;; esac\nexec {lab.BIN}/recoild \"$@\"\n")

    def quickstart(self):
        """It installs and builds nothing, and its recoild has ports of its own."""
        stand_ins.script(self.tree / "docker/install-packages", "#!/bin/sh\n")
        lmtp, metrics, config = lab.free_port(), lab.free_port(), self.folder / "quickstart.yaml"
        config.write_text(f'listeners: [{{protocol: lmtp, address: "127.0.0.1:{lmtp}"}}]\nmetrics: {{address: "127.0.0.1:{metrics}"}}\n')
        self.recoil(self.tree / "build/release/bin", metrics, config)
        path = self.tree / "quickstart"
        stand_ins.script(path, path.read_text().replace("tcp/127.0.0.1/2424", f"tcp/127.0.0.1/{lmtp}"))

    def here(self, text):
        """A command or file of the document, with the places and ports of this world."""
        text = PLACES.sub(f"{self.root}/", text)
        for documented, port in self.ports.items():
            text = re.sub(rf"\b{documented}\b", port, text)
        return text

    def there(self, text):
        """Output, with the places and ports of the document."""
        text = text.replace(f"{self.root}/", "/").replace(f"{self.tree}/", "").replace(f"{self.daemon.recoil.folder}/", "/var/log/")
        for documented, port in self.ports.items():
            text = re.sub(rf"\b{port}\b", documented, text)
        return text

    def write(self, name, text):
        """A block that is a file: where the document says that it stands."""
        path = self.working / self.here(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(self.here(text))
        if text.startswith("#!"):
            path.chmod(path.stat().st_mode | stat.S_IXUSR | stat.S_IXGRP | stat.S_IXOTH)
        return path

    def start(self, commands):
        strict = "set -eu\n" if "| head" in commands else "set -eu -o pipefail\n"  # head ends what writes to it
        return subprocess.Popen(["bash", "-c", strict + self.here(commands)], cwd=self.working, env=self.shell, text=True,
                                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True)

    def run(self, commands):
        """Exit status and output."""
        process = self.start(commands)
        try:
            output = process.communicate(timeout=200)[0]
        except subprocess.TimeoutExpired:
            self.end(process)
            return "still running after three minutes", ""
        return process.returncode, self.there(output)

    def run_for_a_while(self, commands, seconds=3):
        """Whether it still ran when it was stopped, and its output."""
        process = self.start(commands)
        time.sleep(seconds)
        alive = process.poll() is None
        return alive, self.there(self.end(process))

    @staticmethod
    def end(process):
        """With all that it has started: the group is its own."""
        for number in (signal.SIGINT, signal.SIGKILL):
            try:
                os.killpg(process.pid, number)
                return process.communicate(timeout=10)[0]
            except (ProcessLookupError, subprocess.TimeoutExpired):
                continue
        return process.communicate()[0]

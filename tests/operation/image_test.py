#!/usr/bin/env python3
"""The images of docker/ are built by buildah without a registry, and the demonstration of compose.yaml runs in them: unchanged files,
fixed ports and all, in namespaces of the test's own. Not compiled is what each build compiles anyway: of the stages before the last one
it is shown that they do what quickstart does, with all files that are needed, and the image takes the programs of this build."""
import base64
import json
import pathlib
import re
import shutil
import socket
import subprocess
import sys
import time
import unittest

import suite

import containers
import documents
import lab
import wire
import yaml
from http_client import count, fetch
from program import finished

SOURCE = suite.SOURCE
DOCKER = SOURCE / "docker"
GUIDE = SOURCE / "docs" / "containers.md"
SERVICES = yaml.safe_load((DOCKER / "compose.yaml").read_text())["services"]
# Each needs a module of the C library.
SUBJECTS = {"iso-2022-jp": "\u914d\u4fe1\u4e0d\u80fd", "koi8-r": "\u041d\u0435 \u0434\u043e\u0448\u043b\u043e"}
USER = "10024:10024"
RECOIL = "127.0.0.1:9850"
ALIASES = SERVICES["traffic"]["networks"]["mail"]["aliases"]
KINDS = {  # of what the demonstration must show
    "deliveries": ("recoil_log_lines_total", {"result": "delivery"}),
    "deliveries to Gmail": ("recoil_deliveries_total", {"provider": "gmail"}),
    "deferrals": ("recoil_deferrals_total", {"attempt": "made"}),
    "unknown users": ("recoil_bounces_total", {"origin": "session", "reason": "user_unknown", "provider": "gmail"}),
    "late notices": ("recoil_bounces_total", {"origin": "remote", "reason": "mailbox_full"}),
    "authentic notices by LMTP": ("recoil_notices_total", {"source": "lmtp", "authentic": "true"}),
    "bans": ("recoil_bans_total", {"provider": "microsoft365", "sending_ip": "198.51.100.25"}),
    "orders": ("recoil_stream_outcomes_total", {"stream": "orders", "outcome": "delivered"}),
}
CONFIGURE = "cmake --preset release -G Ninja -DRECOIL_TESTS=OFF"
OUTCOMES = re.compile(r"recoil_(bounces|deferrals|deliveries|notices|log_lines|bans|ban_active)(_total)?\{.* [^0]")


def say(what):
    print(f"{time.strftime('%H:%M:%S')} {what}", flush=True)


def build(store):
    say("a base image by debootstrap")
    store.add_base()
    say("docker/Dockerfile, the image, with the programs of this build in place of the stage `build`")
    built = store.folder / "built" / "src" / "build" / "release" / "bin"
    built.mkdir(parents=True)
    for program in ("recoil", "recoild"):
        subprocess.run(["strip", "-o", built / program, lab.BIN / program], check=True)
    store.build(SOURCE, "recoil", "--build-context", f"build={store.folder / 'built'}", dockerfile="docker/Dockerfile")
    say("docker/postfix")
    store.build(DOCKER / "postfix", "recoil-postfix")


def status(path, token=None):
    return fetch(f"http://{RECOIL}{path}", **{"Authorization": f"Bearer {token}"} if token else {})[0]


def event_file(container):
    return container.volumes["/var/log/recoil"] / "events.jsonl"


def events_of(container):
    return [json.loads(line) for line in event_file(container).read_text().splitlines()]


class Stages(unittest.TestCase):
    """Those that compile."""

    def test_they_do_what_quickstart_does(self):
        stages = (DOCKER / "Dockerfile").read_text().partition("AS image\n")[0]
        quickstart = (SOURCE / "quickstart").read_text().replace('"${generator[@]}"', "-G Ninja")
        for command in ("docker/install-packages build", CONFIGURE, "cmake --build --preset release"):
            self.assertIn(command, stages)
            self.assertIn(command, quickstart)

    def test_no_file_is_missing(self):
        """Of a copy without what .dockerignore leaves out, each file that a build would read is there."""
        suite.need("cmake", "ninja")
        copy, left_out = self.enterContext(lab.folder()) / "src", (SOURCE / ".dockerignore").read_text().splitlines()

        def ignored(folder, names):
            return {name for name in names if str((pathlib.Path(folder) / name).relative_to(SOURCE)) in left_out}

        shutil.copytree(SOURCE, copy, ignore=ignored)
        finished(*CONFIGURE.split(), cwd=copy)
        inputs = finished("ninja", "-C", "build/release", "-t", "inputs", "all", cwd=copy).stdout.splitlines()
        sources = [path for path in map(pathlib.Path, inputs) if path.is_relative_to(copy) and "build" not in path.relative_to(copy).parts]
        self.assertIn(copy / "daemon" / "main.cpp", sources)
        self.assertEqual([path for path in sources if not path.exists()], [])
        say(f"docker/Dockerfile compiles what quickstart compiles: {len(sources)} files, and none is missing")


class Images(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        suite.need("buildah", "debootstrap", root=True)
        containers.need_namespaces()
        cls.folder = cls.enterClassContext(containers.folder())
        store = containers.Store(cls.folder)
        build(store)
        cls.base_size = store.base_size
        cls.recoil, cls.postfix = store.image("recoil"), store.image("recoil-postfix")
        containers.leave_the_host()
        cls.hosts = cls.folder / "hosts"
        cls.hosts.write_text("".join(f"127.0.0.1 {name}\n" for name in ("localhost", "out1.example.com", *SERVICES, *ALIASES)))
        containers.run("mount", "--bind", cls.hosts, "/etc/hosts")

    def container(self, image, config=None, volumes=(), readable=(), **more):
        """In a folder of its own, with new volumes but for those that are given."""
        folder = self.folder / f"container-{time.monotonic_ns()}"
        places = {path: folder.with_name(f"{folder.name}{path.replace('/', '-')}") for path in image.config["Volumes"]}
        files = {"/etc/recoil/recoil.yaml": config} if config else {}
        container = containers.Container(image, folder, {**places, **dict(volumes)}, {**files, **dict(readable)}, **more)
        self.addCleanup(container.kill)
        return container

    def test_configuration(self):
        config = self.recoil.config
        self.assertEqual((config["User"], config["Healthcheck"]["Test"], config["StopSignal"], set(config["Volumes"])),
                         (USER, ["CMD", "recoil", "healthcheck"], "SIGTERM", {"/run/recoil", "/var/lib/recoil", "/var/log/recoil"}))
        self.assertEqual(set(config["ExposedPorts"]), {"2424/tcp", "9850/tcp"})
        version = subprocess.run([lab.BIN / "recoil", "--version"], capture_output=True, text=True, check=True).stdout.split()[1]
        self.assertEqual(config["Labels"]["org.opencontainers.image.version"], version)
        self.assertTrue(SERVICES["recoil"]["image"].endswith(f":{version}"))
        added = {image: image.size() - self.base_size for image in (self.recoil, self.postfix)}
        say(f"the image of recoil adds {added[self.recoil]} MB to its base, that of Postfix {added[self.postfix]} MB")
        self.assertLess(added[self.recoil], 60)

    def test_recoil(self):
        """The image's own configuration: no root, no writable root file system, no capability."""
        container = self.container(self.recoil)
        self.assertEqual(container.run("id", "-u").strip(), "10024")
        self.assertIn("CapBnd:\t0000000000000000", container.run("cat", "/proc/self/status"))
        with self.assertRaisesRegex(AssertionError, "Read-only file system"):
            container.run("touch", "/tmp/file")
        before = time.monotonic()
        container.start()
        container.wait_until_healthy()
        say(f"healthy {time.monotonic() - before:.1f} s after the first start, with a read-only root and as user {USER}")
        self.deliver_in_charsets(container)
        self.check_token(container)
        for words in (("tail",), ("explain", "5.7.606")):  # as docker exec runs them
            self.assertIn("banned_ip" if words[0] == "explain" else "user_unknown", container.run("recoil", *words))
        self.assertEqual(container.stop(), [0])
        self.assertFalse(container.healthy())

    def deliver_in_charsets(self, container):
        for charset, subject in SUBJECTS.items():
            word = f"=?{charset}?B?{base64.b64encode(subject.encode(charset)).decode()}?="
            returned = f"Message-ID: <{charset}@example.com>\r\nFrom: news@example.com\r\nSubject: {word}\r\n".encode()
            with wire.Client(socket.create_connection(("127.0.0.1", 2424), 30), "lmtp") as client:
                self.assertIn("250 2.0.0", client.deliver(wire.notice(key=charset, returned=returned)))
        events = events_of(container)
        self.assertEqual([event["original"]["subject"] for event in events], list(SUBJECTS.values()))
        self.assertEqual({event["reason"] for event in events}, {"user_unknown"})
        self.assertEqual(event_file(container).stat().st_uid, 10024)
        say(f"notices by LMTP, decoded in the image: {', '.join(f'{k} {v}' for k, v in SUBJECTS.items())}")

    def check_token(self, container):
        self.assertFalse((self.recoil.root / "var/lib/recoil/token").exists())  # else all containers would have the same
        file = container.volumes["/var/lib/recoil"] / "token"
        self.assertEqual(file.stat().st_mode & 0o777, 0o600)
        token = file.read_text().strip()
        self.assertGreaterEqual(len(token), 32)
        self.assertEqual([status("/"), status("/", "x" * 32), status("/", token), status("/metrics")], [401, 401, 200, 200])
        say("the status page asks for the token that the first start has made; metrics do not")

    def test_demonstration(self):
        """Postfix, recoil and the traffic as in compose.yaml, and recoil is restarted meanwhile."""
        recoil = self.container(self.recoil, DOCKER / "demo" / "recoil.yaml")
        first = recoil.start()
        recoil.wait_until_healthy()
        postfix = self.container(self.postfix, readable={"/run/recoil": recoil.volumes["/run/recoil"], "/etc/hosts": self.hosts},
                                 capabilities=SERVICES["postfix"]["cap_add"])
        postfix.start()
        postfix.wait_until_healthy()
        self.start_traffic()
        self.wait_for_all_kinds(postfix)
        say("recoil is killed and comes again; Postfix runs on")
        first.kill()
        first.wait()
        recoil.start()
        recoil.wait_until_healthy()
        self.wait_for_all_kinds(postfix)
        self.assertEqual(recoil.processes[-1].poll(), None)

    def test_beside_a_postfix_on_the_host(self):
        """As docs/containers.md says: LMTP by a socket in the queue directory, and the log's folder."""
        host = self.enterContext(lab.folder())
        config, = (block.text for block in documents.blocks(GUIDE) if block.text.startswith("listeners:"))
        (host / "recoil.yaml").write_text(config)
        sockets = host / "queue" / "recoil"
        containers.run("install", "-d", "-o", "10024", "-g", "postfix", "-m", "2750", sockets)
        recoil = self.container(self.recoil, host / "recoil.yaml", {"/run/recoil": sockets}, {"/host/log": host})
        recoil.start()
        recoil.wait_until_healthy()
        remote = lab.Remote(lambda stage, name: "550 5.1.1 User unknown" if stage == "rcpt" else None)
        postfix = lab.Postfix(host, {"bounce.example.com": "lmtp:unix:recoil/lmtp.sock", "contoso.com": f"smtp:[127.0.0.1]:{remote.port}"},
                              {"relay_domains": "bounce.example.com"})
        self.addCleanup(postfix.stop)
        postfix.send(["gone@contoso.com"])
        events = lab.wait_for("two events", lambda: len(found := events_of(recoil)) == 2 and found)
        self.assertEqual({event["source"]: event["counted"] for event in events}, {"postfix_log": True, "lmtp": False})
        say("beside a Postfix on the host: the notice by its socket, the refusal by its log, counted once")

    def start_traffic(self):
        words = SERVICES["traffic"]["command"]
        self.assertEqual(words[:2], ["python3", "/demo/traffic.py"])
        with open(self.folder / "traffic.log", "ab") as log:
            traffic = subprocess.Popen([sys.executable, "-B", DOCKER / "demo" / "traffic.py", *words[2:4], "0.05"], stdout=log, stderr=log)
        self.addCleanup(traffic.wait)
        self.addCleanup(traffic.terminate)

    def wait_for_all_kinds(self, postfix):
        def missing():
            return [what for what, (name, labels) in KINDS.items() if count(RECOIL, name, **labels) == 0]

        try:
            lab.wait_for("every kind of mail", lambda: not missing(), 120)
        except AssertionError:
            seen = [line for line in fetch(f"http://{RECOIL}/metrics")[2].splitlines() if OUTCOMES.match(line)]
            raise AssertionError("\n".join([f"missing: {missing()}", *seen, postfix.said()])) from None
        say("; ".join(f"{what}: {count(RECOIL, name, **labels):.0f}" for what, (name, labels) in KINDS.items()))


if __name__ == "__main__":
    suite.main()

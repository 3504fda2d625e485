#!/usr/bin/env python3
"""The images of docker/ are built by buildah without a registry, and the demonstration of compose.yaml runs in them: unchanged files,
fixed ports and all, in namespaces of the test's own. Not built is what a test of each build does anyway: recoil is compiled up to the
configured tree and one object, and the image takes the programs of this build."""
import base64
import json
import os
import pathlib
import re
import socket
import subprocess
import sys
import time
import unittest
import urllib.error
import urllib.request

SOURCE = pathlib.Path(os.environ.get("RECOIL_SOURCE_DIR", pathlib.Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(SOURCE / "tests" / "integration"))
import yaml  # noqa: E402

import containers  # noqa: E402
import documents  # noqa: E402
import lab  # noqa: E402
import wire  # noqa: E402

DOCKER = SOURCE / "docker"
SERVICES = yaml.safe_load((DOCKER / "compose.yaml").read_text())["services"]
SUBJECTS = {"iso-2022-jp": "配信不能", "koi8-r": "Не доставлено"}  # each needs a module of the C library
USER = "10024:10024"
ALIASES = SERVICES["traffic"]["networks"]["mail"]["aliases"]
KINDS = {  # of what the demonstration must show
    "deliveries": ("recoil_log_lines_total", {"result": "delivery"}),
    "deliveries to Gmail": ("recoil_deliveries_total", {"provider": "gmail"}),
    "deferrals": ("recoil_deferrals_total", {"attempt": "made"}),
    "unknown users": ("recoil_bounces_total", {"origin": "session", "reason": "user_unknown", "provider": "gmail"}),
    "late notices": ("recoil_bounces_total", {"origin": "remote", "reason": "mailbox_full"}),
    "authentic notices by LMTP": ("recoil_notices_total", {"source": "lmtp", "authentic": "true"}),
    "bans": ("recoil_ban_active", {"provider": "microsoft365", "sending_ip": "198.51.100.25"}),
    "orders": ("recoil_stream_outcomes_total", {"stream": "orders", "outcome": "delivered"}),
}
OUTCOMES = re.compile(r"recoil_(bounces|deferrals|deliveries|notices|log_lines|bans|ban_active)(_total)?\{.* [^0]")


def say(what):
    print(f"{time.strftime('%H:%M:%S')} {what}", flush=True)


def build(store):
    say("a base image by debootstrap")
    store.add_base()
    say("docker/Dockerfile, stage `source`: packages, sources, configured; compiled is one object only")
    store.build(SOURCE, "source", "--target", "source", dockerfile="docker/Dockerfile")
    one = store("from", "--pull-never", "source")
    store("run", "--isolation", "chroot", one, "--", "ninja", "-C", "build/release", "-n")  # no file is missing
    store("run", "--isolation", "chroot", one, "--", "ninja", "-C", "build/release", "lib/CMakeFiles/recoil_util.dir/util/utf8.cpp.o")
    store("rm", one)
    store("rmi", "source")
    say("docker/Dockerfile, the image, with the programs of this build in place of the stage `build`")
    built = store.folder / "built" / "src" / "build" / "release" / "bin"
    built.mkdir(parents=True)
    for program in ("recoil", "recoild"):
        subprocess.run(["strip", "-o", built / program, lab.BIN / program], check=True)
    store.build(SOURCE, "recoil", "--build-context", f"build={store.folder / 'built'}", dockerfile="docker/Dockerfile")
    say("docker/postfix")
    store.build(DOCKER / "postfix", "recoil-postfix")


def get(path, token=None):
    """The status and the text."""
    request = urllib.request.Request(f"http://127.0.0.1:9850{path}", headers={"Authorization": f"Bearer {token}"} if token else {})
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def count(name, **labels):
    wanted = set(labels.items())
    return sum(v for (n, pairs), v in lab.samples(get("/metrics")[1]).items() if n == name and wanted <= pairs)


def event_file(container):
    return container.volumes["/var/log/recoil"] / "events.jsonl"


def events_of(container):
    return [json.loads(line) for line in event_file(container).read_text().splitlines()]


class Images(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        containers.need("buildah", "debootstrap")
        cls.folder = cls.enterClassContext(containers.folder())
        store = containers.Store(cls.folder)
        build(store)
        cls.base_size = store.image(containers.BASE).size()
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
        self.assertEqual([get("/")[0], get("/", "x" * 32)[0], get("/", token)[0], get("/metrics")[0]], [401, 401, 200, 200])
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
        config, = (block.text for block in documents.blocks(SOURCE / "docs" / "containers.md") if block.text.startswith("listeners:"))
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
            return [what for what, (name, labels) in KINDS.items() if count(name, **labels) == 0]

        try:
            lab.wait_for("every kind of mail", lambda: not missing(), 120)
        except AssertionError:
            seen = [line for line in get("/metrics")[1].splitlines() if OUTCOMES.match(line)]
            raise AssertionError("\n".join([f"missing: {missing()}", *seen, postfix.said()])) from None
        say("; ".join(f"{what}: {count(name, **labels):.0f}" for what, (name, labels) in KINDS.items()))


if __name__ == "__main__":
    sys.exit(not unittest.main(exit=False, verbosity=1).result.wasSuccessful())

"""Images by buildah, and containers by hand: what an engine does with an image's configuration, done with mounts and a chroot. Root only.

Namespaces, not an engine: the mounts and the network of the test are its own, so that an image may have its fixed ports and paths.
"""
import contextlib
import ctypes
import fcntl
import json
import os
import pathlib
import shutil
import signal
import socket
import struct
import subprocess
import tempfile

import suite

import chroot
import lab
from program import finished
from program import said as run

CLONE_NEWNS, CLONE_NEWNET = 0x00020000, 0x40000000
SIOCSIFFLAGS, IFF_UP = 0x8914, 0x1
DEVICES = ("null", "zero", "full", "random", "urandom")
BASE = "debian:bookworm-slim"
NO_MIRROR = ("Failed to fetch", "Could not resolve")  # apt's


def need_namespaces():
    tried = subprocess.run(["unshare", "--mount", "--net", "mount", "-t", "tmpfs", "tmpfs", "/mnt"], capture_output=True, text=True)
    if tried.returncode:
        suite.skip(f"no namespaces here: {tried.stderr.strip()}")


def leave_the_host(network=True):
    """From here on this process and its children mount what they like, and have a network of loopback alone."""
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(CLONE_NEWNS | (CLONE_NEWNET if network else 0)) != 0:
        suite.skip(f"no namespaces here: {os.strerror(ctypes.get_errno())}")
    if finished("mount", "--make-rprivate", "/", check=False).returncode:
        suite.skip("what is mounted here cannot be made one's own: the root is no mount point")
    if network:
        with socket.socket() as any_socket:
            fcntl.ioctl(any_socket, SIOCSIFFLAGS, struct.pack("16sh", b"lo", IFF_UP))


def mount_devices(folder):
    """A /dev as containers have it: in memory, and with the usual devices only."""
    run("mount", "-t", "tmpfs", "-o", "mode=755", "tmpfs", folder)
    for name in DEVICES:
        (folder / name).touch()
        run("mount", "--bind", f"/dev/{name}", folder / name)
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        (folder / name).symlink_to(f"/proc/self/fd/{number}")


def megabytes(folder):
    return int(run("du", "--summarize", "--block-size=1M", folder).split()[0])


class Store:
    """Images in a folder of their own, which goes with the test."""

    def __init__(self, folder):
        self.folder = folder
        self.buildah = ("buildah", "--root", folder / "store", "--runroot", folder / "run", "--storage-driver", self.driver())

    def driver(self):
        """vfs works everywhere, and copies all files for each image."""
        lower, upper, work, merged = (pathlib.Path(tempfile.mkdtemp(dir=self.folder)) for _ in range(4))
        words = ["mount", "-t", "overlay", "-o", f"lowerdir={lower},upperdir={upper},workdir={work}", "overlay", merged]
        if subprocess.run(words, capture_output=True).returncode:
            return "vfs"
        run("umount", merged)
        return "overlay"

    def __call__(self, *words):
        return run(*self.buildah, *words, env={**os.environ, "TMPDIR": str(self.folder)}).strip()

    def add_base(self):
        """Debian, under the name by which the Dockerfiles ask for it. They are built without any registry."""
        tree = self.folder / "debian"
        chroot.unpack(tree)
        for left_over in ("var/cache/apt", "var/lib/apt/lists"):
            shutil.rmtree(tree / left_over)
        container = self("from", "scratch")
        self("copy", "--quiet", container, tree, "/")
        self.base_size = megabytes(tree)
        self("commit", "--quiet", "--rm", container, BASE)
        shutil.rmtree(tree)

    def build(self, context, name, *words, dockerfile="Dockerfile"):
        """What the build said."""
        try:
            return self("bud", "--isolation", "chroot", "--pull-never", "--format", "docker", "--tag", name,
                        "--file", context / dockerfile, *words, context)
        except AssertionError as error:
            if any(sign in str(error) for sign in NO_MIRROR):
                suite.skip(f"no packages for the image {name}; is a mirror in reach? {str(error)[-500:]}")
            raise

    def image(self, name):
        return Image(json.loads(self("inspect", "--type", "image", name))["Docker"]["config"],
                     pathlib.Path(self("mount", self("from", "--pull-never", name))))


class Image:
    """Its configuration, and its root file system as a folder."""

    def __init__(self, config, root):
        self.config, self.root = config, root

    def size(self):
        return megabytes(self.root)


class Container:
    """An image's root, read-only, with `volumes` ({path inside: folder}), what it may only read ({path inside: file or folder}), without
    capabilities beyond `capabilities` and without a way to get any. Further processes in it see what the first sees."""

    def __init__(self, image, folder, volumes, readable=(), capabilities=()):
        self.image, self.volumes, self.processes, self.log = image, volumes, [], folder / "container.log"
        self.root = folder / "root"
        self.root.mkdir(parents=True)
        run("mount", "--bind", image.root, self.root)
        mount_devices(self.root / "dev")
        run("mount", "-t", "proc", "proc", self.root / "proc")
        for inside, outside in volumes.items():
            self.mount(inside, outside)
        for inside, outside in dict(readable).items():
            run("mount", "-o", "remount,bind,ro", self.mount(inside, outside))
        run("mount", "-o", "remount,bind,ro", self.root)
        bounds = "-all" + "".join(f",+{name.lower()}" for name in capabilities)
        uid, gid = (image.config["User"] or "0:0").split(":")
        self.prefix = ["chroot", self.root, "setpriv", "--reuid", uid, "--regid", gid, "--clear-groups", "--no-new-privs",
                       f"--bounding-set={bounds}", f"--inh-caps={bounds}", "--"]

    def mount(self, inside, outside):
        """A folder that is new begins with what the image has there, and with its owner."""
        place = self.root / inside.lstrip("/")
        if not place.exists():
            place.mkdir(parents=True)
        if not outside.exists():
            run("cp", "--archive", place, outside)
        run("mount", "--bind", outside, place)
        return place

    def environment(self, more):
        return {**dict(pair.split("=", 1) for pair in self.image.config["Env"]), **more}

    def run(self, *words, **environment):
        return run(*self.prefix, *words, env=self.environment(environment), timeout=60)

    def start(self, *words, **environment):
        """The image's own command."""
        with open(self.log, "ab") as log:
            process = subprocess.Popen([str(word) for word in (*self.prefix, *self.image.config["Entrypoint"], *words)],
                                       env=self.environment(environment), stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        self.processes.append(process)
        return process

    def healthy(self):
        """As an engine asks."""
        kind, *words = self.image.config["Healthcheck"]["Test"]
        assert kind == "CMD", "a shell is not needed"
        return subprocess.run([str(word) for word in (*self.prefix, *words)], env=self.environment({}), capture_output=True,
                              timeout=30).returncode == 0

    def wait_until_healthy(self, seconds=60):
        lab.wait_for("a container that is healthy or ends", lambda: self.processes[-1].poll() is not None or self.healthy(), seconds)
        if self.processes[-1].poll() is not None:
            raise AssertionError(f"the container ended: {self.said()}")

    def said(self):
        return self.log.read_text(errors="replace")

    def stop(self):
        """By the image's own signal; the exit codes."""
        for process in self.processes:
            process.send_signal(getattr(signal, self.image.config.get("StopSignal") or "SIGTERM"))
        return [process.wait(40) for process in self.processes]

    def kill(self):
        """With what has left its process group, as Postfix does."""
        for pid in filter(str.isdigit, os.listdir("/proc")):
            with contextlib.suppress(OSError):
                if os.readlink(f"/proc/{pid}/root") == str(self.root):
                    os.kill(int(pid), signal.SIGKILL)
        for process in self.processes:
            process.wait(10)


@contextlib.contextmanager
def folder():
    """On a disk with room, readable by every user, and gone afterwards with all that was mounted in it."""
    path = pathlib.Path(tempfile.mkdtemp(prefix="recoil-images-", dir="/var/tmp"))
    path.chmod(0o755)
    try:
        yield path
    finally:
        chroot.remove(path)

"""A bare Debian in a folder, for tests that install what the package is for.

    with chroot.debian(folder / "root") as root:
        root.install(package)                       # by apt, from a local file, with what it depends on
        root.run("recoild", "--check")              # CompletedProcess; AssertionError where it fails, unless check=False
        with root.background("recoild", user="recoil"):
            root.python("import urllib.request ...")    # this host's Python on the chroot's network
        root.path("/etc/recoil/recoil.yaml").write_text(...)

Its loopback is its own, so that every port is free there, and only apt sees the true network. Nothing starts by being installed, and
there is no systemd that runs: what a unit does has to be done by hand. Needs root and a Debian mirror; else the test is skipped.
"""
import contextlib
import fcntl
import os
import pathlib
import shutil
import subprocess
import sys
import time

import suite

import lab
from program import finished

SUITE = "bookworm"
DAY = 86400.0
# Packages must start nothing: process 1 is not of the chroot. invoke-rc.d and deb-systemd-invoke ask this.
POLICY = "#!/bin/sh\nexit 101\n"
APT = 'APT::Install-Recommends "false";\nAPT::Get::Assume-Yes "true";\nAcquire::Languages "none";\nDpkg::Use-Pty "false";\n'
INTEGRATION = pathlib.Path(lab.__file__).parent
# Holds a network whose loopback is up (netdevice(7): SIOCSIFFLAGS with IFF_UP), until its standard input ends.
NETWORK = """
import fcntl, socket, struct, sys
fcntl.ioctl(socket.socket(), 0x8914, struct.pack("16sh22x", b"lo", 1))
print("up", flush=True)
sys.stdin.read()
"""


def mirror():
    """Where this host's apt has SUITE from; [] leaves it to debootstrap."""
    asked = ["apt-get", "indextargets", "--format", "$(REPO_URI)", "Created-By: Packages", f"Codename: {SUITE}"]
    return subprocess.run(asked, capture_output=True, text=True).stdout.split()[:1]


def unpack(folder):
    """A bare SUITE in `folder`, which is made. It is kept for a day beside the compiled rules, since several tests begin with it."""
    cache = pathlib.Path(os.environ.get("STATE_DIRECTORY") or folder.parent)
    kept = cache / f"{SUITE}.tar"
    with open(cache / f"{SUITE}.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not kept.exists() or time.time() - kept.stat().st_mtime > DAY:
            fetch(folder.with_name(folder.name + ".fetched"), kept)
    folder.mkdir()
    subprocess.run(["tar", "--extract", "--numeric-owner", "--directory", folder, "--file", kept], check=True)


def fetch(tree, kept):
    made = subprocess.run(["debootstrap", "--variant=minbase", SUITE, tree, *mirror()], capture_output=True, text=True)
    try:
        if made.returncode:
            suite.skip("debootstrap made no Debian; is a mirror in reach, and may this host mount? " + made.stdout[-500:])
        new = kept.with_name(kept.name + ".new")
        subprocess.run(["tar", "--create", "--numeric-owner", "--one-file-system", "--directory", tree, "--file", new, "."], check=True)
        os.replace(new, kept)
    finally:
        remove(tree)


def remove(folder):
    """With what is mounted in it: debootstrap, too, leaves mounts where it fails. Nothing is removed while one stays."""
    def mounts():
        lines = pathlib.Path("/proc/mounts").read_text().splitlines()
        return [place for line in lines if (place := line.split()[1]).startswith(f"{folder.resolve()}/")]

    for place in reversed(mounts()):
        subprocess.run(["umount", "--lazy", place], capture_output=True)
    if not mounts():
        shutil.rmtree(folder, ignore_errors=True)


class Chroot:
    """To be prepared once it is sure that it will be closed."""

    def __init__(self, folder):
        self.folder = folder
        self.network = subprocess.Popen(["unshare", "--net", sys.executable, "-c", NETWORK], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.network.stdout.readline()

    def prepare(self):
        for path, text in [("/usr/sbin/policy-rc.d", POLICY), ("/etc/apt/apt.conf.d/90tests", APT)]:
            self.path(path).write_text(text)
        self.path("/usr/sbin/policy-rc.d").chmod(0o755)
        shutil.copy("/etc/resolv.conf", self.path("/etc/resolv.conf"))
        for kind, place in [("proc", "/proc"), ("tmpfs", "/run")]:
            if subprocess.run(["mount", "-t", kind, kind, self.path(place)]).returncode:
                suite.skip(f"{kind} cannot be mounted here")

    def close(self):
        self.network.communicate()

    def path(self, inside):
        return self.folder / str(inside).lstrip("/")

    def inside(self, words, user=None, apt=False):
        network = [] if apt else ["nsenter", f"--net=/proc/{self.network.pid}/ns/net"]
        account = ["setpriv", f"--reuid={user}", f"--regid={user}", "--init-groups"] if user else []
        # Nothing of this test's environment: a service would not have it either.
        environment = ["env", "-i", "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL=C.UTF-8", "DEBIAN_FRONTEND=noninteractive"]
        return [*network, "chroot", self.folder, *environment, *account, *map(str, words)]

    def run(self, *words, user=None, apt=False, check=True, **more):
        return finished(*self.inside(words, user, apt), check=check, **more)

    def python(self, program, *arguments):
        """What a program of this host's Python prints; lab and wire can be imported."""
        command = ["nsenter", f"--net=/proc/{self.network.pid}/ns/net", sys.executable, "-B", "-c", program, *arguments]
        return finished(*command, env={**os.environ, "PYTHONPATH": str(INTEGRATION)}).stdout.strip()

    @contextlib.contextmanager
    def background(self, *words, user=None):
        """A process that gets SIGTERM at the end; what it says is appended to /var/tmp/output."""
        with open(self.path("/var/tmp/output"), "ab") as output:
            process = subprocess.Popen(self.inside(words, user), stdout=output, stderr=output)
        try:
            yield process
        finally:
            process.terminate()
            try:
                process.wait(40)
            except subprocess.TimeoutExpired:
                process.kill()

    def install(self, *packages):
        """Names of Debian's packages, or paths of .deb files on this host."""
        files = [package for package in packages if isinstance(package, os.PathLike)]
        for file in files:
            shutil.copy(file, self.path("/var/tmp"))
        names = [f"/var/tmp/{package.name}" if package in files else package for package in packages]
        done = self.run("apt-get", "install", "-y", "-q", *names, apt=True)
        for file in files:
            self.path(f"/var/tmp/{file.name}").unlink()
        return done


@contextlib.contextmanager
def debian(folder):
    """`folder` is made, and removed in the end."""
    suite.need("debootstrap", root=True)
    if subprocess.run(["unshare", "--net", "true"], capture_output=True).returncode:
        suite.skip("no network of its own can be made for a chroot")
    with contextlib.ExitStack() as stack:
        stack.callback(remove, folder)
        unpack(folder)
        root = Chroot(folder)
        stack.callback(root.close)
        root.prepare()
        root.run("apt-get", "update", "-q", apt=True)
        yield root

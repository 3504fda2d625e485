"""A chroot whose process 1 is a real systemd, with its own processes, mounts and control groups, and the chroot's network:

    with booted.systemd(root) as system:            # a chroot.Chroot
        system.run("systemctl", "start", "recoil")

None where this host does not let it start: it needs the right to make such namespaces, and a cgroup file system.
"""
import contextlib
import pathlib
import subprocess

import lab
from program import finished

# pivot_root and no chroot: in one no user namespace could be made, which PrivateUsers= needs.
START = """
mount --make-rprivate / && mount --bind "$1" "$1" && cd "$1" && mkdir -p old dev/shm &&
mount -t proc proc proc && mount -t sysfs -o ro sysfs sys && mount -t cgroup2 cgroup2 sys/fs/cgroup &&
mount -t tmpfs tmpfs run && mount -t tmpfs tmpfs dev/shm && pivot_root . old && umount -l /old &&
exec env -i container=test PATH=/usr/sbin:/usr/bin /lib/systemd/systemd
"""


class System:
    def __init__(self, root):
        unshared = ["unshare", "--pid", "--fork", "--kill-child", "--mount", "--uts", "--ipc", "--cgroup"]
        network = ["nsenter", f"--net=/proc/{root.network.pid}/ns/net"]
        self.root, self.first = root, None
        self.process = subprocess.Popen([*network, *unshared, "sh", "-c", START, "sh", root.folder], stdin=subprocess.DEVNULL,
                                        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)

    def is_up(self):
        with contextlib.suppress(OSError):  # it may end meanwhile
            children = pathlib.Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
            self.first = children[0] if children else None
        return self.first and self.run("systemctl", "is-system-running", check=False).stdout.strip() in ("running", "degraded")

    def comes_up(self):
        """Else it is said why not."""
        try:
            lab.wait_for("systemd", lambda: self.process.poll() is not None or self.is_up(), 60)
            why = self.process.stderr.read().strip() if self.process.poll() is not None else None
        except AssertionError as error:
            why = f"it hangs, {error}"
        if why is not None:
            print("no systemd starts here:", why, flush=True)
        return why is None

    def run(self, *words, check=True):
        """In the running system, as root."""
        namespaces = ["--mount", "--pid", "--uts", "--ipc", "--net", "--cgroup"]
        entered = ["nsenter", "--target", self.first, *namespaces, f"--root=/proc/{self.first}/root"]
        environment = ["env", "-i", "PATH=/usr/sbin:/usr/bin", "LC_ALL=C.UTF-8", "DEBIAN_FRONTEND=noninteractive"]
        return finished(*entered, *environment, *words, check=check)

    def close(self):
        self.process.kill()
        self.process.communicate()


@contextlib.contextmanager
def systemd(root):
    system = System(root)
    try:
        yield system if system.comes_up() else None
    finally:
        system.close()

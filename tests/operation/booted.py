"""A chroot whose process 1 is a real systemd, with its own processes, mounts and control groups, and the chroot's network:

    with booted.systemd(root) as system:            # a chroot.Chroot
        system.run("systemctl", "start", "recoil")

None where this host does not let it start: it needs the right to make such namespaces, and a cgroup file system.
"""
import contextlib
import pathlib
import subprocess

import lab

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
        if self.process.poll() is not None:
            return True
        children = pathlib.Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        self.first = children[0] if children else None
        state = self.run("systemctl", "is-system-running", check=False).stdout.strip() if children else ""
        return state in ("running", "degraded")

    def run(self, *words, check=True):
        """In the running system, as root."""
        namespaces = ["--mount", "--pid", "--uts", "--ipc", "--net", "--cgroup"]
        entered = ["nsenter", "--target", self.first, *namespaces, f"--root=/proc/{self.first}/root"]
        environment = ["env", "-i", "PATH=/usr/sbin:/usr/bin", "LC_ALL=C.UTF-8", "DEBIAN_FRONTEND=noninteractive"]
        return self.root.finished([*entered, *environment, *words], check)

    def close(self):
        self.process.kill()
        self.process.communicate()


@contextlib.contextmanager
def systemd(root):
    system = System(root)
    try:
        with contextlib.suppress(AssertionError):
            lab.wait_for("systemd", system.is_up, 60)
        if system.process.poll() is not None or not system.first:
            print("no systemd starts here:", (system.process.stderr.read() if system.process.poll() is not None else "it hangs").strip())
            yield None
        else:
            yield system
    finally:
        system.close()

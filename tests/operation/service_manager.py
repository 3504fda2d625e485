"""Starts recoild as systemd would start recoil.service: with its sockets, its directories, a notify socket, a watchdog and its filter of
system calls, but without systemd."""
import ctypes
import os
import pathlib
import re
import signal
import socket
import subprocess
import threading

import lab
import unit_file

SCMP_ACT_KILL_PROCESS, SCMP_ACT_ALLOW = 0x80000000, 0x7FFF0000  # seccomp.h
FIRST_DESCRIPTOR = 3  # SD_LISTEN_FDS_START


def sets_of_system_calls():
    """{@set: names, and other sets}, as systemd-analyze tells."""
    shown = subprocess.run(["systemd-analyze", "syscall-filter", "--no-pager"], capture_output=True, text=True, check=True).stdout
    sets = {}
    for line in re.sub(r"\x1b\[[0-9;]*m", "", shown).splitlines():
        if line.startswith("@"):
            current = sets.setdefault(line.strip(), [])
        elif line.startswith(" ") and not line.strip().startswith("#"):
            current.append(line.strip())
    return sets


def allowed_system_calls(unit):
    """What the SystemCallFilter lines leave over: the first line allows, one that begins with ~ takes away."""
    sets = sets_of_system_calls()

    def members(name):
        return {call for member in sets[name] for call in members(member)} if name.startswith("@") else {name}

    allowed = set(members("@default"))
    for line in unit_file.settings(unit)["SystemCallFilter"]:
        calls = {call for name in line.lstrip("~").split() for call in members(name)}
        allowed = allowed - calls if line.startswith("~") else allowed | calls
    return allowed


def filter_of(calls):
    """A loader of a filter that kills the process at any other call: a harder answer than the unit's, so that none goes unseen."""
    library = ctypes.CDLL("libseccomp.so.2")
    library.seccomp_init.restype = ctypes.c_void_p
    handle = ctypes.c_void_p(library.seccomp_init(ctypes.c_uint32(SCMP_ACT_KILL_PROCESS)))
    for name in calls:
        number = library.seccomp_syscall_resolve_name(name.encode())
        if number >= 0:
            library.seccomp_rule_add(handle, ctypes.c_uint32(SCMP_ACT_ALLOW), number, 0)

    def load():
        if library.seccomp_load(handle) != 0:
            os._exit(126)

    return load


class NotifySocket:
    """What sd_notify(3) says, in its order."""

    def __init__(self, path):
        self.path, self.messages = path, []
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.socket.bind(str(path))
        self.path.chmod(0o777)
        threading.Thread(target=self.listen, daemon=True).start()

    def listen(self):
        while True:
            message = self.socket.recv(4096).decode()
            self.messages.append(dict(line.split("=", 1) for line in message.splitlines()))

    def states(self):
        """Each message by its first variable, without the watchdog's."""
        return [name for message in list(self.messages) if (name := next(iter(message))) != "WATCHDOG"]

    def heartbeats(self):
        return sum("WATCHDOG" in message for message in list(self.messages))

    def last(self, name):
        return [message for message in list(self.messages) if name in message][-1]


class Service:
    """`configuration` replaces recoil.yaml's path. Sockets stand in `folder`/queue as they do in Postfix's queue directory."""

    def __init__(self, folder, configuration, watchdog_seconds=0.4):
        self.folder, self.configuration = folder, configuration
        self.notify = NotifySocket(folder / "notify")
        self.log = folder / "recoild.log"
        self.watchdog_seconds = watchdog_seconds
        self.sockets = [(unit_file.setting(unit, "FileDescriptorName"), self.bind(unit)) for unit in unit_file.SOCKETS]
        self.pid = self.code = None

    def path_of(self, unit):
        return self.folder / "queue" / pathlib.PurePath(unit_file.setting(unit, "ListenStream")).relative_to("/var/spool/postfix")

    def bind(self, unit):
        path = self.path_of(unit)
        path.parent.mkdir(mode=int(unit_file.setting(unit, "DirectoryMode"), 8), parents=True, exist_ok=True)
        listening = socket.socket(socket.AF_UNIX)
        listening.bind(str(path))
        path.chmod(int(unit_file.setting(unit, "SocketMode"), 8))
        listening.listen(int(unit_file.setting(unit, "Backlog")))
        return listening

    def environment(self):
        return {**os.environ, "NOTIFY_SOCKET": str(self.notify.path), "WATCHDOG_USEC": str(int(self.watchdog_seconds * 1e6)),
                "LISTEN_FDS": str(len(self.sockets)), "LISTEN_FDNAMES": ":".join(name for name, _ in self.sockets),
                "LISTEN_PID": str(os.getpid()), "WATCHDOG_PID": str(os.getpid())}

    def command(self, key):
        """The unit's command lines, with the program and the configuration of this test."""
        replaced = {"/usr/sbin/recoild": str(lab.BIN / "recoild"), "/etc/recoil/recoil.yaml": str(self.configuration),
                    "$MAINPID": str(self.pid)}
        return [[replaced.get(word, word) for word in line.split()] for line in unit_file.settings(unit_file.SERVICE)[key]]

    def start(self):
        [command] = self.command("ExecStart")
        load_filter = filter_of(allowed_system_calls(unit_file.SERVICE))
        ready = self.notify.states().count("READY")
        self.code = None
        self.pid = os.fork()
        if self.pid == 0:
            self.become(command, load_filter)
        lab.wait_for("READY=1", lambda: self.notify.states().count("READY") > ready or not self.alive(), 60)
        if not self.alive():
            raise AssertionError(f"recoild ended with {self.code}: " + self.log.read_text(errors="replace"))
        return self

    def become(self, command, load_filter):
        try:
            log = os.open(self.log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
            os.dup2(log, 1)
            os.dup2(log, 2)
            kept = [os.dup(s.fileno()) for _, s in self.sockets]
            # Above all others first, or one would be overwritten before it is copied.
            high = [os.dup2(fd, 200 + i) for i, fd in enumerate(kept)]
            for i, fd in enumerate(high):
                os.dup2(fd, FIRST_DESCRIPTOR + i)
            os.closerange(FIRST_DESCRIPTOR + len(high), 1024)
            os.umask(int(unit_file.setting(unit_file.SERVICE, "UMask"), 8))
            environment = self.environment()
            load_filter()
            os.execve(command[0], command, environment)
        finally:
            os._exit(127)

    def alive(self):
        if self.code is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.code = os.waitstatus_to_exitcode(status)
        return self.code is None

    def reload(self):
        """As `systemctl reload`: the exit code of the first of the unit's commands that fails, else 0."""
        for command in self.command("ExecReload"):
            code = subprocess.run(command, capture_output=True, text=True).returncode
            if code:
                return code
        return 0

    def stop(self):
        if self.alive():
            os.kill(self.pid, signal.SIGTERM)
            lab.wait_for("the end of recoild", lambda: not self.alive(), float(unit_file.setting(unit_file.SERVICE, "TimeoutStopSec")))
        return self.code

    def close(self):
        if self.pid and self.alive():
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        for _, listening in self.sockets:
            listening.close()

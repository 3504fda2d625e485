"""Programs that take the place of those that would change the machine, or need what a test has not. Most only note what they were asked."""

STAND_INS = (
    "apt", "apt-get", "dpkg", "systemctl", "journalctl", "systemd-sysusers", "systemd-tmpfiles", "docker", "podman", "postfix", "postqueue",
    "postmap", "postsuper", "sendmail", "newaliases", "chown", "chgrp", "adduser", "useradd", "usermod", "logrotate", "ufw", "cmake",
    "cpack", "git", "ssh", "scp", "rsync", "mail", "dig", "amtool")

PROGRAMS = {
    "sudo": """#!/bin/sh
while [ "$1" != "${1#-}" ]; do
    [ "$1" = -u ] && shift
    shift
done
exec "$@"
""",
    # without the owner, whom this machine does not have
    "install": """#!/bin/bash
words=()
while [ $# -gt 0 ]; do
    case $1 in -o | -g) shift ;; *) words+=("$1") ;; esac
    shift
done
exec /usr/bin/install "${words[@]}"
""",
    "curl": """#!/usr/bin/python3
import sys, urllib.request
words = sys.argv[1:]
url, = [word for word in words if "127.0.0.1" in word or "localhost" in word]
headers = dict(words[at + 1].split(": ", 1) for at, word in enumerate(words) if word == "-H")
with urllib.request.urlopen(urllib.request.Request("http://" + url.removeprefix("http://"), headers=headers)) as answer:
    sys.stdout.buffer.write(answer.read())
""",
}


def script(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    path.chmod(0o755)


def install(folder, asked):
    """All of them. `asked` is the file of the notes."""
    note = f'#!/bin/sh\necho "$(basename "$0") $*" >>{asked}\n'
    for name in STAND_INS:
        script(folder / name, note)
    script(folder / "postconf", note + "case $* in *myhostname) echo out1.example.com ;; esac\n")
    for name, text in PROGRAMS.items():
        script(folder / name, text)

"""What lies beyond a mail server whose network is only a loopback: a DNS server, and the mail server of the domains that it knows.

    python3 far_side.py '{"kim": "550 5.7.606 Access denied"}'     # what a local part is answered at RCPT; all others are taken

Prints `ready` when both listen, and goes on until it is stopped.
"""
import ipaddress
import json
import socket
import struct
import sys

import suite  # says where lab is

import lab

DOMAINS = ("contoso.com", "fabrikam.com")
MAIL_SERVER = "127.0.0.2"  # not 127.0.0.1: Postfix does not send mail to itself
A, MX, NXDOMAIN = 1, 15, 3
ANSWER = 0x8580  # flags: a response, authoritative, recursion desired and available
POINTER = 0xC00C  # to the name in the question


def written(name):
    return b"".join(bytes([len(label)]) + label.encode() for label in name.split(".")) + b"\0"


def records(name, kind):
    """The data of the answers; None where there is no such name."""
    domain = name.removeprefix("mx.")
    if domain not in DOMAINS:
        return None
    if kind == MX and name == domain:
        return [struct.pack("!H", 10) + written("mx." + name)]
    return [ipaddress.ip_address(MAIL_SERVER).packed] if kind == A and name != domain else []


def answer(query):
    """RFC 1035 4.1: one question, and what is known to it."""
    end = query.index(b"\0", 12) + 5
    rest, labels = query[12:end - 5], []
    while rest:
        labels.append(rest[1:1 + rest[0]].decode().lower())
        rest = rest[1 + rest[0]:]
    [kind] = struct.unpack("!H", query[end - 4:end - 2])
    found = records(".".join(labels), kind)
    header = query[:2] + struct.pack("!5H", ANSWER | (NXDOMAIN if found is None else 0), 1, len(found or []), 0, 0)
    return header + query[12:end] + b"".join(struct.pack("!3HIH", POINTER, kind, 1, 300, len(data)) + data for data in found or [])


if __name__ == "__main__":
    refusals = json.loads(sys.argv[1])
    lab.Remote(lambda stage, name: refusals.get(name) if stage == "rcpt" else None, "mx.contoso.com", (MAIL_SERVER, 25))
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as names:
        names.bind(("127.0.0.1", 53))
        print("ready", flush=True)
        while True:
            query, asker = names.recvfrom(512)
            names.sendto(answer(query), asker)

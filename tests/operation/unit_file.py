"""The shipped units, read as systemd reads them, for the tests that start what they describe."""
import re

import suite

FOLDER = suite.SOURCE / "systemd"
SERVICE = FOLDER / "recoil.service"
SOCKETS = [FOLDER / "recoil-lmtp.socket", FOLDER / "recoil-milter.socket"]


def settings(unit):
    """{key: [values]} of all sections; an empty assignment clears what stood before."""
    found = {}
    for key, value in re.findall(r"^(\w+)=(.*)$", unit.read_text(), re.M):
        found.setdefault(key, []).append(value)
        if not value:
            found[key] = []
    return found


def setting(unit, key):
    """The last value, which wins."""
    return settings(unit)[key][-1]

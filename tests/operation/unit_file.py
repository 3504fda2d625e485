"""The shipped units, read as systemd reads them, for the tests that start what they describe."""
import pathlib
import re
import os

SOURCE = pathlib.Path(os.environ.get("RECOIL_SOURCE_DIR", pathlib.Path(__file__).parents[2]))
FOLDER = SOURCE / "systemd"
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

"""The Debian package of the programs at hand, and the same of a later version."""
import os
import re

import suite

import lab
from program import finished

MAKE = suite.SOURCE / "config" / "debian" / "make-package"
BUILD = lab.BIN.resolve().parent
NEXT_VERSION = "98.0"


def make(folder):
    finished(MAKE, BUILD, folder, env={**os.environ, "DEB_BUILD_OPTIONS": "noautodbgsym"})
    [package] = folder.glob("recoil_*.deb")
    return package


def with_version(package, version, folder):
    """The same package with a higher version, for an upgrade."""
    finished("dpkg-deb", "--raw-extract", package, folder / version)
    control = folder / version / "DEBIAN" / "control"
    control.write_text(re.sub(r"(?m)^Version: .*", f"Version: {version}", control.read_text()))
    finished("dpkg-deb", "-Zgzip", "--root-owner-group", "--build", folder / version, folder / f"recoil_{version}.deb")
    return folder / f"recoil_{version}.deb"

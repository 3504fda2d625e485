#!/usr/bin/env python3
"""Includes go down the table and never up; Asio, Beast and systemd stay in daemon/; some libraries belong to one source each."""
import os
import pathlib
import re
import sys

ROOT = pathlib.Path(os.environ.get("RECOIL_SOURCE_DIR", pathlib.Path(__file__).resolve().parents[2]))

ALLOWED = {
    "util": set(),
    "proto": {"util"},
    "mime": {"util"},
    "dsn": {"util", "mime"},
    "classify": {"util", "dsn"},
    "event": {"util", "dsn", "classify"},
    "count": {"util", "event", "dsn", "classify"},
    "sink": {"util", "event", "classify", "dsn", "count"},
    "status": {"util", "event", "classify", "dsn", "count", "sink"},
    "config": {"util", "classify"},
    "pipeline": {"util", "proto", "mime", "dsn", "classify", "event", "count"},
}
# library -> the sources that may include it
CONFINED = {
    r"boost/asio": {"daemon/"},
    r"boost/asio/ssl": {"daemon/asio_ssl_impl.cpp", "daemon/tls_"},
    r"boost/json": {"lib/util/json_impl.cpp", "lib/dsn/ses_json.cpp", "daemon/cli/"},
    r"boost/beast": {"daemon/http_endpoint.cpp", "daemon/cli/http_get.cpp"},
    r"systemd/": {"daemon/"},
    r"spdlog/": {"daemon/"},
    r"CLI/": {"daemon/options.cpp", "daemon/cli/"},
    r"yaml-cpp/": {"lib/util/yaml.cpp"},
    r"hs/?": {"lib/classify/"},
    r"re2/": {"lib/classify/"},
    r"prometheus/": {"lib/sink/"},
    r"openssl/": {"lib/event/", "lib/util/hmac.cpp", "daemon/"},
    r"iconv\.h": {"lib/mime/"},
}
INCLUDE = re.compile(r'^\s*#\s*include\s+([<"])([^>"]+)[>"]', re.M)


def problems():
    for path in sorted([*ROOT.glob("lib/**/*.[ch]pp"), *ROOT.glob("daemon/**/*.[ch]pp")]):
        name = path.relative_to(ROOT).as_posix()
        folder = name.split("/")[1] if name.startswith("lib/") else None
        for quote, header in INCLUDE.findall(path.read_text(encoding="utf-8")):
            if quote == '"' and folder:
                target = header.split("/")[0]
                if target != folder and target not in ALLOWED[folder]:
                    yield f"{name}: includes {header}, but {folder} may include only {sorted(ALLOWED[folder])}"
            if quote == "<":
                for pattern, places in CONFINED.items():
                    if re.match(pattern + r"(?=$|[^a-z]|(?<=/))", header) and not any(name.startswith(p) for p in places):
                        yield f"{name}: includes {header}, which belongs to {', '.join(sorted(places))}"


def main():
    unknown = {p.name for p in (ROOT / "lib").iterdir() if p.is_dir()} - ALLOWED.keys()
    found = [f"lib/{name} is not in the table" for name in sorted(unknown)] + list(problems())
    print("\n".join(found) or "includes go down")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
"""Writes the dashboards as JSON into a folder, by default the one above: generate.py [FOLDER]"""
import json
import pathlib
import sys

import bounces
import provider
import recoil

DASHBOARDS = {"bounces": bounces, "provider": provider, "recoil": recoil}
WIDTH = 140


def text(value, indent=0):
    """JSON with what fits on a line in a line, so that a change of one panel shows as a change of few lines."""
    line = json.dumps(value)
    if len(line) + indent <= WIDTH or not isinstance(value, (dict, list)) or not value:
        return line
    if isinstance(value, dict):
        inner, ends = [f"{json.dumps(k)}: {text(v, indent + 2)}" for k, v in value.items()], "{}"
    else:
        inner, ends = [text(v, indent + 2) for v in value], "[]"
    blanks = " " * (indent + 2)
    return ends[0] + "\n" + ",\n".join(blanks + each for each in inner) + "\n" + " " * indent + ends[1]


def main(folder):
    for name, module in DASHBOARDS.items():
        (folder / f"{name}.json").write_text(text(module.DASHBOARD) + "\n")


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else pathlib.Path(__file__).resolve().parents[1])

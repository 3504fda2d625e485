"""The Markdown files that people read, taken apart: their code blocks, links and headings.

The first word behind a fence is the language that readers see; the others tell the tests what to do with the block:

    sh                commands, run in a world (docs_world.py)      by=TEST         not run here: that file under tests/ does it
    console           `$ command` with its output, compared         ends=never      runs until it is stopped
    text output       what the sh block before it prints            output=example  run, but what it prints is not compared
    yaml              a part of recoil.yaml, or a rule pack         of=NAME         of something else: it only has to be YAML
    json, promql      have to be right                              file=PATH       the block is the content of this file
    any other         is only read by people          not=WHY         run by no test; block_runner.py has the reasons
"""
import os
import pathlib
import re
import typing

ROOT = pathlib.Path(os.environ["RECOIL_SOURCE_DIR"])
FENCE = re.compile(r"^(?P<indent> *)```(?P<info>[^\n`]*)\n(?P<text>.*?)^(?P=indent)```$", re.M | re.S)
LINK = re.compile(r"(?<!\\)\[[^\]]*\]\((?P<target>[^()\s]+)\)")
HEADING = re.compile(r"^#+ +(?P<text>.+?)\s*$", re.M)


class Block(typing.NamedTuple):
    path: pathlib.Path
    line: int
    language: str
    words: dict
    text: str

    @property
    def place(self):
        return f"{self.path.relative_to(ROOT)}:{self.line}"

    @property
    def commands(self):
        return [re.sub(r"\s+# .*", "", line) for line in self.text.splitlines()]


def documents():
    found = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")), *sorted((ROOT / "config").rglob("README.md"))]
    return [*found, *(path for path in (ROOT / "tests/README.md", ROOT / "lib/README.md") if path.exists())]


def blocks(path):
    text = path.read_text()
    for fence in FENCE.finditer(text):
        language, *words = fence["info"].split() or [""]
        lines = [line.removeprefix(fence["indent"]) for line in fence["text"].splitlines(keepends=True)]
        yield Block(path, text.count("\n", 0, fence.start()) + 1, language, {w.partition("=")[0]: w.partition("=")[2] for w in words},
                    "".join(lines))


def commands(path, phrase):
    """The lines of the one block that has this phrase, without the remarks behind them."""
    [block] = [block for block in blocks(path) if phrase in block.text]
    return block.commands


def prose(path):
    """The text without its code blocks, and without code in backquotes."""
    return re.sub(r"`[^`\n]*`", "", FENCE.sub("", path.read_text()))


def links(path):
    return [link["target"] for link in LINK.finditer(prose(path))]


def anchors(path):
    """Names of the headings as GitHub makes them; a second one of the same name gets -1."""
    found = []
    for heading in HEADING.finditer(FENCE.sub("", path.read_text())):
        plain = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading["text"]).lower()
        name = re.sub(r"[^\w\- ]", "", plain).replace(" ", "-")
        found.append(f"{name}-{found.count(name)}" if name in found else name)
    return found

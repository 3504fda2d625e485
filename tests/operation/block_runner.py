"""Runs the blocks of one document in its world, as documents.py says, and compares what they say with what the document quotes."""
import ast
import json
import re
import subprocess

import documents
from documents import ROOT

import yaml

MASKED = (  # what differs from run to run
    (r"\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?", "DATE"),
    (r"\b\d\d:\d\d(:\d\d(\.\d+)?)?\b", "TIME"),
    (r"\b[0-9a-f]{32}\b", "ID"),
    (r"\.yaml:\d+", ".yaml:LINE"),
    (r"\b\d+ (rules|packs)\b", r"N \1"),
    (r"\b\d+(\.\d+)? ?(ms|s|seconds)\b", "DURATION"),
    (r"[ \t]+(?=\n|$)", ""),
)


def masked(text):
    for pattern, word in MASKED:
        text = re.sub(pattern, word, text)
    return text.strip("\n")


def quoted_as(text, quoted):
    """Whether the output is what the document quotes, where a line `...` stands for any lines, and `...` at an end for the rest of the
    line."""
    pattern = "".join(r"(?:.*\n)*?" if line.strip() == "..." else
                      re.escape(line.removesuffix("...")) + (".*" if line.endswith("...") else "") + r"\n"
                      for line in masked(quoted).splitlines())
    return re.fullmatch(pattern, masked(text) + "\n") is not None


def commands_of(console):
    """(command, its output) of a console block. A command goes on in lines that begin with `> `."""
    for part in re.split(r"^\$ ", console, flags=re.M)[1:]:
        lines = part.splitlines(keepends=True)
        count = next((n for n, line in enumerate(lines) if n and not line.startswith("> ")), len(lines))
        yield "".join(line.removeprefix("> ") for line in lines[:count]), "".join(lines[count:])


NOT_RUN = {
    "long": "it takes minutes",
    "build": "it compiles everything, as was done before any test",
    "engine": "it needs a container engine; image_test does with the same files what an engine would do",
}


def tests_of(name):
    """The test of this name under tests/, or the file of this path."""
    return [path for path in (*ROOT.glob(f"tests/**/{name}.py"), ROOT / name) if path.is_file()]


def arguments(source):
    """The strings that a Python program gives to what it calls."""
    calls = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call))
    return [word.value for call in calls for word in call.args if isinstance(word, ast.Constant) and isinstance(word.value, str)]


def runs(path, block):
    """Whether this test asks the document for the block, by words that no other block of it has; or holds all its commands itself."""
    source, others = path.read_text(), [other.text for other in documents.blocks(block.path) if other != block]
    if all(command in source for command in block.commands):
        return True
    if path.suffix != ".py" or block.path.name not in source or not re.search(r"documents\.(blocks|commands)\(", source):
        return False
    return any(words in block.text and not any(words in other for other in others) for words in arguments(source))


class Runner:
    """Goes through the blocks of one document and notes what is wrong."""

    def __init__(self, world):
        self.world, self.wrong, self.left_out, self.done, self.output = world, [], [], 0, None

    def block(self, block):
        kind = getattr(self, f"{block.language}_block", None)
        if "file" in block.words:
            self.world.write(block.words["file"], block.text)
        if "by" in block.words:
            self.run_elsewhere(block)
        elif "not" in block.words:
            self.left_out.append(f"{block.place} is not run: {NOT_RUN[block.words['not']]}")
        elif kind:
            kind(block)
            self.done += 1

    def expect(self, block, good, why):
        if not good:
            self.wrong.append(f"{block.place}: {why}")

    def run_elsewhere(self, block):
        name = block.words["by"]
        run = any(runs(path, block) for path in tests_of(name))
        self.expect(block, run, f"by={name}: no such test, or it neither asks {block.path.name} for this block nor has its commands")
        self.left_out.append(f"{block.place} is run by {name}")

    def sh_block(self, block):
        if "file" in block.words:
            checked = subprocess.run(["sh", "-n"], input=block.text, text=True, capture_output=True)
            return self.expect(block, checked.returncode == 0, checked.stderr)
        if block.words.get("ends") == "never":
            alive, self.output = self.world.run_for_a_while(block.text)
            return self.expect(block, alive, f"ended at once\n{self.output}")
        status, self.output = self.world.run(block.text)
        self.expect(block, status == 0, f"exit status {status}\n{block.text}{self.output}")

    def console_block(self, block):
        for command, quoted in commands_of(block.text):
            status, output = self.world.run(command)
            if block.words.get("output") == "example":
                self.expect(block, status == 0, f"$ {command}exit status {status}\n{output}")
            else:
                self.expect(block, quoted_as(output, quoted), f"$ {command}says otherwise than quoted:\n{output}")

    def text_block(self, block):
        if "output" in block.words:
            good = self.output is not None and quoted_as(self.output, block.text)
            self.expect(block, good, f"the commands before say otherwise:\n{self.output}")

    def yaml_block(self, block):
        try:
            read = list(yaml.safe_load_all(block.text))
        except yaml.YAMLError as error:
            return self.expect(block, False, str(error))
        if "of" in block.words:
            return None
        fragment = self.world.write(block.words.get("file", "fragment.yaml"), block.text)
        is_pack = isinstance(read[0], dict) and "pack" in read[0]
        check = f"recoil rules test --rules {fragment} {read[0]['pack']}" if is_pack else f"recoild --check --config {fragment}"
        status, output = self.world.run(check)
        self.expect(block, status == 0, f"{check}\n{output}")

    def json_block(self, block):
        try:
            json.loads(block.text)
        except ValueError as error:
            self.expect(block, False, str(error))

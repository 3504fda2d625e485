"""How much recoil understands of mails that others collected. RECOIL_CORPUS names the folder of the collection, which is
not part of this repository; without it the test is skipped. A set is a folder of mails with labels, or replies, one a
line; `score.py` of the collection compares them with what recoil says, and prints its figures as JSON on its last line."""
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

# Figures that a set must reach. They only rise: whoever makes recoil better raises them, nobody lowers them.
FLOORS = {
    "captures": {"recipient_recall": 1.0, "recipient_precision": 1.0, "status_all": 1.0, "action": 1.0,
                 "kind_merged": 1.0, "category_all": 0.955, "reason_all": 0.935},
    "m365-samples": {"recipient_recall": 1.0, "recipient_precision": 1.0, "status_all": 1.0, "action": 1.0,
                     "kind_merged": 1.0, "category_all": 1.0, "reason_all": 1.0},
    "responses": {"category_all": 0.895, "reason_all": 0.88},
    "mails": {"recipient_recall": 0.99, "recipient_precision": 0.995, "kind_merged": 0.995, "status_all": 0.98,
              "action": 1.0, "category_all": 0.85, "reason_all": 0.83},
}
# Counts that must stay at nothing: a living address called dead is the worst mistake there is.
ZEROS = {
    "captures": ["suppress_fp"],
    "m365-samples": ["suppress_fp"],
    "responses": ["suppress_fp"],
    "mails": ["suppress_fp", "nonbounce_flagged", "success_flagged"],
}
SHOWN = ["recipient_recall", "recipient_precision", "kind_merged", "status_all", "action", "category_all", "reason_all",
         "suppress_fp", "suppress_recall"]


class Collection:
    def __init__(self, folder, scratch):
        self.folder = Path(folder).resolve()
        self.scratch = Path(scratch)
        self.recoil = str(Path(os.environ["RECOIL_BIN"]) / "recoil")

    def classify(self, where, *arguments):
        """The file with recoil's verdicts about what stands in the folder `where`."""
        verdicts = self.scratch / "verdicts.jsonl"
        with verdicts.open("wb") as out:
            subprocess.run([self.recoil, "classify", "--format", "json", *arguments], cwd=where, stdout=out, check=True)
        return verdicts

    def score(self, verdicts, *arguments):
        done = subprocess.run([sys.executable, "-B", self.folder / "score.py", verdicts, "--quiet", *arguments],
                              capture_output=True, text=True, check=True)
        return json.loads(done.stdout.splitlines()[-1])

    def captures(self):
        folder = self.folder / "captures"
        return self.score(self.classify(folder, "."), "--labels", folder / "labels.jsonl")

    def samples(self):
        folder = self.folder / "m365-samples"
        return self.score(self.classify(folder, "."), "--labels", folder / "expected.jsonl")

    def responses(self):
        replies = self.scratch / "replies"
        lines = (self.folder / "responses.jsonl").read_text(encoding="utf-8").splitlines()
        replies.write_text("".join(" ".join(json.loads(line)["text"].split("\n")) + "\n" for line in lines),
                           encoding="utf-8")
        return self.score(self.classify(self.folder, "--text", replies), "--responses")

    def mails(self):
        return self.score(self.classify(self.folder / "mails", "."))


def shortfalls(name, figures):
    """What is below its floor or not at nothing; a figure that is missing is a shortfall too."""
    for key, floor in FLOORS[name].items():
        if figures.get(key) is None or figures[key] < floor:
            yield f"{name}: {key} is {figures.get(key)}, the floor is {floor}"
    for key in ZEROS[name]:
        if figures.get(key) != 0:
            yield f"{name}: {key} is {figures.get(key)}, and must be 0"


def main():
    folder = os.environ.get("RECOIL_CORPUS")
    if not folder:
        print("skipped: RECOIL_CORPUS names no collection of mails")
        return 77
    wrong = []
    with tempfile.TemporaryDirectory(prefix="recoil_corpus_") as scratch:
        collection = Collection(folder, scratch)
        sets = {"captures": collection.captures, "m365-samples": collection.samples,
                "responses": collection.responses, "mails": collection.mails}
        for name, measure in sets.items():
            figures = measure()
            print(name + ": " + ", ".join(f"{key} {figures.get(key)}" for key in SHOWN), flush=True)
            wrong += shortfalls(name, figures)
    for line in wrong:
        print(line)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())

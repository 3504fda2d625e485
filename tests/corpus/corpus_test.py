"""How much recoil understands of mails that others collected. RECOIL_CORPUS names the folder of the collection, which is
not part of this repository; without it the test is skipped. A set is a folder of mails with labels, or replies, one a
line; `score.py` of the collection compares them with what recoil says, and prints its figures as JSON on its last line.
Beside the collection may lie `reference/provider-codes.tsv`: replies of many providers with their meaning."""
import csv
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

# Figures that a set must reach. They only rise: whoever makes recoil better raises them, nobody lowers them.
FLOORS = {
    "captures": {"recipient_recall": 1.0, "recipient_precision": 1.0, "status_all": 1.0, "action": 1.0,
                 "kind_merged": 1.0, "category_all": 1.0, "reason_all": 1.0, "suppress_recall": 1.0},
    "m365-samples": {"recipient_recall": 1.0, "recipient_precision": 1.0, "status_all": 1.0, "action": 1.0,
                     "kind_merged": 1.0, "category_all": 1.0, "reason_all": 1.0},
    "responses": {"category_all": 1.0, "reason_all": 1.0, "suppress_recall": 0.965},
    "providers": {"category_all": 1.0, "reason_all": 1.0},
    "mails": {"recipient_recall": 0.99, "recipient_precision": 0.995, "kind_merged": 0.995, "status_all": 0.98,
              "action": 1.0, "category_all": 0.985, "reason_all": 0.985,
              "suppress_recall": 0.98, "by_words": 0.95},
}
# Counts that must stay at nothing: a living address called dead is the worst mistake there is.
ZEROS = {
    "captures": ["suppress_fp"],
    "m365-samples": ["suppress_fp"],
    "responses": ["suppress_fp"],
    "providers": ["suppress_fp"],
    "mails": ["suppress_fp", "nonbounce_flagged", "success_flagged"],
}
SHOWN = ["recipient_recall", "recipient_precision", "kind_merged", "status_all", "action", "category_all", "reason_all",
         "suppress_fp", "suppress_recall", "by_words"]
# What a verdict should rest on: codes lie.
WORDS = {"token", "text", "generic_text"}


class Collection:
    def __init__(self, folder, scratch):
        self.folder = Path(folder).resolve()
        self.scratch = Path(scratch)
        self.provider_codes = self.folder.parent / "reference/provider-codes.tsv"
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

    def classify_replies(self, texts):
        replies = self.scratch / "replies"
        replies.write_text("".join(" ".join(text.split("\n")) + "\n" for text in texts), encoding="utf-8")
        return self.classify(self.folder, "--text", replies)

    def responses(self):
        lines = (self.folder / "responses.jsonl").read_text(encoding="utf-8").splitlines()
        return self.score(self.classify_replies(json.loads(line)["text"] for line in lines), "--responses")

    def providers(self):
        """Of each row `category` and `reason`, or one of the pairs in `accept`, must be recoil's."""
        with self.provider_codes.open(encoding="utf-8") as table:
            rows = [row for row in csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE) if row["reply"]]
        verdicts = read_lines(self.classify_replies(row["reply"] for row in rows))
        right = {"category_all": 0, "reason_all": 0}
        wrongly_dead = 0
        for row, verdict in zip(rows, verdicts, strict=True):
            accepted = {(row["category"], row["reason"])}
            accepted |= {tuple(pair.split("/")) for pair in (row["accept"] or "").split(",") if pair}
            right["category_all"] += verdict["category"] in {category for category, _ in accepted}
            right["reason_all"] += (verdict["category"], verdict["reason"]) in accepted
            wrongly_dead += verdict["suppress"] and "bad_address" not in {category for category, _ in accepted}
        return {key: round(count / len(rows), 4) for key, count in right.items()} | {"suppress_fp": wrongly_dead}

    def mails(self):
        verdicts = self.classify(self.folder / "mails", ".")
        evidence = [verdict["evidence"] for verdict in read_lines(verdicts) if verdict.get("evidence")]
        by_words = sum(kind in WORDS for kind in evidence) / len(evidence)
        return self.score(verdicts) | {"by_words": round(by_words, 4)}


def read_lines(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


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
        if collection.provider_codes.exists():
            sets["providers"] = collection.providers
        else:
            print(f"providers: skipped, there is no {collection.provider_codes.name}")
        for name, measure in sets.items():
            figures = measure()
            known = {key: figures[key] for key in SHOWN if figures.get(key) is not None}
            print(name + ": " + ", ".join(f"{key} {value}" for key, value in known.items()), flush=True)
            wrong += shortfalls(name, figures)
    for line in wrong:
        print(line)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())

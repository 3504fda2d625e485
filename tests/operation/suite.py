"""How each test of this folder begins and ends. To be imported before lab and wire, since it says where they are:

    suite.need("prometheus")        # else what runs is skipped: a test, a class with all its cleanups, or the program
    suite.main()                    # 77, by which ctest knows that a test was skipped, where nothing was left to be tested
"""
import os
import pathlib
import shutil
import sys
import unittest

SOURCE = pathlib.Path(os.environ.get("RECOIL_SOURCE_DIR", pathlib.Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(SOURCE / "tests" / "integration"))

import lab


class Skipped(unittest.SkipTest, SystemExit):
    """unittest takes it for the first, and goes on with the next class; outside of it, it ends the program."""

    code = lab.SKIPPED


class Result(unittest.TextTestResult):
    succeeded = 0

    def addSuccess(self, test):
        super().addSuccess(test)
        self.succeeded += 1


def skip(why):
    print("skipped:", why, flush=True)
    raise Skipped(why)


def need(*programs, root=False):
    if root and os.geteuid() != 0:
        skip("this needs root")
    for program in programs:
        if not shutil.which(program):
            skip(f"{program} is not installed")


def main(verbosity=1, **options):
    runner = unittest.TextTestRunner(verbosity=verbosity, resultclass=Result, failfast=options.pop("failfast", False))
    result = unittest.main("__main__", testRunner=runner, exit=False, **options).result
    if not result.wasSuccessful():
        sys.exit(1)
    sys.exit(0 if result.succeeded else lab.SKIPPED)

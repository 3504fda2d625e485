"""Commands typed on a test's machine, printed with what they say as a terminal shows them, so that a test's output is a transcript.

    terminal = Terminal(machine.run)                        # run(*words, check=False): a CompletedProcess
    terminal.type("systemctl restart recoil")               # must succeed
    terminal.see("recoil tail", "5.7.606", shows="banned")  # typed again until it says that; shows only such lines
"""
import re

import lab

WIDTH = 180


def trimmed(output, shows):
    """The lines that match; a line `...` stands for what is left out."""
    shown = []
    for line in output.rstrip().splitlines():
        if re.search(shows, line):
            shown.append(line if len(line) <= WIDTH else line[:WIDTH] + "...")
        elif shown[-1:] != ["..."]:
            shown.append("...")
    return "\n".join(shown)


class Terminal:
    def __init__(self, run):
        self.run = run

    def quietly(self, command, user="root"):
        """As at a login: the user's groups, path and home."""
        login = ["su", "--login", "--whitelist-environment=LC_ALL", user, "--command", f"exec 2>&1; {command}"]
        return self.run(*login, check=False)

    def show(self, command, user, done, shows):
        print("#" if user == "root" else "$", command)
        print(trimmed(done.stdout, shows), end="\n\n" if done.stdout else "\n", flush=True)

    def type(self, command, *expected, user="root", shows="", status=0):
        done = self.quietly(command, user)
        self.show(command, user, done, shows)
        missing = [text for text in expected if text not in done.stdout]
        if missing or done.returncode != status:
            raise AssertionError(f"`{command}` gave {done.returncode}, and does not say {missing}:\n{done.stdout}")
        return done.stdout

    def see(self, command, *expected, user="root", shows=""):
        done = None

        def says_it():
            nonlocal done
            done = self.quietly(command, user)
            return done.returncode == 0 and all(text in done.stdout for text in expected)

        try:
            lab.wait_for(f"`{command}` saying {expected}", says_it, 100)
        finally:
            self.show(command, user, done, shows)
        return done.stdout

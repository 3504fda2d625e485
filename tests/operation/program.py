"""Programs that have to succeed: an AssertionError has the command and all that it said."""
import subprocess


def finished(*words, check=True, **more):
    """The CompletedProcess; `more` is for subprocess.run."""
    command = [str(word) for word in words]
    done = subprocess.run(command, capture_output=True, text=True, **more)
    if check and done.returncode:
        raise AssertionError(f"{' '.join(command)}: exit status {done.returncode}\n{done.stdout}{done.stderr}")
    return done


def said(*words, **more):
    """What it printed, and then what it complained of."""
    done = finished(*words, **more)
    return done.stdout + done.stderr

"""Reads a manual page in mdoc as far as the tests need it: sections, the items of its lists, options, examples."""
import re

NEEDS_RESTART = r"needs? a restart"
ESCAPES = {r"\e": "\\", r"\-": "-", r"\&": ""}


def words_of(line):
    """The words of a macro line, of which some stand in double quotes."""
    return [quoted or bare for quoted, bare in re.findall(r'"([^"]*)"|(\S+)', line)]


def plain(line):
    """A line of the page as it reads, roughly: macro names are dropped, and punctuation joins the word before."""
    if line.startswith("."):
        macros = r"(?:Nm|Ic|Fl|Ar|Cm|Ql|Dq|Pq|Pa|Ev|Va|Dv|Op|Xr|It|Fn|Ns|Lk|No)"
        line = " ".join(w for w in words_of(line[1:]) if not re.fullmatch(macros, w))
    for escape, text in ESCAPES.items():
        line = line.replace(escape, text)
    return re.sub(r" ([.,;:)])(?= |$)", r"\1", line)


def option_names(line):
    """Of a macro line: "Fl f , Fl -follow" names -f and --follow."""
    return {"-" + name for name in re.findall(r"\bFl (-?[A-Za-z][\w-]*)", line)}


class Page:
    def __init__(self, path):
        self.lines = path.read_text().splitlines()

    def text(self, lines=None):
        shown = (plain(line) for line in (self.lines if lines is None else lines) if not re.match(r"\.(El|Bl|Pp|Bd|Ed)\b", line))
        return re.sub(r" ([.,;:)])(?= |$)", r"\1", " ".join(shown))

    def section(self, macro, name):
        """The lines behind ".Sh NAME" or ".Ss NAME" to the next heading."""
        start = self.lines.index(f".{macro} {name}") + 1
        ends = ("." + "Sh", ".Ss")[: 1 if macro == "Sh" else 2]
        end = next((i for i in range(start, len(self.lines)) if self.lines[i].startswith(ends)), len(self.lines))
        return self.lines[start:end]

    def subsections(self):
        return [line[4:] for line in self.lines if line.startswith(".Ss ")
                and not self.heading_of(line).startswith("DIAGNOSTICS")]

    def heading_of(self, line):
        before = self.lines[: self.lines.index(line)]
        return next(h[4:] for h in reversed(before) if h.startswith(".Sh "))

    def text_of(self, subsection):
        return self.text(self.section("Ss", subsection))

    def synopsis_options(self, subsection):
        """Those in the display at the start of a command's section."""
        lines = self.section("Ss", subsection)
        return set().union(*map(option_names, lines[: lines.index(".Ed")]))

    def items(self, macro, *sections):
        """What the items of the lists name by this macro, such as options."""
        lines = [line for name in sections for line in self.section("Sh", name)] if sections else self.lines
        heads = [line for line in lines if line.startswith(f".It {macro} ")]
        if macro == "Fl":
            return set().union(*map(option_names, heads))
        return {word for head in heads for word in words_of(head)[2:] if re.match(r"\w", word)}

    def words(self, macro):
        """What the page names by this macro anywhere."""
        lines = [line for line in self.lines if re.search(rf"(^\.|\s){macro} ", line)]
        return {word for line in lines for word in words_of(line.partition(f"{macro} ")[2]) if re.match(r"\w", word)}

    def keys(self, subsection):
        """The keys of a section in their order, each with its text."""
        found, key = {}, None
        for line in self.section("Ss", subsection):
            if line.startswith(".It Cm "):
                key = line[7:]
                found[key] = []
            elif key:
                found[key].append(line)
        return {name: self.text(lines) for name, lines in found.items()}

    def restart_keys(self):
        """What the page says needs a restart: sections, and single keys as section.key."""
        for name in self.subsections():
            lines = self.section("Ss", name)
            if name == "Reload or restart":
                continue
            before = self.text(lines[: next((i for i, line in enumerate(lines) if line.startswith(".Bl")), len(lines))])
            if re.search(NEEDS_RESTART, before):
                yield name
                continue
            yield from (f"{name}.{key}" for key, text in self.keys(name).items() if re.search(NEEDS_RESTART, text))

    def exit_codes(self):
        return {words_of(line)[1] for line in self.section("Sh", "EXIT STATUS") if line.startswith(".It ")}

    def diagnostics(self):
        return [plain(line[5:-1]) for line in self.section("Sh", "DIAGNOSTICS") if line.startswith('.It "')]

    def example_commands(self):
        return [plain(line.removeprefix(".Dl "))[2:] for line in self.examples() if line.removeprefix(".Dl ").startswith("$ ")]

    def example_blocks(self):
        """What stands in displays and is no command."""
        blocks = re.findall(r"^\.Bd -literal.*?\n(.*?)^\.Ed$", "\n".join(self.examples()), re.M | re.S)
        return [block.replace(r"\e", "\\") for block in blocks if not block.startswith("$ ")]

    def examples(self):
        return self.section("Sh", "EXAMPLES") if ".Sh EXAMPLES" in self.lines else []

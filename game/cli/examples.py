"""The examples at the foot of each command's help: a line to paste, and what it does."""

from __future__ import annotations

PROGRAM = "sixteen-points"

#: The examples of each command, each with what it does; those of playing are under the empty name.
EXAMPLES: dict[str, tuple[tuple[str, str], ...]] = {
    "": (
        ("", "play in the terminal"),
        ("--plain", "play as lines of text: for screen readers, slow links and pipes"),
        ("--role student", "begin a role at once"),
        ("--scenes DIR", "play another pack"),
    ),
    "check": (
        ("check", "prove the pack that ships"),
        ("check --scenes DIR --role ROLE", "prove one role of a pack of yours"),
        ("check --scenes DIR --watch", "check again at every save, while you write"),
        ("check --hints", "what is allowed and seldom meant, for authors"),
        ("check --format github", "report faults as notes of a pull request"),
        ("check --verdicts > scenes/proof.txt", "keep what was proved, so that a change shows in review"),
    ),
    "replay": (
        ("replay", "list the runs there are"),
        ("replay nagy-documented-course", "replay a run, and take over where you like"),
        ("replay --plain FILE.yaml", "print a whole run as text"),
        ("replay --key FILE.yaml", "print the key of a run, to write down or read out"),
    ),
    "compare": (("compare student-exile-over-andau student-kept-silent", "see where two runs parted"),),
    "branches": (
        ("branches student", "your runs of a role as an outline"),
        ("branches student --all --format html > map.html", "a map of all its scenes, to read or print"),
    ),
    "export": (("export nagy-documented-course --format html > run.html", "a run as a page to read or print"),),
    "publish": (
        ("publish site", "write the whole pack as a site into the folder site"),
        ("publish --role student --single student.html", "write one role as one file"),
    ),
    "record": (
        ("record gero radio", "find what the record says; accents are optional"),
        ("record --format bibtex > sources.bib", "the bibliography for Zotero or LaTeX"),
        ("record --article", "how the record answers the article it began from"),
    ),
    "class": (
        ("class --name 9B", "hold a lesson on this machine; the same line goes on with it another day"),
        ("class --kit lesson", "write lesson.html and the papers into the folder lesson"),
    ),
    "serve": (("serve --host 192.168.1.20 --seats 8", "eight people play in their browsers on this network"),),
    "debrief": (("debrief KEY KEY KEY", "report on runs whose keys were collected on paper"),),
    "new": (("new my-story", "write a small pack into the folder my-story"),),
    "schema": (("schema schemas", "write the schemas into the folder schemas"),),
    "doctor": (("doctor", "say what this terminal and machine can do"),),
    "completion": (
        ("completion bash > ~/.local/share/bash-completion/completions/sixteen-points", "complete in bash"),
    ),
}


def format_examples(name: str) -> str:
    """Return the examples of a command as help prints them; empty if there are none."""
    lines = [(f"{PROGRAM} {words}".rstrip(), message) for words, message in EXAMPLES.get(name, ())]
    width = max((len(line) for line, _ in lines), default=0)
    if width > 50:
        shown = [f"  {line}\n      {message}" for line, message in lines]
    else:
        shown = [f"  {line:<{width}}   {message}" for line, message in lines]
    return "\n".join(["examples:", *shown]) if shown else ""

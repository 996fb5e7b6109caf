"""The YAML parser's messages in an author's words."""

from __future__ import annotations

import yaml

_QUOTED = "goes into double quotes"
#: Messages of libyaml, which have been the same for many years, and ours in their place.
_EXPLANATIONS = {
    "did not find expected '-' indicator": "the line does not fit the lines above it: look at the spaces before it, "
    "and for a dash without a space behind it",
    "did not find expected key": "the line does not fit the lines above it: look at the spaces before it, and for text "
    "that goes on behind a closing quotation mark or bracket",
    "mapping values are not allowed in this context": f'a colon stands where none can: a text with ": " in it {_QUOTED}'
    ", and a key stands right under the one above it",
    "could not find expected ':'": "the line is no key with its value, and not far enough to the right to belong to "
    "the text above it: look at the spaces before it",
    "found unexpected end of stream": "the quotation mark that opens here is never closed",
    "did not find expected alphabetic or numeric character": f"a text that begins with * or & {_QUOTED}",
    "found character that cannot start any token": f"a text that begins with @, % or ` {_QUOTED}",
    "did not find expected comment or line break": "behind | or > the line ends; "
    f"a text that begins with one of them {_QUOTED}",
    "found unknown escape character": "in double quotes a backslash is written twice",
    "did not find expected hexdecimal number": "in double quotes a backslash is written twice",
    "block sequence entries are not allowed in this context": "a list begins on a line of its own, under its key",
}
_TAB = "there is a tab here; YAML wants spaces"
#: In these contexts the parser notices a fault late; the line to look at is where the context begins.
_UNFINISHED = ("while scanning a simple key", "while scanning a quoted scalar")


def explain_yaml_error(error: yaml.MarkedYAMLError, data: bytes) -> tuple[int, str]:
    """Return the line to look at (counted from 1; 0 if there is none) and what is wrong there, without a full stop.

    Args:
        error: the error that the parser raised.
        data: the bytes of the file.
    """
    problem = str(error.problem or "this is not YAML").rstrip(".")
    mark = error.problem_mark or error.context_mark
    if error.context in _UNFINISHED and error.context_mark is not None:
        mark = error.context_mark
    line = mark.line + 1 if mark else 0
    if "found a tab" in problem or ("cannot start any token" in problem and b"\t" in data):
        return line, _TAB
    if problem.startswith("did not find expected ',' or") and error.context_mark is not None:
        begun = error.context_mark.line + 1
        return line, f"a comma or a closing {problem[-2]} is missing before this; the bracket opens on line {begun}"
    return line, _EXPLANATIONS.get(problem, problem)

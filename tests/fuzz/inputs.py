"""Hostile inputs: bytes of good files with a few edits, words that nearly mean something, and texts full of escapes."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Sequence
from typing import Any

from hypothesis import strategies as st

from game.story.read_pack import read_pack_files
from game.text.safe_yaml import load_yaml
from tests.conftest import MILL

#: Where, how many bytes are taken out, and what is put in instead.
Edit = tuple[int, int, bytes]

#: What a text may hold to reach the terminal behind our back.
HOSTILE = (
    "\x1b]52;c;UExBTlRFRA==\x07 \x1b[31337m \x9b31337m \x1b[6n \x1bP31337\x1b\\ \x00\x07\x08\x0b\x7f \u202eturned\u2066 "
    "[b]bold[/b] [/] [@click=app.leave_game]x[/] $accent {x} %s \\[red]"
)

#: Pieces of YAML, of guards and of footnotes; a space parts them, and `_` stands for one inside.
_WORDS = """
[ { ] } : ? - & * ! | > ' " # % @ ` , &a_ *a <<:_ --- ... null true no 017 12:30 1956-10-23 1956-13-45T99 -1 1e999 .nan
!!python/object/apply:os.system_[true] [^wage-cut.tenth] [^ [^a][^b] *a* if:_ to:_ id:_ not_ courage_>=_ also: __import__
"\\e]52;c;UExBTlRFRA==\\a" "\\x9b31337m" "\\u202e" "\\ud800" %YAML_1.1
"""
_TOKENS = [
    *(token.encode() for token in HOSTILE.split(" ")),
    *(token.replace("_", " ").encode() for token in _WORDS.split()),
    *(b" ", b"\t", b"\n", b"\n\n", b"\r", b"\0", b"\xff", b"\xc3", b"\xed\xa0\x80", b"\xef\xbb\xbf"),
    *(b"[" * 60, b"{a: " * 60, b"9" * 5000, "O\u030b".encode()),
]

#: Words of guards, and of Python that no guard may hold.
_GUARD = """
courage trust has_notice true false and or not ( ) >= < == != 1 0 -1 - ~ + * ** . , [ ] { } : := lambda x if else is in
"\\d" 1_0 0x1 1j 9e9 await yield __class__ \x00 ; @ f"{x}" b"" ... #
"""

_ARGUMENTS = """
replay compare export check play record --plain --key --role --format html md weaver clerk the-notice.tear-it-down x.y
. .. / - -- --no \x1b[31337m %s
"""

edits: st.SearchStrategy[list[Edit]] = st.lists(
    st.tuples(st.integers(0, 1 << 14), st.integers(0, 40), st.one_of(st.sampled_from(_TOKENS), st.binary(max_size=6))),
    min_size=1,
    max_size=4,
)

guards: st.SearchStrategy[str] = st.one_of(
    st.text(max_size=420),
    st.lists(st.sampled_from(_GUARD.split()), max_size=200).map(" ".join),
    st.tuples(st.sampled_from(["not_", "-", "(", "[", "~", "a.", "1<", "not(", "{"]), st.integers(1, 400)).map(
        lambda found: found[0].replace("_", " ") * found[1] + "1"
    ),
)

keys: st.SearchStrategy[str] = st.one_of(
    st.text(alphabet="0123456789ABCDEFGHJKMNPQRSTVWXYZ -oilOILU", max_size=80), st.text(max_size=80)
)

arguments: st.SearchStrategy[list[str]] = st.lists(
    st.one_of(
        st.sampled_from(_ARGUMENTS.split()),
        st.text(alphabet=st.characters(exclude_characters="\0"), max_size=20),
    ),
    max_size=6,
)

lines: st.SearchStrategy[bytes] = st.lists(
    st.one_of(
        st.sampled_from(b"1 2 3 back forward notes now where again ledger calm help quit -1".split()),
        st.sampled_from([b"9" * 5000, b"x" * 70_000, *_TOKENS]),
        st.binary(max_size=12),
    ),
    max_size=30,
).map(b"\n".join)


def mutated(data: bytes, edits: Sequence[Edit]) -> bytes:
    """The data with some edits done, each at its place counted round the end."""
    for place, taken, put in edits:
        at = place % (len(data) + 1)
        data = data[:at] + put + data[at + taken :]
    return data


def unfit(text: str) -> list[str]:
    """The signs of a text that must never reach a terminal."""
    return [
        sign
        for sign in set(text)
        if (sign != "\n" and unicodedata.category(sign) in {"Cc", "Cs"})
        or sign in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067"
    ]


def hostile_pack() -> dict[str, bytes]:
    """The small pack with escapes in every text that a player may read."""
    found: dict[str, bytes] = {}
    for name, data in read_pack_files(MILL).items():
        value = _hostile(load_yaml(data, name), "")
        found[name] = json.dumps(value).encode()
    return found


_TEXTS = {
    *(
        "title",
        "text",
        "result",
        "closed_because",
        "calm_text",
        "name",
        "who",
        "label",
        "means",
        "dossier_entry",
        "content_note",
        "says",
        "question",
    ),
    *(
        "what_changed",
        "why_record_stood",
        "what_it_would_take",
        "description",
        "meaning",
        "credits",
        "assessment",
        "note",
        "became",
        "about",
        "publisher",
    ),
}


def _hostile(value: Any, key: str) -> Any:
    if isinstance(value, dict):
        return {name: _hostile(inner, str(name)) for name, inner in value.items()}
    if isinstance(value, list):
        return [_hostile(inner, key if key == "levels" else "") for inner in value]
    if isinstance(value, str) and key in _TEXTS:
        # A footnote must stay the end of its line.
        return f"{HOSTILE} {value}"
    return value

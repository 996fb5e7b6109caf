"""The rules for texts: footnotes and emphasis only where they are shown, and one sentence on a line with a footnote."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from game.text.prose import EMPHASIS, parse_prose

#: A footnote inside a line, or one without its ^.
_MISPLACED_FOOTNOTE = re.compile(r"\[\^|\[[a-z0-9-]+\.[a-z0-9-]+\]")
#: A star at which a word begins or ends; a star between spaces, or inside a word, is an ordinary character.
_STAR = re.compile(r"(?<!\w)\*(?=[^\s*])|(?<=[^\s*])\*(?!\w)")

#: What a text sets off: a quotation or a remark in brackets. An apostrophe opens nothing.
_SET_OFF = re.compile(
    r""""[^"]*"|“[^”]*”|„[^”“]*[”“]|«[^»]*»|»[^«]*«|(?<!\w)‘.*?’(?!\w)|(?<!\w)'.*?'(?!\w)|\([^()]*\)"""
)
#: Where a sentence may end and another begin: the last word, its stop, and the start of the next. A no-break space or
#: three dots do not end a sentence.
_END = re.compile(r"""(?P<word>\S*?)(?P<stop>(?<![.…])[.!?])[”"’)»\]]* +(?P<next>[“"„«‘(\[]*\w)""")
_END_WITHOUT_A_SPACE = re.compile(r"[。！？](?=\w)")
#: Abbreviations that end in a full stop, and those that do so only before a number.
_SHORT = re.compile(
    "Dr|Mr|Mrs|Ms|Mme|Mlle|Prof|St|Ste|Sr|Jr|Vol|Ch|Fig|Gen|Lt|Col|Maj|Capt|Sgt|Cpl|Pvt|Adm|Cmdr|Rev|Hon|Gov|Sen|Rep"
    "|Pres|Msgr|Mt|Ft|Co|Corp|Inc|Ltd|Bros|Ave|Blvd|Rd|Dept|Univ|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Bp|ca|cf"
    "|approx|ch|col|dr|ed|eds|esp|etc|fig|ifj|krt|ker|özv|pl|pp|sz|szül|ún|utc|viz|vol|vols|vs|kb|stb|[aApP]\\.[mM]"
)
_BEFORE_A_NUMBER = re.compile("No|Nos|Nr|no|nos|nr|Art|Sec|Par|art|sec|paras?|par|docs?|fols?|figs?|ser")
#: An initial: a letter, letters with stops between them, or two letters that are one sound.
_NAME = re.compile(r"(?:[^\W\d_]\.-?)*[^\W\d_]|Cs|Dzs?|Gy|Ly|Ny|Sz|Ty|Zs|Ph|Th")
_NUMBER = re.compile(r"[0-9]+|[IVXLCDM]+")
#: What comes before an ordinal: an article, or the month where the day follows it.
_BEFORE_AN_ORDINAL = re.compile(
    r"\b(?:[Tt]he|(?i:január|február|március|április|május|június|július|augusztus|szeptember|október|november|december))$"
)
_MONTH = re.compile(r"(?:January|February|March|April|May|June|July|August|September|October|November|December)\b")


@dataclass(frozen=True)
class Slip:
    """Something in a text that readers would not see as its author means it.

    Attributes:
        rule: the rule that it breaks: `footnote`, `emphasis`, `sentence`.
        needle: the words where it is found.
        message: one sentence: what is wrong and what to do.
    """

    rule: str
    needle: str
    message: str


def find_slips(text: str) -> Iterator[Slip]:
    """Yield what is wrong with a text that shows no footnotes and no emphasis: a name, a title, a choice, a claim."""
    if "[^" in text:
        message = "this text shows no footnotes: take it out here, and set it behind a sentence of a scene."
        yield Slip("footnote", "[^", message)
    if "*" in text and (found := EMPHASIS.search(text)):
        yield Slip("emphasis", found[0], f"this text is shown as it stands, stars too; take them out of {found[0]}.")


def find_prose_slips(text: str) -> Iterator[Slip]:
    """Yield what is wrong with the lines of prose: footnotes, emphasis, and one footnote for two sentences."""
    if "*" not in text and "[" not in text:
        return
    for paragraph in parse_prose(text):
        for line in paragraph:
            if _MISPLACED_FOOTNOTE.search(line.text) or (line.labels and not line.text):
                message = (
                    "a footnote stands at the end of its sentence, on the same line, and looks like [^event.claim]; "
                    "the next sentence begins a new line, under text: |"
                )
                yield Slip("footnote", line.text[:40] or f"[^{line.labels[0]}]", f"{message}.")
            bare = "".join(span.text for span in line.spans if not span.emphasis)
            if "*" in bare and (found := _STAR.search(bare)):
                word = bare[max(found.start() - 12, 0) : found.end() + 12].strip()
                message = (
                    f"a star stands alone at “{word}”: *emphasis* begins and ends on one line, at a word, with one "
                    "star on each side; a star that is a sign has a space on both sides."
                )
                yield Slip("emphasis", found[0], message)
            if line.labels and (second := find_second_sentence(line.text)):
                message = (
                    "a footnote documents one sentence, and this line holds two: put "
                    f"“{_quote_start(second)}” on a line of its own; if it is no new sentence, write a no-break space "
                    "before it."
                )
                yield Slip("sentence", line.text[:40], message)


def find_second_sentence(line: str) -> str:
    """Return what follows the first sentence of a line; empty if the line holds one sentence.

    A doubtful stop does not end a sentence: after initials, abbreviations, ordinals or three dots, and inside quotation
    marks or brackets.
    """
    plain = _SET_OFF.sub(_as_a_word, line)
    for found in _END.finditer(plain):
        begins = found["next"][-1]
        if not (begins.islower() or begins == "_" or _shortened(plain[: found.start("stop")], found)):
            return line[found.start("next") :]
    end = _END_WITHOUT_A_SPACE.search(plain)
    return line[end.end() :] if end is not None else ""


def _as_a_word(quoted: re.Match[str]) -> str:
    """Return a quotation as one word of the same length; only a full stop inside its end still counts."""
    text = quoted[0]
    first = "x" if text[1:2].islower() else "X"
    return (first + "x" * len(text))[: len(text) - 2] + (f".{text[-1]}" if text[-2:-1] == "." else "xx")


def _shortened(before: str, found: re.Match[str]) -> bool:
    """Return whether a full stop belongs to the word before it and ends no sentence."""
    if found["stop"] != ".":
        return False
    rest, _, word = before.rpartition(" ")
    word = word.lstrip('“"„«‘([–—-')
    if _SHORT.fullmatch(word) or _NAME.fullmatch(word):
        return True
    if _BEFORE_A_NUMBER.fullmatch(word):
        return found["next"].isdecimal()
    if not _NUMBER.fullmatch(word):
        return False
    if not rest:
        return True
    ordinal = _BEFORE_AN_ORDINAL.search(rest) or _MONTH.match(found.string, found.start("next"))
    return len(word) <= 2 and bool(ordinal)


def _quote_start(text: str) -> str:
    return text if len(text) <= 40 else text[:40].rpartition(" ")[0] + "…"

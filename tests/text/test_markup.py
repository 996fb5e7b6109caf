"""A footnote documents one sentence; what shows no footnotes and no emphasis may hold none."""

from __future__ import annotations

import pytest

from game.text.markup import find_prose_slips, find_second_sentence, find_slips

ONE = """
He was born at 3.30 and it rained.
Dr. Kovács Béla came.
At St. Stephen's the bells rang.
The paper called it No. 4 of ten.
J. Nagy and Gy. Kovács signed with Sz. Nagy Imre.
The 3. Guards Army turned round.
On 4. November they came.
I. Tóth Zoltán wrote so.
“Go home. We stay,” he said to Mr. Smith.
“Who is it?” Barta asks.
He waited… Then it went dark.
And so on ... Budapest slept.
Rákóczi u. 5 was hit, as was Bajcsy krt. 12.
He said: "It is over. Go." and left.
The U.S. Army stood by in the U.S.S.R. Embassy.
It was over at 3 a.m. Budapest time.
He wrote (see p. 4. There it is.) and slept.
Is it 1956. október 23. or not?
„Menj haza. Itt maradunk” – mondta.
Version 2.0 Beta.
A line (He left. She stayed.) ends here.
'So it is. We know,' they said.
Col. Pál Maléter vs. Gen. Serov.
Lt. Col. Kopácsi, ifj. Antall, Jr. King.
3. The third point says so.
The church of St.\u00a0Anne. \u00a0Anne's street.
Stop — No, go on.
1956. Forradalom Győrben.
1956. október 23. A nap krónikája.
It stands in vol. XXV, doc. 111 of them.
""".strip().split("\n")
TWO = {
    "You own a bicycle. You have never seen so many caps.": "You have never seen so many caps.",
    "He left! They stayed.": "They stayed.",
    "Is it so? It is.": "It is.",
    "You are 19. You have never seen it.": "You have never seen it.",
    "He went to the USSR. They stayed.": "They stayed.",
    "“Go home.” They went.": "They went.",
    "It rained. “We stay,” he said.": "“We stay,” he said.",
    "It was cold. 40 had died.": "40 had died.",
    "They died in 1956. Nobody knew.": "Nobody knew.",
    "He said no. They left.": "They left.",
    "He came home (late). She slept.": "She slept.",
    "Őt látta. Ők elmentek.": "Ők elmentek.",
    "It rained.  They went.": "They went.",
    "他走了。她留下。": "她留下。",
    "הוא הלך. היא נשארה.": "היא נשארה.",
}


@pytest.mark.parametrize("line", ONE)
def test_where_it_is_not_certain_a_line_holds_one_sentence(line: str) -> None:
    assert find_second_sentence(line) == ""


@pytest.mark.parametrize("line", TWO)
def test_a_line_that_holds_two_sentences_is_told_where_the_second_begins(line: str) -> None:
    assert find_second_sentence(line) == TWO[line]
    (slip,) = find_prose_slips(f"{line}[^a.b]")
    assert slip.rule == "sentence"
    assert "on a line of its own" in slip.message
    # Without a footnote both are invented, and so they look.
    assert list(find_prose_slips(line)) == []


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("It is *so*, 2 * 3, and d*mn.", []),
        ("It is *so.", ["emphasis"]),
        ("It is so*.", ["emphasis"]),
        ("It is *so\nand so*.", ["emphasis", "emphasis"]),
        ("It is **so**.", ["emphasis"]),
        ("It is so.[^a.b] It is.", ["footnote"]),
        ("It is so [a.b].", ["footnote"]),
        ("It is so.\n[^a.b]", ["footnote"]),
        ("It is so.[^a.b][^c.d]\nIt is.", []),
    ],
)
def test_what_is_not_shown_as_it_is_meant_is_named(text: str, rules: list[str]) -> None:
    assert [slip.rule for slip in find_prose_slips(text)] == rules


@pytest.mark.parametrize(
    ("text", "rules"),
    [("Walk along[^a.b]", ["footnote"]), ("Walk *along*", ["emphasis"]), ("Walk 2 * 3 miles [unseen]", [])],
)
def test_a_text_that_shows_no_footnotes_and_no_emphasis_holds_none(text: str, rules: list[str]) -> None:
    assert [slip.rule for slip in find_slips(text)] == rules

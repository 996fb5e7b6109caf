"""A run as a key: short, read aloud, and never led astray by a slip."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from game.branches.run_keys import InvalidKeyError, decode_key, encode_key
from game.play.journal import Journal, replay
from game.play.session import get_machine
from game.play.store.saved_runs import RunStore
from game.story.choice_letters import KEY_ALPHABET, find_letter
from game.story.parse import parse_pack
from game.story.types import Pack
from tests.conftest import SCENES, planted

SAVES = SCENES.parent / "saves"
SHIPPED = sorted(SAVES.glob("*.yaml"))


def shipped_run(pack: Pack, path: Path) -> Journal:
    run = RunStore(SAVES).read(path).run
    return replay(get_machine(pack, run.role), run.choices)


def changed(name: str, old: str, new: str) -> Pack:
    """The small pack with one text replaced."""
    pack, faults, _ = parse_pack(planted(name, old, new))
    assert pack is not None and not [fault for fault in faults if fault.rule != "letter"]
    return pack


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_key_leads_to_the_same_run_in_n_plus_five_letters(shipped: Pack, path: Path) -> None:
    journal = shipped_run(shipped, path)
    key = encode_key(shipped, journal)
    assert len(key.replace(" ", "")) == len(journal.choice_refs) + 5
    assert all(len(group) == 4 for group in key.split()[:-1])
    for typed in (key, key.lower(), key.replace(" ", "-"), key.replace("0", "O").replace("1", "l")):
        read = decode_key(shipped, typed)
        assert (read.role, list(read.choice_refs), read.message) == (journal.machine.role.id, journal.choice_refs, "")


def test_every_slip_in_one_letter_is_found_and_its_place_named(shipped: Pack) -> None:
    letters = encode_key(shipped, shipped_run(shipped, SHIPPED[0])).replace(" ", "")
    for place, right in enumerate(letters):
        for wrong in KEY_ALPHABET.replace(right, ""):
            with pytest.raises(
                InvalidKeyError, match=rf"^Letter {place + 1} \(number {place % 4 + 1} of group {place // 4 + 1}\)"
            ):
                decode_key(shipped, letters[:place] + wrong + letters[place + 1 :])


@pytest.mark.parametrize("cut", [1, 2, 3, 4, 8])
def test_a_key_that_lost_or_gained_letters_gets_a_sentence(shipped: Pack, cut: int) -> None:
    letters = encode_key(shipped, shipped_run(shipped, SHIPPED[0])).replace(" ", "")
    for typed in (letters[:-cut], letters[cut:], letters + "0" * cut, "0" * cut + letters):
        try:
            says = decode_key(shipped, typed).message
        except InvalidKeyError as fault:
            says = str(fault)
        assert says.endswith(".")


def test_a_run_longer_than_a_block_has_a_second_one(mill: Pack) -> None:
    from game.branches import run_keys

    data = "0" * 40
    values = [KEY_ALPHABET.index(letter) for letter in data]
    whole = [*run_keys._codec().encode(bytearray(values[:29])), *run_keys._codec().encode(bytearray(values[29:]))]
    assert run_keys._verify("".join(KEY_ALPHABET[value] for value in whole)) == data


@pytest.mark.parametrize(
    ("key", "says"),
    [
        ("", "No key has 0 letters"),
        ("4", "No key has 1 letters"),
        ("A" * 500, "longer than any key"),
        ("ABCD U", "Letter 5 (number 1 of group 2) of the key, “U”"),
        ("ABC%", "Letter 4 (number 4 of group 1) of the key, “%”"),
        ("\x1b[31m", "is no letter of a key"),
    ],
)
def test_what_is_no_key_gets_a_sentence(mill: Pack, key: str, says: str) -> None:
    with pytest.raises(InvalidKeyError) as caught:
        decode_key(mill, key)
    assert says in str(caught.value)


def test_a_key_of_another_pack_is_refused_or_told(shipped: Pack, mill: Pack) -> None:
    with pytest.raises(InvalidKeyError, match="another pack"):
        decode_key(mill, encode_key(shipped, shipped_run(shipped, SHIPPED[0])))


def test_a_key_outlives_edits_elsewhere(mill: Pack) -> None:
    journal = replay(get_machine(mill, "weaver"), ["the-notice.go-to-the-loom", "the-yard.walk", "the-square.leave"])
    key = encode_key(mill, journal)
    more = "    - {id: wait, letter_in_run_key: Z, text: Wait, to: winter-at-home}\n    - {id: leave"
    other = changed("weaver/scenes.yaml", "    - {id: leave", more)
    assert decode_key(other, key).message == ""
    assert list(decode_key(other, key).choice_refs) == journal.choice_refs


def test_a_key_whose_choice_is_gone_fits_up_to_there_and_says_so(mill: Pack) -> None:
    journal = replay(get_machine(mill, "weaver"), ["the-notice.go-to-the-loom", "the-yard.walk", "the-square.leave"])
    other = changed("weaver/scenes.yaml", "id: leave,", "id: depart, letter_in_run_key: Q,")
    read = decode_key(other, encode_key(mill, journal))
    assert read.choice_refs == ("the-notice.go-to-the-loom", "the-yard.walk")
    assert read.message == "The story has changed since this key was made: it fits up to decision 2, “The square”."


def test_a_letter_that_was_given_away_leads_astray_and_only_the_digest_says_so(mill: Pack) -> None:
    journal = replay(get_machine(mill, "weaver"), ["the-notice.go-to-the-loom", "the-yard.walk", "the-square.leave"])
    letter = encode_key(mill, journal).replace(" ", "")[3]
    other = changed("weaver/scenes.yaml", "{id: leave, text: Take the night train, to: the-train}",
                    f"{{id: sleep, letter_in_run_key: '{letter}', text: Sleep under the lamps, to: the-train}}")  # fmt: skip
    read = decode_key(other, encode_key(mill, journal))
    assert read.choice_refs == ("the-notice.go-to-the-loom", "the-yard.walk", "the-square.sleep")
    assert "one or more may be other decisions than were meant" in read.message


def test_a_removed_choice_is_taken_for_another_as_often_as_the_docstring_says(mill: Pack) -> None:
    """Over all letters that one of k choices could have by chance, k of 32 are the removed one's."""
    removed = "the-square.leave"
    journal = replay(get_machine(mill, "weaver"), ["the-notice.go-to-the-loom", "the-yard.walk", removed])
    key = encode_key(mill, journal)
    taken = 0
    for letter in KEY_ALPHABET:
        other = changed("weaver/scenes.yaml", "{id: leave, text: Take the night train, to: the-train}",
                        f"{{id: sleep, letter_in_run_key: '{letter}', text: Sleep, to: the-train}}")  # fmt: skip
        read = decode_key(other, key)
        taken += len(read.choice_refs) == 3
        assert read.message
    home = find_letter("weaver", "the-square", next(o for o in journal.path[2].choices if o.id == "home"))
    # One new choice: its letter is the old one in one of 32 cases; "home" keeps its own, which is another.
    assert (taken, home == key.replace(" ", "")[3]) == (1, False)


def test_random_letters_are_never_taken_for_a_run_without_a_word(mill: Pack) -> None:
    chance = random.Random(16)
    for _ in range(2000):
        text = "".join(chance.choice(KEY_ALPHABET) for _ in range(chance.randint(1, 40)))
        try:
            read = decode_key(mill, text)
        except InvalidKeyError:
            continue
        assert read.message

"""A published role is the same game: its script shows the pages, ledgers and keys that the program shows."""

from __future__ import annotations

from random import Random

import pytest
from playwright.sync_api import Page

from game.branches.run_keys import InvalidKeyError, decode_key, encode_key
from game.play.journal import replay
from game.play.session import get_machine
from game.story.choice_letters import KEY_ALPHABET
from game.story.parse import parse_pack
from game.story.types import Pack
from tests.export.site.comparing import ScriptEngine, compare_runs
from tests.packs.generated import Size, generated


@pytest.mark.parametrize("which", ["mill", "shipped", "sample"])
def test_every_page_ledger_and_key_is_the_programs(which: str, phone: Page, request: pytest.FixtureRequest) -> None:
    pack: Pack = request.getfixturevalue(which)
    for role in pack.roles:
        engine = ScriptEngine(phone, pack, role.id)
        assert not compare_runs(engine, pack, role.id, Random(f"1956 {role.id}"), 120)


def test_guards_and_effects_of_generated_packs_are_the_programs(phone: Page) -> None:
    for seed in range(6):
        pack, _, _ = parse_pack(generated(Size(40, guarded=0.8), seed))
        assert pack is not None
        engine = ScriptEngine(phone, pack, pack.roles[0].id)
        assert not compare_runs(engine, pack, pack.roles[0].id, Random(seed), 60)


def test_a_key_is_read_as_the_program_reads_it_slips_and_all(phone: Page, shipped: Pack) -> None:
    random = Random(56)
    for role in shipped.roles:
        machine = get_machine(shipped, role.id)
        keys: list[str] = []
        for _ in range(25):
            journal = replay(machine, [])
            for _ in range(random.randrange(35)):
                choices = [found for found in machine.get_choices(journal.scene_id) if found.is_open(journal.values)]
                if not choices:
                    break
                journal.choose(random.choice(choices).spec.id)
            keys += [encode_key(shipped, journal), encode_key(shipped, journal).lower().replace(" ", "-")]
            keys += [_slip(random, keys[-2].replace(" ", "")) for _ in range(4)]
        read = ScriptEngine(phone, shipped, role.id).answer("read", keys)
        for key, found in zip(keys, read, strict=True):
            try:
                decoded = decode_key(shipped, key)
            except InvalidKeyError as error:
                assert found == [None, str(error)]
            else:
                assert decoded.role != role.id or found == [list(decoded.choice_refs), decoded.message]


def _slip(random: Random, key: str) -> str:
    """A key with one to three slips of writing."""
    letters = list(key)
    for _ in range(random.randrange(1, 4)):
        at = random.randrange(len(letters))
        match random.randrange(4):
            case 0 | 1:
                letters[at] = random.choice(KEY_ALPHABET)
            case 2:
                letters.insert(at, random.choice(KEY_ALPHABET + "U?é"))
            case _ if len(letters) > 1:
                letters.pop(at)
    return "".join(letters)

"""The end of a run: what it passed is counted, and nothing of other runs is given away."""

from __future__ import annotations

from random import Random

from game.play.journal import replay
from game.play.page_builder import build_page
from game.play.run_end import build_run_end
from game.play.session import get_machine
from game.render.page_blocks import list_run_end_blocks
from game.render.text import blocks_text
from game.story.types import Pack


def test_the_roads_not_taken_are_the_open_choices_of_its_pages_but_one(shipped: Pack) -> None:
    for role in shipped.roles:
        journal = replay(get_machine(shipped, role.id), [])
        random, untaken = Random(role.id), 0
        while True:
            open_here = [option.id for option in build_page(shipped, journal).choices if option.is_open]
            if not open_here:
                break
            assert build_run_end(journal) is None
            untaken += len(open_here) - 1
            journal.choose(random.choice(open_here))
        end = build_run_end(journal)
        assert end is not None and end.untaken == untaken
        assert end.scenes == len(journal.taken) + 1
        assert end.endings == sum(scene.ending is not None for scene in role.scenes)
        told = blocks_text(list_run_end_blocks(end, "KEY"), 72)
        passed = {scene.ending.title for scene in role.scenes if scene.ending and scene.id != journal.scene_id}
        assert not [title for title in passed if title in told]
        assert f"this is one of {end.endings}." in told and "KEY" in told

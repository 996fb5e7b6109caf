"""A claim leads to every scene that shows it."""

from __future__ import annotations

from game.story.types import Pack
from game.story.usage import RecordUsage
from game.text.prose import find_labels


def test_a_claim_leads_to_the_scenes_whose_answers_cite_it_in_any_part(shipped: Pack) -> None:
    claims = RecordUsage(shipped).scenes_by_claim
    found = 0
    for role in shipped.roles:
        attempts = {attempt.id: attempt for attempt in role.attempts}
        for scene in role.scenes:
            for attempt in map(attempts.__getitem__, scene.answers_attempts):
                parts = (
                    attempt.what_changed,
                    attempt.why_record_stood,
                    attempt.what_it_would_take,
                    attempt.reach or "",
                )
                for label in [*attempt.record_claims, *(label for part in parts for label in find_labels(part))]:
                    found += 1
                    assert scene.id in [use.scene.id for use in claims[label]], f"{attempt.id}: {label}"
    assert found

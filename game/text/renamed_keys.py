"""Keys that packs of format 1 had, and what they are called now."""

from __future__ import annotations

#: The keys of format 1 that have another name now, with that name; a key with several uses has several.
RENAMED_KEYS = {
    old: new.split("/")
    for old, _, new in (
        pair.partition("=")
        for pair in """
add=adds also=passages answers=answers_attempts article=article_source asks=question at=where because=cards
begins=answer_begins by=channel/met_by/answered_by calm=calm_text care=teacher_notes changed=what_changed
class_cut=class_excerpt diverges=attempt easy=easy_text else=closed_because first=before_text full=full_form
gate=plays_until heard=heard_at hears=news_from key_letter=letter_in_run_key late=if_late letter=letter_in_run_key
max=highest means=meaning min=lowest noted=dossier_entry now=known_today otherwise=what_it_would_take
outcome=outcome_claims parents=parents_notice passes=auto_choices plays=played_scenes record=record_claims set=sets
starts=first_scene stood=why_record_stood/passable then=result voice=narrator wall=projector_text was=description
weigh=assessment
""".split()  # noqa: SIM905 - a key each would be no easier to read
    )
}
#: The message for a pack of format 1.
FORMAT_1 = 'this pack is written in format 1: write "format: 2" here, and rename the keys that check names.'

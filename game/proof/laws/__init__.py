"""The laws that every branch keeps, each a small function over the explored states of a role, in a file of its own."""

from game.proof.context import Law
from game.proof.laws.class_excerpt_rules import check_class_excerpt_rules
from game.proof.laws.council_rules import check_council
from game.proof.laws.l1_termination import check_termination
from game.proof.laws.l2_monotonic_time import check_monotonic_time
from game.proof.laws.l3_fixed_points import check_fixed_points
from game.proof.laws.l4_answers import check_answers
from game.proof.laws.l5_outcome import check_outcome
from game.proof.laws.l6_citations import check_citations
from game.proof.laws.l7_place_and_time import check_place_and_time
from game.proof.laws.l8_liveness import check_liveness
from game.proof.laws.l9_knowledge import check_knowledge
from game.proof.laws.l10_answered import check_answered
from game.proof.laws.l11_remembered import check_remembered
from game.story.story_file import StoryFile

#: Every law by its short name, with the words that a report prints for it.
LAWS: dict[str, tuple[str, Law]] = {
    "L1": ("every run ends", check_termination),
    "L2": ("time never runs backwards", check_monotonic_time),
    "L3": ("every fixed point is met, in order", check_fixed_points),
    "L4": ("every attempt is answered, and changes something", check_answers),
    "L5": ("every ending tells the outcome", check_outcome),
    "L6": ("every footnote leads to sources, each by a place in it, an address, or a newspaper's day", check_citations),
    "L7": ("what is seen is seen at its place and hour", check_place_and_time),
    "L8": ("every scene, choice, passage, variable and attempt is alive", check_liveness),
    "L9": ("nobody knows what could not be known yet", check_knowledge),
    "L10": ("every choice is answered on the page after it", check_answered),
    "L11": ("every choice is remembered by a later page", check_remembered),
    "class-cut": ("a class plays a few scenes up to its gate", check_class_excerpt_rules),
    "council": ("a council's decisions are whole, answered and short", check_council),
}


def list_laws(story: StoryFile) -> tuple[str, ...]:
    """Return the short names of the laws that a pack keeps: all but those that its `story.yaml` makes hints."""
    return tuple(name for name in LAWS if name not in story.hints)

"""The laws that every branch keeps, each a small function over the explored states of a role, in a file of its own."""

from game.proof.case import Law
from game.proof.laws.alive import alive
from game.proof.laws.answered import answered
from game.proof.laws.at_home import at_home
from game.proof.laws.cited import cited
from game.proof.laws.class_cut import class_cut
from game.proof.laws.clock import clock
from game.proof.laws.council import council
from game.proof.laws.ends import ends
from game.proof.laws.known_then import known_then
from game.proof.laws.met import met
from game.proof.laws.outcome import outcome

#: Every law by its short name, with the words that a report prints for it.
LAWS: dict[str, tuple[str, Law]] = {
    "L1": ("every run ends", ends),
    "L2": ("time never runs backwards", clock),
    "L3": ("every fixed point is met, in order", met),
    "L4": ("every attempt is answered, and changes something", answered),
    "L5": ("every ending tells the outcome", outcome),
    "L6": ("every footnote leads to sources, each by a place in it, an address, or a newspaper's day", cited),
    "L7": ("what is seen is seen at its place and hour", at_home),
    "L8": ("every scene, choice, passage, variable and attempt is alive", alive),
    "L9": ("nobody knows what could not be known yet", known_then),
    "class-cut": ("a class plays a few scenes up to its gate", class_cut),
    "council": ("a council's decisions are whole, answered and short", council),
}

"""What is said of a key that cannot be read, or not to its end, by the program and on a page alike."""

PLACE = "Letter {number} (number {place} of group {group})"
NO_LETTER = "{place} of the key, “{letter}”, is no letter of a key; look at it again."
WRONG_LENGTH = "No key has {number} letters; one may be missing, or one too many."
TOO_LONG = "This is longer than any key."
SLIP = "{place}, “{letter}”, does not fit the others: a slip in writing or reading; look at it again."
SLIPS = "More than one letter does not fit the others: a slip in writing or reading; look at it again."
OTHER_PACK = "This key belongs to another pack: not even its first decision exists here."
OTHER_ROLE = "This key belongs to another pack, or to a role that this one no longer has."
FITS_UP_TO = "The story has changed since this key was made: it fits up to decision {number}, “{scene}”."
MAY_DIFFER = (
    "The story has changed since this key was made, or it was made with another pack: each letter still names a "
    "decision, but one or more may be other decisions than were meant."
)

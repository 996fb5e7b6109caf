"""The words of a class's papers and reports: what is printed, what is kept to catch up, and what a debrief counts."""

#: What the record says of an option: it did not happen, or it did; then the same of the class's own.
HAPPENED = (
    "It did not happen.",
    "It happened.",
    "It did not happen, and it was the class’s choice.",
    "It happened, and it was the class’s choice.",
)

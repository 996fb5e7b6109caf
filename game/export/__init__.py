"""Floor 7: runs, comparisons, maps and the record as files for people and other programs; the papers of a class."""

"""Floor 7: runs, comparisons, maps and the record as files for people and programs; the papers of a class."""

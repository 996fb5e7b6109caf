"""Floor 6: the tree of runs, their comparison, their keys, and what has been seen of a story."""

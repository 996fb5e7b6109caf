"""Floor 6: the tree of runs, their comparison, their keys, and the player's progress."""

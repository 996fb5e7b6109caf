"""Floor 3: a run: its journal, its replay, the Page that a player may see, and how it is saved."""

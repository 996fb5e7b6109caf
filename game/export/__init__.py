"""Floor 7: runs, comparisons and maps as files that other programs and people read."""

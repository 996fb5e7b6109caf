"""Floor 9: the plain mode: the same pages as lines of text, for screen readers, slow links, pipes and tests."""

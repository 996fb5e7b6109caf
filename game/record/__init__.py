"""Floor 1: the documented past: sources, events, claims, people, places, glossary."""

"""Floor 1: the documented past: sources, events, claims, disputes, people, places, documents, glossary."""

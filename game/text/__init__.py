"""Floor 0: safe YAML, cleaning, moments in time, prose, and faults with file and line."""

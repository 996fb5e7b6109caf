"""Floor 0: safe YAML and its values as types, cleaning, moments in time, prose, faults with file and line."""

"""Floor 0: safe YAML and its values as types, cleaning, moments in time, prose, diagnostics with file and line."""

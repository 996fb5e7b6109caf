"""Fuzzing: hostile inputs, and what each of them is thrown at. A target raises if it breaks, and does nothing else."""

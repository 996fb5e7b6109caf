"""Benchmarks: `python -m tests.benchmarks` runs them all, with names only some; pytest does not collect them.

Each module here has a function `rows() -> Iterable[Row]`; `measure.py` holds what they share. A speed is always a
ratio against something measured in the same run, since digits do not carry over from one machine to the next.
"""

"""Sixteen Points: a documentary game of branching stories that all meet the record."""

__version__ = "0.1.0"

"""Saved runs and settings on disk. Nothing that a user made is overwritten or dropped."""

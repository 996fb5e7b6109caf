"""Packs for the tests: `mill` as an author writes one, the others made by Python."""

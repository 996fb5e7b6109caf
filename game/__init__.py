"""Sixteen Points: a documentary game of branching stories that all meet the record."""

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("sixteen-points")
except PackageNotFoundError:
    __version__ = "0 (not installed)"

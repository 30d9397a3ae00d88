"""A project of any number of records that are as long, as rich and as entangled as the real ones, and each its own."""

from benchmarks.synthetic.project import make_project, medians

__all__ = ["make_project", "medians"]

"""Giliran: work-from-home schedules as YAML in git, judged by the circular in force and published as a site."""

__version__ = "0.1.0"

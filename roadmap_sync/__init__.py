"""roadmap-sync: a learning roadmap in YAML, kept in step with GitHub, reported in a README."""

__version__ = "0.1.0"

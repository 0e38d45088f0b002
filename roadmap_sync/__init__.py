"""roadmap-sync: a learning roadmap in YAML, kept in step with GitHub, reported in a README."""

__version__ = "0.1.0.dev0"
"""`.devN` until the version is released: installations and workflows then name the repository, not a release."""

REPOSITORY = "roadmap-sync/roadmap-sync"
"""Where the project lives, the one place that says so: `.ci/generate.py` writes it wherever else it stands."""

IS_RELEASED = ".dev" not in __version__

"""What every test may ask for."""

import os

from hypothesis import HealthCheck, settings

pytest_plugins = ["tests.fake_github.fixtures", "tests.cli.github_shell"]

# A busy machine is no failure. With CI set, Hypothesis takes its own profile, which has no deadline either.
settings.register_profile("busy", deadline=None, suppress_health_check=[HealthCheck.too_slow])
if "CI" not in os.environ:
    settings.load_profile("busy")

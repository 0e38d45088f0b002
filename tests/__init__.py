"""The tests: they mirror the rooms of the package, and live on fakes."""

"""The tests: they mirror the packages, and live on fakes."""

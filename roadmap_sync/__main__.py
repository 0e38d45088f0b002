"""`python -m roadmap_sync`: the command line."""

from roadmap_sync.cli import main

main()

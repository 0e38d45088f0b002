"""The GitHub tracker, the only package that talks to GitHub: it reads a State and carries out steps."""

"""The roadmap out of the parts that were found."""

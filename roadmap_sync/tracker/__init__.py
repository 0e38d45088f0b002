"""What stands in a tracker, the steps that change it, and the protocols of trackers and writers."""

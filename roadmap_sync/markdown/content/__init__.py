"""What stands below a head: items, tasks, resources, criteria, goals."""

"""What the author wrote: the model, and how a YAML file becomes one."""

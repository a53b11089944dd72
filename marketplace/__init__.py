"""What can be done: one package ("room") for each capability. Importing this loads no Flask."""

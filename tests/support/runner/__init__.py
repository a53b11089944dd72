"""The pieces behind `make test`: what the machine has, the steps, and the count at the end."""

"""Business matching: needs posted as open calls, and the sellers who may answer them."""

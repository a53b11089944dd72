"""Reading saved searches and what met them."""

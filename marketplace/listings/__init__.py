"""Listings: crafts and routes, from the seller's draft to the public page."""

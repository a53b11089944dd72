"""What the listings room reads: the seller's own work and the public catalogue."""

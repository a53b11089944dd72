"""What people are told by mail after something happened."""

"""What changes accounts and organisations; one module per use case, none of them commits."""

"""What the tests stand on: throw-away servers, databases, clients and the runner behind `make test`."""

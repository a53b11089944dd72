"""Reads of the accounts room: people and devices, organisations, members and invitations."""

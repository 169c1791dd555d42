"""Frozen SQL steps; the only way tables come about."""

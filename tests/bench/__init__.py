"""Benchmarks; each is a command with a table as its output."""

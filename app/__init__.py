"""The command line and the window: everything that knows both speech and formulas."""

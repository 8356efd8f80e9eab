"""Computing on a line: SymPy in a process of its own, which can be stopped."""

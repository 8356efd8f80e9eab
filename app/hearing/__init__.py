"""Hearing: the microphone in this process, the recogniser in a child process, and what joins them."""

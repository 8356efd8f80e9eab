"""The voice that reads aloud: eSpeak NG in a process of its own."""

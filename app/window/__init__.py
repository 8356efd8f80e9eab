"""The Qt window: views of the document, and what joins them to dictation and commands."""

"""Sound to words: audio input, the recurrent acoustic model, decoding and streaming."""

"""Making an acoustic model: corpora, speech synthesis, augmentation, training, evaluation."""

"""Forms over the nouns: which fields each noun has, in which order they are filled."""

"""What the words, numbers, days and signs of many languages say."""

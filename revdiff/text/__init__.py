"""Tools on plain text that every stage may use: tokens, sentences, folding, scripts, and safe display."""

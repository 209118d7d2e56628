"""One module a widget: each shows what a pure function made and posts a message when the reader acts."""

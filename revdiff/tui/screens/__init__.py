"""One module a screen: the review, and the dialogs over it."""

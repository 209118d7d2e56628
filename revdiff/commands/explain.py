"""Why one change has its label."""


def explained(words, encodings, documents, compare):  # type: ignore
    raise NotImplementedError

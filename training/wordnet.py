"""Makes ``revdiff/classifier/data/wordnet.txt`` from the dict files of WordNet 3.0: ``python -m training.wordnet``.

The ugly case: WordNet is 27 MB of glosses, Latin names and famous people, and the classifier wants to know within
milliseconds that "car" and "automobile" can mean one thing. So what is kept fits in 3 MB and can be searched where it
lies: a line for each word with its senses, a line for each sense with the senses it hangs on, both sorted. Left out:
glosses, people and places (what is an instance of something), names of genera and families, and nouns of several words
that neither the texts of WordNet's own corpus use nor a single word can stand for.

The same dict files give the same bytes. Ten seconds.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from revdiff.classifier import wordnet
from revdiff.files import write_whole

TOP = Path(__file__).resolve().parent.parent
DICT = Path("/usr/share/wordnet")
"""Where Debian's wordnet-base puts the dict files."""
OUT = TOP / "revdiff" / wordnet.FILE
PARTS = {"n": "noun", "v": "verb", "a": "adj", "r": "adv"}
LIVING = ("05", "20")
"""Lexicographer files of animals and plants: a capitalised word there is a Latin name."""
BETWEEN_SENSES = {"n": "@", "v": "@$", "a": "&!", "r": ""}
"""Pointers that are kept between senses: hypernym, verb group, similar to, and what opposes the head of a group of
adjectives to another head."""
DERIVED = ("+", "\\", "<")
"""Pointers between words: derivationally related, pertains to, participle of."""
LICENCE = """\
This software and database is being provided to you, the LICENSEE, by Princeton University under the following license.
By obtaining, using and/or copying this software and database, you agree that you have read, understood, and will comply
with these terms and conditions.:

Permission to use, copy, modify and distribute this software and database and its documentation for any purpose and
without fee or royalty is hereby granted, provided that you agree to comply with the following copyright notice and
statements, including the disclaimer, and that the same appear on ALL copies of the software, database and
documentation, including modifications that you make for internal use or for distribution.

WordNet 3.0 Copyright 2006 by Princeton University.  All rights reserved.

THIS SOFTWARE AND DATABASE IS PROVIDED "AS IS" AND PRINCETON UNIVERSITY MAKES NO REPRESENTATIONS OR WARRANTIES, EXPRESS
OR IMPLIED.  BY WAY OF EXAMPLE, BUT NOT LIMITATION, PRINCETON UNIVERSITY MAKES NO REPRESENTATIONS OR WARRANTIES OF
MERCHANTABILITY OR FITNESS FOR ANY PARTICULAR PURPOSE OR THAT THE USE OF THE LICENSED SOFTWARE, DATABASE OR
DOCUMENTATION WILL NOT INFRINGE ANY THIRD PARTY PATENTS, COPYRIGHTS, TRADEMARKS OR OTHER RIGHTS.

The name of Princeton University or Princeton may not be used in advertising or publicity pertaining to distribution of
the software and/or database.  Title to copyright in this software, database and any associated documentation shall at
all times remain with Princeton University and LICENSEE agrees to preserve same."""
"""It wants to stand in every copy."""
HEADER = "Words and senses of WordNet 3.0, compiled by `python -m training.wordnet` for revdiff/classifier/wordnet.py."


class Synset(NamedTuple):
    """A sense as a dict file has it."""

    words: tuple[str, ...]
    pointers: tuple[tuple[str, str, int, int], ...]
    """Symbol, key of the other sense, number of the word here and there (from 1; 0: of the sense as a whole)."""
    name: bool
    """Whether it is one person, place or event."""
    living: bool


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; 0: written, 2: WordNet is not there."""
    parser = argparse.ArgumentParser(prog="python -m training.wordnet", description="Compile WordNet for revdiff.")
    parser.add_argument("--dict", type=Path, default=DICT, help="folder of the dict files (default: %(default)s)")
    parser.add_argument("--out", type=Path, default=OUT, help="file to write (default: %(default)s)")
    options = parser.parse_args(arguments)
    try:
        data = compiled(options.dict)
    except OSError as error:
        why = f"training.wordnet: no WordNet file {error.filename}; apt-get install wordnet-base, or name a folder"
        print(f"{why} with --dict", file=sys.stderr)
        return 2
    write_whole(options.out, data)
    return 0


def compiled(folder: Path) -> bytes:
    """The bytes of the file; `OSError` where one of the dict files is missing."""
    synsets = {key: synset for part in PARTS for key, synset in _synsets(folder, part)}
    used = _uses(folder)
    kept = {key: [word for word in s.words if _wanted(key[0], word, s, used)] for key, s in synsets.items()}
    ordered = _index(folder, synsets, kept)
    needed = {key for senses in ordered.values() for group in senses.values() for key in group}
    needed |= {other for key in needed for _, other, mine, _ in synsets[key].pointers if not mine}
    numbers = {key: wordnet.number(n) for n, key in enumerate(sorted(k for k in needed if k in synsets))}

    fields: dict[str, list[str]] = {}
    for word, senses in ordered.items():
        fields[word] = [part + "".join(numbers[key] for key in senses[part]) for part in PARTS if part in senses]
    for word, row in fields.items():
        if count := used.get(word):
            row.append(f"#{count}")
    for tag, symbols in (("!", ("!",)), ("+", DERIVED)):
        for word, others in _lexical(synsets, symbols, fields).items():
            fields[word].append(tag + " ".join(wordnet.abridged(word, other) for other in sorted(others)))
    for part in PARTS:
        for form, bases in _exceptions(folder, part):
            if known := [base for base in bases if part in ordered.get(base, ())]:
                fields.setdefault(form, []).append(part.upper() + ",".join(known))
    words = ["\t".join((word, *fields[word])) for word in sorted(fields, key=str.encode)]
    pointing = [line for key in numbers if (line := _sense(key, synsets[key], numbers))]
    header = [f"# {line}".rstrip() for line in (HEADER, "", *LICENCE.split("\n"))]
    return "\n".join([*header, "", *words, "", *pointing, ""]).encode()


def _read(path: Path) -> Iterator[list[str]]:
    """The fields of the lines of a dict file, without its licence."""
    with path.open(encoding="utf-8") as file:
        for line in file:
            if not line.startswith("  "):
                yield line.partition("|")[0].split()


def _synsets(folder: Path, part: str) -> Iterator[tuple[str, Synset]]:
    """Every sense of a part of speech, under its letter and its offset."""
    for fields in _read(folder / f"data.{PARTS[part]}"):
        count = int(fields[3], 16)
        words = tuple(_plain(word) for word in fields[4 : 4 + 2 * count : 2])
        first = 5 + 2 * count
        pointers = tuple(
            (symbol, other_part.replace("s", "a") + offset, int(ends[:2], 16), int(ends[2:], 16))
            for symbol, offset, other_part, ends in (
                fields[at : at + 4] for at in range(first, first + 4 * int(fields[first - 1]), 4)
            )
        )
        name = any(symbol == "@i" for symbol, *_ in pointers)
        yield part + fields[0], Synset(words, pointers, name, part == "n" and fields[1] in LIVING)


def _plain(word: str) -> str:
    """A word as it is written, its capitals too: no underscores, no note where an adjective may stand."""
    return word.partition("(")[0].replace("_", " ")


def _uses(folder: Path) -> dict[str, int]:
    """How often the texts that were tagged with WordNet's senses use a word, in any of them; 0 is left out."""
    counts: dict[str, int] = {}
    for key, _, count in _read(folder / "cntlist.rev"):
        word = key.partition("%")[0].replace("_", " ")
        counts[word] = counts.get(word, 0) + int(count)
    return counts


def _wanted(part: str, word: str, synset: Synset, used: Mapping[str, int]) -> bool:
    if synset.name or (synset.living and word != word.lower()):
        return False
    if part != "n" or " " not in word:
        return True
    return word in used or (word == word.lower() and any(each.isalpha() and each.islower() for each in synset.words))


def _index(folder: Path, synsets: dict[str, Synset], kept: dict[str, list[str]]) -> dict[str, dict[str, list[str]]]:
    """Word -> part of speech -> its senses, the most frequent first."""
    ordered: dict[str, dict[str, list[str]]] = {}
    for part, file in PARTS.items():
        for fields in _read(folder / f"index.{file}"):
            word = fields[0].replace("_", " ")
            senses = [part + offset for offset in fields[-int(fields[2]) :]]
            if senses := [key for key in senses if any(word == each.lower() for each in kept[key])]:
                ordered.setdefault(word, {})[part] = senses
    return ordered


def _lexical(
    synsets: dict[str, Synset], symbols: Sequence[str], words: dict[str, list[str]]
) -> dict[str, frozenset[str]]:
    """Word -> the words that such a pointer leads to from one of its senses, both among the words that are kept."""
    table: dict[str, set[str]] = {}
    for synset in synsets.values():
        for symbol, other, mine, theirs in synset.pointers:
            if symbol in symbols and mine and theirs and other in synsets:
                word, led = synset.words[mine - 1].lower(), synsets[other].words[theirs - 1].lower()
                if word in words and led in words and word != led:
                    table.setdefault(word, set()).add(led)
    return {word: frozenset(table[word]) for word in sorted(table)}


def _exceptions(folder: Path, part: str) -> Iterator[tuple[str, list[str]]]:
    for form, *bases in _read(folder / f"{PARTS[part]}.exc"):
        yield form.replace("_", " "), [base.replace("_", " ") for base in bases]


def _sense(key: str, synset: Synset, numbers: dict[str, str]) -> str:
    """The line of a sense with what its pointers lead to; empty where it has none."""
    fields = [numbers[key]]
    for tag in BETWEEN_SENSES[key[0]]:
        others = sorted({numbers[other] for symbol, other, *_ in synset.pointers if symbol == tag and other in numbers})
        if others:
            fields.append(tag + "".join(others))
    return "\t".join(fields) if len(fields) > 1 else ""


if __name__ == "__main__":
    sys.exit(main())

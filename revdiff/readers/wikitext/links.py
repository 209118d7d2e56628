"""What a link of wikitext is for: to lead somewhere, to show a picture, or to file the page under a name."""

from __future__ import annotations

import re

_FILES = frozenset(
    """file image media datei bild fichier archivo imagen ficheiro imagem bestand
    afbeelding plik grafika fil файл изображение ファイル 文件""".split()
)
_CATEGORIES = frozenset(
    "category kategorie catégorie categoría categoria categorie kategoria kategori категория カテゴリ 分类 分類".split()
)
PICTURE_OPTION = re.compile(
    r"\s*(?:thumb(?:nail)?|mini(?:atur)?|frame(?:d|less)?|border|left|right|center|centre|none|links|rechts|upright(?:=.*)?"
    r"|\d*x?\d*px|(?:alt|link|class|lang|page|start|end|thumbtime)\s*=.*|baseline|sub|super|top|text-top|middle|bottom"
    r"|text-bottom|hochkant(?:=.*)?|thumb=.*|thumbnail=.*)\s*\Z",
    re.IGNORECASE | re.DOTALL,
)
ALT = re.compile(r"\s*alt\s*=(.*)\Z", re.IGNORECASE | re.DOTALL)


def namespace(title: str) -> str:
    """``file`` or ``category`` for the title of a link that shows a picture or files the page; empty for any other."""
    space, colon, _ = title.partition(":")
    space = space.strip().lower()
    if not colon:
        return ""
    return "file" if space in _FILES else "category" if space in _CATEGORIES else ""


def options(text: str) -> list[str]:
    """The options of a picture, cut at the bars that stand in no link and no template."""
    found, depth = [""], 0
    for match in re.finditer(r"\[\[|\{\{|\]\]|\}\}|\||[^\[\]{}|]+|.", text, re.DOTALL):
        token = match[0]
        depth += (token in ("[[", "{{")) - (token in ("]]", "}}"))
        if token == "|" and depth <= 0:
            found.append("")
        else:
            found[-1] += token
    return found

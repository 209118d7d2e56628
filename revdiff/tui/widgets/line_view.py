"""Lines on the screen, of which only those in sight are painted: 20,000 changes and a terminal of 24 rows.

The base of every widget here. A presenter hands over `Content` whose styles are names of `glyphs.ROLES`; the style
sheet says what a role looks like, and this is the one place where the two meet. The looks belong to the screen, which
has `ROLES` for its component classes: one set of them, since Textual styles each anew at every change of a class. Its
own `get_visual_style` would do but for reverse video, which it drops and which NO_COLOR needs.
"""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment
from textual.color import Color
from textual.content import Content
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.style import Style


class LineView(ScrollView):
    """A scrollable list of lines; a subclass overrides `line` to make them when they are needed."""

    ALLOW_SELECT = False
    ALLOW_MAXIMIZE = False

    def __init__(self, *, id: str, can_focus: bool = True) -> None:
        super().__init__(id=id, can_focus=can_focus)
        self._lines: Sequence[Content] = ()
        self._looks: dict[str, Style] = {}

    def set_lines(self, lines: Sequence[Content]) -> None:
        """Replace the lines and stay at the scroll position as far as it goes."""
        self._lines = lines
        self.virtual_size = Size(self.scrollable_content_region.width, len(lines))
        self.refresh()

    def line(self, y: int) -> Content:
        """The line with that number, counted from the first of all; empty past the end."""
        return self._lines[y] if 0 <= y < len(self._lines) else Content("")

    def render_line(self, y: int) -> Strip:
        return self.paint(self.line(y + self.scroll_offset.y))

    def paint(self, line: Content, *roles: str) -> Strip:
        """One line as wide as the widget, in the looks of its spans on top of those of `roles`."""
        base = self.visual_style
        for role in roles:
            base += self.look(role)
        width = self.size.width
        segments = [
            Segment(text, (base + style).rich_style) for text, style in line.render(base, "", parse_style=self._parse)
        ]
        return Strip(segments).adjust_cell_length(width, base.rich_style)

    def look(self, role: str) -> Style:
        """What the style sheet makes of a role, and nothing that it does not mention."""
        if role not in self._looks:
            styles = self.screen.get_component_styles(role)
            text = styles.text_style
            self._looks[role] = Style(
                background=styles.background if styles.has_rule("background") else Color(0, 0, 0, 0),
                foreground=styles.color if styles.has_rule("color") else None,
                bold=text.bold,
                italic=text.italic,
                underline=text.underline,
                strike=text.strike,
                reverse=text.reverse,
            )
        return self._looks[role]

    def _parse(self, style: str | Style) -> Style:
        if isinstance(style, Style):
            return style
        return self.look(style) if style else Style()

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._looks.clear()

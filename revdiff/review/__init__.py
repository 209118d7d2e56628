"""What people say of changes: "reviewed", "accepted", "this is wording, whatever the program thinks", and it must last.

`marks` has the nouns and tells how a report stands to them, `finding` searches for marks whose text changed again,
`judged` lays overruled labels over a report, `merged` makes the text that decisions lead to, `written` spells marks as
YAML, and `file`, which alone touches the disk, keeps them.
"""

"""What people say of changes: "reviewed", "accepted", "this is wording, whatever the program thinks", and it must last.

`marks` has the nouns and finds what became of a mark when the text changed again, `judged` lays overruled labels over a
report, `merged` makes the text of what was accepted, `file` keeps it all on the disk; only `file` touches one.
"""

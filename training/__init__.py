"""Makes ``revdiff/classifier/data/weights.json`` from labelled revisions: ``python -m training --date 2026-01-31``.

The ugly case: 26 exchanges of antonyms were seen and 20 of them were substantive, so the rule says 0.77; the next one
who changes the rule must be able to ask again. The label sets are not part of the project (their texts are other
people's); what goes into the repository is a few weights, and how often each kind of finding was right.

``label_sets`` reads the sets, ``watching`` compares their pairs and keeps what the rules found, ``logistic`` fits the
weights, ``confidences`` counts, ``scoring`` measures the result, ``__main__`` is the order of these steps. Nothing here
draws lots: the same sets give the same bytes.
"""

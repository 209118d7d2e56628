"""Every rule has sentences that it hits and sentences that it must leave alone; a rule without either fails the
suite."""

from __future__ import annotations

import pytest
from marked_edits import evidence_of

from revdiff.classifier.facts import KINDS
from revdiff.classifier.finding import Rule, name
from revdiff.classifier.rules import EXCHANGES, RULES, SPEAK_OF, apt

HITS: dict[str, list[str]] = {
    "renumbered-head": ["{3→4}. Fees are due in March.", "{2.1→2.2} Notices are sent by post."],
    "reference-not-followed": [
        "{3→4}. Boats are dry.\n\n{4→5}. Fees are due.\n\nInterest is due under {section 4→section 4} too.",
    ],
    "renumbered-reference": [
        "{10.2→10.5} Fees\n\nFees are due under section {10.2→10.5} of the rules.",
        "Tides rise [{4→5}].\n\nTides fall [{7→8}].",
    ],
    "same-bound": ["The hearing is {expected→as early as} mid-April{ at the earliest→}, she said."],
    "same-value": [
        "She owns {six→6} boats.",
        "The shop shuts at {5 p.m.→17:00} on market days.",
        "It weighs {1000→1,000} kilograms.",
        "The lease ends on {3 March 2021→March 3, 2021}.",
        "{About→Around} thirty people sat down.",
    ],
    "same-figures": ["会议在{二〇一九→2019}年举行。"],
    "doubled": ["It stands by {the →}the gate.", "Every {→every }boat is free.", "She was {in the →}in the barn."],
    "particle": ["The gate needs {→to }be mended.", "They will {→be }able to row."],
    "abbreviation": [
        "See {Fig.→Figure} 3 for the pump.",
        "The {WMO→World Meteorological Organization} keeps the records.",
        "The tidal range index{→ (TRI)} is printed daily.",
    ],
    "nation": ["{Tokyo→Japan} has offered to pay.", "{Norway's→Norwegian} cod went bad."],
    "honorific": ["{Mr. →}Lind left the board.", "The letter was for {Ms→} Okafor."],
    "pronoun": [
        "The airline lost the crates, but {it→the airline} paid.",
        "Aune wrote the score, and {Aune→she} sang it.",
        "Ito and Brandt met, and {the two→they} wrote a book.",
    ],
    "double-denial": ["Frost is {not uncommon→common} here.", "The clause is {valid→not invalid}."],
    "mirrored": ["{A is heavier than B→B is lighter than A}, the label says."],
    "same-force": ["{It is mandatory for drivers to→Drivers must} stop.", "She {was unable to→could not} sing."],
    "restated": [
        "The bridge opened{ in 1931→}, a plaque says.\n\nThe bridge was painted when it opened in 1931.",
        "{The harbour tower leans badly. →}Ships keep away.\n\nA harbour tower that leans badly is on the stamps.",
    ],
    "mixed-script": ["Write to {paypal→p\N{CYRILLIC SMALL LETTER A}ypal} today."],
    "negation": [
        "The airline did {→not }refund the fare.",
        "It is {not→now} safe to swim.",
        "The clerk {knew→never knew} of it.",
        "We left {with→without} a guide.",
    ],
    "quantity": [
        "Pay within {30→14} days.",
        "Pay within 30{→ business} days.",
        "The grant is {$5m→£5m} in all.",
        "Rents rose 8 {percent→percentage points} in May.",
    ],
    "number": [
        "{Six→Seven} hikers were found.",
        "He came {second→third} in the race.",
        "{Two→Multiple} tills were open.",
    ],
    "date": [
        "The strike ends on {5→8} March 2021.",
        "The vote is on {Monday→Tuesday}.",
        "She left {in 2004→}, her son says.",
        "Doors open at {10 a.m.→10 p.m.} on Friday.",
    ],
    "period": ["The fair is held {in April and in→from April to} May."],
    "modality": [
        "Guests {may→must} enter by the gate.",
        "Members {shall→may} pay by post.",
        "It {→will }close at noon.",
    ],
    "quantifier": ["{All→Most} members voted.", "{Few→Several} boats came back."],
    "condition": ["A refund is paid {only if→if} the show is off.", "Dogs are allowed{→ unless it rains}."],
    "conjunction": ["The chair {and→or} the clerk must sign."],
    "certainty": [
        "The man {reportedly →}fled.",
        "{About→Exactly} thirty people sat down.",
        "{→At least }40 boats sank.",
    ],
    "attribution": ["The farm was sold, she {said→claimed}.", "He {said→admitted} that the ledger was lost."],
    "name": [
        "The prize went to {Clara→Johanna} Weiss.",
        "They flew to {Lagos→Accra} on Friday.",
        "He met{→ Osei} in town.",
    ],
    "reference": [
        "See section {4.2→4.3} for the fee.",
        "Write to [us](https://example.org/{help→sales}).",
    ],
    "antonym": ["The price {rose→fell} again.", "The motion was {approved→rejected}."],
    "comparative": ["The river carried {less→more} water than usual."],
    "connective": ["{Although→Because} it rained, the fair went ahead."],
    "preposition": ["The road {from→to} Enna is shut.", "The hut stands {above→below} the falls."],
    "limit": ["The {former→} judge spoke.", "The {other→} gate is shut."],
    "sign": ["The change was {-→}3 points."],
    "other-word": [
        "The chairs were {re-covered→recovered} in May.",
        "She sent for a {Jersey→jersey} in May.",
        "He sold {two hundred-page→two-hundred page} books.",
    ],
    "swapped": [
        "{Norway lent Iceland→Iceland lent Norway} two ships.",
        "The cook {→was }badly beaten {→by }the clerk at cards.",
    ],
    "focus": ["{Only the→The} surgeon{→ only} spoke to them."],
    "quotation": ['"The {pumps→levees} broke," she said.', 'She said {→"}we will never leave this valley{→"}.'],
    "formatting": ["Never do this in {production→**production**} please.", "{- →* }Plug in the reader"],
    "punctuation": [
        "Chad, Mali{,→} and Togo signed.",
        "A {long term→long-term} lease was signed.",
        '{“→"}No{”→"}, he said.',
    ],
    "letter-case": ["All {Employees→employees} must sign.", "The {us→US} team won."],
    "contraction": ["{It's→It is} unclear who paid.", "They {don't→do not} know."],
    "synonym": ["Its {desire→intention} is known.", "They {purchased→bought} the barn."],
    "word-order": [
        "The {2002 summit→summit in 2002} failed.",
        "{On Monday the→The} council met{→ on Monday}.",
    ],
    "spelling": [
        "The {colour→color} faded.",
        "She {recieved→received} the key.",
        "Cargo {form→from} Aqaba was held.",
        "A {grass hoper→grasshopper} sat there.",
        "They did {nto→not} row.",
        "They {cuold→could} not see it.",
    ],
    "inflection": [
        "Tokyo {is seeking→seeks} a truce.",
        "The {report's findings→findings of the reports} were known.",
        "You should {perform→have performed} it.",
        "The {surgical→surgery} ward is shut.",
    ],
    "function-words": ["He was elected{ the→} chairman.", "{Furthermore, we→We} note the cost."],
    "contrast": ["The prize went to her {sister→daughter}.", "The ledger is checked {weekly→monthly}."],
    "list-item": ["We sell seeds{→, bulbs} and plants.", "We sell {seeds, →}bulbs and plants."],
    "agent": ["The clerk was attacked{ by a sailor→} at noon."],
    "statement": [
        "It rained.{ We stayed in town.→}",
        "It rained.\n\n{→Nobody may row alone in the harbour.}",
    ],
    "rephrased": ["They live in a {huge→roomy} barn."],
    "claim-changed": ["One man was {buried→rescued} there."],
    "claim-added": ["The lodge{→, built on a glacier by monks,} sleeps forty."],
    "claim-removed": ["The lodge{, built on a glacier by monks,→} sleeps forty."],
    "same-statement": [
        "Bring any tool {other than→that is not} a saw.",
        "{Some but not all→Only some} of the looms were saved.",
        "The jury {acquitted→found} the baker{→ not guilty}.",
        "Bring a spade {or→or else} a fork.",
    ],
    "same-time": [
        "ROME, Friday, 6 May \N{EM DASH} The envoy left {yesterday→on Thursday} by train.",
        "The mill burned in 1911. {Three years later→In 1914}, it was rebuilt.",
    ],
    "repeated": ["{As noted above, dogs are not fed. →}Guests bring dogs, which are not fed, in May."],
    "source": ["The dam was sound, {a plumber→an engineer} said.", "According to {a sailor→a judge}, it sank."],
    "head": ["{→An }Oslo {→hotel }is to host it.", "They signed with {a branch of →}the WMO on Monday."],
    "government": ["{Norway's→The Norwegian government's} debts rose."],
    "antecedent": [
        "The nurse hid the map, and later {she→the carter} burned it.",
        "He lost it because {he→his uncle} had debts.",
        "The cook told the waiter that {his own→the waiter's} coat was lost.",
    ],
    "voice": ["The union {→was }sued {→by }the yard.", "The aunt {→was }taught {→by }the niece to swim."],
    "degree": [
        "The path is {steeper than→as steep as} the road.",
        "She is {one of →}the fastest {riders→rider} here.",
    ],
    "definite": ["They thanked {the→a} nurse who had come."],
    "plural": ["Divers found the {anchor→anchors} near the reef.", "The firm will close its {plant→plants} in May."],
    "tense": [
        "He {has lived→lived} there for ten years.",
        "The firm {is hiring→hired} a guard, its agent says.",
        "The mill {grinds→ground} oats every week.",
    ],
    "comma": ['"Come and cook{,→} Father," he said.', "The boys{,→} who had tickets{,→} were let in."],
    "list-style": ["{- →1. }Fees are due in March.", "{b) →* }Fees are due in March."],
    "ticked": ["- [{ →x}] Fees are paid.", "1. [{X→ }] Fees are paid."],
    "link-target": [
        "Read our {‹link a.html|policy›→‹link b.html|policy›}.",
        "Read our {‹link a.html|policy›→‹link b.html|notice›}.",
        "Read our {policy→‹link b.html|policy›}.",
        "Read our {‹link a.html|policy›→policy}.",
    ],
    "restyled": ["The fair is in {‹bold|May›→May}.", "The fair is in {May→‹strike|May›}."],
    "hyphen": ["We saw a {fish-eating→fish eating} bird."],
    "subordinated": ["{When it thundered, he ran→It thundered when he ran}."],
    "attached": [
        "The cook said {on Sunday it may snow→it may snow on Sunday}.",
        "{Clearly, the witness spoke→The witness spoke clearly}.",
    ],
    "binding": ["The Tenant shall repair the roof{ at his own expense→}."],
}

MISSES: dict[str, list[str]] = {
    "renumbered-head": ["We pay {3→4} times a year.", "{3. Fees→4. Fines} are due.", "{3→4} directors sign."],
    "reference-not-followed": [
        "{4→5}. Fees are due in March.\n\nInterest is due under {section 4→section 5} too.",
        "{3→4}. Boats are dry.\n\n{4→5}. Fees are due.\n\nInterest is due under {section 2→section 2} too.",
    ],
    "renumbered-reference": [
        "See section {10.2→10.5} for fees.",
        "{2021→2021b} was a wet year.",
        "It rose [by {4→5} m].",
        "{3→4}. Fees are due in March.\n\nWe pay {3→4} clerks.",
    ],
    "same-bound": ["The hearing is {expected→} in mid-April."],
    "same-value": ["She owns {six→7} boats.", "The shop shuts at {5 p.m.→5 a.m.} on market days."],
    "same-figures": ["会议在{二〇一九→2018}年举行。", "She owns {six→6} boats."],
    "doubled": ["It stands by {the →}gates.", "{No, →}no boat left.", "Row {7 →}7 is dry."],
    "particle": ["They {need to →}row.", "He came {→to }here."],
    "abbreviation": ["The {WMO→WTO} keeps the records.", "The tide{→ (XYZ)} is printed daily."],
    "nation": ["{Tokyo→Seoul} has offered to pay.", "{Norway→A Norwegian firm} paid."],
    "honorific": ["{Judge →}Lind left the board."],
    "pronoun": ["The airline lost the crates, but {it→the state} paid."],
    "double-denial": ["Frost is {not uncommon→uncommon} here."],
    "mirrored": ["A is {heavier→lighter} than B, the label says."],
    "same-force": ["Drivers {may→must} stop."],
    "restated": [
        "The bridge opened{ in 1931→}, a plaque says.\n\nThe chef was born in 1931.",
        "She is {not →}certain.\n\nHe is not certain.",
    ],
    "mixed-script": ["Write to {paypal→PayPal} today.", "Она {пришла→ушла} домой."],
    "negation": ["{No one→Nobody} came.", "They {did not→didn't} come.", "{Not only the→The} choir sang."],
    "quantity": [
        "The grant is {$4m→4 million dollars} in all.",
        "Rents rose {8 percent→8%} in May.",
        "It runs {24 months→two years}.",
    ],
    "number": [
        "She owns {six→6} boats.",
        "She owns {nineteen (→}19{)→} boats.",
        "The {one→person} who left was tired.",
    ],
    "date": [
        "The lease ends on {3 March 2021→March 3, 2021}.",
        "The raid was at {0600→06:00} local time.",
        "He is {now →}sixty.",
    ],
    "period": ["The fair runs {from April to→April to} May.", "The fair ended in {→early }April."],
    "modality": ["Members {shall→must} pay.", "He said it {will→would} rain.", "She {was unable to→could not} sing."],
    "quantifier": ["{Many→A large number of} members voted.", "They washed{→ some} plates."],
    "condition": ["A refund is paid {provided that→as long as} the tide allows."],
    "conjunction": ["Bring tea {and→as well as} milk.", "Bring tea{→ and milk}."],
    "certainty": ["{About→Around} thirty people sat down."],
    "attribution": ["The farm was sold, she {said→says}.", "The farm was {sold→bought}."],
    "name": ["The poet {Kowalzcyk→Kowalczyk} sang.", "{Beyonce→Beyoncé} sang.", "The {Minister→minister} left."],
    "reference": ["{See Fig. 3→See Figure 3} for the pump.", "The {Section→section} 4.2 fee is due."],
    "antonym": ["The price {rose→climbed} again.", "A {→B }C."],
    "comparative": ["The river carried{→ more} water."],
    "connective": ["{Although→Though} it rained, the fair went on."],
    "preposition": ["The show is {at→in} the town hall.", "He died {before→prior to} the vote."],
    "limit": ["The judge {→quietly }spoke."],
    "sign": ["See pages 3{-→\N{EN DASH}}5.", "A well{-→ }known man."],
    "other-word": [
        "A {long term→long-term} lease ends.",
        "He {co-operates→cooperates} gladly.",
        "All {Employees→employees} sign.",
        "{Jersey→jersey} is dear.",
        "The {Tex-tbook→Text-book} is old.",
    ],
    "swapped": ["Delegates from {Fiji→Samoa}, {Samoa→Fiji} and Chad left.", "{On Monday Ana→Ana on Monday} left."],
    "focus": ["The plant will {→only }be {only →}making vans."],
    "quotation": ['{“Stop!”→"Stop!"} he said.', 'The "{recieved→received} view" won.'],
    "formatting": ["Never do this in {production→**testing**} please."],
    "punctuation": ["Chad{, Mali→, Togo} signed.", "It cost {$→£}5."],
    "letter-case": ["All {Employees→employers} must sign."],
    "contraction": ["{It's→It was} unclear who paid."],
    "synonym": ["Its {desire→refusal} is known."],
    "word-order": ["The {2002 →}summit failed.", "The {summit→summits} failed."],
    "spelling": [
        "The driver was {licensed→unlicensed}.",
        "The {county→country} paid.",
        "Set `{mxsd→mxfd}` to 0.",
        "It is {not→now} shut.",
        "Mr {Barker→Baker} rowed.",
    ],
    "inflection": ["Tokyo {is seeking→refuses} a truce.", "The {payer→payee} signs."],
    "function-words": ["He was elected{→ honorary} chairman.", "The lodge {→seldom-lit }closes."],
    "contrast": ["Two men were {hurt→injured}.", "The ledger is {weekly→heavy}."],
    "list-item": ["He paid{→, quickly,} and left.", "We sell {→old }bulbs and plants.", "We sell seeds{→, however}."],
    "statement": ["We stayed{ in town→}.", "{It rained. We stayed in town.→We left.}", "It rained.\n\n{→Notes}"],
    "agent": ["The clerk was attacked{ by night→}.", "The clerk {was attacked by a sailor→wept}."],
    "rephrased": ["It was measured{→ in triplicate by Ito and Brandt} twice.", "Они {купили→продали} дом."],
    "claim-changed": ["One man {is seeking→seeks} help.", "One man {→rarely }speaks."],
    "claim-added": ["The lodge{→ that is} in Cluj sleeps forty."],
    "claim-removed": ["The lodge{ that is→} in Cluj sleeps forty."],
    "same-statement": [
        "Bring any tool {other than→that is} a saw.",
        "{Some but not all→All} of the looms were saved.",
        "Bring any tool other than a {saw→file}.",
    ],
    "same-time": [
        "ROME, Friday, 6 May \N{EM DASH} The envoy left {yesterday→on Monday} by train.",
        "The mill burned in 1911. {Three years later→In 1915}, it was rebuilt.",
        "The envoy left {yesterday→on Monday} by train.",
    ],
    "repeated": ["{As noted above, dogs are not fed. →}Guests bring dogs in May."],
    "source": ["The dam was sound, a plumber {said→told reporters}.", "The {plumber→engineer} went home."],
    "head": ["{Tokyo→Japan} has offered to pay.", "They met in {the city of →}Turin.", "The{→ old} mayor left."],
    "government": ["{Berlin→The German government} protested."],
    "antecedent": ["The carter hid the map, and later {he→the carter} burned it."],
    "voice": ["{The union sued the yard→The yard was sued by the union}."],
    "degree": ["It holds {less oil than→not as much oil as} before.", "The path is {steeper→wetter} than the road."],
    "definite": ["He saw {the→a} film."],
    "plural": [
        "The {anchor→anchors} were found near the reef.",
        "The {lesson→lessons} of the war is plain.",
        "Their {dog→dogs} barked.",
        "The {student→students} learns.",
    ],
    "tense": [
        "The train {has arrived→arrived}.",
        "He {shows→showed} how it works.",
        "He has{→ now} lived here for ten years.",
    ],
    "comma": ["In May{,→} it rained.", "Bo{,→} who had a ticket{,→} was let in.", "The boys{→,} who ran, won."],
    "list-style": ["- {3→4} boats are dry.", "{- →* }Fees are due."],
    "ticked": ["- [{x→X}] Fees are paid.", "- Factor {→x }rose."],
    "link-target": ["Read our {‹link a.html|policy›→‹link a.html|notice›}.", "Read our {‹link a.html|policy›→}."],
    "restyled": ["The fair is in {‹bold|May›→‹bold|May›}.", "The fair is in {‹bold|May›→June}."],
    "hyphen": ["It was a {record-breaking→record breaking} run."],
    "subordinated": ["{When it thundered, he ran→He ran when it thundered}."],
    "attached": ["{On Monday he→He} said{→ on Monday} it rained.", "{Recently, she sang→She sang recently}."],
    "binding": ["The cook repaired the roof{ at his own expense→}.", "The Tenant {shall→must} repair the roof."],
}


def hits(rule: Rule, marked: str) -> bool:
    """Whether the rule speaks of any edit of the marked text."""
    return any(rule(evidence) for evidence in evidence_of(marked))


def cases(table: dict[str, list[str]]) -> list[object]:
    """One parameter set a sentence, the sentence as its id."""
    rules = {name(rule): rule for rule in RULES}
    return [
        pytest.param(rules[key], marked, id=f"{key}: {marked}")
        for key, sentences in table.items()
        for marked in sentences
        if key in rules
    ]


@pytest.mark.parametrize(("rule", "marked"), cases(HITS))
def test_a_rule_speaks_of_what_it_is_for(rule: Rule, marked: str) -> None:
    assert hits(rule, marked)


@pytest.mark.parametrize(("rule", "marked"), cases(MISSES))
def test_a_rule_keeps_silent_on_its_near_miss(rule: Rule, marked: str) -> None:
    assert not hits(rule, marked)


@pytest.mark.parametrize("table", [HITS, MISSES], ids=["hit", "miss"])
def test_every_rule_has_a_case_of_each_sort_and_no_case_is_for_a_rule_that_is_gone(table: dict[str, list[str]]) -> None:
    assert {name(rule) for rule in RULES} == {key for key, sentences in table.items() if sentences}


@pytest.mark.parametrize("rule", RULES, ids=name)
def test_every_rule_names_a_hit_and_a_miss_in_its_docstring(rule: Rule) -> None:
    assert rule.__doc__
    assert "Hit: " in rule.__doc__
    assert "Miss: " in rule.__doc__


@pytest.mark.parametrize("marked", sorted({m for table in (HITS, MISSES) for row in table.values() for m in row}))
def test_a_rule_that_is_not_asked_has_nothing_to_say(marked: str) -> None:
    for evidence in evidence_of(marked):
        asked = apt(RULES, evidence.changed_kinds, bool(evidence.old_words and evidence.new_words))
        assert [name(rule) for rule in RULES if rule not in asked and rule(evidence)] == []


def test_only_rules_that_are_asked_at_all_are_left_out() -> None:
    assert {*SPEAK_OF, *EXCHANGES} <= {*RULES}
    assert not {*apt(RULES, frozenset(), False)} & {*SPEAK_OF, *EXCHANGES}
    assert apt(RULES, frozenset(KINDS), True) == RULES


@pytest.mark.parametrize(("rule", "marked"), cases(HITS))
def test_the_reasons_of_a_finding_name_the_rule_and_point_into_the_documents(rule: Rule, marked: str) -> None:
    for evidence in evidence_of(marked):
        finding = rule(evidence)
        if finding is None:
            continue
        assert finding.reasons
        for reason in finding.reasons:
            assert reason.rule in (name(rule), "weighed")
            assert reason.message.endswith((".", "!"))
            assert "\n" not in reason.message
            for span, index in ((reason.old, evidence.comparison.old), (reason.new, evidence.comparison.new)):
                assert span is None or 0 <= span.start <= span.end <= len(index.document.text)

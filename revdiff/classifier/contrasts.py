"""Words that stand in one row and are not the same: a sister is no daughter, weekly is not monthly, hurt is not killed.

The ugly case: such words fit the same place in a sentence so well that every measure of likeness calls them near.
Written by hand, one row of alternatives a line; words that may stand for each other are joined by a slash. A compiled
WordNet can take this place one day (words under one parent that share no meaning).
"""

from __future__ import annotations

from functools import cache

from revdiff.classifier import lexicon

_ROWS = """
mother father parent sister brother son daughter wife husband uncle aunt cousin nephew niece grandfather grandmother
boy girl man woman child infant adult teenager
hurt/injure/wound/treat/hospitalise/hospitalize kill/die/murder/drown rescue/save/survive
damage destroy/demolish repair/rebuild enlarge/extend
support/back/endorse/approve oppose/reject abstain veto negotiate vote
rise/recover/grow/climb decline/fall/drop/shrink stagnate
discover/find invent describe
buy/purchase/acquire sell rent/lease/hire donate inherit
notify/inform compensate/indemnify/reimburse consult warn
missing empty full
question/interrogate detain/arrest accuse charge/indict sue convict acquit/clear sentence fine pardon extradite release
murder manslaughter theft robbery burglary fraud trespass assault arson bribery perjury rape libel
postpone/delay cancel/scrap/axe suspend resume advance
recommend/advise require/order/instruct allow/permit ban/forbid/prohibit encourage discourage
note/observe speculate/guess prove/demonstrate doubt/question
know believe/think fear hope/wish deny unaware/ignorant
double triple/treble quadruple quintuple halve quarter
north south east west
northern southern eastern western central
hourly daily nightly weekly fortnightly biweekly monthly quarterly yearly/annual
second minute hour day night week fortnight month year decade century
morning afternoon evening night noon midday midnight dawn dusk
spring summer autumn/fall winter
red blue green yellow black white grey/gray brown orange purple pink
metre kilometre mile foot inch yard centimetre millimetre
private sergeant lieutenant captain major colonel general admiral
president minister premier senator deputy mayor governor ambassador chancellor secretary
king queen prince princess duke earl count emperor pope bishop archbishop priest abbot monk
doctor nurse surgeon patient pharmacist dentist
botanist geologist chemist physicist biologist historian economist astronomer linguist mathematician
lawyer judge prosecutor defendant plaintiff juror witness
teacher pupil/student professor headmaster
officer/official resident soldier/troop civilian refugee rebel expert scientist engineer contractor farmer worker
buyer seller landlord tenant lessor lessee licensor licensee lender borrower employer employee owner supplier customer
author editor publisher translator reader reviewer critic
seize/capture shell/bombard besiege surrender retreat liberate
cause associate link prevent
join leave
win lose draw
lead follow
ask answer/reply tell
receive/get send/give lend borrow steal
plan want intend promise refuse agree
permanent temporary provisional interim
exclusive joint sole several
mandatory/compulsory/obligatory optional/voluntary
public private secret confidential
local regional national international global
dead alive missing wounded
guilty innocent
rich poor
majority minority plurality
best reasonable sole
arrival departure
birth death marriage divorce
gross net
direct indirect
import export
bull cow calf horse sheep pig goat dog cat
bread rice wheat maize barley oats
wood/timber stone brick cement/concrete steel glass
gold silver bronze iron copper
left right
car lorry/truck bus train ship/vessel plane/aircraft bicycle motorcycle
fire flood earthquake storm drought
boil filter freeze fry bake roast
"""


@cache
def _places() -> dict[str, tuple[tuple[int, int], ...]]:
    """Word to its rows, each with its place in it."""
    table: dict[str, tuple[tuple[int, int], ...]] = {}
    for row, line in enumerate(_ROWS.strip().splitlines()):
        for place, words in enumerate(line.split()):
            for word in words.split("/"):
                table[word] = (*table.get(word, ()), (row, place))
    return table


def contrasting(a: str, b: str) -> bool:
    """Whether two words, in any inflection, stand in one row of alternatives and in different places of it."""
    table = _places()
    left = {**dict.fromkeys(table.get(a, ())), **dict.fromkeys(table.get(lexicon.lemma(a), ()))}
    right = {**dict.fromkeys(table.get(b, ())), **dict.fromkeys(table.get(lexicon.lemma(b), ()))}
    return any(row == other and place != where for row, place in left for other, where in right)

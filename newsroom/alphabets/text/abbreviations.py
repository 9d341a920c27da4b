"""Latin abbreviations with a full stop that does not end the sentence. The name or number after it belongs to them."""

BEFORE_NUMBER = "Vol No Nr Nos Iss Fig Figs p pp Art Ch Sec Op Bd Col"
"""Also after a comma: Vol. 5, No. 3."""
AFTER_NAME = "Inc Ltd Corp Co Bros Jr Sr al etc"
"""Also after a comma (Apple, Inc.). If nothing in Latin letters follows, the full stop is still theirs."""
BEFORE_NAME = "Dr Mr Mrs Ms Prof St Mt Ft Gen Capt Lt Sgt Maj Rev Hon Gov Sen Rep ed eds vs cf"
BEFORE_PHONE = "tel Tel TEL fax Fax FAX mob Mob ph Ph".split()
WITH_EXCLAMATION_MARK = "Yahoo Jeopardy Joomla Panic".split()
"""Names that end with an exclamation mark: Yahoo!"""

AFTER_COMMA = f"{BEFORE_NUMBER} {AFTER_NAME}".split()
ALL = [*AFTER_COMMA, *BEFORE_NAME.split()]

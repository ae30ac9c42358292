"""Base forms of irregular English verbs, where the treebanks' table has none.

The treebanks hold common forms only; news has others ("shook hands", "froze assets", "overthrew").
The list is ordinary school grammar, written from knowledge: base, past tense, participle; forms
that are words of their own more often ("bore", "felt", "left") are with the treebanks' table.
"""

_FORMS = """
arise arose arisen | awake awoke awoken | bear bore borne | beat beat beaten
befall befell befallen | bend bent bent | bind bound bound | bite bit bitten
bleed bled bled | breed bred bred
burn burnt burnt | cling clung clung | creep crept crept | dig dug dug | dream dreamt dreamt
drink drank drunk | dwell dwelt dwelt | feed fed fed | flee fled fled | fling flung flung
forbid forbade forbidden | foresee foresaw foreseen | forgive forgave forgiven
forgo forwent forgone | forsake forsook forsaken | free freed freed | freeze froze frozen
grind ground ground | kneel knelt knelt | lean leant leant | leap leapt leapt | lend lent lent
light lit lit | mislead misled misled | mistake mistook mistaken | mow mowed mown
outdo outdid outdone | outgrow outgrew outgrown | overcome overcame overcome
override overrode overridden | overrun overran overrun | oversee oversaw overseen
overtake overtook overtaken | overthrow overthrew overthrown | prove proved proven
rebuild rebuilt rebuilt | redo redid redone | retake retook retaken
rethink rethought rethought | rewrite rewrote rewritten | ride rode ridden | ring rang rung
rise rose risen | shake shook shaken | shine shone shone | shoot shot shot | shrink shrank shrunk
sing sang sung | sit sat sat | slay slew slain | sleep slept slept | slide slid slid
sling slung slung | speed sped sped | spell spelt spelt | spill spilt spilt | spin spun spun
spit spat spat | spring sprang sprung | sting stung stung | strive strove striven
swear swore sworn | sweep swept swept | swell swelled swollen | swim swam swum
swing swung swung | tear tore torn | tread trod trodden | undergo underwent undergone
undertake undertook undertaken | undo undid undone | uphold upheld upheld | weave wove woven
weep wept wept | wind wound wound | withdraw withdrew withdrawn | withhold withheld withheld
withstand withstood withstood | wring wrung wrung
"""

IRREGULAR: dict[str, str] = {}
"""Past tense or participle → base: {"shook": "shake", "shaken": "shake", …}."""

for _entry in _FORMS.replace("\n", "|").split("|"):
    _base, *_inflected = _entry.split() or [""]
    IRREGULAR.update((form, _base) for form in _inflected if form != _base)

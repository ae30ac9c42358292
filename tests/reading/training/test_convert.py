"""Converters: CoNLL-U, names, PropBank skeletons, frame files."""

from graph_builder.reading.training.convert import frames, propbank
from graph_builder.reading.training.convert.conllu import read_conllu, read_universal_ner
from graph_builder.reading.training.convert.entities import clean_names, gum_names
from graph_builder.reading.training.convert.name_corpora import crossner
from graph_builder.reading.training.convert.repositories import checksums, corpora

ROWS = """\
# sent_id = GUM_x-1
# newpar
1	President	president	PROPN	NNP	_	5	nsubj	_	Entity=(1-person-new
2	Ann	Ann	PROPN	NNP	_	1	flat	_	_
3	Lee	Lee	PROPN	NNP	_	1	flat	_	Entity=1)
4-5	didn't	_	_	_	_	_	_	_	_
4	did	do	AUX	VBD	_	5	aux	_	_
5	n't	not	PART	RB	_	0	root	_	_
6	Paris	Paris	PROPN	NNP	_	5	obl	_	Entity=(2-place-new)|SpaceAfter=No
6.1	gone	go	VERB	VBN	_	_	_	_	_
7	1912	1912	NUM	CD	_	5	obl	_	Entity=(3-time-new)
"""


def test_conllu() -> None:
    (sentence,) = read_conllu(ROWS)
    assert sentence.words == ["President", "Ann", "Lee", "did", "n't", "Paris", "1912"]
    assert sentence.heads == [5, 1, 1, 5, 0, 5, 5]
    assert sentence.spaces == [True, True, True, False, True, False, True]
    assert sentence.starts_paragraph
    assert sentence.record()["id"] == "GUM_x-1"


def test_names_of_gums_entities() -> None:
    (sentence,) = read_conllu(ROWS)
    names = clean_names(sentence.words, gum_names(sentence))
    assert names == ["O", "B-PER", "I-PER", "O", "O", "B-LOC", "B-DATE"]


def test_cleaning() -> None:
    words = ["the", "Korean", "party", "of", "Jews"]
    assert clean_names(words, ["O", "O", "B-ORG", "O", "O"]) == ["O", "B-NORP", "O", "O", "B-NORP"]
    assert clean_names(["rihanna"], ["B-PER"]) == ["O"]
    assert clean_names(["rihanna"], ["B-PER"], lower_case=True) == ["B-PER"]


def test_universal_ner() -> None:
    text = "# sent_id = a-1\n# text = x\n1\tTampa\tB-LOC\t-\t-\n2\tx\tB-OTH\t-\t-\n3\t.\tB-O\n"
    assert read_universal_ner(text) == {"a-1": (["Tampa", "x", "."], ["B-LOC", "O", "O"])}


class OneDomain:
    def text(self, path: str) -> str:
        if path != "ner_data/politics/dev.txt":
            return ""
        return (
            "Ann\tB-politician\nLee\tI-politician\nleft\tO\nthe\tO\nRiver\tB-politicalparty\n"
            "Party\tI-politicalparty\nafter\tO\nthe\tO\n1912\tB-election\nelection\tI-election\n\n"
            "Korean\tB-misc\nparties\tO\n"
        )


def test_types_of_crossner() -> None:
    documents = crossner(OneDomain())  # type: ignore[arg-type]
    assert [d["doc"] for d in documents] == ["crossner-politics-dev-0", "crossner-politics-dev-1"]
    names = [d["sents"][0]["ner"] for d in documents]
    assert names[0] == ["B-PER", "I-PER", "O", "O", "B-ORG", "I-ORG", "O", "O", "O", "O"]
    assert names[1] == ["B-NORP", "O"]


def test_brackets_of_a_skeleton() -> None:
    column = ["(ARG0*", "*)", "(V*)", "(ARG1(ARG2*)", "*)"]
    assert sorted(propbank._brackets(column)) == [
        ("ARG0", 0, 1),
        ("ARG1", 3, 4),
        ("ARG2", 3, 3),
        ("V", 2, 2),
    ]


FRAMES = """<frameset><predicate lemma="meet"><roleset id="meet.03" name="get together">
<aliases><alias pos="v">meet</alias><alias pos="n">meeting</alias></aliases>
<roles><role n="0" descr="one party"/></roles>
<example><text>*PRO* They met her .</text><propbank><rel relloc="2">met</rel>
<arg type="ARG0" start="0" end="1">They</arg><arg type="ARG1" start="3" end="3">her</arg>
</propbank></example>
<example><text>too short</text><propbank><rel relloc="9">x</rel></propbank></example>
</roleset></predicate></frameset>"""


class OneFile:
    """Stands in for the repository of the frame files."""

    def names(self, folder: str, suffix: str) -> list[str]:
        return [f"{folder}/meet{suffix}"]

    def texts(self, paths: list[str]) -> dict[str, str]:
        return dict.fromkeys(paths, FRAMES)


def test_frame_files() -> None:
    examples, lexicon = frames.frames(OneFile())  # type: ignore[arg-type]
    assert lexicon["lex"] == {"meet": [["meet.03", "v"]], "meeting": [["meet.03", "n"]]}
    assert [e["tok"] for e in examples] == [["They", "met", "her", "."]]
    predicate = {"i": 1, "sense": "meet.03", "args": [["ARG0", 0, 0, -1], ["ARG1", 2, 2, -1]]}
    assert examples[0]["preds"] == [predicate]


def test_the_table_names_each_file() -> None:
    named = {name for corpus in corpora() for name in corpus.files}
    assert named == {name.rpartition(".")[0] for name in checksums()}
    assert all(len(corpus.commit) == 40 and corpus.licence for corpus in corpora())

"""Sentences generated from templates: diplomatic phrasings that the treebanks lack.

`templates.txt` holds the templates. Names are drawn at random from common names of many
languages, countries from `ontology/polities.csv`; no sentence of any real text is used.
"""

import random
import re
from collections.abc import Callable, Sequence
from importlib import resources

from graph_builder.ontology import polities
from graph_builder.reading.training.sentences import Document, Frame, RoleSpan, Sentence

Word = tuple[str, str]
"""A word and its BIO label."""

_TOKEN = re.compile(r"\[(?P<open>[A-Z0-9-]+)|(?P<close>\](?!\S))|\{(?P<slot>\w+)\}|(?P<word>\S+?)(?=\]|\s|$)")

_KOREAN_SURNAMES = "Kim Lee Park Choi Jung Kang Cho Yoon Jang Lim Han Oh Seo Shin Kwon Hwang Ahn Song Ryu Hong Chung Moon Bae Noh Ha Chun".split()
_KOREAN_FIRST = "Jae Min Seung Hyun Sang Young Dong Ji Kyung Sung Tae Jin Joon Chang Hye Eun Soo In Ki Byung Myung Woo Yong Geun Jong".split()
_KOREAN_SECOND = "ho hoon wook soo hee jin min kyu sik hyun yeol in won seok young bae mi ju ah hwan gu chul tae sun rak hyuk".split()
_CHINESE_SURNAMES = "Wang Li Zhang Liu Chen Yang Zhao Huang Zhou Wu Xu Sun Hu Zhu Gao Lin He Guo Ma Luo Tsai Hsu Chiang".split()
_CHINESE_GIVEN = "Wei Jun Qiang Yong Jianguo Xiaoming Lihua Zhiqiang Haiyan Guoping Yifan Mingze Wen-chi Chih-wei Mei-ling Ching-kuo Li-hsin Cheng-te".split()
_JAPANESE_GIVEN = "Hiroshi Kenji Takeshi Yoko Keiko Naoto Taro Akira Makoto Yuriko Satoshi Kazuo Ichiro Haruka Noriko Shinji".split()
_JAPANESE_SURNAMES = "Sato Suzuki Tanaka Watanabe Ito Yamamoto Nakamura Kobayashi Kato Yoshida Yamada Sasaki Matsumoto Inoue Kimura Hayashi Mori".split()
_WESTERN_GIVEN = "John Mary Peter Anna Thomas Claire Jean-Pierre Karl-Heinz Maria David Sophie Mark Elena Paul Laura Andreas Ingrid Ivan Olga Piotr Katarzyna Luis Carmen Marco Giulia Erik Henrik Linda James Sarah".split()
_WESTERN_SURNAMES = "Smith Brown Miller Schneider Weber Dubois Lefevre Rossi Bianchi Garcia Fernandez Novak Kowalski Petrov Ivanov Jensen Larsen Virtanen Murphy O'Brien Jones Taylor Andersson van der Berg Costa Silva".replace("van der Berg", "Vandenberg").split()
_OTHER_GIVEN = "Ahmed Mohammed Hassan Fatima Omar Rajesh Priya Sanjay Imran Aisha Nguyen Siti Bambang Kofi Amina Yusuf Abdel-Rahman Emre Ayşe Dilma Joaquín".split()
_OTHER_SURNAMES = "al-Rashid al-Masri Haddad Khan Sharma Patel Rao Hussain Bhutta Rahman Wijaya Santoso Mensah Okafor Diallo Kamau Abdi Yilmaz Demir Mendoza Quispe el-Amin".split()

_TITLES = "President;Prime Minister;Foreign Minister;Defense Minister;Chancellor;Vice President;Deputy Prime Minister;Secretary of State;Finance Minister;Premier;Trade Minister;King;Crown Prince;National Security Adviser;Foreign Secretary;Ambassador;Special Envoy;Senator;Mr.;Ms.;Gen.;Dr.".split(";")
_OFFICES = "President;Prime Minister;Foreign Minister;Defense Minister;Vice President;Finance Minister;President 's special envoy;opposition leader;Vice Foreign Minister".split(";")
_ORGANISATIONS = "the United Nations;NATO;the European Union;ASEAN;the World Bank;the International Monetary Fund;the African Union;the Security Council;the World Health Organization;the G7;the Foreign Ministry;the State Department;the Pentagon;Congress;the National Assembly;the Institute for Strategic Affairs;Harvard University;the University of Oslo;the Liberal Party;the Democratic Party;the Labour Party;Green Peace Alliance;the Central Bank;Nordic Oil;the Asian Development Bank;the Peace Research Institute;Samsung Electronics;Toyota;the Red Cross;the National Security Council".split(";")
_AGENCIES = "Reuters;AP;AFP;Xinhua;Yonhap;Kyodo;TASS;dpa;ANSA;Bloomberg;EFE".split(";")
_CITIES = "New York;Geneva;Vienna;Davos;Busan;Osaka;Shanghai;Munich;Istanbul;Dubai;Mumbai;Karachi;Lagos;Johannesburg;São Paulo;Hong Kong;St. Petersburg;Jeju;Hiroshima;Hamburg;Barcelona;Milan;Sydney;Toronto;Los Angeles;Kyoto;Guangzhou;Nagasaki;Gyeongju;Da Nang".split(";")
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_MONTHS = "January February March April May June July August September October November December".split()
_SHORT_MONTHS = "Jan. Feb. March April May June July Aug. Sept. Oct. Nov. Dec.".split()


def generate(count: int, seed: int) -> list[Document]:
    """`count` sentences, each a document of its own; the same for the same seed."""
    rng = random.Random(seed)
    lines = resources.files(__package__).joinpath("templates.txt").read_text("utf-8").splitlines()
    templates = [line for line in lines if line and not line.startswith("#")]
    slots = _Slots(rng)
    return [[fill(rng.choice(templates), slots.fill)] for _ in range(count)]


def fill(template: str, expand: Callable[[str], Sequence[Word]]) -> Sentence:
    """The sentence of a template, its slots filled by `expand`."""
    words: list[Word] = []
    opened: list[tuple[str, int]] = []
    spans: list[tuple[str, int, int]] = []
    predicate: tuple[int, str] | None = None
    for match in _TOKEN.finditer(template):
        if match["open"]:
            opened.append((match["open"], len(words)))
        elif match["close"]:
            role, start = opened.pop()
            spans.append((role, start, len(words)))
        elif match["slot"]:
            words += expand(match["slot"])
        else:
            word, _, sense = match["word"].partition("|")
            if sense:
                predicate = (len(words), sense)
            words.append((word, "O"))
    frames = None
    if predicate is not None:
        roles = tuple(RoleSpan(role, start, end, -1) for role, start, end in spans)
        frames = [Frame(predicate[0], predicate[1], roles)]
    return Sentence(
        source="templates",
        words=[word for word, _ in words],
        names=[label for _, label in words],
        frames=frames,
    )


def _labelled(text: str, kind: str) -> list[Word]:
    """The words of a name; a leading article stands outside of it."""
    words = text.split()
    outside: list[Word] = []
    if words[0] == "the":
        outside, words = [("the", "O")], words[1:]
    return outside + [(w, ("B-" if i == 0 else "I-") + kind) for i, w in enumerate(words)]


class _Slots:
    """Random fillings, each a list of words with labels."""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        rows = [p for p in polities() if p.type == "country"]
        self._countries = [(p.name, *p.short_names) for p in rows]
        self._adjectives = [p.adjectives[0] for p in rows if p.adjectives]
        self._capitals = [p.capital for p in rows if p.capital] + _CITIES

    def fill(self, slot: str) -> list[Word]:
        filler: Callable[[], list[Word]] = getattr(self, "_" + slot)
        return filler()

    def _name(self) -> tuple[str, str]:
        """A full name and its surname."""
        r = self._rng
        kind = r.random()
        if kind < 0.3:
            surname = r.choice(_KOREAN_SURNAMES)
            joint = r.choice(("-", "-", " "))
            second = r.choice(_KOREAN_SECOND)
            given = r.choice(_KOREAN_FIRST) + joint + (second if joint == "-" else second.title())
            return f"{surname} {given}", surname
        if kind < 0.42:
            surname = r.choice(_CHINESE_SURNAMES)
            return f"{surname} {r.choice(_CHINESE_GIVEN)}", surname
        given_names, surnames = r.choice(
            (
                (_JAPANESE_GIVEN, _JAPANESE_SURNAMES),
                (_WESTERN_GIVEN, _WESTERN_SURNAMES),
                (_WESTERN_GIVEN, _WESTERN_SURNAMES),
                (_OTHER_GIVEN, _OTHER_SURNAMES),
            )
        )
        surname = r.choice(surnames)
        return f"{r.choice(given_names)} {surname}", surname

    def _person(self) -> list[Word]:
        return _labelled(self._name()[0], "PER")

    def _surname(self) -> list[Word]:
        return _labelled(self._name()[1], "PER")

    def _title(self) -> list[Word]:
        return [(w, "O") for w in self._rng.choice(_TITLES).split()]

    def _leader(self) -> list[Word]:
        r = self._rng
        name = self._person() if r.random() < 0.75 else self._surname()
        kind = r.random()
        office: list[Word] = [(w, "O") for w in r.choice(_OFFICES).split()]
        if kind < 0.4:
            return self._dem() + office + name
        if kind < 0.6:
            return self._country() + [("'s", "O")] + office + name
        if kind < 0.85:
            return self._title() + name
        return name

    def _country(self) -> list[Word]:
        names = self._rng.choice(self._countries)
        name = names[0] if self._rng.random() < 0.8 else self._rng.choice(names)
        if self._rng.random() < 0.25:
            name = self._rng.choice(
                "South Korea;North Korea;the United States;the U.S.;Japan;China;Russia;Ukraine;"
                "the UK;Germany;France;India;Israel;Iran;Saudi Arabia;the US".split(";")
            )
        return _labelled(name, "LOC")

    def _dem(self) -> list[Word]:
        if self._rng.random() < 0.2:
            return _labelled(self._rng.choice(("South Korean", "North Korean", "Japanese")), "NORP")
        return _labelled(self._rng.choice(self._adjectives), "NORP")

    def _city(self) -> list[Word]:
        return _labelled(self._rng.choice(self._capitals), "LOC")

    def _cityup(self) -> list[Word]:
        return _labelled(self._rng.choice(self._capitals).upper(), "LOC")

    def _org(self) -> list[Word]:
        return _labelled(self._rng.choice(_ORGANISATIONS), "ORG")

    def _agency(self) -> list[Word]:
        return _labelled(self._rng.choice(_AGENCIES), "ORG")

    def _day(self) -> list[Word]:
        return _labelled(self._rng.choice(_DAYS), "DATE")

    def _month(self) -> list[Word]:
        return _labelled(self._rng.choice(_MONTHS), "DATE")

    def _year(self) -> list[Word]:
        return _labelled(str(self._rng.randint(1945, 2035)), "DATE")

    def _date(self) -> list[Word]:
        r = self._rng
        month = r.choice(_MONTHS + _SHORT_MONTHS)
        day, year = r.randint(1, 31), r.randint(1990, 2035)
        forms = (f"{month} {day}", f"{month} {day} , {year}", f"{day} {month} {year}", f"{month} {year}")
        return _labelled(r.choice(forms), "DATE")

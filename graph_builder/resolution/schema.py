"""The tables of a state: what has been read, what was linked to what, and the things made of it.

Row numbers are internal: they depend on the order of arrival, so no decision may rest on them.
"""

import sqlite3
from pathlib import Path

from graph_builder.errors import GraphError

FORMAT = "6"
READ_KB = 1 << 18
WRITE_KB = 3 << 19
"""How much of a state is held in memory: what an update touches in no order (about 15 kB an article
of a full merge) should fit, since reading it again and again costs more than all else."""

_TABLES = """
create table meta(key text primary key, value text not null);
create table article(
  num integer primary key, id text not null unique, low integer, high integer,
  published text, url text, title text, publisher text, origin integer,
  copied integer not null default 0);
create index article_origin on article(origin);
create table facet(
  num integer primary key, key text not null unique, kind text not null, type text not null,
  name text not null, polity text not null, office text not null, article integer,
  n integer not null default 0, cluster integer, entity integer, side text,
  first text);
create index facet_cluster on facet(cluster);
create index facet_polity on facet(name) where kind='C';
create index facet_entity on facet(entity);
create table facet_key(key text, facet integer, primary key(key, facet)) without rowid;
create index facet_key_facet on facet_key(facet);
create table facet_stat(
  facet integer, stat text, n integer, primary key(facet, stat)) without rowid;
create table facet_name(
  facet integer, shown integer, type text, name text, n integer,
  primary key(facet, shown, type, name)) without rowid;
create table standing(
  facet integer, stat text, actor integer, primary key(facet, stat, actor)) without rowid;
create table actor(
  num integer primary key, article integer not null, cid text not null, anchor text not null,
  type text not null, name text not null, facet integer not null, told text not null,
  founder integer not null, thing integer);
create index actor_article on actor(article);
create index actor_anchor on actor(anchor);
create index actor_facet on actor(facet, thing);
create index actor_founder on actor(facet) where founder;
create index actor_thing on actor(thing, article) where thing is not null;
create table event(
  num integer primary key, article integer not null, cid text not null, anchor text not null,
  type text not null, parts text not null, low integer, high integer, status text not null,
  places text not null, stems text not null, body text not null, rivals integer not null default 0,
  same integer, keys blob, cluster integer);
create index event_same on event(same, anchor) where same is not null;
create index event_article on event(article);
create index event_anchor on event(anchor);
create index event_cluster on event(cluster);
create table bereft(key integer primary key) without rowid;
create table event_actor(facet integer, event integer, primary key(facet, event)) without rowid;
create table event_key(key integer, event integer, primary key(key, event)) without rowid;
create table statement(
  num integer primary key, article integer not null, cid text not null, anchor text not null,
  kind text not null, speaker integer not null, addressee integer, mentions text not null,
  words text not null, body text not null, same integer, cluster integer);
create index statement_same on statement(same, anchor);
create table unsaid(key integer primary key) without rowid;
create index statement_article on statement(article);
create index statement_anchor on statement(anchor);
create index statement_cluster on statement(cluster);
create table statement_key(key integer, statement integer, primary key(key, statement))
  without rowid;
create index statement_key_statement on statement_key(statement);
create table statement_actor(facet integer, statement integer, primary key(facet, statement))
  without rowid;
create table tenure(
  num integer primary key, article integer not null, cid text not null, anchor text not null,
  person integer not null, org_actor integer, office text not null, org text not null,
  since text, until text, top integer not null, body text not null,
  cluster text, origin integer, thing integer);
create index tenure_article on tenure(article);
create index tenure_person on tenure(person);
create index tenure_top on tenure(person) where top;
create index tenure_org on tenure(org_actor) where org_actor is not null;
create index tenure_cluster on tenure(cluster, thing);
create index tenure_thing on tenure(thing, article) where thing is not null;
create table tenure_told(
  cluster text, body text, since text, until text, top integer, office text, org text,
  org_actor integer, n integer,
  primary key(cluster, body, since, until, top, office, org, org_actor)) without rowid;
create table tenure_origin(cluster text, origin integer, n integer, primary key(cluster, origin))
  without rowid;
create table band(key integer, article integer, primary key(key, article)) without rowid;
create table sketch(article integer primary key, hashes blob not null);
create table phase(
  article integer, matter text, phase text, cid text, primary key(article, matter, phase, cid))
  without rowid;
create index phase_matter on phase(matter);
create table link(
  kind text, a integer, b integer, score real, rule text, primary key(kind, a, b)) without rowid;
create table doubt(
  kind text, a integer, b integer, score real, rule text, primary key(kind, a, b)) without rowid;
create table thing(
  num integer primary key, iri text not null unique, kind text not null, cluster text not null,
  body text not null, articles integer);
create index thing_cluster on thing(kind, cluster);
create table identity(anchor text primary key, iri text not null, age integer not null)
  without rowid;
create table minted(iri text primary key, age integer not null) without rowid;
create table identity_iri(iri text, anchor text, primary key(iri, anchor)) without rowid;
create table event_pair(
  a text, b text, event text, source text, target text, type text, status text, basis text,
  symmetric integer, first text, last text, implied integer,
  primary key(a, b, event, source)) without rowid;
create index event_pair_event on event_pair(event);
create table judgement(id text primary key, body text not null);
create table wikidata(anchor text primary key, qid text) without rowid;
"""

# What the last update changed, for as long as the state is open.
_CHANGES = """
create temp table change(
  num integer primary key, before text, iri text, because text not null, lost text, gained text,
  articles_before integer);
"""


def connect(path: Path | str, read_only: bool = False) -> sqlite3.Connection:
    """An open state at `path` (or ":memory:"), its tables made if it is new.

    The file is always part of a draft that is thrown away after a crash, so the journal that undoes
    a failed update is kept in memory. A published one is opened `read_only`, and never changes.
    Raises `GraphError` when the file is of another format or no state.
    """
    if read_only and not Path(path).exists():
        raise GraphError(f"{path} is missing; build the graph again")
    try:
        if read_only:
            uri = f"{Path(path).absolute().as_uri()}?mode=ro&immutable=1"
            db = sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False)
        else:
            db = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    except sqlite3.OperationalError as error:
        raise GraphError(f"{path} can't be opened ({error}); check the directory") from error
    try:
        db.execute("pragma journal_mode=memory")
        db.execute("pragma secure_delete=off")
        db.execute(f"pragma cache_size=-{READ_KB if read_only else WRITE_KB}")
        db.executescript(_CHANGES)
        new = not db.execute("select 1 from sqlite_master where name='meta'").fetchone()
        if new and not read_only:
            db.executescript("begin;" + _TABLES + "commit;")
            db.execute("insert into meta values('format', ?)", (FORMAT,))
        found = db.execute("select value from meta where key='format'").fetchone()
    except sqlite3.DatabaseError as error:
        db.close()
        raise GraphError(
            f"{path} is no resolution state ({error}); build the graph again"
        ) from error
    if found is None or found[0] != FORMAT:
        db.close()
        raise GraphError(f"{path} is of another format than {FORMAT}; build the graph again")
    return db

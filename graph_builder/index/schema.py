"""The tables of `index.sqlite`.

Actors are numbered as the nodes of the network are, from 0 and for the life of a graph; events,
statements and articles have row numbers of their own. Times are kept as ISO days (`first`, `last`,
both end-inclusive; null when unresolved) beside the words they came from.
"""

INDEX = "index.sqlite"
FORMAT = "1"

TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE actor (
  node INTEGER PRIMARY KEY, iri TEXT NOT NULL UNIQUE,
  type TEXT, name TEXT, code TEXT, wikidata TEXT,       -- type is null until the actor itself comes
  leader INTEGER NOT NULL DEFAULT 0, articles INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX actor_lost ON actor (node) WHERE type IS NULL;
CREATE TABLE name (
  id INTEGER PRIMARY KEY, node INTEGER NOT NULL, text TEXT NOT NULL,
  key TEXT NOT NULL, sound TEXT NOT NULL, preferred INTEGER NOT NULL
);
CREATE INDEX name_node ON name (node);
CREATE INDEX name_key ON name (key);
CREATE TABLE name_sound (
  sound TEXT NOT NULL, name INTEGER NOT NULL, PRIMARY KEY (sound, name)
) WITHOUT ROWID;
CREATE VIRTUAL TABLE name_word USING fts5 (
  key, content='name', content_rowid='id', prefix='1 2 3', tokenize='unicode61', columnsize=0
);
CREATE VIRTUAL TABLE name_gram USING fts5 (
  key, content='name', content_rowid='id', tokenize='trigram', detail='none', columnsize=0
);
CREATE VIRTUAL TABLE name_gram_count USING fts5vocab (name_gram, 'row');

CREATE TABLE article (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, iri TEXT UNIQUE,   -- name: the dossier's id
  url TEXT, title TEXT, publisher TEXT, published TEXT, origin TEXT
);
CREATE INDEX article_origin ON article (origin);
CREATE TABLE member (                                    -- which actor of an article is which actor
  article INTEGER NOT NULL, claim TEXT NOT NULL, node INTEGER NOT NULL,
  PRIMARY KEY (article, claim)
) WITHOUT ROWID;
CREATE INDEX member_node ON member (node);
CREATE TABLE evidence (
  article INTEGER NOT NULL, claim TEXT NOT NULL, ordinal INTEGER NOT NULL,
  start INTEGER NOT NULL, "end" INTEGER NOT NULL, text TEXT NOT NULL, supports TEXT NOT NULL,
  PRIMARY KEY (article, claim, ordinal)
) WITHOUT ROWID;

CREATE TABLE place (id INTEGER PRIMARY KEY, name TEXT, key TEXT NOT NULL, polity TEXT);
CREATE UNIQUE INDEX place_name ON place (name, polity);
CREATE INDEX place_key ON place (key);
CREATE INDEX place_polity ON place (polity);

CREATE TABLE event (
  id INTEGER PRIMARY KEY, iri TEXT NOT NULL UNIQUE, slot INTEGER,
  type TEXT, label TEXT, status TEXT, basis TEXT, place INTEGER,
  first TEXT, last TEXT, precision TEXT, phrase TEXT, anchor TEXT, rule TEXT,
  confidence REAL, origins INTEGER
);
CREATE UNIQUE INDEX event_slot ON event (slot);
CREATE INDEX event_order ON event (coalesce(first, '~'), iri);   -- undated ones last
CREATE TABLE participant (
  event INTEGER NOT NULL, node INTEGER NOT NULL, role TEXT NOT NULL, ordinal INTEGER NOT NULL,
  PRIMARY KEY (event, ordinal)
) WITHOUT ROWID;
CREATE INDEX participant_node ON participant (node, event);
CREATE TABLE event_claim (
  event INTEGER NOT NULL, article INTEGER NOT NULL, claim TEXT NOT NULL,
  PRIMARY KEY (event, article, claim)
) WITHOUT ROWID;
CREATE INDEX event_claim_article ON event_claim (article, claim);

CREATE TABLE pair (
  id INTEGER PRIMARY KEY, iri TEXT NOT NULL UNIQUE, a INTEGER NOT NULL, b INTEGER NOT NULL
);
CREATE UNIQUE INDEX pair_ends ON pair (a, b);
CREATE TABLE link (                                      -- one row for each event of each relation
  source INTEGER NOT NULL, target INTEGER NOT NULL, event INTEGER NOT NULL,
  symmetric INTEGER NOT NULL, PRIMARY KEY (source, target, event)
) WITHOUT ROWID;
CREATE INDEX link_event ON link (event);

CREATE TABLE statement (
  id INTEGER PRIMARY KEY, iri TEXT NOT NULL UNIQUE, speaker INTEGER NOT NULL,
  statement_kind TEXT NOT NULL, addressee INTEGER,
  first TEXT, last TEXT, precision TEXT, phrase TEXT, anchor TEXT, rule TEXT,
  confidence REAL, origins INTEGER
);
CREATE INDEX statement_speaker ON statement (speaker, coalesce(first, '~'), iri);
CREATE INDEX statement_addressee ON statement (addressee);
CREATE INDEX statement_order ON statement (coalesce(first, '~'), iri);
CREATE TABLE statement_claim (
  statement INTEGER NOT NULL, variant INTEGER, article INTEGER NOT NULL, claim TEXT NOT NULL,
  PRIMARY KEY (statement, article, claim)
) WITHOUT ROWID;
CREATE INDEX statement_claim_article ON statement_claim (article, claim);
CREATE TABLE variant (
  id INTEGER PRIMARY KEY, statement INTEGER NOT NULL, ordinal INTEGER NOT NULL, text TEXT NOT NULL
);
CREATE INDEX variant_statement ON variant (statement, ordinal);
CREATE VIRTUAL TABLE quote_word USING fts5 (
  text, content='variant', content_rowid='id', tokenize="porter unicode61 remove_diacritics 2"
);
CREATE TABLE topic (
  id INTEGER PRIMARY KEY, iri TEXT NOT NULL UNIQUE, label TEXT NOT NULL, key TEXT NOT NULL
);
CREATE INDEX topic_key ON topic (key);
CREATE TABLE statement_topic (
  statement INTEGER NOT NULL, topic INTEGER NOT NULL, PRIMARY KEY (statement, topic)
) WITHOUT ROWID;
CREATE INDEX statement_topic_topic ON statement_topic (topic, statement);
CREATE TABLE statement_mention (
  statement INTEGER NOT NULL, node INTEGER NOT NULL, PRIMARY KEY (statement, node)
) WITHOUT ROWID;
CREATE INDEX statement_mention_node ON statement_mention (node, statement);

CREATE TABLE tenure (
  id INTEGER PRIMARY KEY, iri TEXT NOT NULL UNIQUE, person INTEGER NOT NULL, office TEXT NOT NULL,
  org TEXT NOT NULL, org_actor INTEGER, since TEXT, until TEXT, top INTEGER NOT NULL,
  origins INTEGER NOT NULL
);
CREATE INDEX tenure_person ON tenure (person);
CREATE INDEX tenure_org_actor ON tenure (org_actor);
CREATE TABLE tenure_claim (
  tenure INTEGER NOT NULL, article INTEGER NOT NULL, claim TEXT NOT NULL,
  PRIMARY KEY (tenure, article, claim)
) WITHOUT ROWID;
CREATE INDEX tenure_claim_article ON tenure_claim (article, claim);

CREATE TABLE discrepancy (
  id INTEGER PRIMARY KEY, iri TEXT NOT NULL UNIQUE, subject TEXT NOT NULL, field TEXT NOT NULL,
  tellings TEXT NOT NULL                             -- JSON: [[value, [[article, claim], …]], …]
);
CREATE INDEX discrepancy_subject ON discrepancy (subject);
CREATE TABLE retired (
  iri TEXT PRIMARY KEY, successor TEXT NOT NULL, kind TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX retired_successor ON retired (successor);
"""

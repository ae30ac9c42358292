"""`Graph`: an opened generation with every question as a method."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from graph_builder.graph import (
    actors,
    articles,
    conversions,
    events,
    identity,
    naming,
    paths,
    relationships,
    statements,
    topics,
)
from graph_builder.graph.answers import (
    ActorHit,
    ActorPage,
    ActorRef,
    ArticlePage,
    Articles,
    EventRow,
    Events,
    Neighbours,
    Paths,
    StatementRow,
    Statements,
    Timeline,
    TopicPage,
    TopicRow,
)
from graph_builder.graph.articles import ArticleFilters
from graph_builder.graph.filters import Filters
from graph_builder.graph.opened import Opened
from graph_builder.graph.paths import PathOptions
from graph_builder.graph.reasons import ActorIdentity
from graph_builder.graph.statements import StatementFilters

if TYPE_CHECKING:
    import networkx
    import rdflib


class Graph(Opened):
    """One generation of a graph. Filters and options may be given as objects or as mappings."""

    def resolve(self, name: str) -> ActorRef:
        """The actor that a name or IRI stands for; see `naming.resolve`."""
        return naming.resolve(self, name).ref

    def subject(self, name: str) -> str:
        """The IRI of any thing by a name or IRI; see `naming.subject_iri`."""
        return naming.subject_iri(self, name)

    def actors(
        self, query: str, *, types: Sequence[str] = (), prefix: bool = False, limit: int = 20
    ) -> tuple[ActorHit, ...]:
        """Actors whose names are like `query`; see `actors.actors`."""
        return actors.actors(self, query, types=types, prefix=prefix, limit=limit)

    def actor(self, name: str) -> ActorPage:
        """The page of an actor; see `actors.actor`."""
        return actors.actor(self, name)

    def identity(self, name: str) -> ActorIdentity:
        """Why the mentions of an actor are one; see `identity.identity`."""
        return identity.identity(self, name)

    def relationships(
        self,
        name: str,
        *,
        filters: Filters | Mapping[str, Any] | None = None,
        types_of_actor: Sequence[str] = (),
        cursor: str | None = None,
        limit: int = 50,
    ) -> Neighbours:
        """An actor's neighbours, most events first; see `relationships.relationships`."""
        return relationships.relationships(
            self, name, filters=filters, types_of_actor=types_of_actor, cursor=cursor, limit=limit
        )

    def timeline(
        self,
        a: str,
        b: str,
        *,
        filters: Filters | Mapping[str, Any] | None = None,
        cursor: str | None = None,
        limit: int = 50,
    ) -> Timeline:
        """The dated record of two actors; see `relationships.timeline`."""
        return relationships.timeline(self, a, b, filters=filters, cursor=cursor, limit=limit)

    def paths(
        self,
        source: str,
        target: str,
        *,
        options: PathOptions | Mapping[str, Any] | None = None,
        filters: Filters | Mapping[str, Any] | None = None,
    ) -> Paths:
        """Paths between two actors; see `paths.paths`."""
        return paths.paths(self, source, target, options=options, filters=filters)

    def statements(
        self,
        *,
        filters: StatementFilters | Mapping[str, Any] | None = None,
        cursor: str | None = None,
        limit: int = 50,
    ) -> Statements:
        """The ledger of statements; see `statements.statements`."""
        return statements.statements(self, filters=filters, cursor=cursor, limit=limit)

    def statement(self, iri: str) -> StatementRow:
        """One statement with all of its evidence."""
        return statements.statement(self, iri)

    def events(
        self,
        *,
        actors: Sequence[str] = (),
        filters: Filters | Mapping[str, Any] | None = None,
        cursor: str | None = None,
        limit: int = 50,
    ) -> Events:
        """Events that all of `actors` take part in; see `events.events`."""
        return events.events(self, actors=actors, filters=filters, cursor=cursor, limit=limit)

    def event(self, iri: str) -> EventRow:
        """One event with all of its evidence."""
        return events.event(self, iri)

    def topics(self, *, cursor: str | None = None, limit: int = 100) -> TopicPage:
        """The topics on which anything was said, the busiest first."""
        return topics.topics(self, cursor=cursor, limit=limit)

    def topic(self, name: str) -> TopicRow:
        """One topic by IRI or label."""
        return topics.topic(self, name)

    def articles(
        self,
        *,
        filters: ArticleFilters | Mapping[str, Any] | None = None,
        cursor: str | None = None,
        limit: int = 50,
    ) -> Articles:
        """The articles of the graph; see `articles.articles`."""
        return articles.articles(self, filters=filters, cursor=cursor, limit=limit)

    def article(self, name: str) -> ArticlePage:
        """One article by id or IRI, with all that the graph takes from it."""
        return articles.article(self, name)

    def to_networkx(self, filters: Filters | Mapping[str, Any] | None = None) -> "networkx.Graph":
        """The actors and one edge for each pair with events; see `conversions.to_networkx`."""
        return conversions.to_networkx(self, filters)

    def to_rdflib(self, name: str = "") -> "rdflib.Graph":
        """The triples of the merged graph or of a named one; see `conversions.to_rdflib`."""
        return conversions.to_rdflib(self, name)

    @staticmethod
    def to_pandas(rows: Iterable[Any]) -> Any:
        """Rows of an answer as a table; see `conversions.to_pandas`."""
        return conversions.to_pandas(rows)

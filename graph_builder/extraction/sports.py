"""Words of games: who plays them is no actor, and to meet in them is no encounter."""

# Of these, the word alone is no game: who plays it, or "at hockey", makes it one.
SPORTS = frozenset(
    "football soccer hockey volleyball basketball handball rugby cricket tennis baseball badminton "
    "netball polo lacrosse softball futsal chess bowls darts snooker".split()
)
TEAMS = frozenset("team side squad eleven club player captain league under-twelves".split())
PLAYERS = frozenset(
    "footballers cricketers players athletes runners swimmers boxers wrestlers gymnasts skiers "
    "skaters rowers goalkeepers golfers cyclists fans".split()
)
"""Plurals of those who play, or who watch it."""

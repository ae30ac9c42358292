"""Where a graph lives: its directory of generations, its dossiers, and its store of quads."""

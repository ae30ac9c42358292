"""Files and pages made from a graph or a dossier, for other tools and for people."""

"""The vocabulary as data; `graph_builder.ontology` reads it."""

"""Killable worker processes: whatever a stranger's request computes, it computes in one of these.

::

    answer = await request.app.state.workers.call(
        "graph_builder.graph:timeline", {"a": "Ana Berg", "b": "Li Wen"}, request=request)

runs `graph_builder.graph.timeline(graph, a="Ana Berg", b="Li Wen")` in a worker and returns its
value as plain JSON values (dataclasses become objects, tuples lists). `graph` is the worker's
`Graph` (`graph_builder.graph.open_graph(folder of the generation)`), open on the generation that is
current when the request arrives. The function is any importable `package.module:function` or
`package.module:Class.method` whose first parameter is that graph. Arguments must be JSON values.

`fetch` does the same for large results: the function returns `bytes`, or an iterator of `bytes`,
and the caller gets a `Result` with the spooled bytes, to be sent as they are
(`responses.spooled(result, media_type)`).

A `ChanceryError` that the function raises arrives as the same error; the application turns it into
a problem body. At the deadline the process is killed (`DeadlineError`); when no worker comes free
in time the caller gets `BusyError`; when the process dies (memory, stack), `CrashError`. None of
them is to be caught in a route: `service.app` knows their status codes.
"""

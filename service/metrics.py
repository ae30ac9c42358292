"""Prometheus metrics of one running service."""

import time
from bisect import bisect_left
from collections import Counter as Tally
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from itertools import accumulate

from prometheus_client import CollectorRegistry, Counter, Gauge, Metric, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from prometheus_client.registry import Collector

_SECONDS = (0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)

MEDIA_TYPE = CONTENT_TYPE_LATEST


class Metrics(Collector):
    """Counts of one application; each application has its own registry. Is a `PoolWatch`."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._requests: Tally[tuple[str, str, int]] = Tally()
        self._latency: dict[str, _Times] = defaultdict(_Times)
        self._jobs = _Times()
        self.registry.register(self)
        self._ended = Counter(
            "chancery_worker_ends", "Worker processes ended", ("reason",), registry=self.registry
        )

    def answered(self, route: str, method: str, status: int, seconds: float) -> None:
        """A request was answered."""
        self._requests[route, method, status] += 1
        self._latency[route].add(seconds)

    def worker_ended(self, reason: str) -> None:
        """A worker process ended: by deadline, abandoned, preempted, crash or retired."""
        self._ended.labels(reason).inc()

    def job_done(self, seconds: float) -> None:
        """A worker answered."""
        self._jobs.add(seconds)

    def collect(self) -> Iterator[Metric]:
        """Called by prometheus_client: what is counted for every request."""
        requests = CounterMetricFamily(
            "chancery_requests", "Requests answered", labels=("route", "method", "status")
        )
        for (route, method, status), count in self._requests.items():
            requests.add_metric((route, method, str(status)), count)
        latency = HistogramMetricFamily(
            "chancery_request_seconds", "Time to answer", labels=("route",)
        )
        for route, times in self._latency.items():
            latency.add_metric((route,), times.buckets(), times.total_s)
        jobs = HistogramMetricFamily("chancery_job_seconds", "Time in a worker process")
        jobs.add_metric((), self._jobs.buckets(), self._jobs.total_s)
        yield from (requests, latency, jobs)

    def gauge(self, name: str, text: str, value: Callable[[], float]) -> None:
        """Publish `value()` under `chancery_<name>`, asked at every scrape."""
        Gauge(f"chancery_{name}", text, registry=self.registry).set_function(value)

    def gauge_by_kind(self, name: str, text: str, values: Callable[[], Mapping[str, int]]) -> None:
        """Publish `values()` under `chancery_<name>`, one series for each key."""
        self.registry.register(_ByKind(f"chancery_{name}", text, values))

    def page(self) -> bytes:
        """Everything in the text format of Prometheus."""
        return generate_latest(self.registry)


class _Times:
    """A histogram of seconds. prometheus_client's own takes three times as long to count."""

    def __init__(self) -> None:
        self._counts = [0] * (len(_SECONDS) + 1)
        self.total_s = 0.0

    def add(self, seconds: float) -> None:
        """Count one more."""
        self._counts[bisect_left(_SECONDS, seconds)] += 1
        self.total_s += seconds

    def buckets(self) -> list[tuple[str, float]]:
        """How many were no longer than each bound."""
        bounds = [*(str(float(bound)) for bound in _SECONDS), "+Inf"]
        return list(zip(bounds, accumulate(self._counts), strict=True))


class _ByKind(Collector):
    """Asks for numbers by kind at every scrape."""

    def __init__(self, name: str, text: str, values: Callable[[], Mapping[str, int]]) -> None:
        self._name, self._text, self._values = name, text, values

    def collect(self) -> Iterator[Metric]:
        """Called by prometheus_client."""
        family = GaugeMetricFamily(self._name, self._text, labels=("kind",))
        for kind, value in self._values().items():
            family.add_metric((kind,), value)
        yield family


class Stopwatch:
    """Seconds from when it was made until it is stopped."""

    def __init__(self) -> None:
        self._started = time.perf_counter()
        self.seconds = 0.0

    def stop(self) -> None:
        """Take the time."""
        self.seconds = time.perf_counter() - self._started

"""Prometheus metrics of one running service."""

import time
from collections.abc import Callable, Iterator, Mapping

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, Metric, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from prometheus_client.registry import Collector

_SECONDS = (0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)

MEDIA_TYPE = CONTENT_TYPE_LATEST


class Metrics:
    """Counts of one application; each application has its own registry. Is a `PoolWatch`."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._requests = Counter(
            "chancery_requests", "Requests answered", ("route", "method", "status"),
            registry=self.registry,
        )  # fmt: skip
        self._latency = Histogram(
            "chancery_request_seconds", "Time to answer", ("route",), buckets=_SECONDS,
            registry=self.registry,
        )  # fmt: skip
        # labels() takes longer than counting; there are few combinations.
        self._series: dict[tuple[str, str, int], tuple[Counter, Histogram]] = {}
        self._jobs = Histogram(
            "chancery_job_seconds", "Time in a worker process", buckets=_SECONDS,
            registry=self.registry,
        )  # fmt: skip
        self._ended = Counter(
            "chancery_worker_ends", "Worker processes ended", ("reason",), registry=self.registry
        )

    def answered(self, route: str, method: str, status: int, seconds: float) -> None:
        """A request was answered."""
        key = (route, method, status)
        if key not in self._series:
            self._series[key] = (
                self._requests.labels(route, method, str(status)),
                self._latency.labels(route),
            )
        count, latency = self._series[key]
        count.inc()
        latency.observe(seconds)

    def worker_ended(self, reason: str) -> None:
        """A worker process ended: by deadline, abandoned, preempted, crash or retired."""
        self._ended.labels(reason).inc()

    def job_done(self, seconds: float) -> None:
        """A worker answered."""
        self._jobs.observe(seconds)

    def gauge(self, name: str, text: str, value: Callable[[], float]) -> None:
        """Publish `value()` under `chancery_<name>`, asked at every scrape."""
        Gauge(f"chancery_{name}", text, registry=self.registry).set_function(value)

    def gauge_by_kind(self, name: str, text: str, values: Callable[[], Mapping[str, int]]) -> None:
        """Publish `values()` under `chancery_<name>`, one series for each key."""
        self.registry.register(_ByKind(f"chancery_{name}", text, values))

    def page(self) -> bytes:
        """Everything in the text format of Prometheus."""
        return generate_latest(self.registry)


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
    """Seconds since it was made."""

    def __init__(self) -> None:
        self._started = time.perf_counter()

    @property
    def seconds(self) -> float:
        """Seconds so far."""
        return time.perf_counter() - self._started

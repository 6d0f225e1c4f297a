//! What is counted of requests, for Prometheus.

use prometheus_client::encoding::{EncodeLabelSet, text::encode};
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::{Histogram, exponential_buckets};
use prometheus_client::registry::Registry;
use std::time::Duration;

/// The address of a request as the router knows it, and how it came out. Neither grows with what is asked.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Outcome {
    route: String,
    status: u16,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Route {
    route: String,
}

/// Everything that is counted.
pub(crate) struct Metrics {
    registry: Registry,
    requests: Family<Outcome, Counter>,
    seconds: Family<Route, Histogram, fn() -> Histogram>,
    /// Requests that are being answered.
    pub(crate) in_flight: Gauge,
    /// Answers that were given again instead of being made anew.
    pub(crate) again: Counter,
    generation: Gauge,
    articles: Gauge,
    statements: Gauge,
}

impl Metrics {
    /// Nothing counted yet.
    pub(crate) fn new() -> Self {
        let seconds: fn() -> Histogram = || Histogram::new(exponential_buckets(0.0005, 2.0, 15));
        let mut metrics = Self {
            registry: Registry::with_prefix("rolecall"),
            requests: Family::default(),
            seconds: Family::new_with_constructor(seconds),
            in_flight: Gauge::default(),
            again: Counter::default(),
            generation: Gauge::default(),
            articles: Gauge::default(),
            statements: Gauge::default(),
        };
        let registry = &mut metrics.registry;
        registry.register("requests", "Requests answered", metrics.requests.clone());
        registry.register("request_seconds", "Time from a request to its answer", metrics.seconds.clone());
        registry.register("requests_in_flight", "Requests being answered", metrics.in_flight.clone());
        registry.register("answers_given_again", "Answers that had been made before", metrics.again.clone());
        registry.register("index_generation", "The generation of the index that answers", metrics.generation.clone());
        registry.register("index_articles", "Articles in the index", metrics.articles.clone());
        registry.register("index_statements", "Statements in the index", metrics.statements.clone());
        metrics
    }

    /// Counts a request.
    pub(crate) fn count(&self, route: &str, status: u16, took: Duration) {
        self.requests.get_or_create(&Outcome { route: route.to_owned(), status }).inc();
        self.seconds.get_or_create(&Route { route: route.to_owned() }).observe(took.as_secs_f64());
    }

    /// Notes which generation answers from now on.
    pub(crate) fn serves(&self, generation: u64, articles: usize, statements: usize) {
        let number = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
        self.generation.set(i64::try_from(generation).unwrap_or(i64::MAX));
        self.articles.set(number(articles));
        self.statements.set(number(statements));
    }

    /// Everything counted, in the text format of OpenMetrics.
    pub(crate) fn text(&self) -> String {
        let mut text = String::new();
        // Writing to a string does not fail.
        let _ = encode(&mut text, &self.registry);
        text
    }
}

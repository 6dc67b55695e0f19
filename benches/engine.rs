//! How fast a run is, on the Niger case with an agent for twenty persons: a year with a short
//! warm-up, a market day alone (nearly all of it prices), and the days between two market days
//! (nearly all of it people who decide and travel).
//!
//! `cargo bench` measures; the first line that it prints gives people, decisions and events a second.

use std::hint::black_box;
use std::path::Path;
use std::time::Instant;

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use wayfare::engine::Run;
use wayfare::outcomes::Record;
use wayfare::scenario;
use wayfare::units::Day;
use wayfare::world::Scenario;

/// A year of the Niger case after 90 days of warm-up.
fn niger() -> Option<Scenario> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/niger");
    let mut scenario = scenario::load(&folder).ok()?.scenario;
    scenario.persons_per_agent = 20.0;
    scenario.calendar.warm_up_days = 90;
    scenario.calendar.end = scenario.calendar.date(Day(365));
    Some(scenario)
}

fn say_rates(record: &Record, seconds: f64) {
    let rate = |count: u64| format!("{count} ({:.0} a second)", count as f64 / seconds);
    println!(
        "a year of scenarios/niger, an agent for 20 persons: {seconds:.2} s, people {}, decisions {}, events {}",
        rate(record.people),
        rate(record.decisions),
        rate(record.events),
    );
}

fn bench(criterion: &mut Criterion) {
    let Some(scenario) = niger() else { return };
    let start = Instant::now();
    let record = Run::new(&scenario, 1).finish();
    say_rates(&record, start.elapsed().as_secs_f64());

    let mut replicate = criterion.benchmark_group("replicate");
    replicate.sample_size(10).throughput(Throughput::Elements(record.decisions));
    replicate.bench_function("decisions", |b| b.iter(|| Run::new(black_box(&scenario), 1).finish()));
    replicate.finish();

    // Day 43 × 7 of the run is a market day well after the warm-up.
    let market_day = scenario.calendar.first_day().plus(43 * 7);
    let mut before = Run::new(&scenario, 1);
    before.advance_to(market_day);
    let mut after = before.clone();
    after.advance_to(market_day.plus(1));
    // The run is handed back, so that its end is not measured.
    fn advance(mut run: Run<'_>, to: Day) -> Run<'_> {
        run.advance_to(to);
        run
    }
    let mut days = criterion.benchmark_group("days");
    days.bench_function("a market day", |b| {
        b.iter_batched(|| before.clone(), |run| advance(run, market_day.plus(1)), BatchSize::LargeInput);
    });
    days.bench_function("six days between market days", |b| {
        b.iter_batched(|| after.clone(), |run| advance(run, market_day.plus(7)), BatchSize::LargeInput);
    });
    days.finish();
}

criterion_group!(benches, bench);
criterion_main!(benches);

//! Coming to want to leave: an event that leads to one decision.

use rand_distr::{Distribution, Poisson};

use crate::agents::Candidate;
use crate::catalogue::{Mechanism, Parameter};
use crate::random::{Key, Purpose};
use crate::units::{DAYS_PER_YEAR, Day};
use crate::world::{Arrivals, Community, Conditions, Motives, Role, Scenario};

const NAME: &str = "aspiration";

/// How much the majorant stream of candidates exceeds the tables' rates.
pub const MAJORANT: Parameter = Parameter::number(NAME, "majorant", 2.0)
    .meaning("rate of the fixed stream of candidates, as a multiple of the tables' hazard; thinning reaches no higher")
    .unit("multiplier")
    .range(1.5, 4.0)
    .limits(1.0, 100.0)
    .paragraphs("22–26")
    .numerical();

/// What conflict adds to the hazard.
pub const CONFLICT_EFFECT: Parameter = Parameter::number(NAME, "conflict_effect", 2.0)
    .meaning("people who come to want to leave because of conflict, persecution or violence of intensity 1, as a multiple of the tables' hazard")
    .unit("multiplier")
    .range(0.5, 5.0)
    .limits(0.0, 1000.0)
    .paragraphs("22, 26, 32");
/// How many of those flee.
pub const CONFLICT_FLEEING: Parameter = Parameter::number(NAME, "conflict_fleeing", 0.9)
    .meaning("share of those whom conflict makes want to leave for whom staying is no option")
    .unit("share")
    .range(0.6, 1.0)
    .limits(0.0, 1.0)
    .paragraphs("26, 32");
/// What sudden harm by climate adds to the hazard.
pub const CLIMATE_EFFECT: Parameter = Parameter::number(NAME, "climate_effect", 0.5)
    .meaning("people who come to want to leave because of a climate event of intensity 1, as a multiple of the tables' hazard")
    .unit("multiplier")
    .range(0.1, 1.5)
    .limits(0.0, 1000.0)
    .paragraphs("26, 30");
/// How many of those flee.
pub const CLIMATE_FLEEING: Parameter = Parameter::number(NAME, "climate_fleeing", 0.3)
    .meaning("share of those whom a climate event makes want to leave for whom staying is no option")
    .unit("share")
    .range(0.0, 0.7)
    .limits(0.0, 1.0)
    .paragraphs("26, 30");
/// How the hazard follows livelihood.
pub const LIVELIHOOD_ELASTICITY: Parameter = Parameter::number(NAME, "livelihood_elasticity", 0.3)
    .meaning("by how many per cent the tables' hazard falls when livelihood at home rises by one per cent above that of the tables")
    .unit("elasticity")
    .range(0.0, 1.0)
    .limits(0.0, 10.0)
    .paragraphs("15, 26, 49");

/// How the hazard follows ties abroad.
pub const TIES_ELASTICITY: Parameter = Parameter::number(NAME, "ties_elasticity", 0.0)
    .meaning("by how many per cent the hazard rises when one per cent more of a community's people live abroad; where `ties_abroad` is blank it does not")
    .unit("elasticity")
    .range(0.0, 0.5)
    .limits(0.0, 10.0)
    .paragraphs("32, 36");
/// How the hazard follows what is earned abroad.
pub const ABROAD_ELASTICITY: Parameter = Parameter::number(NAME, "abroad_elasticity", 0.0)
    .meaning("by how many per cent the hazard rises when the best income that a community can reach rises by one per cent above that of the tables: the other side of the livelihood gap")
    .unit("elasticity")
    .range(0.0, 1.0)
    .limits(0.0, 10.0)
    .paragraphs("26, 32");

/// The mechanism.
pub const MECHANISM: Mechanism = Mechanism {
    name: NAME,
    summary: "In each community people come to want to leave at a hazard, and more of them where there is conflict \
              or a climate event; whoever does decides once.",
    text: "see src/ODD.md, submodel aspiration.",
    paragraphs: "15, 22–26, 29–32",
    parameters: &[
        &MAJORANT,
        &CONFLICT_EFFECT,
        &CONFLICT_FLEEING,
        &CLIMATE_EFFECT,
        &CLIMATE_FLEEING,
        &LIVELIHOOD_ELASTICITY,
        &TIES_ELASTICITY,
        &ABROAD_ELASTICITY,
    ],
    without: None,
};

/// A reason to leave that comes on top of the usual ones: a stream of candidates of its own.
#[derive(Clone, Copy, Debug)]
struct Cause {
    /// Sets the stream apart from the usual one, whose candidates are counted from 0.
    stream: u64,
    effect: &'static Parameter,
    fleeing: &'static Parameter,
    /// What moves those whom it reaches, of whom a share flees.
    motives: fn(f64) -> Motives,
    intensity: fn(&Conditions) -> &[f64],
}

const CAUSES: [Cause; 2] = [
    Cause {
        stream: u64::MAX,
        effect: &CONFLICT_EFFECT,
        fleeing: &CONFLICT_FLEEING,
        motives: |flight| Motives { flight, ..Motives::default() },
        intensity: |conditions| &conditions.conflict,
    },
    Cause {
        stream: u64::MAX - 1,
        effect: &CLIMATE_EFFECT,
        fleeing: &CLIMATE_FLEEING,
        motives: |flight| Motives { flight, family: 0.0, climate: 1.0 - flight },
        intensity: |conditions| &conditions.climate,
    },
];

/// People who come to want to leave, expected a day in a community over the period from `day` on, by motive in
/// the order of [`crate::world::Motive::ALL`].
#[must_use]
pub fn expected_per_day(
    scenario: &Scenario,
    conditions: &Conditions,
    community: usize,
    day: Day,
) -> [f64; 4] {
    let number = |parameter| scenario.settings.number(parameter);
    let base = base_per_day(scenario, community);
    let usual = match scenario.communities[community].arrivals {
        Arrivals::Once => {
            let days = scenario.calendar.period_days as i32;
            let first = (0..days).contains(&Day(0).since(day));
            if first { crowd_size(scenario, community) as f64 / f64::from(days) } else { 0.0 }
        }
        _ => base * usual_multiple(scenario, conditions, community).min(number(&MAJORANT)),
    };
    let mut expected = scenario.communities[community].motives.shares().map(|share| share * usual);
    for cause in &CAUSES {
        let people = base * number(cause.effect) * (cause.intensity)(conditions)[community];
        let motives = (cause.motives)(number(cause.fleeing));
        expected.iter_mut().zip(motives.shares()).for_each(|(sum, share)| *sum += share * people);
    }
    expected
}

/// Agents of a community that come all at once.
fn crowd_size(scenario: &Scenario, community: usize) -> u64 {
    (scenario.communities[community].population / scenario.persons_per_agent).round() as u64
}

/// Agents a day at the tables' hazard.
fn base_per_day(scenario: &Scenario, community: usize) -> f64 {
    let about: &Community = &scenario.communities[community];
    about.population * about.aspiration_per_year / DAYS_PER_YEAR / scenario.persons_per_agent
}

/// The multiple of the tables' hazard by series and livelihood.
fn usual_multiple(scenario: &Scenario, conditions: &Conditions, community: usize) -> f64 {
    let (table, now) =
        (scenario.communities[community].livelihood_usd_year, conditions.livelihood_usd_year[community]);
    let gap = if now == table { 1.0 } else { now.max(1e-6) / table.max(1e-6) };
    let usual = conditions.aspiration[community] * conditions.pull[community];
    usual * gap.powf(-scenario.settings.number(&LIVELIHOOD_ELASTICITY))
}

/// What draws a community's people abroad, as a multiple of the tables' hazard: those who live there
/// already (`arrived` of them came in this run), and what can be earned at the places they can reach.
#[must_use]
pub fn pull(scenario: &Scenario, income: &[f64], reachable: &[usize], community: usize, arrived: f64) -> f64 {
    let number = |parameter| scenario.settings.number(parameter);
    let (ties, gap) = (number(&TIES_ELASTICITY), number(&ABROAD_ELASTICITY));
    let at_first = scenario.communities[community].ties_abroad;
    let mut pull = 1.0;
    if ties != 0.0 && at_first > 0.0 {
        pull *= ((at_first + arrived).max(0.0) / at_first).powf(ties);
    }
    if gap != 0.0 {
        pull *= (best_income(scenario, reachable, |place| income[place])
            / best_income(scenario, reachable, |_| 1.0))
        .powf(gap);
    }
    pull
}

/// The most that is earned in a year at a place that people can reach to stay.
fn best_income(scenario: &Scenario, reachable: &[usize], multiple: impl Fn(usize) -> f64) -> f64 {
    let stays = |place: &&usize| {
        let about = &scenario.places[**place];
        about.settle || about.role == Role::Destination
    };
    let incomes = reachable.iter().filter(stays).map(|&p| scenario.places[p].income_usd_year * multiple(p));
    incomes.fold(1e-6, f64::max)
}

/// Those who come to want to leave on a day: thinnings of fixed streams, one for the usual reasons and
/// one for each cause that is at work.
#[must_use]
pub fn candidates(
    scenario: &Scenario,
    conditions: &Conditions,
    run: Key,
    community: usize,
    day: Day,
) -> Vec<Candidate> {
    let number = |parameter| scenario.settings.number(parameter);
    let base = base_per_day(scenario, community);
    let subject = run.of(community as u64).of(day.0 as u64);
    let majorant = number(&MAJORANT);
    let keep = usual_multiple(scenario, conditions, community) / majorant;
    let usual = scenario.communities[community].motives;
    let mut found = Vec::new();
    match scenario.communities[community].arrivals {
        Arrivals::Poisson => thinned(subject, base * majorant, keep, usual, &mut found),
        Arrivals::Even => {
            // The fraction by a draw of the day, so that nobody is lost where there are few.
            let number = base * majorant * keep.min(1.0) + subject.purpose(Purpose::Candidates).uniform();
            first(subject, number as u64, usual, &mut found);
        }
        Arrivals::Once if day == Day(0) => {
            first(subject, crowd_size(scenario, community), usual, &mut found);
        }
        Arrivals::Once => {}
    }
    for cause in CAUSES {
        let intensity = (cause.intensity)(conditions)[community];
        if intensity > 0.0 {
            let motives = (cause.motives)(number(cause.fleeing));
            thinned(subject.of(cause.stream), base * number(cause.effect), intensity, motives, &mut found);
        }
    }
    found
}

/// So many candidates of a stream, from its first on: the same people whatever their number.
fn first(stream: Key, number: u64, motives: Motives, found: &mut Vec<Candidate>) {
    found.extend((0..number).map(|i| Candidate { id: stream.of(i).bits(), motives }));
}

/// The candidates of a stream of Poisson mean `mean`, each kept with a chance.
fn thinned(stream: Key, mean: f64, keep: f64, motives: Motives, found: &mut Vec<Candidate>) {
    let number = poisson(mean, stream.purpose(Purpose::Candidates));
    let kept = (0..number).filter(|&i| stream.of(i).purpose(Purpose::Thinning).happens(keep));
    found.extend(kept.map(|i| Candidate { id: stream.of(i).bits(), motives }));
}

fn poisson(mean: f64, key: Key) -> u64 {
    Poisson::new(mean).map_or(0, |law| law.sample(&mut key.generator()) as u64)
}

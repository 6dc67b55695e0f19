//! Which journeys there are, and which organisations can sell them.

use super::{ATTEMPTS, HELD, PER_PLACE, REFUND, acts};
use crate::agents::{Firm, Firms};
use crate::world::{Role, Scenario};

/// How many of the quickest beginnings of journeys are pursued: enough for any corridor, and the search
/// ends on any graph.
const PURSUED: usize = 1_000;

/// Legs in a row that are sold as one.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Journey {
    /// The legs, in order.
    pub legs: Vec<usize>,
    /// The places, one more than legs.
    pub places: Vec<usize>,
    /// By organisation that can sell it: its firm on each leg (positions in [`Firms`]).
    pub teams: Vec<Vec<usize>>,
}

impl Journey {
    /// The position of the leg on which somebody at a place goes on; `None` at its end, or beside it.
    #[must_use]
    pub fn next_leg(&self, place: usize) -> Option<usize> {
        self.places[..self.legs.len()].iter().position(|&stage| stage == place)
    }
}

/// All journeys of a scenario, and the terms on which they are sold.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Journeys {
    /// The journeys.
    pub all: Vec<Journey>,
    /// Share of seats kept for them.
    pub held: f64,
    /// Attempts that a fee pays for.
    pub attempts: u8,
    /// Share given back for legs not travelled.
    pub refund: f64,
    starting: Vec<Vec<usize>>,
    of_firm: Vec<Vec<(usize, usize)>>,
}

impl Journeys {
    /// The journeys of a scenario with its potential firms; none if the mechanism does not act.
    #[must_use]
    pub fn new(scenario: &Scenario, firms: impl FnOnce() -> Firms) -> Self {
        if !acts(scenario) {
            return Self::default();
        }
        let firms = firms();
        let number = |parameter| scenario.settings.number(parameter);
        let mut journeys = Self {
            held: number(&HELD),
            attempts: number(&ATTEMPTS) as u8,
            refund: number(&REFUND),
            starting: vec![Vec::new(); scenario.places.len()],
            of_firm: vec![Vec::new(); firms.all.len()],
            all: Vec::new(),
        };
        for place in 0..scenario.places.len() {
            let found = from(scenario, &firms, place, number(&PER_PLACE) as usize);
            let room = usize::from(u16::MAX) - journeys.all.len();
            found.into_iter().take(room).for_each(|journey| journeys.add(place, journey));
        }
        journeys
    }

    fn add(&mut self, place: usize, journey: Journey) {
        let number = self.all.len();
        self.starting[place].push(number);
        for (team, members) in journey.teams.iter().enumerate() {
            members.iter().for_each(|&firm| self.of_firm[firm].push((number, team)));
        }
        self.all.push(journey);
    }

    /// Those that start at a place.
    #[must_use]
    pub fn starting_at(&self, place: usize) -> &[usize] {
        self.starting.get(place).map_or(&[], Vec::as_slice)
    }

    /// Those on which a firm can carry, with the position of its organisation among the journey's teams.
    #[must_use]
    pub fn of_firm(&self, firm: usize) -> &[(usize, usize)] {
        self.of_firm.get(firm).map_or(&[], Vec::as_slice)
    }
}

/// The journeys for sale at a place: to a destination first, then the quickest, then by the order of tables.
fn from(scenario: &Scenario, firms: &Firms, place: usize, count: usize) -> Vec<Journey> {
    let most = scenario.firm_types.iter().filter(|kind| kind.network).map(|kind| kind.chains as usize).max();
    let mut found: Vec<Journey> = Vec::new();
    let mut begun = vec![Journey { places: vec![place], ..Journey::default() }];
    for _ in 0..most.unwrap_or(0) {
        begun = begun.iter().flat_map(|journey| longer(scenario, firms, journey)).collect();
        begun.sort_by(|a, b| days(scenario, a).total_cmp(&days(scenario, b)).then(a.legs.cmp(&b.legs)));
        begun.truncate(PURSUED);
        found.extend(begun.iter().filter(|journey| journey.legs.len() > 1).cloned());
    }
    let order = |journey: &Journey| (!ends_well(scenario, journey), days(scenario, journey));
    found.sort_by(|a, b| {
        let ((late, days), (later, more)) = (order(a), order(b));
        late.cmp(&later).then(days.total_cmp(&more)).then(a.legs.cmp(&b.legs))
    });
    found.truncate(count);
    found
}

fn ends_well(scenario: &Scenario, journey: &Journey) -> bool {
    let end = journey.places.last();
    end.is_some_and(|&place| scenario.places[place].role == Role::Destination)
}

fn days(scenario: &Scenario, journey: &Journey) -> f64 {
    journey.legs.iter().map(|&leg| scenario.legs[leg].days).sum()
}

/// The journeys that go on from the end of one by one more leg, and can be served.
fn longer<'s>(
    scenario: &'s Scenario,
    firms: &'s Firms,
    journey: &'s Journey,
) -> impl Iterator<Item = Journey> + 's {
    let end = journey.places.last().copied().unwrap_or(0);
    let over = ends_well(scenario, journey);
    let legs = scenario.legs.iter().enumerate();
    legs.filter(move |(_, leg)| !over && leg.smuggled && leg.from.index() == end).filter_map(
        move |(l, leg)| {
            let mut more = journey.clone();
            more.legs.push(l);
            more.places.push(leg.to.index());
            more.teams = teams(scenario, firms, &more.legs);
            let again = journey.places.contains(&leg.to.index());
            (!again && !more.teams.is_empty()).then_some(more)
        },
    )
}

/// The organisations that have a slot on every leg of a journey and may sell so many legs.
fn teams(scenario: &Scenario, firms: &Firms, legs: &[usize]) -> Vec<Vec<usize>> {
    let Some(&first) = legs.first() else { return Vec::new() };
    let may = |firm: usize| {
        let kind = &scenario.firm_types[firms.all[firm].kind.index()];
        kind.network && kind.chains as usize >= legs.len()
    };
    let about = |firm: &Firm| (firm.kind.index(), firm.slot);
    let member = |leg: usize, leader: usize| {
        let range = firms.of_leg[leg].clone();
        let found = firms.all[range.clone()].binary_search_by_key(&about(&firms.all[leader]), about);
        found.ok().map(|position| range.start + position)
    };
    let leaders = firms.of_leg[first].clone().filter(|&firm| may(firm));
    leaders.filter_map(|leader| legs.iter().map(|&leg| member(leg, leader)).collect()).collect()
}

//! All that changes during a run.

use super::calendar::EventQueue;
use super::fixed::Fixed;
use super::justice::first_files;
use super::situations::value_groups;
use super::surroundings::spending;
use crate::agents::{Beliefs, Bookings, Deciders, Firms, Ledger, Manner, Offer, Person, Queues, Reports};
use crate::mechanisms::consolidation::Crews;
use crate::mechanisms::cooperation::Organisations;
use crate::mechanisms::corruption::{Desks, Posts};
use crate::mechanisms::development::Development;
use crate::mechanisms::effort_allocation::Effort;
use crate::mechanisms::harm::Hazards;
use crate::mechanisms::information::first_beliefs;
use crate::mechanisms::interception::Patrols;
use crate::mechanisms::money_trail::Trail;
use crate::mechanisms::organised_crime::Holds;
use crate::mechanisms::pricing::Memory;
use crate::mechanisms::prosecution::Justice;
use crate::mechanisms::reputation::Records;
use crate::mechanisms::route_choice::{Crowding, Menu, Preferences, Situation, Values, Worth};
use crate::mechanisms::state_interest::Interest;
use crate::mechanisms::through_offers::Fees;
use crate::outcomes::Recorder;
use crate::units::Day;
use crate::world::Conditions;

/// The columns that mechanisms share. Cloning it forks the run.
#[derive(Clone, Debug)]
pub(super) struct State {
    pub(super) today: Day,
    pub(super) market_day: Day,
    pub(super) conditions: Conditions,
    pub(super) development: Development,
    pub(super) interest: Interest,
    pub(super) events: EventQueue,
    pub(super) queues: Queues,
    pub(super) firms: Firms,
    pub(super) justice: Justice,
    pub(super) organisations: Organisations,
    pub(super) crews: Crews,
    pub(super) records: Records,
    pub(super) beliefs: Beliefs,
    pub(super) reports: Reports,
    /// Of legs, then of journeys.
    pub(super) offers: Vec<Offer>,
    pub(super) memories: Vec<Memory>,
    pub(super) bookings: Bookings,
    pub(super) journey_fees: Fees,
    pub(super) effort: Effort,
    pub(super) patrols: Patrols,
    pub(super) hazards: Hazards,
    pub(super) posts: Posts,
    pub(super) desks: Desks,
    pub(super) crime: Holds,
    pub(super) trail: Trail,
    pub(super) preferences: Vec<Preferences>,
    pub(super) worth: Vec<Worth>,
    pub(super) values: Values,
    pub(super) situations: Vec<Situation>,
    pub(super) menus: Vec<Menu>,
    pub(super) deciders: Deciders,
    pub(super) ledger: Ledger,
    pub(super) recorder: Recorder,
    pub(super) tally: Tally,
    pub(super) takers: Vec<Vec<Person>>,
    pub(super) seats_today: Vec<f64>,
    pub(super) flow: Vec<f64>,
    pub(super) crowding: Crowding,
    pub(super) stops: Vec<f64>,
    /// By leg: those who are on it, or held for ransom after it.
    pub(super) on_the_way: Vec<i64>,
    pub(super) waiting: Vec<i64>,
    pub(super) stranded: Vec<i64>,
    pub(super) arrived: Vec<[f64; 2]>,
    /// By community: those who have arrived in the run and were not taken back (persons).
    pub(super) abroad: Vec<f64>,
    pub(super) answers: Vec<Answers>,
    pub(super) mean_money: Vec<f64>,
}

/// What applicants of a community learned about a pathway since the last market day.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Answers {
    pub(super) decided: f64,
    pub(super) refused: f64,
}

/// Counts over the whole run, warm-up included.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Tally {
    pub(super) people: u64,
    pub(super) ended: u64,
    pub(super) decisions: u64,
    pub(super) events: u64,
    pub(super) markets_unsettled: u64,
}

impl State {
    pub(super) fn new(fixed: &Fixed) -> Self {
        let scenario = fixed.scenario;
        let (places, legs, communities) =
            (scenario.places.len(), scenario.legs.len(), scenario.communities.len());
        let (nodes, bands) = (fixed.strata.nodes.points.len(), fixed.strata.mids.points.len());
        let markets = legs + fixed.journeys.all.len();
        let today = scenario.calendar.first_day();
        let conditions = Conditions::of(scenario, today);
        let effort = Effort::new(scenario);
        let firms = Firms::new(scenario, fixed.root);
        let mut posts = Posts::new(scenario, fixed.root);
        posts.set_terms(scenario, &conditions);
        let crime = Holds::new(scenario, &conditions);
        let manners = Manner::used(fixed.numbers.forgeries);
        let periods_ahead = (fixed.numbers.news_days + fixed.numbers.period_days) / fixed.numbers.period_days;
        Self {
            today,
            market_day: today,
            events: EventQueue::new(),
            queues: Queues::new(scenario.pathways.len()),
            justice: first_files(fixed, &firms),
            organisations: Organisations::new(scenario, &firms),
            crews: Crews::new(legs),
            records: Records::new(firms.all.len()),
            firms,
            beliefs: first_beliefs(scenario, manners, |leg, manner| {
                first_demands(fixed, &posts, &crime, leg, manner)
            }),
            reports: Reports::new(communities, legs, manners.len(), periods_ahead.max(1) as usize),
            offers: vec![Offer::default(); markets],
            memories: vec![Memory::default(); markets],
            bookings: Bookings::default(),
            journey_fees: Fees::new(communities, fixed.journeys.all.len()),
            patrols: Patrols::new(scenario, &conditions, &effort.now),
            hazards: Hazards::new(scenario, &conditions),
            effort,
            development: Development::new(communities),
            interest: Interest::new(scenario),
            posts,
            desks: Desks::new(scenario, &conditions, fixed.root),
            crime,
            trail: Trail::new(scenario, &conditions),
            preferences: (0..communities).map(|c| Preferences::new(scenario, &conditions, c)).collect(),
            worth: (0..communities).map(|c| Worth::new(scenario, &conditions, c)).collect(),
            values: Values::new(value_groups(scenario, &conditions.lawful), places, nodes, bands),
            situations: vec![Situation::default(); communities * 2 * places],
            menus: vec![Menu::default(); communities * 2 * places],
            deciders: Deciders::new(places, communities * 2, nodes * bands),
            ledger: Ledger::default(),
            recorder: Recorder::new(scenario, spending()),
            tally: Tally::default(),
            takers: vec![Vec::new(); markets],
            seats_today: vec![0.0; markets],
            flow: vec![0.0; legs],
            crowding: Crowding::new(scenario),
            stops: vec![0.0; legs],
            on_the_way: vec![0; legs],
            waiting: vec![0; places],
            stranded: vec![0; places],
            arrived: vec![[0.0; 2]; places],
            abroad: vec![0.0; communities],
            answers: vec![Answers::default(); communities * scenario.pathways.len()],
            mean_money: vec![mean_money(fixed); places],
            conditions,
        }
    }
}

/// What people expect to hand over on a leg before any news: what posts would ask of somebody with
/// the usual means, and what those who hold it would. With a smuggler both are in the fee.
fn first_demands(fixed: &Fixed, posts: &Posts, crime: &Holds, leg: usize, manner: Manner) -> f64 {
    let asked = |share| posts.expected_alone(leg, mean_money(fixed), share);
    match manner {
        Manner::Alone => asked(1.0) + crime.tax(leg, manner),
        Manner::WithPapers | Manner::Forged => asked(fixed.numbers.papers_demand) + crime.tax(leg, manner),
        Manner::Smuggled => 0.0,
    }
}

/// The middle of what people of the scenario's communities carry (USD).
fn mean_money(fixed: &Fixed) -> f64 {
    let communities = &fixed.scenario.communities;
    let median = fixed.scenario.settings.number(&crate::mechanisms::capability::MONEY_MEDIAN);
    median * communities.iter().map(|c| c.livelihood_usd_year).sum::<f64>() / communities.len().max(1) as f64
}

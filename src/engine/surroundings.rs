//! What surrounds people on a market day: conditions, beliefs, hazards; and stocks at a day's end.

use super::fixed::Fixed;
use super::interest;
use super::justice;
use super::situations::value_groups;
use super::state::{Answers, State};
use super::through;
use crate::agents::Firms;
use crate::levers;
use crate::mechanisms::effort_allocation::Known;
use crate::mechanisms::harm::Hazards;
use crate::mechanisms::interception::Patrols;
use crate::mechanisms::money_trail::Trail;
use crate::mechanisms::organised_crime::Holds;
use crate::mechanisms::route_choice::{Preferences, Worth};
use crate::mechanisms::{
    after_arrival, aspiration, development, information, pathways, pricing, prosecution, reputation,
};
use crate::outcomes::Count;
use crate::units::{DAYS_PER_YEAR, WeeklyShare};
use crate::world::Conditions;

/// Series of the case, then policies as they started: a later one acts on what earlier ones left.
pub(super) fn set_conditions(fixed: &Fixed, state: &mut State) {
    let scenario = fixed.scenario;
    let mut conditions = Conditions::of(scenario, state.today);
    prosecution::put_in_force(scenario, &mut conditions);
    for policy in scenario.policies_as_they_start() {
        let weight = policy.weight(state.today);
        if weight > 0.0 {
            let before = conditions.public_cost_usd_year;
            conditions.public_cost_usd_year += policy.public_cost_usd_year * weight;
            if let Some(lever) = levers::find(policy.lever) {
                (lever.apply)(policy, weight, scenario, &mut conditions);
            }
            let spent = public_cost(fixed, conditions.public_cost_usd_year - before);
            state.recorder.spent_on(policy.lever, spent);
        }
    }
    if scenario.with(development::MECHANISM.name) {
        state.development.advance(scenario, f64::from(fixed.numbers.period_days), &mut conditions);
    }
    for (community, reachable) in fixed.reachable.iter().enumerate() {
        let arrived = state.abroad[community];
        conditions.pull[community] =
            aspiration::pull(scenario, &conditions.income, reachable, community, arrived);
    }
    let other_work = interest::other_work(fixed, state, &conditions.formal_income_usd_week);
    state.interest.advance(scenario, f64::from(fixed.numbers.period_days), &other_work, &mut conditions);
    state.recorder.add(Count::PublicCost, public_cost(fixed, conditions.public_cost_usd_year));
    if conditions.lawful != state.conditions.lawful {
        state.values.regroup(value_groups(scenario, &conditions.lawful));
    }
    state.conditions = conditions;
    for community in 0..scenario.communities.len() {
        state.preferences[community] = Preferences::new(scenario, &state.conditions, community);
        state.worth[community] = Worth::new(scenario, &state.conditions, community);
    }
}

/// What spending comes to in a period (USD for one person of an agent).
fn public_cost(fixed: &Fixed, usd_year: f64) -> f64 {
    usd_year * f64::from(fixed.numbers.period_days) / DAYS_PER_YEAR / fixed.numbers.persons_per_agent
}

/// What public money may be spent on: levers, and admission by pathways.
pub(super) fn spending() -> Vec<&'static str> {
    levers::ALL.iter().map(|lever| lever.text.name).chain([pathways::MECHANISM.name]).collect()
}

/// Reports that are due become beliefs.
pub(super) fn learn(fixed: &Fixed, state: &mut State) {
    let (mut people, mut smugglers) = (Vec::new(), Vec::new());
    state.reports.due(&mut people, &mut smugglers);
    if fixed.numbers.learns {
        let death: Vec<f64> = fixed
            .table_hazard
            .iter()
            .zip(state.conditions.death_risk.iter().zip(&state.conditions.rescue_leaves))
            .map(|(h, (m, left))| (h * (m * left)).min(1.0))
            .collect();
        information::hear_from_others(fixed.scenario, &mut people);
        let chances = |leg, manner| state.hazards.chances(leg, manner);
        information::add_peers(fixed.scenario, &state.conditions, &state.beliefs, chances, &mut people);
        information::add_campaigns(fixed.scenario, &state.conditions, &state.beliefs, &death, &mut people);
        information::learn(fixed.scenario, &fixed.learning, &mut state.beliefs, &people, &smugglers);
        learn_pathways(fixed, state);
        through::learn(fixed, state);
    }
    let days = f64::from(fixed.numbers.period_days);
    let kept = (-days / fixed.scenario.settings.number(&pricing::DEMAND_DAYS)).exp();
    state.deciders.end_period(kept);
    if fixed.has_records {
        let forgotten = WeeklyShare(fixed.scenario.settings.number(&reputation::RECORD_FORGET));
        state.records.age(1.0 - forgotten.over(days));
    }
}

fn learn_pathways(fixed: &Fixed, state: &mut State) {
    let days = f64::from(fixed.numbers.period_days);
    let gain = WeeklyShare(fixed.scenario.settings.number(&pathways::GAIN)).over(days);
    let waits: Vec<Option<f64>> =
        (0..fixed.scenario.pathways.len()).map(|pathway| wait_ahead(fixed, state, pathway)).collect();
    for (position, answers) in state.answers.iter_mut().enumerate() {
        let belief = &mut state.beliefs.pathways[position];
        let heard = std::mem::take::<Answers>(answers);
        if heard.decided > 0.0 {
            belief.0 += gain * (heard.refused / heard.decided - belief.0);
        }
        if let Some(wait) = waits[position % waits.len()] {
            belief.1 += gain * (wait - belief.1);
        }
    }
}

/// How long somebody who applies now would wait (days), by the length of the queue: what those in it
/// can tell. Waits of those admitted are old news, and beliefs built on them swing for years.
fn wait_ahead(fixed: &Fixed, state: &State, pathway: usize) -> Option<f64> {
    let places_a_day = state.conditions.pathway_places_per_year[pathway] / DAYS_PER_YEAR;
    let queue = state.queues.waiting[pathway].len() as f64 * fixed.numbers.persons_per_agent;
    (places_a_day > 0.0).then(|| queue / places_a_day + state.conditions.pathway_days[pathway])
}

/// Agencies move effort; hazards and officials' terms follow.
pub(super) fn set_hazards(fixed: &Fixed, state: &mut State) {
    let scenario = fixed.scenario;
    let files = justice::files_by_leg(fixed, state);
    state.effort.allocate(scenario, &Known { flow: &state.flow, stops: &state.stops, files: &files });
    state.crowding.follow(scenario, &state.flow);
    state.flow.fill(0.0);
    state.stops.fill(0.0);
    state.patrols = Patrols::new(scenario, &state.conditions, &state.effort.now);
    state.hazards = Hazards::new(scenario, &state.conditions);
    state.posts.set_terms(scenario, &state.conditions);
    state.desks.set_terms(scenario, &state.conditions);
    state.crime = Holds::new(scenario, &state.conditions);
    state.trail = Trail::new(scenario, &state.conditions);
}

/// Stocks at the end of a day; what is sent home.
pub(super) fn measure(fixed: &Fixed, state: &mut State) {
    for place in 0..state.waiting.len() {
        state.recorder.at_place(Count::WaitingMean, place, state.waiting[place] as f64);
        state.recorder.at_place(Count::StrandedMean, place, state.stranded[place] as f64);
    }
    for leg in 0..state.on_the_way.len() {
        state.recorder.on_leg(Count::InTransitMean, leg, state.on_the_way[leg] as f64);
    }
    for (pathway, queue) in state.queues.waiting.iter().enumerate() {
        state.recorder.on_pathway(Count::PathwayQueueMean, pathway, queue.len() as f64);
    }
    interest::measure(fixed, state);
    measure_firms(fixed, &state.firms, &mut state.recorder);
    let share = fixed.scenario.settings.number(&after_arrival::REMITTED) / DAYS_PER_YEAR;
    if fixed.scenario.with(after_arrival::MECHANISM.name) {
        for (place, [irregular, regular]) in fixed.scenario.places.iter().zip(&state.arrived) {
            let income = irregular * place.income_usd_year + regular * place.regular_income_usd_year;
            state.recorder.add(Count::Remittances, share * income);
        }
    }
}

fn measure_firms(fixed: &Fixed, firms: &Firms, recorder: &mut crate::outcomes::Recorder) {
    let one = 1.0 / fixed.numbers.persons_per_agent;
    for leg in 0..fixed.scenario.legs.len() {
        let mut active = 0.0;
        for firm in firms.active(leg) {
            active += 1.0;
            recorder.of_kind(Count::FirmsMean, firms.all[firm].kind.index(), one);
        }
        if active > 0.0 {
            recorder.on_leg(Count::FirmsMean, leg, active / fixed.numbers.persons_per_agent);
        }
    }
}

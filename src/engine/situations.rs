//! What people of each community, with and without papers, can do at each place, as they believe it
//! to be; and the values that follow.

use super::fixed::Fixed;
use super::state::State;
use super::through;
use crate::agents::{Cause, Manner};
use crate::mechanisms::route_choice::{
    Application, Exceptional, FLIP_MARGIN, Forger, Menu, OnCredit, Onward, Passport, Situation, Solver,
    Terms, Wait, Way, fixed_cost,
};
use crate::mechanisms::{after_arrival, information, papers, pathways, waiting};
use crate::world::{CommunityId, PlaceId, Scenario, reachable};

/// Builds the situations of the period from conditions and beliefs. Offers come later.
pub(super) fn build(fixed: &Fixed, state: &mut State) {
    for community in 0..fixed.scenario.communities.len() {
        for papers in [false, true] {
            let group = Fixed::group(community, papers);
            for &place in &fixed.reachable[community] {
                let situation = situation(fixed, state, community, papers, place);
                state.situations[fixed.situation(group, place)] = situation;
            }
        }
    }
}

fn situation(fixed: &Fixed, state: &State, community: usize, papers: bool, place: usize) -> Situation {
    let about = &fixed.scenario.places[place];
    if fixed.destination[place] {
        let goes_on = papers && after_arrival::goes_on(fixed.scenario, place);
        return if goes_on { onward(fixed, state, community, place) } else { Situation::default() };
    }
    let at_home = fixed.scenario.communities[community].place.index() == place;
    let ways = ways(fixed, state, community, papers, place);
    Situation {
        on_credit: on_credit(fixed, &ways),
        ways,
        settle: (about.settle && !at_home).then(|| state.worth[community].irregular[place]),
        turn_back: if at_home {
            state.preferences[community].stay[0]
        } else {
            state.conditions.return_grant_usd[place] - about.return_cost_usd
        },
        wait: (!at_home && fixed.scenario.with(waiting::MECHANISM.name))
            .then(|| wait(fixed, state, community, place)),
        at_home,
        applications: applications(fixed, state, community, papers, at_home),
        passport: (at_home && !papers && fixed.scenario.with(papers::MECHANISM.name))
            .then(|| passport(fixed, state, community, place)),
        exceptional: exceptional(fixed, state, community, papers, place),
    }
}

/// What people with regular status at a destination can do: stay, go on freely where papers allow it, or
/// irregularly, and live on without status where they come.
fn onward(fixed: &Fixed, state: &State, community: usize, place: usize) -> Situation {
    let worth = &state.worth[community].regular;
    let lands = |leg: usize| fixed.destination[fixed.scenario.legs[leg].to.index()];
    let mut ways = ways(fixed, state, community, true, place);
    ways.retain(|way| way.manner != Manner::WithPapers && lands(way.leg as usize));
    let conditions = &state.conditions;
    let free = fixed.legs_from[place]
        .iter()
        .filter(|&&leg| conditions.leg_open[leg] && conditions.lawful[leg] && lands(leg));
    let moves = free.filter_map(|&leg| {
        let about = &fixed.scenario.legs[leg];
        let time = about.days * state.preferences[community].day;
        Some(Onward { leg: leg as u16, fare: about.fare_usd?, time, worth: worth[about.to.index()] })
    });
    Situation {
        ways,
        exceptional: Some(Box::new(Exceptional { onward: moves.collect(), ..Exceptional::default() })),
        settle: Some(worth[place]),
        turn_back: -fixed.scenario.places[place].return_cost_usd,
        ..Situation::default()
    }
}

fn ways(fixed: &Fixed, state: &State, community: usize, papers: bool, place: usize) -> Vec<Way> {
    let mut ways = Vec::new();
    for &leg in &fixed.legs_from[place] {
        if !state.conditions.leg_open[leg] {
            continue;
        }
        let about = &fixed.scenario.legs[leg];
        if let Some(fare) = about.fare_usd {
            let lawful = papers && state.conditions.lawful[leg];
            let manner = if lawful { Manner::WithPapers } else { Manner::Alone };
            ways.push(way(fixed, state, community, leg, manner, Terms { up_front: fare, on_arrival: 0.0 }));
        }
        if about.smuggled {
            let terms = fee_terms(fixed, state.beliefs.fee(community, leg));
            ways.push(way(fixed, state, community, leg, Manner::Smuggled, terms));
        }
    }
    ways
}

/// The ways of which smugglers let people owe a part of the fee.
fn on_credit(fixed: &Fixed, ways: &[Way]) -> Vec<OnCredit> {
    let (share, burden) = (fixed.lending.share, fixed.lending.burden());
    if share <= 0.0 {
        return Vec::new();
    }
    let smuggled = ways.iter().enumerate().filter(|(_, way)| way.manner == Manner::Smuggled);
    smuggled.map(|(way, _)| OnCredit { way: way as u16, share, burden }).collect()
}

/// What few can do at a place.
fn exceptional(
    fixed: &Fixed,
    state: &State,
    community: usize,
    papers: bool,
    place: usize,
) -> Option<Box<Exceptional>> {
    let forged = if papers { None } else { forged_papers(fixed, state, community, place) };
    let through = through::offers(fixed, state, community, place);
    if through.is_empty() {
        return forged;
    }
    let mut all = forged.unwrap_or_default();
    all.through = through;
    Some(all)
}

/// Ways on that papers allow, as somebody whose papers are forged sees them, and where to get these.
fn forged_papers(fixed: &Fixed, state: &State, community: usize, place: usize) -> Option<Box<Exceptional>> {
    if !fixed.numbers.forgeries {
        return None;
    }
    let conditions = &state.conditions;
    let lawful =
        fixed.legs_from[place].iter().filter(|&&leg| conditions.leg_open[leg] && conditions.lawful[leg]);
    let fares = lawful.filter_map(|&leg| Some((leg, fixed.scenario.legs[leg].fare_usd?)));
    let terms = |fare| Terms { up_front: fare, on_arrival: 0.0 };
    let way = |(leg, fare)| way(fixed, state, community, leg, Manner::Forged, terms(fare));
    let forger = forger(fixed, state, community, place);
    let all = Exceptional { forged: fares.map(way).collect(), forger, ..Exceptional::default() };
    (!all.is_empty()).then(|| Box::new(all))
}

fn forger(fixed: &Fixed, state: &State, community: usize, place: usize) -> Option<Forger> {
    let country = fixed.scenario.places[place].country.index();
    let price = state.conditions.forger_price_usd[country];
    let delay = state.conditions.forger_days[country] * state.preferences[community].day;
    price.is_finite().then_some(Forger { price, delay })
}

/// By group and place: the group whose values hold there. Papers matter at home, wherever some way on
/// leads over a leg that they allow, where people with regular status may go on, and where a pathway for
/// survivors may ask for them.
pub(super) fn value_groups(scenario: &Scenario, lawful: &[bool]) -> Vec<usize> {
    let leaves = |leg: &usize, place: usize| scenario.legs[*leg].from.index() == place;
    let lawful = |place: &usize| (0..lawful.len()).any(|leg| lawful[leg] && leaves(&leg, *place));
    let matter: Vec<bool> = (0..scenario.places.len())
        .map(|place| reachable(scenario, PlaceId(place as u16)).iter().any(lawful))
        .collect();
    let mut groups = Vec::new();
    for (c, community) in scenario.communities.iter().enumerate() {
        let id = CommunityId(c as u16);
        let pathway = scenario.pathways.iter().any(|p| p.for_survivors && p.communities.contains(&id));
        for papers in [false, true] {
            groups.extend((0..scenario.places.len()).map(|place| {
                let onward = after_arrival::goes_on(scenario, place);
                let own = matter[place] || place == community.place.index() || onward || pathway;
                Fixed::group(c, papers && own)
            }));
        }
    }
    groups
}

/// A fee, in advance and on arrival.
pub(super) fn fee_terms(fixed: &Fixed, fee: f64) -> Terms {
    let advance = fixed.numbers.advance_share * fee;
    Terms { up_front: advance, on_arrival: fee - advance }
}

/// One leg in one manner as a community believes it to be, on these terms.
pub(super) fn way(
    fixed: &Fixed,
    state: &State,
    community: usize,
    leg: usize,
    manner: Manner,
    terms: Terms,
) -> Way {
    let about = &fixed.scenario.legs[leg];
    let chance = |cause| state.beliefs.chance(community, leg, manner, cause);
    let told = state.conditions.told_share[about.from.index()];
    let (death, abuse) = state.hazards.chances(leg, manner);
    let stop = chance(Cause::Stop);
    let death = information::advised(fixed.numbers.learns, chance(Cause::Death), death, told);
    let abuse = information::advised(fixed.numbers.learns, chance(Cause::Abuse), abuse, told);
    let bribes = state.beliefs.bribe(community, leg, manner);
    let alone = manner != Manner::Smuggled;
    Way {
        leg: leg as u16,
        manner,
        to: about.to.0,
        back: about.stopped_to.0,
        inside: fixed.component[about.from.index()] == fixed.component[about.to.index()],
        abuse: abuse * state.preferences[community].abuse,
        cost: fixed_cost(&state.preferences[community], about.days, bribes, death, abuse, stop)
            + state.crowding.usd(fixed.scenario, leg),
        success: (1.0 - stop - death).max(0.0),
        stop: if fixed.reachable[community].contains(&about.stopped_to.index()) { stop } else { 0.0 },
        believed: terms,
        offered: alone.then_some(terms),
    }
}

fn wait(fixed: &Fixed, state: &State, community: usize, place: usize) -> Wait {
    let about = &fixed.scenario.places[place];
    let preferences = &state.preferences[community];
    let wage = about.day_wage_usd * state.conditions.income[place] * about.work_probability.get();
    let days = fixed.numbers.review_days;
    Wait {
        days,
        net_usd_day: wage - about.living_usd_day,
        day: preferences.day,
        discount: (-preferences.discount * days).exp(),
    }
}

fn passport(fixed: &Fixed, state: &State, community: usize, place: usize) -> Passport {
    let country = fixed.scenario.places[place].country.index();
    let conditions = &state.conditions;
    let days = conditions.passport_days[country];
    let taking = state.desks.office_share(country, conditions.passport_bribe_usd[country]);
    Passport {
        cost: conditions.passport_price_usd[country] + taking * conditions.passport_bribe_usd[country],
        discount: (-state.preferences[community].discount * days).exp(),
    }
}

fn applications(
    fixed: &Fixed,
    state: &State,
    community: usize,
    papers: bool,
    at_home: bool,
) -> Vec<Application> {
    if !fixed.scenario.with(pathways::MECHANISM.name) {
        return Vec::new();
    }
    let id = CommunityId(community as u16);
    let open = |p: usize| {
        let pathway = &fixed.scenario.pathways[p];
        let eligible =
            pathway.communities.contains(&id) && (papers || !state.conditions.pathway_papers_needed[p]);
        eligible && (at_home || pathway.for_survivors) && state.conditions.pathway_places_per_year[p] > 0.0
    };
    let pathways = (0..fixed.scenario.pathways.len()).filter(|&p| open(p));
    pathways.map(|p| application(fixed, state, community, p)).collect()
}

fn application(fixed: &Fixed, state: &State, community: usize, pathway: usize) -> Application {
    let (refusal, wait) = state.beliefs.pathways[community * fixed.scenario.pathways.len() + pathway];
    let later = (-state.preferences[community].discount * wait).exp();
    let fee = state.conditions.pathway_fee_usd[pathway];
    let cost = fixed.numbers.application_cost_usd;
    Application {
        pathway: pathway as u16,
        needs: cost + fee,
        cost,
        granted: (1.0 - refusal) * later,
        refused: refusal * later,
        fee,
        worth: state.worth[community].regular[fixed.scenario.pathways[pathway].to.index()],
    }
}

/// Solves the values of being at each place for every group.
pub(super) fn solve_values(fixed: &Fixed, state: &mut State) {
    let places = fixed.scenario.places.len();
    let margin = fixed.scenario.settings.number(&FLIP_MARGIN);
    let eligible = pathways::usually_eligible(fixed.scenario, &state.conditions);
    for community in 0..fixed.scenario.communities.len() {
        let preferences = &state.preferences[community];
        let solver = Solver {
            reachable: &fixed.reachable[community],
            component: &fixed.component,
            destination: &fixed.destination,
            preferences,
            worth: &state.worth[community],
            nodes: &fixed.strata.nodes,
            edges: &fixed.strata.edges.points,
            mids: &fixed.strata.mids,
            eligible,
            margin: margin * preferences.scale,
        };
        // Without papers first: where papers change nothing any more, those who hold some read there.
        for group in [Fixed::group(community, false), Fixed::group(community, true)] {
            solver.solve(&mut state.values, group, &state.situations[group * places..(group + 1) * places]);
        }
    }
    state.values.end_period();
}

/// Menus of the last period no longer hold.
pub(super) fn forget_menus(_: &Fixed, state: &mut State) {
    state.menus.iter_mut().for_each(Menu::forget);
}

/// The position of what a group can choose at a place on this period's terms, laid out when it is first
/// asked for: most groups are never at most places.
#[inline]
pub(super) fn menu_laid_out(fixed: &Fixed, state: &mut State, group: usize, place: usize) -> usize {
    let group = state.values.counted_group(group, place);
    let position = fixed.situation(group, place);
    if !state.menus[position].is_written() {
        lay_out_menu(fixed, state, group, place);
    }
    position
}

#[cold]
fn lay_out_menu(fixed: &Fixed, state: &mut State, group: usize, place: usize) {
    let position = fixed.situation(group, place);
    let (values, situation) = (&state.values, &state.situations[position]);
    let scale = state.preferences[group / 2].scale;
    state.menus[position].write(fixed.layout(), (values, group), place, situation, scale);
}

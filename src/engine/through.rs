//! Journeys over several legs at one fee: who sells them, at what cost, and what people believe of them.
//!
//! Their markets follow those of legs: that of journey `j` is the number of legs plus `j`.

use super::entry::trip;
use super::fixed::Fixed;
use super::justice::tied;
use super::markets::Selling;
use super::situations::{fee_terms, way};
use super::state::State;
use crate::agents::Manner;
use crate::mechanisms::information;
use crate::mechanisms::pricing;
use crate::mechanisms::route_choice::{Situation, Terms, Through, Way};
use crate::mechanisms::through_offers::{Journey, LegCost, Step, outlook, unit_cost};
use crate::units::WeeklyShare;

/// The journey that a market sells; `None` if it is a leg's.
#[inline]
pub(super) fn journey_of(fixed: &Fixed, market: usize) -> Option<usize> {
    market.checked_sub(fixed.scenario.legs.len())
}

/// The market of a journey.
pub(super) fn market_of(fixed: &Fixed, journey: usize) -> usize {
    fixed.scenario.legs.len() + journey
}

/// The place where what a market sells begins.
pub(super) fn place_of(fixed: &Fixed, market: usize) -> usize {
    let of_leg = || fixed.scenario.legs[market].from.index();
    journey_of(fixed, market).map_or_else(of_leg, |journey| fixed.journeys.all[journey].places[0])
}

/// The markets of a place: of its legs, then of the journeys that start there.
pub(super) fn markets_at<'f>(fixed: &'f Fixed, place: usize) -> impl Iterator<Item = usize> + 'f {
    let journeys = fixed.journeys.starting_at(place).iter().map(|&journey| market_of(fixed, journey));
    fixed.legs_from[place].iter().copied().chain(journeys)
}

/// Whether a firm can carry clients now.
pub(super) fn works(fixed: &Fixed, state: &State, firm: usize) -> bool {
    let about = &state.firms.all[firm];
    about.active
        && state.justice.working(firm) > 0.0
        && state.conditions.leg_open[about.leg.index()]
        && fixed.scenario.legs[about.leg.index()].smuggled
}

/// Whether an organisation sells a journey: its firms work on every leg.
fn sells(fixed: &Fixed, state: &State, team: &[usize]) -> bool {
    team.iter().all(|&firm| works(fixed, state, firm))
}

/// On how many journeys a firm's organisation sells its seats.
fn journeys_sold(fixed: &Fixed, state: &State, firm: usize) -> usize {
    let of_firm = fixed.journeys.of_firm(firm).iter();
    of_firm.filter(|(j, team)| sells(fixed, state, &fixed.journeys.all[*j].teams[*team])).count()
}

/// The seats that a firm sells on its own leg (1/week): without those kept for journeys.
pub(super) fn seats_per_week(fixed: &Fixed, state: &State, firm: usize) -> f64 {
    let seats = state.firms.all[firm].seats_per_week;
    if journeys_sold(fixed, state, firm) > 0 { (1.0 - fixed.journeys.held) * seats } else { seats }
}

/// Who sells which journeys at a place, by market.
pub(super) fn for_sale(fixed: &Fixed, state: &State, place: usize) -> Vec<(usize, Vec<Selling>)> {
    let journeys = fixed.journeys.starting_at(place).iter();
    let selling = journeys.map(|&j| (market_of(fixed, j), sellers(fixed, state, j)));
    selling.filter(|(_, sellers)| !sellers.is_empty()).collect()
}

/// The organisations that sell a journey, by their first firms.
pub(super) fn sellers(fixed: &Fixed, state: &State, journey: usize) -> Vec<Selling> {
    let journey = &fixed.journeys.all[journey];
    let selling = journey.teams.iter().filter(|team| sells(fixed, state, team));
    selling.map(|team| organisation(fixed, state, journey, team)).collect()
}

fn organisation(fixed: &Fixed, state: &State, journey: &Journey, team: &[usize]) -> Selling {
    let legs: Vec<LegCost> = team.iter().map(|&firm| leg_cost(fixed, state, firm)).collect();
    let (advance, attempts) = (fixed.numbers.advance_share, fixed.journeys.attempts);
    let cost = unit_cost(&legs, &journey.places, advance, attempts);
    let seats = team.iter().map(|&firm| kept(fixed, state, firm)).fold(f64::INFINITY, f64::min);
    let asked =
        team.iter().map(|&firm| state.firms.all[firm].asking.usd).sum::<Option<f64>>().unwrap_or(cost);
    let terms = pricing::Seller { cost, seats, quality: 0.0, asked, count: 1 };
    Selling { firm: team[0], terms, pull: 1.0, parts: state.firms.all[team[0]].cost_parts }
}

/// The seats that a firm keeps for one journey in the period.
fn kept(fixed: &Fixed, state: &State, firm: usize) -> f64 {
    let weeks = f64::from(fixed.numbers.period_days) / 7.0;
    let seats = state.firms.all[firm].seats_per_week * weeks * state.justice.working(firm);
    fixed.journeys.held * seats / journeys_sold(fixed, state, firm).max(1) as f64
}

/// What a leg of a journey costs the firm that travels it, at the usual load.
fn leg_cost(fixed: &Fixed, state: &State, firm: usize) -> LegCost {
    let trip = trip(fixed, state, firm, tied(state, firm));
    let leg = state.firms.all[firm].leg.index();
    LegCost {
        head_usd: pricing::cost_parts(&trip).sum() + state.posts.posted_together(leg),
        stop: trip.interception,
        back: fixed.scenario.legs[leg].stopped_to.index(),
        moving_share: trip.moving_share,
        escort_share: trip.escort_share,
    }
}

/// The journeys that start at a place, as a community believes them to be.
pub(super) fn offers(fixed: &Fixed, state: &State, community: usize, place: usize) -> Vec<Through> {
    let open = |journey: &&usize| {
        fixed.journeys.all[**journey].legs.iter().all(|&leg| state.conditions.leg_open[leg])
    };
    let journeys = fixed.journeys.starting_at(place).iter().filter(open);
    journeys.map(|&journey| offer(fixed, state, community, journey)).collect()
}

fn offer(fixed: &Fixed, state: &State, community: usize, number: usize) -> Through {
    let journey = &fixed.journeys.all[number];
    let believed = fee_terms(fixed, state.journey_fees.believed(community, number));
    let steps = journey.legs.iter().map(|&leg| {
        let way = way(fixed, state, community, leg, Manner::Smuggled, Terms::default());
        Step {
            success: way.success,
            stop: way.stop,
            back: way.back as usize,
            cost: way.cost,
            abuse: way.abuse,
        }
    });
    let outlook = outlook(&steps.collect::<Vec<_>>(), &journey.places, fixed.journeys.attempts);
    let (from, to) = (journey.places[0], journey.places[journey.legs.len()]);
    let way = Way {
        leg: journey.legs[0] as u16,
        manner: Manner::Smuggled,
        to: to as u16,
        back: from as u16,
        inside: fixed.component[from] == fixed.component[to],
        cost: outlook.cost,
        abuse: outlook.abuse,
        success: outlook.success,
        stop: 0.0,
        believed,
        offered: None,
    };
    let stops = outlook.stops.into_iter().map(|(chance, place)| (chance, place as u16)).collect();
    let known = state.offers[market_of(fixed, number)].fee_usd.is_some();
    Through { journey: number as u16, way, stops, known }
}

/// The way that a market sells, as a group sees it; `None` if it cannot go there.
pub(super) fn way_sold<'s>(
    fixed: &Fixed,
    situation: &'s mut Situation,
    market: usize,
) -> Option<&'s mut Way> {
    if let Some(journey) = journey_of(fixed, market) {
        let mut journeys = situation.exceptional.iter_mut().flat_map(|few| &mut few.through);
        return journeys
            .find(|through| usize::from(through.journey) == journey)
            .map(|through| &mut through.way);
    }
    let mine = |way: &&mut Way| way.leg as usize == market && way.manner == Manner::Smuggled;
    situation.ways.iter_mut().find(mine)
}

/// What journeys are first believed to cost: as much as their legs.
pub(super) fn expect_fees(fixed: &Fixed, state: &mut State) {
    for community in 0..fixed.scenario.communities.len() {
        for (number, journey) in fixed.journeys.all.iter().enumerate() {
            let fee = journey.legs.iter().map(|&leg| state.beliefs.fee(community, leg)).sum();
            state.journey_fees.believe(community, number, fee);
        }
    }
}

/// What was agreed since the last market day becomes what is believed.
pub(super) fn learn(fixed: &Fixed, state: &mut State) {
    let days = f64::from(fixed.numbers.period_days);
    let gain = WeeklyShare(fixed.scenario.settings.number(&information::GAIN)).over(days);
    state.journey_fees.learn(gain);
}

/// Passengers of journeys that a firm has a part in, sold since the last market day (agents).
pub(super) fn sold_of(fixed: &Fixed, state: &State, firm: usize) -> f64 {
    let sold = |&(journey, team): &(usize, usize)| {
        let offer = &state.offers[market_of(fixed, journey)];
        let first = fixed.journeys.all[journey].teams[team][0];
        let seller = offer.sellers.iter().position(|seller| seller.firm as usize == first);
        seller.map_or(0.0, |position| offer.sold[position])
    };
    fixed.journeys.of_firm(firm).iter().map(sold).sum()
}

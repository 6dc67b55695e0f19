//! What never changes during a run: the scenario and what is worked out from it once.

use crate::agents::Firms;
use crate::mechanisms::capability::Strata;
use crate::mechanisms::debt::Lending;
use crate::mechanisms::harm::{care, table_death_chance};
use crate::mechanisms::information::{Hearing, Learning};
use crate::mechanisms::route_choice::Layout;
use crate::mechanisms::through_offers::Journeys;
use crate::mechanisms::{
    after_arrival, capability, consolidation, information, observation, papers, pathways, pricing,
    reputation, returns, waiting,
};
use crate::numeric::Ladder;
use crate::random::Key;
use crate::world::{CommunityId, Components, Role, Scenario, reachable};

/// The scenario, the root of randomness, and tables derived from them.
#[derive(Clone, Debug)]
pub(super) struct Fixed<'a> {
    pub(super) scenario: &'a Scenario,
    pub(super) seed: u64,
    pub(super) root: Key,
    pub(super) strata: Strata,
    /// Steps of money at which menus are written.
    pub(super) ladder: Ladder,
    pub(super) component: Vec<usize>,
    pub(super) reachable: Vec<Vec<usize>>,
    pub(super) destination: Vec<bool>,
    pub(super) legs_from: Vec<Vec<usize>>,
    pub(super) table_hazard: Vec<f64>,
    /// By community, for men and for women: see [`care`].
    pub(super) care: Vec<[[f64; 3]; 2]>,
    pub(super) hearing: Hearing,
    pub(super) learning: Learning,
    /// Whether firms can consolidate.
    pub(super) consolidates: bool,
    /// Whether firms' records count.
    pub(super) has_records: bool,
    pub(super) lending: Lending,
    /// Journeys over several legs that networks sell.
    pub(super) journeys: Journeys,
    pub(super) numbers: Numbers,
}

/// Parameters that are read for every person or vehicle.
#[derive(Clone, Copy, Debug)]
pub(super) struct Numbers {
    pub(super) period_days: i32,
    pub(super) persons_per_agent: f64,
    pub(super) advance_share: f64,
    pub(super) news_days: i32,
    pub(super) review_days: f64,
    pub(super) patience_days: i32,
    pub(super) max_hold_days: i32,
    pub(super) post_delay_days: f64,
    pub(super) papers_demand: f64,
    pub(super) forgeries: bool,
    pub(super) queue_review_days: f64,
    pub(super) application_cost_usd: f64,
    pub(super) home_days: i32,
    pub(super) order_days: i32,
    pub(super) learns: bool,
    /// Whether observers miss some of what happens.
    pub(super) misses: bool,
    /// What a client's death counts for in a firm's record.
    pub(super) death_weight: f64,
}

impl Numbers {
    fn new(scenario: &Scenario) -> Self {
        let number = |parameter| scenario.settings.number(parameter);
        Self {
            period_days: scenario.calendar.period_days.max(1) as i32,
            persons_per_agent: scenario.persons_per_agent,
            advance_share: number(&pricing::ADVANCE),
            news_days: number(&information::NEWS_DAYS) as i32,
            review_days: 1.0 / number(&waiting::REVIEW_RATE),
            patience_days: number(&waiting::PATIENCE) as i32,
            max_hold_days: number(&waiting::MAX_HOLD) as i32,
            post_delay_days: number(&papers::DELAY),
            papers_demand: number(&papers::DEMAND_FACTOR),
            forgeries: papers::are_forged(scenario),
            queue_review_days: 1.0 / number(&pathways::REVIEW_RATE).max(1e-4),
            application_cost_usd: number(&pathways::APPLICATION_COST),
            home_days: number(&returns::HOME_DAYS) as i32,
            order_days: number(&returns::ORDER_DAYS) as i32,
            learns: scenario.with(information::MECHANISM.name),
            misses: scenario.with(observation::MECHANISM.name),
            death_weight: number(&reputation::DEATH_WEIGHT),
        }
    }
}

impl<'a> Fixed<'a> {
    pub(super) fn new(scenario: &'a Scenario, seed: u64) -> Self {
        let legs = scenario.legs.len();
        let mut legs_from = vec![Vec::new(); scenario.places.len()];
        for (l, leg) in scenario.legs.iter().enumerate() {
            legs_from[leg.from.index()].push(l);
        }
        let strata = Strata::new(&scenario.settings, scenario.with(capability::MECHANISM.name));
        Self {
            scenario,
            seed,
            root: Key::root(seed),
            ladder: ladder(&strata),
            strata,
            component: Components::new(scenario).of_place,
            reachable: (0..scenario.communities.len()).map(|c| within_reach(scenario, c)).collect(),
            destination: scenario.places.iter().map(|p| p.role == Role::Destination).collect(),
            legs_from,
            table_hazard: (0..legs).map(|l| table_death_chance(scenario, l)).collect(),
            care: (0..scenario.communities.len()).map(|c| care(scenario, c)).collect(),
            hearing: Hearing::new(scenario),
            learning: Learning::new(scenario),
            consolidates: consolidation::acts(scenario),
            has_records: reputation::acts(scenario),
            lending: Lending::new(scenario),
            journeys: Journeys::new(scenario, || Firms::new(scenario, Key::root(seed))),
            numbers: Numbers::new(scenario),
        }
    }

    /// The group of a community's people with or without papers.
    #[inline]
    pub(super) fn group(community: usize, papers: bool) -> usize {
        community * 2 + usize::from(papers)
    }

    /// The grids on which values are given.
    #[inline]
    pub(super) fn layout(&self) -> Layout<'_> {
        let strata = &self.strata;
        Layout { nodes: &strata.nodes, mids: &strata.mids, ladder: &self.ladder }
    }

    /// The position of a situation.
    #[inline]
    pub(super) fn situation(&self, group: usize, place: usize) -> usize {
        group * self.scenario.places.len() + place
    }
}

/// Steps of money fine enough for the lowest band, up to where more changes nothing: whoever has
/// paid as much as the last edge, the most that firms count on, is still at the last mid-point.
fn ladder(strata: &Strata) -> Ladder {
    let (mids, edges) = (&strata.mids.points, &strata.edges.points);
    let last = |points: &[f64]| points.last().copied().unwrap_or(0.0);
    let unit = mids.first().map_or(1.0, |lowest| lowest / 5.0);
    Ladder::new(unit.max(1e-6), last(edges) + last(mids))
}

/// Places that a community's people can come to: from home, and from where a pathway takes those who may
/// go on from there.
fn within_reach(scenario: &Scenario, community: usize) -> Vec<usize> {
    let mut places = reachable(scenario, scenario.communities[community].place);
    let id = CommunityId(community as u16);
    let open = scenario.pathways.iter().filter(|pathway| pathway.communities.contains(&id));
    for to in open.map(|pathway| pathway.to).filter(|to| after_arrival::goes_on(scenario, to.index())) {
        places.extend(reachable(scenario, to));
    }
    places.sort_unstable();
    places.dedup();
    places
}

//! Officials at the posts of legs.

use rand_distr::{Distribution, StandardNormal};

use super::{
    BRIBES, CAP, DEMAND, ESCORT_COVER, EXTORTING, EXTORTION_FACTOR, EXTORTION_SIGMA, FULL_VEHICLE,
    MORAL_BY_HEADS, NAME, OFFICIALS, PAY_ELASTICITY, REFERENCE_WAGE, TIED_BRIBE, TIES_DAYS, moral_cost,
    risk_usd,
};
use crate::random::{Key, Purpose};
use crate::world::{Conditions, Scenario};

/// Who sets what firms pay.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Pricing {
    Ties,
    PostedIndependent,
    PostedJoint,
    PostedInSequence,
}

/// The officials of a scenario and the terms on which they deal in a period.
#[derive(Clone, Debug, PartialEq)]
pub struct Posts {
    /// Moral cost of each official (USD/bribe), leg by leg, those of a post side by side.
    moral_cost: Vec<Vec<f64>>,
    moral_by_heads: f64,
    full_vehicle: f64,
    officials_per_post: usize,
    /// What being found out would cost in expectation, by leg (USD/bribe).
    risk_usd: Vec<f64>,
    /// Factor that pay puts on demands, by leg.
    pay_factor: Vec<f64>,
    /// Share of posts at which firms with arrangements know the official on duty, by leg.
    known: Vec<f64>,
    demand_share: f64,
    cap_usd: f64,
    tied_bribe_usd: f64,
    extortion: Option<Extortion>,
    pricing: Pricing,
    /// The price that each post of a leg takes for a head, where there is one (USD/head).
    posted_usd: Vec<Option<f64>>,
    /// Share of the fee that escorts take, by leg, and what they keep off.
    escort_share: Vec<f64>,
    escort_cover: f64,
    in_force: bool,
}

/// Officials who demand beyond what is usual of people alone.
#[derive(Clone, Debug, PartialEq)]
struct Extortion {
    /// Who they are, as the moral costs.
    extorts: Vec<Vec<bool>>,
    share: f64,
    factor: f64,
    sigma: f64,
}

impl Extortion {
    fn new(scenario: &Scenario, officials: impl Fn(usize) -> usize, run: Key) -> Option<Self> {
        let number = |parameter| scenario.settings.number(parameter);
        let share = number(&EXTORTING);
        let key = run.purpose(Purpose::Extortion);
        let extorts = |leg: usize| -> Vec<bool> {
            (0..officials(leg)).map(|who| key.of(leg as u64).of(who as u64).happens(share)).collect()
        };
        (share > 0.0).then(|| Self {
            extorts: (0..scenario.legs.len()).map(extorts).collect(),
            share,
            factor: number(&EXTORTION_FACTOR),
            sigma: number(&EXTORTION_SIGMA),
        })
    }

    /// What is demanded, given what is usually asked (USD), of one person at one post.
    fn demanded(&self, usual_usd: f64, post: usize, convoy: Key) -> f64 {
        let key = convoy.purpose(Purpose::Extortion).of(post as u64);
        let normal: f64 = StandardNormal.sample(&mut key.generator());
        usual_usd * self.factor * (self.sigma * normal).exp()
    }
}

/// What an official at a post answers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Answer {
    /// Takes the bribe and lets pass.
    Takes,
    /// Refuses it.
    Refuses,
}

/// The terms of an escort by security forces.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Escort {
    /// Share of the fee that it takes.
    pub fee_share: f64,
    /// Share of the hazard of meeting a patrol that it takes away.
    pub cover: f64,
}

impl Posts {
    /// Officials with their moral costs, one draw each for life; no terms yet.
    #[must_use]
    pub fn new(scenario: &Scenario, run: Key) -> Self {
        let number = |parameter| scenario.settings.number(parameter);
        let officials_per_post = number(&OFFICIALS) as usize;
        let officials = |l: usize| scenario.legs[l].posts as usize * officials_per_post;
        let official = |leg: usize, who: usize| {
            moral_cost(scenario, run.purpose(Purpose::Official).of(leg as u64).of(who as u64))
        };
        let of_leg = |l: usize| (0..officials(l)).map(|who| official(l, who)).collect();
        Self {
            moral_cost: (0..scenario.legs.len()).map(of_leg).collect(),
            moral_by_heads: number(&MORAL_BY_HEADS),
            full_vehicle: number(&FULL_VEHICLE),
            officials_per_post,
            risk_usd: vec![0.0; scenario.legs.len()],
            pay_factor: vec![1.0; scenario.legs.len()],
            known: vec![1.0; scenario.legs.len()],
            demand_share: number(&DEMAND),
            cap_usd: number(&CAP),
            tied_bribe_usd: number(&TIED_BRIBE),
            extortion: Extortion::new(scenario, officials, run),
            pricing: match scenario.settings.word(&BRIBES) {
                "posted_independent" => Pricing::PostedIndependent,
                "posted_joint" => Pricing::PostedJoint,
                "posted_in_sequence" => Pricing::PostedInSequence,
                _ => Pricing::Ties,
            },
            posted_usd: vec![None; scenario.legs.len()],
            escort_share: scenario.legs.iter().map(|leg| leg.escort_share.get()).collect(),
            escort_cover: number(&ESCORT_COVER),
            in_force: scenario.with(NAME),
        }
    }

    /// The terms of a period: what pay and the risk of being found out make of demands.
    pub fn set_terms(&mut self, scenario: &Scenario, conditions: &Conditions) {
        let number = |parameter| scenario.settings.number(parameter);
        for (l, leg) in scenario.legs.iter().enumerate() {
            let wage = scenario.countries[leg.enforced_by.index()].official_wage_usd_month
                * conditions.official_pay[l];
            self.risk_usd[l] = risk_usd(scenario, wage, conditions.official_detection[l]);
            self.pay_factor[l] = (wage / number(&REFERENCE_WAGE)).max(1e-6).powf(number(&PAY_ELASTICITY));
            self.known[l] = (1.0 - conditions.official_moves[l] * number(&TIES_DAYS) / 365.0).max(0.0);
        }
    }

    /// Posts on a leg.
    #[must_use]
    pub fn count(&self, leg: usize) -> usize {
        self.moral_cost[leg].len() / self.officials_per_post
    }

    /// How many set a price for themselves on a leg: its posts, or 1 if they do so jointly; in sequence, as
    /// many as would take as much all at once. 0 where nobody posts a price, as where escorts pass posts by.
    #[must_use]
    pub fn setting_prices(&self, leg: usize) -> f64 {
        let posts = self.count(leg) as f64;
        match self.pricing {
            _ if !self.in_force || self.escort_share[leg] > 0.0 => 0.0,
            Pricing::Ties => 0.0,
            Pricing::PostedIndependent => posts,
            Pricing::PostedJoint => posts.min(1.0),
            Pricing::PostedInSequence => posts.exp2() - 1.0,
        }
    }

    /// The posts of a leg post what they take of each head, all together (USD/head).
    pub fn post(&mut self, leg: usize, together_usd: Option<f64>) {
        let posts = self.count(leg).max(1) as f64;
        self.posted_usd[leg] = together_usd.map(|usd| usd / posts);
    }

    /// What a post takes as a multiple of the mean of its leg's posts: whoever comes first in a sequence takes
    /// twice what the next one does.
    #[inline]
    #[must_use]
    pub fn turn(&self, leg: usize, post: usize) -> f64 {
        if self.pricing != Pricing::PostedInSequence || self.posted_usd[leg].is_none() {
            return 1.0;
        }
        let posts = self.count(leg) as f64;
        posts * (posts - 1.0 - post as f64).exp2() / (posts.exp2() - 1.0)
    }

    /// What the posts of a leg posted last, all together (USD/head); 0 where nobody posts a price.
    #[must_use]
    pub fn posted_together(&self, leg: usize) -> f64 {
        self.posted_usd[leg].map_or(0.0, |usd| usd * self.count(leg).max(1) as f64)
    }

    /// The escort that convoys on a leg can have.
    #[must_use]
    pub fn escort(&self, leg: usize) -> Option<Escort> {
        let fee_share = self.escort_share[leg];
        (self.in_force && fee_share > 0.0).then_some(Escort { fee_share, cover: self.escort_cover })
    }

    /// What somebody untied is asked for a head (USD), given the money carried.
    #[inline]
    #[must_use]
    pub fn demand(&self, leg: usize, money_usd: f64) -> f64 {
        if !self.in_force {
            return 0.0;
        }
        let asked = (self.demand_share * self.pay_factor[leg] * money_usd).min(self.cap_usd);
        self.posted_usd[leg].unwrap_or(asked)
    }

    /// What the official on duty asks of somebody alone (USD): `share` of what is usual, or what he
    /// wants to extort.
    #[inline]
    #[must_use]
    pub fn demand_alone(&self, leg: usize, post: usize, money_usd: f64, share: f64, convoy: Key) -> f64 {
        let usual = self.demand(leg, money_usd) * self.turn(leg, post);
        match &self.extortion {
            Some(extortion) if extortion.extorts[leg][self.on_duty(post, convoy)] => {
                extortion.demanded(usual, post, convoy).min(money_usd)
            }
            _ => share * usual,
        }
    }

    /// What somebody alone can expect to be asked on a leg (USD), given the money carried and the share
    /// of what is usual that is asked of him.
    #[must_use]
    pub fn expected_alone(&self, leg: usize, money_usd: f64, share: f64) -> f64 {
        let usual = self.demand(leg, money_usd);
        let asked = usual * self.count(leg) as f64 * share;
        let Some(extortion) = &self.extortion else { return asked };
        let mean = usual * extortion.factor * (0.5 * extortion.sigma.powi(2)).exp();
        let extorted = mean.min(money_usd) * self.count(leg) as f64;
        (asked + extortion.share * (extorted - asked)).min(money_usd)
    }

    /// What a firm pays for a head (USD): what is posted, the standing bribe if it has come to terms with
    /// whoever is on duty, else what is asked.
    #[must_use]
    pub fn firm_bribe(&self, leg: usize, knows: bool, money_usd: f64) -> f64 {
        let ties = knows && self.posted_usd[leg].is_none();
        if ties { self.tied_bribe_usd } else { self.demand(leg, money_usd) }
    }

    /// Whether a firm with arrangements has come to terms with the official on duty at a post: those who are
    /// moved often stay unknown.
    #[must_use]
    pub fn knows(&self, leg: usize, post: usize, convoy: Key) -> bool {
        convoy.purpose(Purpose::Acquaintance).of(post as u64).happens(self.known[leg])
    }

    /// The position, among the officials of a leg, of the one on duty at a post: drawn for each convoy.
    #[inline]
    fn on_duty(&self, post: usize, convoy: Key) -> usize {
        let turn = convoy.purpose(Purpose::Official).of(post as u64).uniform();
        post * self.officials_per_post + (turn * self.officials_per_post as f64) as usize
    }

    /// Whether the official on duty takes a bribe for `heads`: if it covers the moral cost and the
    /// risk, or is the price that is posted.
    #[inline]
    #[must_use]
    pub fn answer(&self, leg: usize, post: usize, bribe_usd: f64, heads: f64, convoy: Key) -> Answer {
        let takes = self.takes(leg, self.on_duty(post, convoy), bribe_usd, heads);
        if takes { Answer::Takes } else { Answer::Refuses }
    }

    fn takes(&self, leg: usize, official: usize, bribe_usd: f64, heads: f64) -> bool {
        if self.posted_usd[leg].is_some() {
            return true;
        }
        let by_heads = self.moral_by_heads > 0.0;
        let weight = if by_heads { (heads / self.full_vehicle).powf(self.moral_by_heads) } else { 1.0 };
        self.in_force && bribe_usd * heads >= self.moral_cost[leg][official] * weight + self.risk_usd[leg]
    }

    /// Bribes a head that a firm expects on a leg (USD). What posts post is for the market to add.
    #[must_use]
    pub fn expected_firm_bribes(&self, leg: usize, tied: bool, money_usd: f64, heads: f64) -> f64 {
        if self.setting_prices(leg) > 0.0 {
            return 0.0;
        }
        let asked = |known| self.expected_bribes(leg, self.firm_bribe(leg, known, money_usd), heads);
        match self.known[leg] {
            _ if !tied => asked(false),
            1.0 => asked(true),
            known => known * asked(true) + (1.0 - known) * asked(false),
        }
    }

    /// What the officials of a leg can be expected to take of a head who offers so much at each post (USD).
    fn expected_bribes(&self, leg: usize, bribe_usd: f64, heads: f64) -> f64 {
        let officials = 0..self.moral_cost[leg].len();
        let taking = officials.filter(|&official| self.takes(leg, official, bribe_usd, heads)).count();
        bribe_usd * taking as f64 / self.officials_per_post as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn posts() -> Posts {
        Posts {
            moral_cost: vec![vec![3.0, 50.0]],
            moral_by_heads: 0.0,
            full_vehicle: 25.0,
            officials_per_post: 1,
            risk_usd: vec![2.0],
            pay_factor: vec![1.0],
            known: vec![1.0],
            demand_share: 0.02,
            cap_usd: 20.0,
            tied_bribe_usd: 2.0,
            extortion: None,
            pricing: Pricing::Ties,
            posted_usd: vec![None],
            escort_share: vec![0.0],
            escort_cover: 0.9,
            in_force: true,
        }
    }

    #[test]
    fn a_tied_firm_pays_less_a_head_than_somebody_alone_with_money() {
        let posts = posts();
        assert!(posts.firm_bribe(0, true, 500.0) < posts.demand(0, 500.0));
        assert_eq!(posts.demand(0, 1e6), 20.0);
    }

    #[test]
    fn where_officials_are_moved_firms_with_ties_expect_a_mean_of_both_terms() {
        let posts = Posts { known: vec![0.25], ..posts() };
        let known = (0..4_000).filter(|&i| posts.knows(0, 1, Key::root(3).of(i))).count();
        assert!((known as f64 / 4_000.0 - 0.25).abs() < 0.03, "{known}");
        let expected = |tied| posts.expected_firm_bribes(0, tied, 500.0, 30.0);
        // A bribe of 2 a head of 30 covers both officials' moral costs, as one of 10 does.
        assert_eq!([expected(true), expected(false)], [0.25 * 4.0 + 0.75 * 20.0, 20.0]);
    }

    #[test]
    fn officials_are_individuals() {
        let posts = posts();
        assert_eq!(posts.answer(0, 0, 6.0, 1.0, Key::root(1)), Answer::Takes);
        assert_eq!(posts.answer(0, 1, 6.0, 1.0, Key::root(1)), Answer::Refuses);
        assert_eq!(posts.answer(0, 1, 6.0, 30.0, Key::root(1)), Answer::Takes);
    }

    #[test]
    fn a_moral_cost_by_heads_weighs_less_against_one_person_and_the_same_against_a_full_vehicle() {
        let by_heads = Posts { moral_by_heads: 1.0, ..posts() };
        let answer = |posts: &Posts, heads| posts.answer(0, 1, 4.5, heads, Key::root(1));
        assert_eq!([answer(&by_heads, 1.0), answer(&posts(), 1.0)], [Answer::Takes, Answer::Refuses]);
        assert_eq!(answer(&by_heads, 25.0), answer(&posts(), 25.0));
    }

    #[test]
    fn an_official_who_extorts_demands_an_uncertain_sum_and_no_more_than_is_carried() {
        let extortion = Extortion { extorts: vec![vec![true, false]], share: 0.5, factor: 2.0, sigma: 0.8 };
        let posts = Posts { extortion: Some(extortion), ..posts() };
        let asked = |post, i| posts.demand_alone(0, post, 500.0, 0.5, Key::root(2).of(i));
        let mut sums: Vec<f64> = (0..1_001).map(|i| asked(0, i)).collect();
        sums.sort_by(f64::total_cmp);
        assert!((sums[500] / 20.0 - 1.0).abs() < 0.1, "median {}", sums[500]);
        assert!(sums[100] < 12.0 && sums[900] > 35.0 && sums[1_000] <= 500.0);
        assert_eq!(asked(1, 7), 5.0);
    }

    #[test]
    fn what_is_posted_is_taken_of_everybody_by_everybody() {
        let mut posts = Posts { pricing: Pricing::PostedIndependent, ..posts() };
        posts.post(0, Some(60.0));
        assert_eq!((posts.setting_prices(0), posts.firm_bribe(0, true, 1.0)), (2.0, 30.0));
        assert_eq!(posts.answer(0, 1, 30.0, 1.0, Key::root(1)), Answer::Takes);
        assert_eq!(posts.expected_firm_bribes(0, false, 500.0, 25.0), 0.0);
        assert_eq!(Posts { pricing: Pricing::PostedJoint, ..posts }.setting_prices(0), 1.0);
    }

    #[test]
    fn in_sequence_each_post_takes_twice_what_the_next_one_takes() {
        let mut posts =
            Posts { pricing: Pricing::PostedInSequence, moral_cost: vec![vec![0.0; 3]], ..posts() };
        posts.post(0, Some(210.0));
        let taken = [0, 1, 2].map(|post| posts.firm_bribe(0, false, 0.0) * posts.turn(0, post));
        assert!(
            taken.iter().zip([120.0, 60.0, 30.0]).all(|(a, b): (&f64, f64)| (a - b).abs() < 1e-9),
            "{taken:?}"
        );
        assert_eq!(posts.setting_prices(0), 7.0);
    }

    #[test]
    fn switched_off_nobody_takes_anything() {
        let posts = Posts { in_force: false, escort_share: vec![0.2], ..posts() };
        assert_eq!(posts.answer(0, 0, 1e9, 1.0, Key::root(1)), Answer::Refuses);
        assert_eq!(posts.expected_firm_bribes(0, true, 0.0, 30.0), 0.0);
        assert_eq!(posts.escort(0), None);
    }
}

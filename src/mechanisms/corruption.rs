//! Officials at posts, one by one: what they ask, and whether they take it.

use rand_distr::{Distribution, StandardNormal};

use crate::catalogue::{Mechanism, Parameter};
use crate::random::{Key, Purpose};
use crate::world::{Conditions, Scenario};

const NAME: &str = "corruption";

/// Standing bribe of a tied firm.
pub const TIED_BRIBE: Parameter = Parameter::number(NAME, "tied_bribe_usd", 2.0)
    .meaning("standing bribe a head and post of a firm with arrangements")
    .unit("USD/head")
    .range(0.5, 10.0)
    .limits(0.0, 1e4)
    .source("CD18 (USD 20–50 a vehicle of 33, 2008): 0.6–1.5 a head; range an assumption")
    .paragraphs("37");
/// What an official asks of somebody alone.
pub const DEMAND: Parameter = Parameter::number(NAME, "demand_share", 0.02)
    .meaning("what a post asks of somebody untied, as a share of the money he carries")
    .unit("share")
    .range(0.005, 0.08)
    .limits(0.0, 1.0)
    .paragraphs("31, 37");
/// Cap on what an official asks.
pub const CAP: Parameter = Parameter::number(NAME, "cap_usd", 20.0)
    .meaning("the most that a post asks a head")
    .unit("USD/head")
    .range(8.0, 60.0)
    .limits(0.0, 1e5)
    .source("CD16, CD17 (XOF 4,500–5,000 at a border post: about USD 8) for the low end; assumption")
    .paragraphs("37");
/// Elasticity of the demand to pay.
pub const PAY_ELASTICITY: Parameter = Parameter::number(NAME, "pay_elasticity", 0.0)
    .meaning("elasticity of what is asked to the official's pay; the evidence disagrees on its sign")
    .unit("elasticity")
    .range(-1.0, 0.5)
    .limits(-5.0, 5.0)
    .paragraphs("33");
/// Wage at which the demand is as stated.
pub const REFERENCE_WAGE: Parameter = Parameter::number(NAME, "reference_wage_usd_month", 200.0)
    .meaning("official's pay at which the demand is demand_share")
    .unit("USD/month")
    .range(100.0, 400.0)
    .limits(1.0, 1e5);
/// Median moral cost.
pub const MORAL_COST: Parameter = Parameter::number(NAME, "moral_cost_median_usd", 25.0)
    .meaning("median of an official's moral cost of taking a bribe; each official has one for life")
    .unit("USD/bribe")
    .range(5.0, 80.0)
    .limits(0.0, 1e5)
    .source("so that some 70 % take what a full vehicle pays: between E12 (61 % of smugglers pay officials) and E11 (82 % of those in contact paid); assumption")
    .paragraphs("33");
/// Spread of moral costs.
pub const MORAL_SIGMA: Parameter = Parameter::number(NAME, "moral_cost_sigma", 1.5)
    .meaning("standard deviation of the log of moral costs")
    .unit("log")
    .range(0.8, 2.5)
    .limits(0.0, 5.0)
    .paragraphs("33");
/// Officials who take turns at a post.
pub const OFFICIALS: Parameter = Parameter::number(NAME, "officials_per_post", 6.0)
    .meaning("officials who take turns at a post; who is on duty is drawn for each convoy")
    .unit("officials")
    .range(2.0, 20.0)
    .limits(1.0, 100.0)
    .whole()
    .paragraphs("33");
/// Chance of being found out.
pub const DETECTION: Parameter = Parameter::number(NAME, "detection_per_bribe", 0.0002)
    .meaning("chance that taking one bribe is found out and costs the job")
    .unit("probability")
    .range(0.00005, 0.002)
    .limits(0.0, 1.0)
    .paragraphs("33");
/// What is lost when found out.
pub const MONTHS_AT_RISK: Parameter = Parameter::number(NAME, "months_at_risk", 12.0)
    .meaning("months of pay lost by an official who is found out")
    .unit("months")
    .range(3.0, 36.0)
    .limits(0.0, 600.0)
    .paragraphs("33");

/// The mechanism.
pub const MECHANISM: Mechanism = Mechanism {
    name: NAME,
    summary: "Officials at posts are individuals with a moral cost. Firms with standing arrangements pay a small, \
              predictable bribe; people alone are asked for more, even with valid papers.",
    text: "At each post officials_per_post officials take turns, each with a moral cost \
           moral_cost_median_usd·exp(moral_cost_sigma·z) drawn once; who is on duty is drawn for each convoy. A tied firm pays tied_bribe_usd a head. Everybody else is asked b = min(cap_usd, \
           demand_share·(wage/reference_wage)^pay_elasticity·m): m is the money a person alone carries, and \
           for untied firms what those who decide at the leg's start carry on average. Somebody alone with papers on \
           a lawful leg is asked demand_factor of it. The official takes the bribe, and lets the convoy pass, \
           exactly if b·heads ≥ moral cost + min(1, detection_per_bribe·multiple)·wage·months_at_risk, the \
           multiple and the wage being open to levers. A person who can't pay does not offer. A firm counts, \
           in its cost, on the bribes of those officials who would take them at its usual load. What happens \
           where no bribe changes hands is told under interception.",
    paragraphs: "31, 33, 36–37",
    parameters: &[
        &TIED_BRIBE,
        &DEMAND,
        &CAP,
        &PAY_ELASTICITY,
        &REFERENCE_WAGE,
        &MORAL_COST,
        &MORAL_SIGMA,
        &OFFICIALS,
        &DETECTION,
        &MONTHS_AT_RISK,
    ],
    without: Some("no official asks for or takes money; posts stop whom they would stop"),
};

/// The officials of a scenario and the terms on which they deal in a period.
#[derive(Clone, Debug, PartialEq)]
pub struct Posts {
    /// Moral cost of each official (USD/bribe), leg by leg, those of a post side by side.
    moral_cost: Vec<Vec<f64>>,
    officials_per_post: usize,
    /// What being found out would cost in expectation, by leg (USD/bribe).
    risk_usd: Vec<f64>,
    /// Factor that pay puts on demands, by leg.
    pay_factor: Vec<f64>,
    demand_share: f64,
    cap_usd: f64,
    tied_bribe_usd: f64,
    in_force: bool,
}

/// What an official at a post answers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Answer {
    /// Takes the bribe and lets pass.
    Takes,
    /// Refuses it.
    Refuses,
}

impl Posts {
    /// Officials with their moral costs, one draw each for life; no terms yet.
    #[must_use]
    pub fn new(scenario: &Scenario, run: Key) -> Self {
        let number = |parameter| scenario.settings.number(parameter);
        let (median, sigma) = (number(&MORAL_COST), number(&MORAL_SIGMA));
        let officials_per_post = number(&OFFICIALS) as usize;
        let official = |leg: usize, official: usize| -> f64 {
            let key = run.purpose(Purpose::Official).of(leg as u64).of(official as u64);
            let normal: f64 = StandardNormal.sample(&mut key.generator());
            median * (sigma * normal).exp()
        };
        let officials = |l: usize| scenario.legs[l].posts as usize * officials_per_post;
        let of_leg = |l: usize| (0..officials(l)).map(|who| official(l, who)).collect();
        Self {
            moral_cost: (0..scenario.legs.len()).map(of_leg).collect(),
            officials_per_post,
            risk_usd: vec![0.0; scenario.legs.len()],
            pay_factor: vec![1.0; scenario.legs.len()],
            demand_share: number(&DEMAND),
            cap_usd: number(&CAP),
            tied_bribe_usd: number(&TIED_BRIBE),
            in_force: scenario.with(NAME),
        }
    }

    /// The terms of a period: what pay and the risk of being found out make of demands.
    pub fn set_terms(&mut self, scenario: &Scenario, conditions: &Conditions) {
        let number = |parameter| scenario.settings.number(parameter);
        for (l, leg) in scenario.legs.iter().enumerate() {
            let wage = scenario.countries[leg.enforced_by.index()].official_wage_usd_month
                * conditions.official_pay[l];
            let found_out = number(&DETECTION) * conditions.official_detection[l];
            self.risk_usd[l] = found_out.min(1.0) * wage * number(&MONTHS_AT_RISK);
            self.pay_factor[l] = (wage / number(&REFERENCE_WAGE)).max(1e-6).powf(number(&PAY_ELASTICITY));
        }
    }

    /// Posts on a leg.
    #[must_use]
    pub fn count(&self, leg: usize) -> usize {
        self.moral_cost[leg].len() / self.officials_per_post
    }

    /// What somebody untied is asked for a head (USD), given the money carried.
    #[must_use]
    pub fn demand(&self, leg: usize, money_usd: f64) -> f64 {
        if !self.in_force {
            return 0.0;
        }
        (self.demand_share * self.pay_factor[leg] * money_usd).min(self.cap_usd)
    }

    /// What a firm pays for a head (USD): the standing bribe if it is tied, else what is asked.
    #[must_use]
    pub fn firm_bribe(&self, leg: usize, tied: bool, money_usd: f64) -> f64 {
        if tied { self.tied_bribe_usd } else { self.demand(leg, money_usd) }
    }

    /// Whether the official on duty takes a bribe for `heads`: if it covers the moral cost and the
    /// risk. Who is on duty is drawn for each convoy.
    #[inline]
    #[must_use]
    pub fn answer(&self, leg: usize, post: usize, bribe_usd: f64, heads: f64, convoy: Key) -> Answer {
        let turn = convoy.purpose(Purpose::Official).of(post as u64).uniform();
        let who = (turn * self.officials_per_post as f64) as usize;
        let takes = self.takes(leg, post * self.officials_per_post + who, bribe_usd * heads);
        if takes { Answer::Takes } else { Answer::Refuses }
    }

    fn takes(&self, leg: usize, official: usize, usd: f64) -> bool {
        self.in_force && usd >= self.moral_cost[leg][official] + self.risk_usd[leg]
    }

    /// Bribes a head that a firm expects on a leg (USD).
    #[must_use]
    pub fn expected_firm_bribes(&self, leg: usize, tied: bool, money_usd: f64, heads: f64) -> f64 {
        let bribe = self.firm_bribe(leg, tied, money_usd);
        let officials = 0..self.moral_cost[leg].len();
        let taking = officials.filter(|&official| self.takes(leg, official, bribe * heads)).count();
        bribe * taking as f64 / self.officials_per_post as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn posts() -> Posts {
        Posts {
            moral_cost: vec![vec![3.0, 50.0]],
            officials_per_post: 1,
            risk_usd: vec![2.0],
            pay_factor: vec![1.0],
            demand_share: 0.02,
            cap_usd: 20.0,
            tied_bribe_usd: 2.0,
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
    fn officials_are_individuals() {
        let posts = posts();
        assert_eq!(posts.answer(0, 0, 6.0, 1.0, Key::root(1)), Answer::Takes);
        assert_eq!(posts.answer(0, 1, 6.0, 1.0, Key::root(1)), Answer::Refuses);
        assert_eq!(posts.answer(0, 1, 6.0, 30.0, Key::root(1)), Answer::Takes);
    }

    #[test]
    fn switched_off_nobody_takes_anything() {
        let posts = Posts { in_force: false, ..posts() };
        assert_eq!(posts.answer(0, 0, 1e9, 1.0, Key::root(1)), Answer::Refuses);
        assert_eq!(posts.expected_firm_bribes(0, true, 0.0, 30.0), 0.0);
    }
}

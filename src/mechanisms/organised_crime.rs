//! Organised crime on the legs that it holds: a tax on whoever passes, carrying under force, and
//! kidnapping for ransom.

use crate::agents::Manner;
use crate::catalogue::{Mechanism, Parameter};
use crate::random::{Key, Purpose};
use crate::units::Probability;
use crate::world::{Conditions, Scenario};

const NAME: &str = "organised_crime";

/// What people alone are asked.
pub const TAX_ALONE: Parameter = Parameter::number(NAME, "tax_alone_share", 1.0)
    .meaning("territory tax asked of somebody without a smuggler, as a share of that on a smuggler's client")
    .unit("share")
    .range(0.3, 1.0)
    .limits(0.0, 10.0)
    .paragraphs("27");
/// Forced carrying.
pub const CARRYING: Parameter = Parameter::number(NAME, "carrying_share", 0.2)
    .meaning("chance that somebody who cannot pay the whole tax is made to carry goods instead")
    .unit("probability")
    .range(0.0, 0.6)
    .limits(0.0, 1.0)
    .paragraphs("27");
/// Kidnapping with a smuggler.
pub const KIDNAP_SMUGGLED: Parameter = Parameter::number(NAME, "kidnap_smuggled_factor", 0.5)
    .meaning("hazard of being kidnapped with a smuggler, who has paid the tax, as a multiple of that alone")
    .unit("multiplier")
    .range(0.2, 1.5)
    .limits(0.0, 100.0)
    .paragraphs("27, 38");
/// Ransom.
pub const RANSOM: Parameter = Parameter::number(NAME, "ransom_usd", 1_000.0)
    .meaning("ransom asked for a person")
    .unit("USD")
    .range(300.0, 2_500.0)
    .limits(0.0, 1e6)
    .source("CD07 (USD 1,458, Sabha 2016), E23 (USD 900); range an assumption")
    .paragraphs("27");
/// Days held.
pub const HOLD_DAYS: Parameter = Parameter::number(NAME, "ransom_hold_days", 30.0)
    .meaning("how long somebody is held for ransom")
    .unit("days")
    .range(7.0, 120.0)
    .limits(1.0, 3_650.0)
    .whole()
    .paragraphs("27");
/// Whether the family can pay.
pub const FAMILY_PAYS: Parameter = Parameter::number(NAME, "family_pays", 0.7)
    .meaning("chance that a family finds the rest of a ransom that a person cannot pay")
    .unit("probability")
    .range(0.3, 0.95)
    .limits(0.0, 1.0)
    .paragraphs("27");
/// Death when the ransom is not paid.
pub const UNPAID_DEATH: Parameter = Parameter::number(NAME, "unpaid_death", 0.02)
    .meaning("chance that somebody whose ransom is not paid is killed or dies while held")
    .unit("probability")
    .range(0.0, 0.1)
    .limits(0.0, 1.0)
    .paragraphs("27");

/// The mechanism.
pub const MECHANISM: Mechanism = Mechanism {
    name: NAME,
    summary: "On legs that organised crime holds, smugglers and people alone pay a tax for passing; some who cannot \
              are made to carry goods; people are kidnapped for ransom.",
    text: "A firm pays the territory tax in force on a leg for each head of each vehicle, and counts it in its \
           cost. Somebody without a smuggler is asked tax_alone_share of it and pays what he or she has; who \
           has less is made to carry goods with probability carrying_share (counted, and told at home as \
           abuse). The hazard of being kidnapped over a leg is H = −ln(1 − risk), times kidnap_smuggled_factor \
           with a smuggler; it strikes after the fraction E/H of the leg, one keyed exponential a person, if \
           below 1 and before the leg's end by a stop, a loss or death. Who is kidnapped gives what he or she \
           has, up to ransom_usd; the family finds the rest with probability family_pays; otherwise the \
           person dies with probability unpaid_death at the end of ransom_hold_days. Everybody else is then \
           let go where the leg leads, and tells of it as abuse. Tax and ransom go to an account of their own.",
    paragraphs: "27, 38",
    parameters: &[&TAX_ALONE, &CARRYING, &KIDNAP_SMUGGLED, &RANSOM, &HOLD_DAYS, &FAMILY_PAYS, &UNPAID_DEATH],
    without: Some("nobody pays a territory tax, is made to carry or is kidnapped"),
};

/// What organised crime takes on each leg in a period.
#[derive(Clone, Debug, PartialEq)]
pub struct Holds {
    tax_usd: Vec<f64>,
    kidnap: Vec<f64>,
    tax_alone: f64,
    carrying: f64,
    kidnap_smuggled: f64,
    ransom_usd: f64,
    hold_days: i32,
    family_pays: f64,
    unpaid_death: f64,
}

/// How a ransom is settled.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ransom {
    /// What the person pays (USD).
    pub own_usd: f64,
    /// What the family pays (USD).
    pub family_usd: f64,
    /// Whether the person survives.
    pub survives: bool,
}

impl Holds {
    /// What is in force.
    #[must_use]
    pub fn new(scenario: &Scenario, conditions: &Conditions) -> Self {
        let number = |parameter| scenario.settings.number(parameter);
        let on = f64::from(u8::from(scenario.with(NAME)));
        let hazard = |risk: &f64| on * Probability::new(*risk).hazard().get();
        Self {
            tax_usd: conditions.territory_tax_usd.iter().map(|tax| on * tax).collect(),
            kidnap: conditions.kidnap_risk.iter().map(hazard).collect(),
            tax_alone: number(&TAX_ALONE),
            carrying: number(&CARRYING),
            kidnap_smuggled: number(&KIDNAP_SMUGGLED),
            ransom_usd: number(&RANSOM),
            hold_days: number(&HOLD_DAYS) as i32,
            family_pays: number(&FAMILY_PAYS),
            unpaid_death: number(&UNPAID_DEATH),
        }
    }

    /// What passing costs a head on a leg (USD).
    #[inline]
    #[must_use]
    pub fn tax(&self, leg: usize, manner: Manner) -> f64 {
        let share = if manner == Manner::Smuggled { 1.0 } else { self.tax_alone };
        share * self.tax_usd[leg]
    }

    /// Whether somebody who cannot pay all of the tax is made to carry goods.
    #[must_use]
    pub fn makes_carry(&self, person: Key) -> bool {
        person.purpose(Purpose::Carrying).happens(self.carrying)
    }

    /// The part of a leg after which a person is kidnapped; infinite: he or she is not.
    #[inline]
    #[must_use]
    pub fn kidnapped_at(&self, leg: usize, manner: Manner, person: Key) -> f64 {
        if self.kidnap[leg] <= 0.0 {
            return f64::INFINITY;
        }
        let factor = if manner == Manner::Smuggled { self.kidnap_smuggled } else { 1.0 };
        person.purpose(Purpose::Kidnap).first_event(self.kidnap[leg] * factor)
    }

    /// How the ransom of somebody with this money is settled.
    #[must_use]
    pub fn ransom(&self, money_usd: f64, person: Key) -> Ransom {
        let own_usd = money_usd.min(self.ransom_usd);
        let rest = self.ransom_usd - own_usd;
        let key = person.purpose(Purpose::Ransom);
        let paid = rest <= 0.0 || key.of(0).happens(self.family_pays);
        Ransom {
            own_usd,
            family_usd: if paid { rest } else { 0.0 },
            survives: paid || !key.of(1).happens(self.unpaid_death),
        }
    }

    /// How long somebody is held (days).
    #[must_use]
    pub fn hold_days(&self) -> i32 {
        self.hold_days
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn holds() -> Holds {
        Holds {
            tax_usd: vec![100.0],
            kidnap: vec![0.2],
            tax_alone: 0.5,
            carrying: 0.2,
            kidnap_smuggled: 0.5,
            ransom_usd: 1_000.0,
            hold_days: 30,
            family_pays: 0.7,
            unpaid_death: 0.1,
        }
    }

    #[test]
    fn a_ransom_is_paid_by_the_person_first() {
        let rich = holds().ransom(5_000.0, Key::root(1));
        assert_eq!(rich, Ransom { own_usd: 1_000.0, family_usd: 0.0, survives: true });
    }

    #[test]
    fn who_pays_nothing_dies_as_often_as_stated() {
        let n = 40_000;
        let outcomes = (0..n).map(|i| holds().ransom(0.0, Key::root(3).of(i)));
        let (mut paid, mut dead) = (0.0, 0.0);
        for outcome in outcomes {
            paid += f64::from(u8::from(outcome.family_usd == 1_000.0));
            dead += f64::from(u8::from(!outcome.survives));
        }
        let n = n as f64;
        assert!((paid / n - 0.7).abs() < 4.0 * (0.7 * 0.3 / n).sqrt());
        assert!((dead / n - 0.03).abs() < 4.0 * (0.03 * 0.97 / n).sqrt());
    }

    #[test]
    fn people_alone_are_asked_their_share() {
        assert_eq!([Manner::Smuggled, Manner::Alone].map(|m| holds().tax(0, m)), [100.0, 50.0]);
    }
}

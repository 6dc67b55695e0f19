//! Travelling on credit: what smugglers let people owe, and what becomes of those who do.

use crate::catalogue::{Mechanism, Parameter, Settings};
use crate::random::{Key, Purpose};
use crate::world::Scenario;

const NAME: &str = "debt";

/// How much is lent.
pub const LENT: Parameter = Parameter::number(NAME, "lent_share", 0.0)
    .meaning("the most of a fee that smugglers let somebody owe whose money does not reach; 0: nobody travels on credit")
    .unit("share")
    .range(0.0, 0.8)
    .limits(0.0, 1.0)
    .paragraphs("26, 36");
/// What credit costs.
pub const PREMIUM: Parameter = Parameter::number(NAME, "premium", 0.3)
    .meaning("what is owed beyond the part of the fee that was not paid, as a share of that")
    .unit("share")
    .range(0.0, 1.0)
    .limits(0.0, 100.0)
    .paragraphs("26");
/// How owing weighs.
pub const WEIGHT: Parameter = Parameter::number(NAME, "owing_weight", 1.0)
    .meaning("what a dollar that will be owed weighs in a decision, against a dollar paid: less since it is paid later, more since people fear bondage")
    .unit("multiplier")
    .range(0.5, 2.0)
    .limits(0.0, 1_000.0)
    .paragraphs("26");
/// What debtors pay.
pub const REPAID: Parameter = Parameter::number(NAME, "repaid_share", 0.3)
    .meaning("share of what is earned after arrival that goes to those who lent")
    .unit("share")
    .range(0.1, 0.6)
    .limits(0.001, 1.0)
    .paragraphs("26, 34");
/// How often owing ends in bondage.
pub const BONDAGE: Parameter = Parameter::number(NAME, "bondage_hazard", 0.1)
    .meaning("hazard with which a debtor is held in bondage, while the debt is not paid off")
    .unit("1/year")
    .range(0.01, 0.5)
    .limits(0.0, 1_000.0)
    .paragraphs("26, 67");

/// The mechanism.
pub const MECHANISM: Mechanism = Mechanism {
    name: NAME,
    summary: "Somebody whose money does not reach may owe a part of the fee, and pays it off after arrival out of \
              what he or she earns; the longer that takes the more likely it ends in bondage.",
    text: "Where a fee F exceeds somebody's money m and m ≥ (1 − lent_share)·F, going with the smuggler on credit is \
           an option. It is worth as much as the way at its full fee with nothing left, less s·(F − m)·[(1 + \
           premium)·owing_weight − 1]. What of the advance and of the rest the person cannot pay when it falls due is \
           lent, and 1 + premium times as much is owed, in whole dollars. On arrival somewhere to stay a debt D \
           takes D/(repaid_share·income) years to pay off; with the hazard bondage_hazard the person is held in bondage \
           before that, works it off and sends nothing home. Those who die, go or are sent home do not repay. The \
           money is that of lenders behind the firms, which get their fee in full. Firms' view of demand leaves \
           those who need credit out.",
    paragraphs: "26, 34, 36, 67",
    parameters: &[&LENT, &PREMIUM, &WEIGHT, &REPAID, &BONDAGE],
    without: Some("nobody travels on credit"),
};

/// The terms on which smugglers lend.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lending {
    /// The most of a fee that may be owed.
    pub share: f64,
    /// What is owed beyond what was lent, as a share of that.
    premium: f64,
    weight: f64,
    repaid_share: f64,
    bondage_a_year: f64,
}

impl Lending {
    /// Reads the parameters of a scenario.
    #[must_use]
    pub fn new(scenario: &Scenario) -> Self {
        let share = if scenario.with(NAME) { scenario.settings.number(&LENT) } else { 0.0 };
        Self { share, ..Self::of(&scenario.settings) }
    }

    fn of(settings: &Settings) -> Self {
        Self {
            share: settings.number(&LENT),
            premium: settings.number(&PREMIUM),
            weight: settings.number(&WEIGHT),
            repaid_share: settings.number(&REPAID),
            bondage_a_year: settings.number(&BONDAGE),
        }
    }

    /// What a dollar that will be owed weighs beyond a dollar paid.
    #[must_use]
    pub fn burden(&self) -> f64 {
        (1.0 + self.premium) * self.weight - 1.0
    }

    /// What is owed for what was lent (USD), in whole dollars.
    #[must_use]
    pub fn owed(&self, lent_usd: f64) -> u16 {
        ((1.0 + self.premium) * lent_usd).ceil() as u16
    }

    /// Whether somebody who owes is held in bondage before the debt is paid off.
    #[must_use]
    pub fn ends_in_bondage(&self, owed_usd: f64, income_usd_year: f64, occasion: Key) -> bool {
        let years = owed_usd / (self.repaid_share * income_usd_year).max(1e-6);
        occasion.purpose(Purpose::Bondage).exponential() < self.bondage_a_year * years
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bondage_befalls_the_share_of_its_hazard_over_the_years_of_owing() {
        let lending = Lending { bondage_a_year: 0.2, repaid_share: 0.5, ..Lending::of(&Settings::default()) };
        let n = 100_000;
        // 1,500 out of half of 1,000 a year: three years.
        let bound = (0..n).filter(|&i| lending.ends_in_bondage(1_500.0, 1_000.0, Key::root(3).of(i))).count();
        let expected = 1.0 - (-0.2_f64 * 3.0).exp();
        let error = (expected * (1.0 - expected) / n as f64).sqrt();
        assert!((bound as f64 / n as f64 - expected).abs() < 4.0 * error);
    }

    #[test]
    fn who_borrows_owes_the_premium_on_top() {
        let lending = Lending { premium: 0.5, weight: 1.0, ..Lending::of(&Settings::default()) };
        assert_eq!(lending.owed(100.0), 150);
        assert_eq!(lending.owed(1e9), u16::MAX);
        assert!((lending.burden() - 0.5).abs() < 1e-12);
    }
}

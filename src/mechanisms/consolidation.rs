//! What pressure does to firms of different size: hiding costs, capital, crews looking for work, and ties
//! that can be bought.

use crate::catalogue::{Mechanism, Parameter};
use crate::world::{FirmType, Scenario};

const NAME: &str = "consolidation";

/// The law at which half of the cost of hiding is due.
pub const LAW_HALF: Parameter = Parameter::number(NAME, "law_half_usd", 2_500.0)
    .meaning("penalty in force, times its chance at a stop, at which the law presses half as hard as it can")
    .unit("USD")
    .range(500.0, 10_000.0)
    .limits(1e-6, 1e9)
    .paragraphs("40, 56");
/// The file at which half of the cost of hiding is due.
pub const HEAT_HALF: Parameter = Parameter::number(NAME, "heat_half_heads", 20.0)
    .meaning("heads on a firm's case file at which the police press half as hard as they can")
    .unit("heads")
    .range(5.0, 100.0)
    .limits(1e-6, 1e9)
    .paragraphs("40, 56");
/// How the cost of hiding grows with the firm.
pub const SCALE: Parameter = Parameter::number(NAME, "secrecy_scale", 0.5)
    .meaning("by how many per cent the cost of hiding rises when a firm has one per cent more drivers")
    .unit("elasticity")
    .range(0.2, 1.0)
    .limits(0.0, 2.0)
    .paragraphs("56");
/// How soon what is bought must pay.
pub const PAYBACK: Parameter = Parameter::number(NAME, "payback_weeks", 26.0)
    .meaning("weeks in which a vehicle or an arrangement must earn its price")
    .unit("weeks")
    .range(8.0, 104.0)
    .limits(0.0, 1e4)
    .paragraphs("39, 56");
/// When a firm grows.
pub const FULL: Parameter = Parameter::number(NAME, "full_share", 0.95)
    .meaning("share of its seats that a firm must have sold in a period to buy a further vehicle")
    .unit("share")
    .range(0.8, 1.0)
    .limits(0.0, 1.0)
    .paragraphs("56");
/// What ties cost.
pub const TIE_USD: Parameter = Parameter::number(NAME, "tie_usd_post", 1_000.0)
    .meaning("price of a standing arrangement with the officials of one post")
    .unit("USD/post")
    .range(200.0, 5_000.0)
    .limits(0.0, 1e7)
    .paragraphs("37, 56");
/// What ties that were bought avert.
pub const WARNED: Parameter = Parameter::number(NAME, "warned_share", 0.3)
    .meaning("share of arrests after investigations that an arrangement averts which a firm has bought")
    .unit("share")
    .range(0.0, 0.7)
    .limits(0.0, 1.0)
    .paragraphs("31, 33, 56");

/// The mechanism.
pub const MECHANISM: Mechanism = Mechanism {
    name: NAME,
    summary: "Under pressure firms pay for hiding, grow if they have capital and customers, take on crews of firms \
              that are gone, and buy protection. Nothing is handed to networks: concentration is an outcome.",
    text: "Acts where a kind of firm has one of the columns secrecy_usd_week, most_seats_per_week or \
           buys_ties, whatever kind that is. Hiding: on top of its fixed cost a firm pays secrecy_usd_week × \
           drivers^secrecy_scale × [1 − (1 − L)(1 − H)] a week, L = x/(x + law_half_usd) with x = penalty × \
           P(sentence) in force on its leg, H = F/(F + heat_half_heads) with F the file on it, if the country \
           investigates. Capital: a firm below most_seats_per_week saves for a vehicle, with driver, that \
           would earn its price (vehicle_usd + hire_usd) in payback_weeks at the present mark-up if it were \
           full; once it has the money beyond its reserve cash_usd, has sold full_share of its seats and \
           finds a driver, it buys one, one a period at most. Crews: drivers at large of a firm that closes \
           look for work for one period; firms of the leg that miss a driver or would buy a vehicle take \
           them, those first to whom one is worth most (mark-up × seats), if that is at least the formal \
           income of the driver's share in the old firm. Where none is left, a driver for a new vehicle is \
           found with hired_per_week. Ties: a firm without standing arrangements buys them for tie_usd_post × \
           posts (at least one), if it has the cash and they earn it in payback_weeks, in smaller bribes and \
           in arrests averted (warned_share); they last while it works. When a firm closes it is as large as \
           at first if it starts again.",
    paragraphs: "31, 39–40, 56",
    parameters: &[&LAW_HALF, &HEAT_HALF, &SCALE, &PAYBACK, &FULL, &TIE_USD, &WARNED],
    without: Some("firms keep their size and their ties, and hiding costs what the tables say"),
};

/// Whether there is anything for the mechanism to act on in a scenario.
#[must_use]
pub fn acts(scenario: &Scenario) -> bool {
    let open = |kind: &FirmType| {
        kind.secrecy_usd_week > 0.0 || kind.most_seats_per_week > kind.seats_per_week || kind.buys_ties
    };
    scenario.with(NAME) && scenario.firm_types.iter().any(open)
}

/// How hard law and police press on a firm, from 0 to 1.
///
/// `law_usd` is the penalty times its chance at a stop (USD), `file` what the police hold on the firm (heads).
#[must_use]
pub fn pressure(scenario: &Scenario, law_usd: f64, file: f64) -> f64 {
    let half = |x: f64, parameter| x / (x + scenario.settings.number(parameter));
    1.0 - (1.0 - half(law_usd, &LAW_HALF)) * (1.0 - half(file, &HEAT_HALF))
}

/// What hiding costs a firm of so many drivers more (USD/week).
#[must_use]
pub fn secrecy(scenario: &Scenario, kind: &FirmType, drivers: f64, pressure: f64) -> f64 {
    kind.secrecy_usd_week * drivers.powf(scenario.settings.number(&SCALE)) * pressure
}

/// Whether what brings so much a week (USD/week) earns its price (USD) soon enough.
#[must_use]
pub fn pays(scenario: &Scenario, usd_week: f64, price_usd: f64) -> bool {
    usd_week > 0.0 && usd_week * scenario.settings.number(&PAYBACK) >= price_usd
}

/// Drivers of firms that closed, by leg, until the end of the market day.
#[derive(Clone, Debug, PartialEq)]
pub struct Crews {
    /// By leg: what each free driver would earn otherwise (USD/week).
    free: Vec<Vec<f64>>,
}

impl Crews {
    /// Nobody looks for work yet.
    #[must_use]
    pub fn new(legs: usize) -> Self {
        Self { free: vec![Vec::new(); legs] }
    }

    /// Drivers look for work.
    pub fn dismiss(&mut self, leg: usize, drivers: u32, otherwise_usd_week: f64) {
        self.free[leg].extend(std::iter::repeat_n(otherwise_usd_week, drivers as usize));
    }

    /// A firm to which a driver is worth so much (USD/week) takes one whom that satisfies, if there is one.
    pub fn take(&mut self, leg: usize, worth_usd_week: f64) -> bool {
        let free = &mut self.free[leg];
        let found = free.iter().position(|otherwise| *otherwise <= worth_usd_week);
        found.map(|position| free.swap_remove(position)).is_some()
    }

    /// Whoever is not taken goes back to other work.
    pub fn go(&mut self, leg: usize) {
        self.free[leg].clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn crews_go_to_who_pays_enough_and_the_rest_to_other_work() {
        let mut crews = Crews::new(2);
        crews.dismiss(0, 2, 60.0);
        crews.dismiss(0, 1, 100.0);
        assert!(!crews.take(0, 50.0) && !crews.take(1, 500.0));
        assert!(crews.take(0, 60.0) && crews.take(0, 60.0) && !crews.take(0, 60.0));
        assert!(crews.take(0, 100.0) && !crews.take(0, 1e9));
        crews.dismiss(1, 1, 0.0);
        crews.go(1);
        assert!(!crews.take(1, 1e9));
    }
}

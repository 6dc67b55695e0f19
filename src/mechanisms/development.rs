//! What aid and jobs make of livelihoods, years later.

use crate::catalogue::{Mechanism, Parameter};
use crate::units::{DAYS_PER_WEEK, DAYS_PER_YEAR};
use crate::world::{Conditions, Scenario};

const NAME: &str = "development";

/// How long it takes.
pub const DELAY: Parameter = Parameter::number(NAME, "delay_days", 540.0)
    .meaning("mean delay between what is spent and what people earn by it")
    .unit("days")
    .range(180.0, 1_800.0)
    .limits(1.0, 36_500.0)
    .paragraphs("14–15, 49, 64–65");
/// What it brings.
pub const INCOME: Parameter = Parameter::number(NAME, "income_per_usd", 0.3)
    .meaning("what a dollar a person and year, spent for long, adds to what each person earns in a year")
    .unit("USD/USD")
    .range(0.05, 1.0)
    .limits(0.0, 100.0)
    .paragraphs("14–15, 49, 64–65");

/// The mechanism.
pub const MECHANISM: Mechanism = Mechanism {
    name: NAME,
    summary: "Aid and jobs raise what people earn at home with a delay, for those who think of leaving and for \
              those who live from smuggling.",
    text: "Aid of a USD a person and year becomes effective as g, with dg/dt = (a − g)/delay_days, and nothing is \
           effective on the first day. Livelihood in force = table and shocks + income_per_usd·g; what a \
           smuggler could earn otherwise at the community's place rises by the same, a week's part of it (of several \
           communities there, by the largest gain). What \
           follows is left to people: livelihood enters the hazard of wanting to leave, the value of staying, \
           and the money that people can raise.",
    paragraphs: "14–15, 49, 64–67",
    parameters: &[&DELAY, &INCOME],
    without: Some("aid changes nothing but public spending"),
};

/// Aid that has become effective, by community (USD/person/year).
#[derive(Clone, Debug, PartialEq)]
pub struct Development {
    effective: Vec<f64>,
}

impl Development {
    /// Nothing yet.
    #[must_use]
    pub fn new(communities: usize) -> Self {
        Self { effective: vec![0.0; communities] }
    }

    /// Moves on by a period, and puts what aid has become into the conditions.
    pub fn advance(&mut self, scenario: &Scenario, days: f64, conditions: &mut Conditions) {
        let kept = (-days / scenario.settings.number(&DELAY)).exp();
        let income_per_usd = scenario.settings.number(&INCOME);
        let mut gain_usd_year = vec![0.0_f64; scenario.places.len()];
        for (c, effective) in self.effective.iter_mut().enumerate() {
            let aid = conditions.aid_usd_person_year[c];
            *effective = aid + (*effective - aid) * kept;
            let gain = income_per_usd * *effective;
            conditions.livelihood_usd_year[c] += gain;
            let here = &mut gain_usd_year[scenario.communities[c].place.index()];
            *here = here.max(gain);
        }
        for (formal, gain) in conditions.formal_income_usd_week.iter_mut().zip(gain_usd_year) {
            *formal += gain * DAYS_PER_WEEK / DAYS_PER_YEAR;
        }
    }
}

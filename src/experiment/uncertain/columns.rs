//! Columns of tables whose plausible range `sources.csv` states, as multiples of each value.
//!
//! All cells of a column are drawn with one multiple: what is not known is how far the source of the
//! column is off, and it is off everywhere alike. (Cells that err each by itself would mostly cancel
//! out in sums over the case, which would promise more than is known.) Dates, words, flags, places on
//! the map and series are never drawn.

use std::cell::RefCell;
use std::collections::BTreeMap;

use crate::scenario::tables;
use crate::units::Probability;
use crate::world::{Community, Country, FirmType, Leg, Pathway, Place, Scenario};

/// What a cell becomes, by the position of its row and its value.
type Change<'a> = &'a dyn Fn(usize, f64) -> f64;

/// A column of numbers that can be drawn.
#[derive(Debug)]
pub struct Column {
    /// The table.
    pub table: &'static str,
    /// The column.
    pub name: &'static str,
    /// Changes each of its cells that is not blank.
    change: fn(&mut Scenario, Change<'_>),
}

impl PartialEq for Column {
    fn eq(&self, other: &Self) -> bool {
        (self.table, self.name) == (other.table, other.name)
    }
}

impl Column {
    /// The cells that are not blank, by the position of their rows.
    fn cells(&self, scenario: &Scenario) -> BTreeMap<usize, f64> {
        let cells = RefCell::new(BTreeMap::new());
        (self.change)(&mut scenario.clone(), &|row, value| {
            cells.borrow_mut().insert(row, value);
            value
        });
        cells.into_inner()
    }

    /// The rows in which a scenario has the same value as its baseline.
    pub(super) fn shared_rows(&self, scenario: &Scenario, baseline: &Scenario) -> Vec<usize> {
        let known = self.cells(baseline);
        let alike = |(row, value): (usize, f64)| {
            known.get(&row).is_some_and(|x| x.to_bits() == value.to_bits()).then_some(row)
        };
        self.cells(scenario).into_iter().filter_map(alike).collect()
    }

    /// Multiplies the cells of these rows, within what is possible in the column.
    pub(super) fn multiply(&self, scenario: &mut Scenario, rows: &[usize], multiple: f64) {
        let field = tables::find(self.table).and_then(|table| table.column(self.name));
        let (low, high) = field.map_or((0.0, f64::INFINITY), |field| field.limits);
        (self.change)(scenario, &|row, value| {
            let drawn = rows.contains(&row) && value.is_finite();
            if drawn { (value * multiple).clamp(low, high) } else { value }
        });
    }
}

/// A column by its table and name; `None` if it is not of numbers that can be drawn.
pub(super) fn find(table: &str, name: &str) -> Option<&'static Column> {
    ALL.iter().find(|column| column.table == table && column.name == name)
}

const fn column(table: &'static str, name: &'static str, change: fn(&mut Scenario, Change<'_>)) -> Column {
    Column { table, name, change }
}

const ALL: &[Column] = &[
    column("places", "income_usd_year", |s, f| places(s, &|row, p| number(&mut p.income_usd_year, row, f))),
    column("places", "regular_income_usd_year", |s, f| {
        places(s, &|row, p| number(&mut p.regular_income_usd_year, row, f));
    }),
    column("places", "horizon_years", |s, f| places(s, &|row, p| number(&mut p.horizon_years, row, f))),
    column("places", "day_wage_usd", |s, f| places(s, &|row, p| number(&mut p.day_wage_usd, row, f))),
    column("places", "work_probability", |s, f| places(s, &|row, p| share(&mut p.work_probability, row, f))),
    column("places", "living_usd_day", |s, f| places(s, &|row, p| number(&mut p.living_usd_day, row, f))),
    column("places", "return_cost_usd", |s, f| places(s, &|row, p| number(&mut p.return_cost_usd, row, f))),
    column("places", "onward_share", |s, f| places(s, &|row, p| share(&mut p.onward_share, row, f))),
    column("legs", "km", |s, f| legs(s, &|row, l| number(&mut l.km, row, f))),
    column("legs", "days", |s, f| legs(s, &|row, l| number(&mut l.days, row, f))),
    column("legs", "days_sigma", |s, f| legs(s, &|row, l| number(&mut l.days_sigma, row, f))),
    column("legs", "crowding_usd", |s, f| legs(s, &|row, l| number(&mut l.crowding_usd, row, f))),
    column("legs", "fare_usd", |s, f| legs(s, &|row, l| maybe(&mut l.fare_usd, row, f))),
    column("legs", "trip_cost_usd", |s, f| legs(s, &|row, l| number(&mut l.trip_cost_usd, row, f))),
    column("legs", "crew_usd", |s, f| legs(s, &|row, l| number(&mut l.crew_usd, row, f))),
    column("legs", "vehicle_seats", |s, f| legs(s, &|row, l| whole(&mut l.vehicle_seats, row, f))),
    column("legs", "vehicle_usd", |s, f| legs(s, &|row, l| number(&mut l.vehicle_usd, row, f))),
    column("legs", "market_scale", |s, f| legs(s, &|row, l| number(&mut l.market_scale, row, f))),
    column("legs", "death_risk", |s, f| legs(s, &|row, l| share(&mut l.death_risk, row, f))),
    column("legs", "vehicle_loss_risk", |s, f| legs(s, &|row, l| share(&mut l.vehicle_loss_risk, row, f))),
    column("legs", "abuse_risk", |s, f| legs(s, &|row, l| share(&mut l.abuse_risk, row, f))),
    column("legs", "territory_tax_usd", |s, f| legs(s, &|row, l| number(&mut l.territory_tax_usd, row, f))),
    column("legs", "kidnap_risk", |s, f| legs(s, &|row, l| share(&mut l.kidnap_risk, row, f))),
    column("legs", "posts", |s, f| legs(s, &|row, l| whole(&mut l.posts, row, f))),
    column("legs", "escort_share", |s, f| legs(s, &|row, l| share(&mut l.escort_share, row, f))),
    column("legs", "effort", |s, f| legs(s, &|row, l| number(&mut l.effort, row, f))),
    column("legs", "extent", |s, f| legs(s, &|row, l| number(&mut l.extent, row, f))),
    column("legs", "monitored_share", |s, f| legs(s, &|row, l| share(&mut l.monitored_share, row, f))),
    column("legs", "recorded_deaths_share", |s, f| {
        legs(s, &|row, l| share(&mut l.recorded_deaths_share, row, f));
    }),
    column("countries", "official_wage_usd_month", |s, f| {
        countries(s, &|row, c| number(&mut c.official_wage_usd_month, row, f));
    }),
    column("countries", "penalty_usd", |s, f| countries(s, &|row, c| number(&mut c.penalty_usd, row, f))),
    column("countries", "sentence_probability", |s, f| {
        countries(s, &|row, c| share(&mut c.sentence_probability, row, f));
    }),
    column("countries", "seizure_probability", |s, f| {
        countries(s, &|row, c| share(&mut c.seizure_probability, row, f));
    }),
    column("countries", "detention_days", |s, f| {
        countries(s, &|row, c| number(&mut c.detention_days, row, f))
    }),
    column("countries", "detention_bribe_usd", |s, f| {
        countries(s, &|row, c| maybe(&mut c.detention_bribe_usd, row, f));
    }),
    column("countries", "retry_probability", |s, f| {
        countries(s, &|row, c| maybe_share(&mut c.retry_probability, row, f));
    }),
    column("countries", "post_effectiveness", |s, f| {
        countries(s, &|row, c| share(&mut c.post_effectiveness, row, f));
    }),
    column("countries", "passport_price_usd", |s, f| {
        countries(s, &|row, c| number(&mut c.passport_price_usd, row, f));
    }),
    column("countries", "passport_bribe_usd", |s, f| {
        countries(s, &|row, c| number(&mut c.passport_bribe_usd, row, f));
    }),
    column("countries", "passport_days", |s, f| countries(s, &|row, c| number(&mut c.passport_days, row, f))),
    column("countries", "investigation", |s, f| countries(s, &|row, c| number(&mut c.investigation, row, f))),
    column("countries", "financial_investigation", |s, f| {
        countries(s, &|row, c| share(&mut c.financial_investigation, row, f));
    }),
    column("countries", "forger_price_usd", |s, f| {
        countries(s, &|row, c| maybe(&mut c.forger_price_usd, row, f));
    }),
    column("countries", "forger_days", |s, f| countries(s, &|row, c| number(&mut c.forger_days, row, f))),
    column("countries", "forgery_detection", |s, f| {
        countries(s, &|row, c| share(&mut c.forgery_detection, row, f));
    }),
    column("communities", "livelihood_usd_year", |s, f| {
        communities(s, &|row, c| number(&mut c.livelihood_usd_year, row, f));
    }),
    column("communities", "population", |s, f| communities(s, &|row, c| number(&mut c.population, row, f))),
    column("communities", "aspiration_per_year", |s, f| {
        communities(s, &|row, c| number(&mut c.aspiration_per_year, row, f));
    }),
    column("communities", "fleeing_share", |s, f| {
        communities(s, &|row, c| motive(c, |m| &mut m.flight, row, f))
    }),
    column("communities", "family_share", |s, f| {
        communities(s, &|row, c| motive(c, |m| &mut m.family, row, f))
    }),
    column("communities", "climate_share", |s, f| {
        communities(s, &|row, c| motive(c, |m| &mut m.climate, row, f));
    }),
    column("communities", "papers_share", |s, f| {
        communities(s, &|row, c| share(&mut c.papers_share, row, f))
    }),
    column("communities", "women_share", |s, f| communities(s, &|row, c| share(&mut c.women_share, row, f))),
    column("communities", "children_share", |s, f| {
        communities(s, &|row, c| share(&mut c.children_share, row, f));
    }),
    column("communities", "relocate_share", |s, f| {
        communities(s, &|row, c| share(&mut c.relocate_share, row, f));
    }),
    column("communities", "ties_abroad", |s, f| communities(s, &|row, c| number(&mut c.ties_abroad, row, f))),
    column("communities", "stateless_share", |s, f| {
        communities(s, &|row, c| share(&mut c.stateless_share, row, f));
    }),
    column("pathways", "places_per_year", |s, f| {
        pathways(s, &|row, p| number(&mut p.places_per_year, row, f))
    }),
    column("pathways", "fee_usd", |s, f| pathways(s, &|row, p| number(&mut p.fee_usd, row, f))),
    column("pathways", "processing_days", |s, f| {
        pathways(s, &|row, p| number(&mut p.processing_days, row, f))
    }),
    column("pathways", "refusal_probability", |s, f| {
        pathways(s, &|row, p| share(&mut p.refusal_probability, row, f));
    }),
    column("pathways", "believed_refusal", |s, f| {
        pathways(s, &|row, p| share(&mut p.believed_refusal, row, f))
    }),
    column("pathways", "believed_wait_days", |s, f| {
        pathways(s, &|row, p| number(&mut p.believed_wait_days, row, f));
    }),
    column("pathways", "eligible_share", |s, f| pathways(s, &|row, p| share(&mut p.eligible_share, row, f))),
    column("firm_types", "slots", |s, f| {
        firms(s, &|row, k| k.slots = f(row, f64::from(k.slots)).round() as u32);
    }),
    column("firm_types", "seats_per_week", |s, f| firms(s, &|row, k| seats(k, row, f))),
    column("firm_types", "most_seats_per_week", |s, f| firms(s, &|row, k| most_seats(k, row, f))),
    column("firm_types", "fixed_cost_usd_week", |s, f| {
        firms(s, &|row, k| number(&mut k.fixed_cost_usd_week, row, f));
    }),
    column("firm_types", "formal_income_usd_week", |s, f| {
        firms(s, &|row, k| number(&mut k.formal_income_usd_week, row, f));
    }),
    column("firm_types", "helping_usd_week", |s, f| {
        firms(s, &|row, k| number(&mut k.helping_usd_week, row, f))
    }),
    column("firm_types", "cost_factor", |s, f| firms(s, &|row, k| number(&mut k.cost_factor, row, f))),
    column("firm_types", "cash_usd", |s, f| firms(s, &|row, k| number(&mut k.cash_usd, row, f))),
    column("firm_types", "tied_probability", |s, f| {
        firms(s, &|row, k| share(&mut k.tied_probability, row, f))
    }),
    column("firm_types", "cost_sigma", |s, f| firms(s, &|row, k| number(&mut k.cost_sigma, row, f))),
    column("firm_types", "secrecy_usd_week", |s, f| {
        firms(s, &|row, k| number(&mut k.secrecy_usd_week, row, f))
    }),
    column("firm_types", "caring_share", |s, f| firms(s, &|row, k| share(&mut k.caring_share, row, f))),
    column("firm_types", "chains", |s, f| {
        firms(s, &|row, k| k.chains = f(row, f64::from(k.chains)).round() as u32);
    }),
];

fn places(scenario: &mut Scenario, change: &dyn Fn(usize, &mut Place)) {
    scenario.places.iter_mut().enumerate().for_each(|(row, place)| change(row, place));
}

fn legs(scenario: &mut Scenario, change: &dyn Fn(usize, &mut Leg)) {
    scenario.legs.iter_mut().enumerate().for_each(|(row, leg)| change(row, leg));
}

fn countries(scenario: &mut Scenario, change: &dyn Fn(usize, &mut Country)) {
    scenario.countries.iter_mut().enumerate().for_each(|(row, country)| change(row, country));
}

fn communities(scenario: &mut Scenario, change: &dyn Fn(usize, &mut Community)) {
    scenario.communities.iter_mut().enumerate().for_each(|(row, community)| change(row, community));
}

fn pathways(scenario: &mut Scenario, change: &dyn Fn(usize, &mut Pathway)) {
    scenario.pathways.iter_mut().enumerate().for_each(|(row, pathway)| change(row, pathway));
}

fn firms(scenario: &mut Scenario, change: &dyn Fn(usize, &mut FirmType)) {
    scenario.firm_types.iter_mut().enumerate().for_each(|(row, kind)| change(row, kind));
}

fn number(cell: &mut f64, row: usize, change: Change<'_>) {
    *cell = change(row, *cell);
}

fn maybe(cell: &mut Option<f64>, row: usize, change: Change<'_>) {
    *cell = cell.map(|value| change(row, value));
}

fn share(cell: &mut Probability, row: usize, change: Change<'_>) {
    *cell = Probability::new(change(row, cell.get()));
}

fn maybe_share(cell: &mut Option<Probability>, row: usize, change: Change<'_>) {
    *cell = cell.map(|value| Probability::new(change(row, value.get())));
}

fn whole(cell: &mut u16, row: usize, change: Change<'_>) {
    *cell = change(row, f64::from(*cell)).round() as u16;
}

/// Motives are shares of the same people: one grows at the most into those who leave for work.
fn motive(
    community: &mut Community,
    of: fn(&mut crate::world::Motives) -> &mut f64,
    row: usize,
    change: Change<'_>,
) {
    let motives = &mut community.motives;
    let economic = (1.0 - motives.flight - motives.family - motives.climate).max(0.0);
    let cell = of(motives);
    *cell = change(row, *cell).min(*cell + economic);
}

/// A kind of firm that can't grow still can't; one that can is never smaller at its largest than at first.
fn seats(kind: &mut FirmType, row: usize, change: Change<'_>) {
    let grows = kind.most_seats_per_week > kind.seats_per_week;
    kind.seats_per_week = change(row, kind.seats_per_week);
    let most = if grows { kind.most_seats_per_week } else { kind.seats_per_week };
    kind.most_seats_per_week = most.max(kind.seats_per_week);
}

fn most_seats(kind: &mut FirmType, row: usize, change: Change<'_>) {
    if kind.most_seats_per_week > kind.seats_per_week {
        kind.most_seats_per_week = change(row, kind.most_seats_per_week).max(kind.seats_per_week);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::field::Kind;
    use crate::scenario::tables::TABLES;

    #[test]
    fn every_column_of_numbers_can_be_drawn() {
        let drawn = ["places", "legs", "countries", "communities", "pathways", "firm_types"];
        for table in TABLES.iter().filter(|table| drawn.contains(&table.name)) {
            for field in table.columns {
                let number = matches!(field.kind, Kind::Number | Kind::Whole | Kind::Quota);
                let on_the_map = ["lon", "lat"].contains(&field.name);
                let found = find(table.name, field.name).is_some();
                assert_eq!(found, number && !on_the_map, "{}.{}", table.name, field.name);
            }
        }
        assert!(ALL.iter().all(|c| tables::find(c.table).and_then(|t| t.column(c.name)).is_some()));
    }
}

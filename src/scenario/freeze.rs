//! From judged parts to the frozen scenario. Nothing can be wrong here any more.

use std::collections::BTreeMap;

use super::digest;
use super::judge::Row;
use super::policies::TypedPolicy;
use super::tables::TypedTable;
use crate::catalogue::Settings;
use crate::mechanisms;
use crate::units::Day;
use crate::world::{Calendar, CountryId, LegId, PathwayId, PlaceId, Policy, Scenario, Targets};

/// The judged parts of a scenario.
pub(crate) struct Parts {
    pub name: String,
    pub header: Row,
    pub tables: BTreeMap<&'static str, TypedTable>,
    pub settings: Settings,
    pub policies: Vec<TypedPolicy>,
}

/// The scenario; `None` only if a part is missing that has been reported.
pub(crate) fn freeze(parts: &Parts) -> Option<Scenario> {
    let header = &parts.header;
    let calendar = calendar(header)?;
    let ids = Ids { tables: &parts.tables };
    let mut scenario = Scenario {
        name: parts.name.clone(),
        title: header.text("title").to_owned(),
        question: header.text("question").to_owned(),
        summary: header.text("summary").to_owned(),
        price_year: header.number("price_year")? as i32,
        persons_per_agent: header.number("persons_per_agent").unwrap_or(1.0),
        settings: parts.settings.clone(),
        without: without(header),
        places: ids.freeze("places", |row| ids.place(row))?,
        legs: ids.freeze("legs", |row| ids.leg(row))?,
        countries: ids.freeze("countries", super::rows::country)?,
        communities: ids.freeze("communities", |row| ids.community(row))?,
        pathways: ids.freeze("pathways", |row| ids.pathway(row))?,
        firm_types: ids.freeze("firm_types", super::rows::firm_type)?,
        series: ids.freeze("series", |row| ids.point(row, &calendar))?,
        policies: parts.policies.iter().filter_map(|policy| freeze_policy(policy, &ids, &calendar)).collect(),
        source_notes: ids.freeze("sources", super::rows::source_note)?,
        observations: ids.freeze("observations", |row| super::rows::observation(row, &calendar))?,
        calendar,
        digest: String::new(),
        base_digest: String::new(),
    };
    scenario.series.sort_by_key(|point| point.from);
    switch_off(&mut scenario, &[]);
    Some(scenario)
}

/// Switches mechanisms off, beside those that are off already.
pub(super) fn switch_off(scenario: &mut Scenario, names: &[&str]) {
    let off = |name: &&'static str| scenario.without.contains(name) || names.contains(name);
    scenario.without = mechanisms::ALL.iter().map(|m| m.name).filter(off).collect();
    seal(scenario);
}

/// Gives a scenario the digests of what it holds now.
///
/// To be called whenever something that a run depends on was changed in a frozen scenario: runs are
/// shared and kept by these digests.
pub fn seal(scenario: &mut Scenario) {
    scenario.base_digest = digest::of_base(scenario);
    scenario.digest = digest::of(scenario);
}

fn calendar(header: &Row) -> Option<Calendar> {
    Some(Calendar {
        start: header.date("start")?,
        end: header.date("end")?,
        warm_up_days: header.number("warm_up_days").unwrap_or(730.0) as u32,
        period_days: header.number("period_days").unwrap_or(7.0) as u32,
    })
}

/// Mechanisms switched off, in the order of the model.
fn without(header: &Row) -> Vec<&'static str> {
    let names = header.list("without");
    mechanisms::ALL.iter().map(|m| m.name).filter(|name| names.contains(name)).collect()
}

/// Positions of ids in the tables.
pub(super) struct Ids<'a> {
    tables: &'a BTreeMap<&'static str, TypedTable>,
}

impl Ids<'_> {
    /// The row of an id.
    pub(super) fn row(&self, table: &str, id: &str) -> Option<&Row> {
        let table = self.tables.get(table)?;
        table.rows.get(table.position(id)?)
    }

    /// How many rows a table has.
    pub(super) fn len(&self, table: &str) -> usize {
        self.tables.get(table).map_or(0, |table| table.rows.len())
    }

    /// The position of an id.
    pub(super) fn position(&self, table: &str, id: &str) -> Option<u16> {
        u16::try_from(self.tables.get(table)?.position(id)?).ok()
    }

    /// Every row of a table; a table that is not there has none.
    fn freeze<T>(&self, table: &str, read: impl Fn(&Row) -> Option<T>) -> Option<Vec<T>> {
        self.tables.get(table).map_or(Some(Vec::new()), |table| table.rows.iter().map(read).collect())
    }

    fn targets(&self, policy: &TypedPolicy, table: &str) -> Vec<u16> {
        let named = policy.targets.get(table).map_or(&[][..], Vec::as_slice);
        named.iter().filter_map(|id| self.position(table, id)).collect()
    }
}

fn freeze_policy(policy: &TypedPolicy, ids: &Ids<'_>, calendar: &Calendar) -> Option<Policy> {
    let row = &policy.row;
    let of = |table: &str| ids.targets(policy, table).into_iter();
    let source = row.text("source");
    Some(Policy {
        name: policy.name.clone(),
        lever: policy.lever.text.name,
        from: calendar.day(row.date("from")?),
        to: row.date("to").map(|to| calendar.day(to)),
        ramp_days: row.number("ramp_days").unwrap_or(0.0),
        targets: Targets {
            countries: of("countries").map(CountryId).collect(),
            places: of("places").map(PlaceId).collect(),
            legs: of("legs").map(LegId).collect(),
            pathways: of("pathways").map(PathwayId).collect(),
        },
        settings: policy.settings.clone(),
        public_cost_usd_year: row.number("public_cost_usd_year").unwrap_or(0.0),
        source: if source.is_empty() { "assumption".into() } else { source.into() },
    })
}

/// A window of days, if both its dates are known.
pub(super) fn window(row: &Row, from: &str, to: &str, calendar: &Calendar) -> Option<(Day, Day)> {
    Some((calendar.day(row.date(from)?), calendar.day(row.date(to)?)))
}

//! The digest of a scenario: all that a run depends on, and nothing else.

use super::rows::{
    ARRIVALS, CONDITIONS, MODES, MOTIVES, QUANTITIES, QUEUES, ROLES, STOP_RULES, TRAVEL_TIMES, word_of,
};
use crate::catalogue::{Parameter, Settings};
use crate::levers;
use crate::mechanisms;
use crate::world::{Community, Country, FirmType, Leg, Pathway, Place, Policy, Scenario};

/// Changes whenever what follows is laid out differently.
const LAYOUT: &str = "wayfare scenario 2";

/// The digest of a scenario with its policies.
pub(super) fn of(scenario: &Scenario) -> String {
    let mut writer = base(scenario);
    writer.count(scenario.policies.len());
    scenario.policies.iter().for_each(|policy| writer.policy(policy));
    writer.finish()
}

/// The digest of a scenario without its policies.
pub(super) fn of_base(scenario: &Scenario) -> String {
    base(scenario).finish()
}

fn base(scenario: &Scenario) -> Writer {
    let mut writer = Writer { hasher: blake3::Hasher::new() };
    writer.text(LAYOUT);
    let calendar = &scenario.calendar;
    writer.text(&calendar.start.to_string());
    writer.text(&calendar.end.to_string());
    writer.numbers(&[calendar.warm_up_days.into(), calendar.period_days.into()]);
    writer.numbers(&[scenario.price_year.into(), scenario.persons_per_agent]);
    writer.count(scenario.without.len());
    scenario.without.iter().for_each(|name| writer.text(name));
    mechanisms::parameters().for_each(|parameter| writer.parameter(parameter, &scenario.settings));
    writer.rows(&scenario.places, Writer::place);
    writer.rows(&scenario.legs, Writer::leg);
    writer.rows(&scenario.countries, Writer::country);
    writer.rows(&scenario.communities, Writer::community);
    writer.rows(&scenario.pathways, Writer::pathway);
    writer.rows(&scenario.firm_types, Writer::firm_type);
    writer.count(scenario.series.len());
    for point in &scenario.series {
        writer.text(word_of(QUANTITIES, &point.quantity));
        writer.count(point.subject);
        writer.numbers(&[point.from.0.into(), point.multiple]);
    }
    writer
}

struct Writer {
    hasher: blake3::Hasher,
}

impl Writer {
    fn finish(self) -> String {
        self.hasher.finalize().to_hex().to_string()
    }

    /// A length in front keeps neighbouring texts apart.
    fn text(&mut self, text: &str) {
        self.count(text.len());
        self.hasher.update(text.as_bytes());
    }

    fn count(&mut self, n: usize) {
        self.hasher.update(&(n as u64).to_le_bytes());
    }

    /// Numbers by their bits; all that are not a number count as one.
    fn numbers(&mut self, numbers: &[f64]) {
        for x in numbers {
            let bits = if x.is_nan() { f64::NAN.to_bits() } else { x.to_bits() };
            self.hasher.update(&bits.to_le_bytes());
        }
    }

    fn flag(&mut self, flag: bool) {
        self.hasher.update(&[u8::from(flag)]);
    }

    fn rows<T>(&mut self, rows: &[T], write: impl Fn(&mut Self, &T)) {
        self.count(rows.len());
        rows.iter().for_each(|row| write(self, row));
    }

    /// The value in force, whether a file states it or the catalogue does.
    fn parameter(&mut self, parameter: &Parameter, settings: &Settings) {
        self.text(parameter.owner);
        self.text(parameter.name);
        self.numbers(&[settings.number(parameter)]);
        self.text(settings.word(parameter));
        self.flag(settings.flag(parameter));
        let list = settings.numbers(parameter);
        self.count(list.len());
        self.numbers(list);
    }

    fn place(&mut self, place: &Place) {
        self.text(&place.id);
        self.text(word_of(ROLES, &place.role));
        self.flag(place.settle);
        self.numbers(&[
            f64::from(place.country.0),
            place.lon,
            place.lat,
            place.income_usd_year,
            place.regular_income_usd_year,
            place.horizon_years,
            place.day_wage_usd,
            place.work_probability.get(),
            place.living_usd_day,
            place.return_cost_usd,
            place.onward_share.get(),
        ]);
    }

    fn leg(&mut self, leg: &Leg) {
        self.text(&leg.id);
        self.text(word_of(MODES, &leg.mode));
        self.text(word_of(TRAVEL_TIMES, &leg.days_law));
        self.flag(leg.smuggled);
        self.flag(leg.clandestine);
        self.flag(leg.fare_usd.is_some());
        self.numbers(&[
            f64::from(leg.from.0),
            f64::from(leg.to.0),
            leg.km,
            leg.days,
            leg.days_sigma,
            leg.fare_usd.unwrap_or(0.0),
            leg.trip_cost_usd,
            leg.crew_usd,
            f64::from(leg.vehicle_seats),
            leg.vehicle_usd,
            leg.market_scale,
            leg.death_risk.get(),
            leg.vehicle_loss_risk.get(),
            leg.abuse_risk.get(),
            leg.territory_tax_usd,
            leg.kidnap_risk.get(),
            f64::from(leg.posts),
            leg.escort_share.get(),
            leg.effort,
            leg.extent,
            leg.crowding_usd,
            f64::from(leg.enforced_by.0),
            f64::from(leg.stopped_to.0),
            leg.monitored_share.get(),
            leg.recorded_deaths_share.get(),
        ]);
    }

    fn country(&mut self, country: &Country) {
        self.text(&country.id);
        self.text(&country.area);
        self.text(word_of(STOP_RULES, &country.stop_rule));
        self.numbers(&[
            country.official_wage_usd_month,
            country.penalty_usd,
            country.sentence_probability.get(),
            country.seizure_probability.get(),
            country.detention_days,
            country.detention_bribe_usd.unwrap_or(f64::NAN),
            country.post_effectiveness.get(),
            country.retry_probability.map_or(f64::NAN, |chance| chance.get()),
            country.passport_price_usd,
            country.passport_bribe_usd,
            country.passport_days,
            country.investigation,
            country.financial_investigation.get(),
            country.forger_price_usd.unwrap_or(f64::NAN),
            country.forger_days,
            country.forgery_detection.get(),
        ]);
    }

    fn community(&mut self, community: &Community) {
        self.text(&community.id);
        self.text(word_of(ARRIVALS, &community.arrivals));
        self.flag(community.hears.is_some());
        let heard = community.hears.iter().flatten();
        self.positions(heard.map(|other| other.index()).collect());
        self.numbers(&[
            f64::from(community.place.0),
            community.livelihood_usd_year,
            community.population,
            community.aspiration_per_year,
            community.motives.flight,
            community.motives.family,
            community.motives.climate,
            community.papers_share.get(),
            community.women_share.get(),
            community.children_share.get(),
            community.relocate_share.get(),
            community.ties_abroad,
            community.stateless_share.get(),
        ]);
    }

    fn pathway(&mut self, pathway: &Pathway) {
        self.text(&pathway.id);
        self.text(word_of(QUEUES, &pathway.queue));
        self.text(word_of(CONDITIONS, &pathway.eligible_by));
        self.text(pathway.motive.map_or("", |motive| word_of(MOTIVES, &motive)));
        self.flag(pathway.papers_needed);
        self.flag(pathway.for_survivors);
        self.count(pathway.communities.len());
        pathway.communities.iter().for_each(|community| self.count(community.index()));
        self.numbers(&[
            f64::from(pathway.to.0),
            pathway.places_per_year,
            pathway.eligible_share.get(),
            pathway.fee_usd,
            pathway.processing_days,
            pathway.refusal_probability.get(),
            pathway.believed_refusal.get(),
            pathway.believed_wait_days,
        ]);
    }

    fn firm_type(&mut self, kind: &FirmType) {
        self.text(&kind.id);
        self.flag(kind.network);
        self.flag(kind.buys_ties);
        self.numbers(&[
            f64::from(kind.slots),
            kind.seats_per_week,
            kind.fixed_cost_usd_week,
            kind.formal_income_usd_week,
            kind.helping_usd_week,
            kind.cash_usd,
            kind.tied_probability.get(),
            kind.cost_sigma,
            kind.cost_factor,
            kind.secrecy_usd_week,
            kind.most_seats_per_week,
            kind.caring_share.get(),
            f64::from(kind.chains),
        ]);
    }

    fn policy(&mut self, policy: &Policy) {
        self.text(policy.lever);
        self.flag(policy.to.is_some());
        self.numbers(&[
            policy.from.0.into(),
            policy.to.map_or(0.0, |to| to.0.into()),
            policy.ramp_days,
            policy.public_cost_usd_year,
        ]);
        let targets = &policy.targets;
        self.positions(targets.countries.iter().map(|id| id.index()).collect());
        self.positions(targets.places.iter().map(|id| id.index()).collect());
        self.positions(targets.legs.iter().map(|id| id.index()).collect());
        self.positions(targets.pathways.iter().map(|id| id.index()).collect());
        let parameters = levers::find(policy.lever).map_or(&[][..], |lever| lever.text.parameters);
        parameters.iter().for_each(|parameter| self.parameter(parameter, &policy.settings));
    }

    fn positions(&mut self, positions: Vec<usize>) {
        self.count(positions.len());
        positions.into_iter().for_each(|position| self.count(position));
    }
}

//! Rows of tables to the types of the world.

use super::freeze::{Ids, window};
use super::judge::Row;
use super::records::subject_table;
use crate::units::Probability;
use crate::world::{
    Arrivals, Calendar, Community, CommunityId, ConditionRule, Country, CountryId, FirmType, Leg, Mode,
    Motive, Motives, Observation, ObservationKind, Pathway, Place, PlaceId, QueueRule, Role, SeriesPoint,
    SeriesQuantity, SourceNote, StopRule, TravelTime,
};

fn share(row: &Row, column: &str) -> Option<Probability> {
    row.number(column).map(Probability::new)
}

/// The value that goes with a word.
pub(super) fn meant<T: Copy>(pairs: &[(&str, T)], word: &str) -> Option<T> {
    pairs.iter().find(|(name, _)| *name == word).map(|(_, value)| *value)
}

/// The word that goes with a value.
pub(super) fn word_of<T: PartialEq>(pairs: &[(&'static str, T)], value: &T) -> &'static str {
    pairs.iter().find(|(_, known)| known == value).map_or("", |(name, _)| name)
}

/// Words for roles.
pub(super) const ROLES: &[(&str, Role)] = &[
    ("origin", Role::Origin),
    ("hub", Role::Hub),
    ("border", Role::Border),
    ("destination", Role::Destination),
];
/// Words for ways of travelling.
pub(super) const MODES: &[(&str, Mode)] = &[
    ("foot", Mode::Foot),
    ("road", Mode::Road),
    ("track", Mode::Track),
    ("rail", Mode::Rail),
    ("river", Mode::River),
    ("sea", Mode::Sea),
    ("air", Mode::Air),
];
/// Words for what happens to people who are stopped.
pub(super) const STOP_RULES: &[(&str, StopRule)] = &[
    ("turned_back", StopRule::TurnedBack),
    ("detained", StopRule::Detained),
    ("returned", StopRule::Returned),
    ("protected", StopRule::Protected),
];
/// Words for queues.
pub(super) const QUEUES: &[(&str, QueueRule)] = &[
    ("first_come", QueueRule::FirstCome),
    ("random", QueueRule::Random),
    ("best_placed", QueueRule::BestPlaced),
];
/// Words for what a series changes.
pub(super) const QUANTITIES: &[(&str, SeriesQuantity)] = &[
    ("aspiration", SeriesQuantity::Aspiration),
    ("income", SeriesQuantity::Income),
    ("death_risk", SeriesQuantity::DeathRisk),
];
/// Words for who meets a pathway's conditions.
pub(super) const CONDITIONS: &[(&str, ConditionRule)] =
    &[("lot", ConditionRule::Lot), ("worth", ConditionRule::Worth)];
/// Words for how people come.
pub(super) const ARRIVALS: &[(&str, Arrivals)] =
    &[("poisson", Arrivals::Poisson), ("even", Arrivals::Even), ("once", Arrivals::Once)];
/// Words for how long legs take.
pub(super) const TRAVEL_TIMES: &[(&str, TravelTime)] = &[
    ("fixed", TravelTime::Fixed),
    ("uniform", TravelTime::Uniform),
    ("exponential", TravelTime::Exponential),
    ("lognormal", TravelTime::LogNormal),
];
/// Words for motives.
pub(super) const MOTIVES: &[(&str, Motive)] = &[
    ("economic", Motive::Economic),
    ("flight", Motive::Flight),
    ("family", Motive::Family),
    ("climate", Motive::Climate),
];
pub(super) const KINDS: &[(&str, ObservationKind)] = &[
    ("level", ObservationKind::Level),
    ("ratio", ObservationKind::Ratio),
    ("share", ObservationKind::Share),
    ("series", ObservationKind::Series),
    ("substitution", ObservationKind::Substitution),
    ("lag", ObservationKind::Lag),
];

impl Ids<'_> {
    fn place_of(&self, row: &Row, column: &str) -> Option<PlaceId> {
        self.position("places", row.text(column)).map(PlaceId)
    }

    fn country_of(&self, row: &Row, column: &str) -> Option<CountryId> {
        self.position("countries", row.text(column)).map(CountryId)
    }

    /// A place.
    pub(super) fn place(&self, row: &Row) -> Option<Place> {
        let income = row.number("income_usd_year")?;
        Some(Place {
            id: row.text("id").into(),
            name: row.text("name").into(),
            country: self.country_of(row, "country")?,
            role: meant(ROLES, row.text("role"))?,
            lon: row.number("lon")?,
            lat: row.number("lat")?,
            income_usd_year: income,
            regular_income_usd_year: row.number("regular_income_usd_year").unwrap_or(income),
            horizon_years: row.number("horizon_years")?,
            settle: row.flag("settle"),
            day_wage_usd: row.number("day_wage_usd")?,
            work_probability: share(row, "work_probability")?,
            living_usd_day: row.number("living_usd_day")?,
            return_cost_usd: row.number("return_cost_usd")?,
            onward_share: share(row, "onward_share").unwrap_or(Probability::NEVER),
        })
    }

    /// A leg.
    pub(super) fn leg(&self, row: &Row) -> Option<Leg> {
        let from = self.place_of(row, "from")?;
        let home = self.row("places", row.text("from"))?;
        Some(Leg {
            id: row.text("id").into(),
            from,
            to: self.place_of(row, "to")?,
            mode: meant(MODES, row.text("mode"))?,
            km: row.number("km")?,
            days: row.number("days")?,
            days_law: meant(TRAVEL_TIMES, row.text("days_law")).unwrap_or(TravelTime::Fixed),
            days_sigma: row.number("days_sigma").unwrap_or(0.0),
            fare_usd: row.number("fare_usd"),
            smuggled: row.flag("smuggled"),
            trip_cost_usd: row.number("trip_cost_usd").unwrap_or(0.0),
            crew_usd: row.number("crew_usd").unwrap_or(0.0),
            vehicle_seats: row.number("vehicle_seats").unwrap_or(1.0) as u16,
            vehicle_usd: row.number("vehicle_usd").unwrap_or(0.0),
            market_scale: row.number("market_scale").unwrap_or(1.0),
            death_risk: share(row, "death_risk")?,
            vehicle_loss_risk: share(row, "vehicle_loss_risk")?,
            abuse_risk: share(row, "abuse_risk")?,
            territory_tax_usd: row.number("territory_tax_usd").unwrap_or(0.0),
            kidnap_risk: share(row, "kidnap_risk").unwrap_or(Probability::NEVER),
            posts: row.number("posts")? as u16,
            escort_share: share(row, "escort_share").unwrap_or(Probability::NEVER),
            effort: row.number("effort")?,
            extent: row.number("extent")?,
            crowding_usd: row.number("crowding_usd").unwrap_or(0.0),
            enforced_by: self.country_of(row, "enforced_by").or_else(|| self.country_of(home, "country"))?,
            stopped_to: self.place_of(row, "stopped_to").unwrap_or(from),
            clandestine: row.flag("clandestine"),
            monitored_share: share(row, "monitored_share")?,
            recorded_deaths_share: share(row, "recorded_deaths_share")?,
        })
    }

    /// A community.
    pub(super) fn community(&self, row: &Row) -> Option<Community> {
        Some(Community {
            id: row.text("id").into(),
            name: row.text("name").into(),
            place: self.place_of(row, "place")?,
            livelihood_usd_year: row.number("livelihood_usd_year")?,
            population: row.number("population")?,
            aspiration_per_year: row.number("aspiration_per_year")?,
            arrivals: meant(ARRIVALS, row.text("arrivals")).unwrap_or(Arrivals::Poisson),
            motives: Motives {
                flight: row.number("fleeing_share")?,
                family: row.number("family_share").unwrap_or(0.0),
                climate: row.number("climate_share").unwrap_or(0.0),
            },
            papers_share: share(row, "papers_share")?,
            women_share: share(row, "women_share").unwrap_or(Probability::NEVER),
            children_share: share(row, "children_share").unwrap_or(Probability::NEVER),
            relocate_share: share(row, "relocate_share").unwrap_or(Probability::NEVER),
            ties_abroad: row.number("ties_abroad").unwrap_or(0.0),
            stateless_share: share(row, "stateless_share").unwrap_or(Probability::NEVER),
            hears: (!row.blank("hears")).then(|| self.communities(&row.list("hears"))),
        })
    }

    /// A pathway.
    pub(super) fn pathway(&self, row: &Row) -> Option<Pathway> {
        Some(Pathway {
            id: row.text("id").into(),
            name: row.text("name").into(),
            kind: row.text("kind").into(),
            to: self.place_of(row, "to")?,
            communities: self.communities(&row.list("communities")),
            places_per_year: row.number("places_per_year")?,
            fee_usd: row.number("fee_usd")?,
            processing_days: row.number("processing_days")?,
            refusal_probability: share(row, "refusal_probability")?,
            believed_refusal: share(row, "believed_refusal")?,
            believed_wait_days: row.number("believed_wait_days")?,
            eligible_share: share(row, "eligible_share").unwrap_or(Probability::new(1.0)),
            eligible_by: meant(CONDITIONS, row.text("eligible_by")).unwrap_or(ConditionRule::Lot),
            papers_needed: row.flag("papers_needed"),
            for_survivors: row.flag("for_survivors"),
            queue: meant(QUEUES, row.text("queue"))?,
            motive: meant(MOTIVES, row.text("motive")),
        })
    }

    /// Communities in the order of their table, each once.
    fn communities(&self, names: &[&str]) -> Vec<CommunityId> {
        let all = names.contains(&"*");
        let named: Vec<u16> = names.iter().filter_map(|id| self.position("communities", id)).collect();
        let every = 0..self.len("communities") as u16;
        every.filter(|i| all || named.contains(i)).map(CommunityId).collect()
    }

    /// A point of a series.
    pub(super) fn point(&self, row: &Row, calendar: &Calendar) -> Option<SeriesPoint> {
        let quantity = row.text("quantity");
        Some(SeriesPoint {
            quantity: meant(QUANTITIES, quantity)?,
            subject: usize::from(self.position(subject_table(quantity), row.text("subject"))?),
            from: calendar.day(row.date("from")?),
            multiple: row.number("multiple")?,
        })
    }
}

/// A country.
pub(super) fn country(row: &Row) -> Option<Country> {
    Some(Country {
        id: row.text("id").into(),
        name: row.text("name").into(),
        area: row.text("area").into(),
        official_wage_usd_month: row.number("official_wage_usd_month")?,
        penalty_usd: row.number("penalty_usd")?,
        sentence_probability: share(row, "sentence_probability")?,
        seizure_probability: share(row, "seizure_probability")?,
        stop_rule: meant(STOP_RULES, row.text("stop_rule"))?,
        detention_days: row.number("detention_days")?,
        detention_bribe_usd: row.number("detention_bribe_usd"),
        post_effectiveness: share(row, "post_effectiveness")?,
        retry_probability: share(row, "retry_probability"),
        passport_price_usd: row.number("passport_price_usd")?,
        passport_bribe_usd: row.number("passport_bribe_usd")?,
        passport_days: row.number("passport_days")?,
        investigation: row.number("investigation").unwrap_or(0.0),
        financial_investigation: share(row, "financial_investigation").unwrap_or(Probability::NEVER),
        forger_price_usd: row.number("forger_price_usd"),
        forger_days: row.number("forger_days").unwrap_or(1.0),
        forgery_detection: share(row, "forgery_detection").unwrap_or(Probability::NEVER),
    })
}

/// A kind of firm.
pub(super) fn firm_type(row: &Row) -> Option<FirmType> {
    let seats = row.number("seats_per_week")?;
    Some(FirmType {
        id: row.text("id").into(),
        name: row.text("name").into(),
        network: row.flag("network"),
        slots: row.number("slots")? as u32,
        seats_per_week: seats,
        fixed_cost_usd_week: row.number("fixed_cost_usd_week")?,
        formal_income_usd_week: row.number("formal_income_usd_week")?,
        helping_usd_week: row.number("helping_usd_week")?,
        cash_usd: row.number("cash_usd")?,
        tied_probability: share(row, "tied_probability")?,
        cost_sigma: row.number("cost_sigma")?,
        cost_factor: row.number("cost_factor").unwrap_or(1.0),
        secrecy_usd_week: row.number("secrecy_usd_week").unwrap_or(0.0),
        most_seats_per_week: row.number("most_seats_per_week").unwrap_or(seats),
        buys_ties: row.flag("buys_ties"),
        caring_share: share(row, "caring_share").unwrap_or(Probability::NEVER),
        chains: row.number("chains").unwrap_or(1.0) as u32,
    })
}

/// A source of a column.
pub(super) fn source_note(row: &Row) -> Option<SourceNote> {
    Some(SourceNote {
        table: row.text("table").into(),
        column: row.text("column").into(),
        source: row.text("source").into(),
        range: (row.number("low").unwrap_or(1.0), row.number("high").unwrap_or(1.0)),
        note: row.text("note").into(),
    })
}

/// An observed figure.
pub(super) fn observation(row: &Row, calendar: &Calendar) -> Option<Observation> {
    let value = row.number("value")?;
    let (low, high) = (row.number("low"), row.number("high"));
    let known = low.is_some() || high.is_some();
    Some(Observation {
        metric: row.text("metric").into(),
        kind: meant(KINDS, row.text("kind"))?,
        scenario: row.text("scenario").into(),
        baseline: row.text("baseline").into(),
        indicator: row.text("indicator").into(),
        scope: row.text("scope").into(),
        window0: window(row, "from0", "to0", calendar)?,
        window1: window(row, "from1", "to1", calendar),
        value,
        range: known.then_some((low.unwrap_or(value), high.unwrap_or(value))),
        fact_ids: row.text("fact_ids").into(),
    })
}

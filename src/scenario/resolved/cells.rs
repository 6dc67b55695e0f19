//! Rows of the world as cells of tables, in the columns' order.

use super::{exact, list, quoted};
use crate::scenario::rows::{
    ARRIVALS, CONDITIONS, KINDS, MODES, MOTIVES, QUANTITIES, QUEUES, ROLES, STOP_RULES, TRAVEL_TIMES, word_of,
};
use crate::units::Day;
use crate::world::{
    Community, Country, FirmType, Leg, Observation, Pathway, Place, Scenario, SeriesPoint, SeriesQuantity,
    SourceNote,
};

/// The columns of a row with their values as TOML; what is blank is left out.
pub(super) type Cells = Vec<(&'static str, String)>;

/// Every table with its rows.
pub(super) fn tables(scenario: &Scenario) -> Vec<(&'static str, Vec<Cells>)> {
    vec![
        ("countries", scenario.countries.iter().map(country).collect()),
        ("places", scenario.places.iter().map(|row| place(row, scenario)).collect()),
        ("legs", scenario.legs.iter().map(|row| leg(row, scenario)).collect()),
        ("communities", scenario.communities.iter().map(|row| community(row, scenario)).collect()),
        ("pathways", scenario.pathways.iter().map(|row| pathway(row, scenario)).collect()),
        ("firm_types", scenario.firm_types.iter().map(firm_type).collect()),
        ("series", scenario.series.iter().map(|row| point(row, scenario)).collect()),
        ("sources", scenario.source_notes.iter().map(source).collect()),
    ]
}

fn place(place: &Place, scenario: &Scenario) -> Cells {
    vec![
        ("id", quoted(&place.id)),
        ("name", quoted(&place.name)),
        ("country", quoted(&scenario.countries[place.country.index()].id)),
        ("role", quoted(word_of(ROLES, &place.role))),
        ("lon", exact(place.lon)),
        ("lat", exact(place.lat)),
        ("income_usd_year", exact(place.income_usd_year)),
        ("regular_income_usd_year", exact(place.regular_income_usd_year)),
        ("horizon_years", exact(place.horizon_years)),
        ("settle", place.settle.to_string()),
        ("day_wage_usd", exact(place.day_wage_usd)),
        ("work_probability", exact(place.work_probability.get())),
        ("living_usd_day", exact(place.living_usd_day)),
        ("return_cost_usd", exact(place.return_cost_usd)),
        ("onward_share", exact(place.onward_share.get())),
    ]
}

fn leg(leg: &Leg, scenario: &Scenario) -> Cells {
    let id = |place: crate::world::PlaceId| quoted(&scenario.places[place.index()].id);
    let mut cells = vec![
        ("id", quoted(&leg.id)),
        ("from", id(leg.from)),
        ("to", id(leg.to)),
        ("mode", quoted(word_of(MODES, &leg.mode))),
        ("km", exact(leg.km)),
        ("days", exact(leg.days)),
        ("days_law", quoted(word_of(TRAVEL_TIMES, &leg.days_law))),
        ("days_sigma", exact(leg.days_sigma)),
    ];
    cells.extend(leg.fare_usd.map(|fare| ("fare_usd", exact(fare))));
    cells.extend([
        ("smuggled", leg.smuggled.to_string()),
        ("trip_cost_usd", exact(leg.trip_cost_usd)),
        ("crew_usd", exact(leg.crew_usd)),
        ("vehicle_seats", leg.vehicle_seats.to_string()),
        ("vehicle_usd", exact(leg.vehicle_usd)),
        ("market_scale", exact(leg.market_scale)),
        ("death_risk", exact(leg.death_risk.get())),
        ("vehicle_loss_risk", exact(leg.vehicle_loss_risk.get())),
        ("abuse_risk", exact(leg.abuse_risk.get())),
        ("territory_tax_usd", exact(leg.territory_tax_usd)),
        ("kidnap_risk", exact(leg.kidnap_risk.get())),
        ("posts", leg.posts.to_string()),
        ("escort_share", exact(leg.escort_share.get())),
        ("effort", exact(leg.effort)),
        ("extent", exact(leg.extent)),
        ("crowding_usd", exact(leg.crowding_usd)),
        ("enforced_by", quoted(&scenario.countries[leg.enforced_by.index()].id)),
        ("stopped_to", id(leg.stopped_to)),
        ("clandestine", leg.clandestine.to_string()),
        ("monitored_share", exact(leg.monitored_share.get())),
        ("recorded_deaths_share", exact(leg.recorded_deaths_share.get())),
    ]);
    cells
}

fn country(country: &Country) -> Cells {
    let mut cells = vec![
        ("id", quoted(&country.id)),
        ("name", quoted(&country.name)),
        ("area", quoted(&country.area)),
        ("official_wage_usd_month", exact(country.official_wage_usd_month)),
        ("penalty_usd", exact(country.penalty_usd)),
        ("sentence_probability", exact(country.sentence_probability.get())),
        ("seizure_probability", exact(country.seizure_probability.get())),
        ("stop_rule", quoted(word_of(STOP_RULES, &country.stop_rule))),
        ("detention_days", exact(country.detention_days)),
    ];
    cells.extend(country.detention_bribe_usd.map(|usd| ("detention_bribe_usd", exact(usd))));
    cells.extend([
        ("post_effectiveness", exact(country.post_effectiveness.get())),
        ("passport_price_usd", exact(country.passport_price_usd)),
        ("passport_bribe_usd", exact(country.passport_bribe_usd)),
        ("passport_days", exact(country.passport_days)),
        ("investigation", exact(country.investigation)),
        ("financial_investigation", exact(country.financial_investigation.get())),
        ("forger_days", exact(country.forger_days)),
        ("forgery_detection", exact(country.forgery_detection.get())),
    ]);
    cells.extend(country.retry_probability.map(|chance| ("retry_probability", exact(chance.get()))));
    cells.extend(country.forger_price_usd.map(|price| ("forger_price_usd", exact(price))));
    cells
}

fn community(community: &Community, scenario: &Scenario) -> Cells {
    let id = |other: &crate::world::CommunityId| quoted(&scenario.communities[other.index()].id);
    let mut cells = vec![
        ("id", quoted(&community.id)),
        ("name", quoted(&community.name)),
        ("place", quoted(&scenario.places[community.place.index()].id)),
        ("livelihood_usd_year", exact(community.livelihood_usd_year)),
        ("population", exact(community.population)),
        ("aspiration_per_year", exact(community.aspiration_per_year)),
        ("arrivals", quoted(word_of(ARRIVALS, &community.arrivals))),
        ("fleeing_share", exact(community.motives.flight)),
        ("family_share", exact(community.motives.family)),
        ("climate_share", exact(community.motives.climate)),
        ("papers_share", exact(community.papers_share.get())),
        ("women_share", exact(community.women_share.get())),
        ("children_share", exact(community.children_share.get())),
        ("relocate_share", exact(community.relocate_share.get())),
        ("ties_abroad", exact(community.ties_abroad)),
        ("stateless_share", exact(community.stateless_share.get())),
    ];
    cells.extend(community.hears.as_ref().map(|others| ("hears", list(others.iter().map(id)))));
    cells
}

fn pathway(pathway: &Pathway, scenario: &Scenario) -> Cells {
    let communities = pathway.communities.iter().map(|id| quoted(&scenario.communities[id.index()].id));
    let places = pathway.places_per_year;
    vec![
        ("id", quoted(&pathway.id)),
        ("name", quoted(&pathway.name)),
        ("kind", quoted(&pathway.kind)),
        ("to", quoted(&scenario.places[pathway.to.index()].id)),
        ("communities", list(communities)),
        ("places_per_year", if places.is_finite() { exact(places) } else { quoted("unlimited") }),
        ("fee_usd", exact(pathway.fee_usd)),
        ("processing_days", exact(pathway.processing_days)),
        ("refusal_probability", exact(pathway.refusal_probability.get())),
        ("believed_refusal", exact(pathway.believed_refusal.get())),
        ("believed_wait_days", exact(pathway.believed_wait_days)),
        ("eligible_share", exact(pathway.eligible_share.get())),
        ("eligible_by", quoted(word_of(CONDITIONS, &pathway.eligible_by))),
        ("papers_needed", pathway.papers_needed.to_string()),
        ("for_survivors", pathway.for_survivors.to_string()),
        ("queue", quoted(word_of(QUEUES, &pathway.queue))),
        ("motive", quoted(pathway.motive.map_or("", |motive| word_of(MOTIVES, &motive)))),
    ]
}

fn firm_type(kind: &FirmType) -> Cells {
    vec![
        ("id", quoted(&kind.id)),
        ("name", quoted(&kind.name)),
        ("network", kind.network.to_string()),
        ("slots", kind.slots.to_string()),
        ("seats_per_week", exact(kind.seats_per_week)),
        ("fixed_cost_usd_week", exact(kind.fixed_cost_usd_week)),
        ("formal_income_usd_week", exact(kind.formal_income_usd_week)),
        ("helping_usd_week", exact(kind.helping_usd_week)),
        ("cash_usd", exact(kind.cash_usd)),
        ("tied_probability", exact(kind.tied_probability.get())),
        ("cost_sigma", exact(kind.cost_sigma)),
        ("cost_factor", exact(kind.cost_factor)),
        ("secrecy_usd_week", exact(kind.secrecy_usd_week)),
        ("most_seats_per_week", exact(kind.most_seats_per_week)),
        ("buys_ties", kind.buys_ties.to_string()),
        ("caring_share", exact(kind.caring_share.get())),
        ("chains", kind.chains.to_string()),
    ]
}

fn point(point: &SeriesPoint, scenario: &Scenario) -> Cells {
    let subject = match point.quantity {
        SeriesQuantity::Aspiration => &scenario.communities[point.subject].id,
        SeriesQuantity::Income => &scenario.places[point.subject].id,
        SeriesQuantity::DeathRisk => &scenario.legs[point.subject].id,
    };
    vec![
        ("quantity", quoted(word_of(QUANTITIES, &point.quantity))),
        ("subject", quoted(subject)),
        ("from", scenario.calendar.date(point.from).to_string()),
        ("multiple", exact(point.multiple)),
    ]
}

/// Observations of the scenarios that are named; of others nothing can be told here.
pub(super) fn observations(scenario: &Scenario, beside: &[&str]) -> Vec<Cells> {
    let known = scenario.observations.iter().filter(|observation| beside.contains(&&*observation.scenario));
    known.map(|row| observation(row, scenario, beside)).collect()
}

fn observation(row: &Observation, scenario: &Scenario, beside: &[&str]) -> Cells {
    let date = |day: Day| scenario.calendar.date(day).to_string();
    let mut cells = vec![
        ("metric", quoted(&row.metric)),
        ("kind", quoted(word_of(KINDS, &row.kind))),
        ("scenario", quoted(&row.scenario)),
    ];
    cells.extend(beside.contains(&&*row.baseline).then(|| ("baseline", quoted(&row.baseline))));
    cells.extend([
        ("indicator", quoted(&row.indicator)),
        ("scope", quoted(&row.scope)),
        ("from0", date(row.window0.0)),
        ("to0", date(row.window0.1)),
    ]);
    cells.extend(row.window1.into_iter().flat_map(|(from, to)| [("from1", date(from)), ("to1", date(to))]));
    cells.push(("value", exact(row.value)));
    cells.extend(row.range.into_iter().flat_map(|(low, high)| [("low", exact(low)), ("high", exact(high))]));
    cells.push(("fact_ids", quoted(&row.fact_ids)));
    cells
}

fn source(note: &SourceNote) -> Cells {
    vec![
        ("table", quoted(&note.table)),
        ("column", quoted(&note.column)),
        ("source", quoted(&note.source)),
        ("low", exact(note.range.0)),
        ("high", exact(note.range.1)),
        ("note", quoted(&note.note)),
    ]
}

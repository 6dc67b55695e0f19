//! The frozen scenario and its tables.

use super::{
    Arrivals, Calendar, CommunityId, ConditionRule, CountryId, Motive, Motives, Observation, PlaceId, Policy,
    QueueRule, SourceNote, StopRule, TravelTime,
};
use crate::catalogue::Settings;
use crate::units::{Day, Probability};

/// What a place is to most people who pass it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Where people set out.
    Origin,
    /// Where journeys are arranged and people wait.
    Hub,
    /// A crossing.
    Border,
    /// Where journeys end.
    Destination,
}

/// How a leg is travelled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// On foot.
    Foot,
    /// On a road.
    Road,
    /// On a desert track.
    Track,
    /// By rail.
    Rail,
    /// On a river.
    River,
    /// At sea.
    Sea,
    /// By air.
    Air,
}

/// A town, hub, border area or region.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// Its id in the tables.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its country.
    pub country: CountryId,
    /// What it is to most people who pass.
    pub role: Role,
    /// Longitude, degrees east.
    pub lon: f64,
    /// Latitude, degrees north.
    pub lat: f64,
    /// What a migrant without regular status earns there in a year, net (USD/year).
    pub income_usd_year: f64,
    /// The same with regular status (USD/year).
    pub regular_income_usd_year: f64,
    /// How many years of that income count when the place is compared (years).
    pub horizon_years: f64,
    /// Whether somebody can settle there for work (every destination, and hubs with work).
    pub settle: bool,
    /// Pay for a day's casual work (USD/day).
    pub day_wage_usd: f64,
    /// The chance of finding it on a day.
    pub work_probability: Probability,
    /// What a day costs (USD/day).
    pub living_usd_day: f64,
    /// The journey home from there (USD).
    pub return_cost_usd: f64,
    /// Of those who get regular status there, the share who think of going on.
    pub onward_share: Probability,
}

/// A way between two places.
#[derive(Clone, Debug, PartialEq)]
pub struct Leg {
    /// Its id in the tables.
    pub id: String,
    /// Where it starts.
    pub from: PlaceId,
    /// Where it ends.
    pub to: PlaceId,
    /// How it is travelled.
    pub mode: Mode,
    /// Length (km).
    pub km: f64,
    /// Duration (days); of journeys that differ, their mean.
    pub days: f64,
    /// How durations of single journeys are spread.
    pub days_law: TravelTime,
    /// Standard deviation of the log of durations, where they are lognormal.
    pub days_sigma: f64,
    /// What going alone costs (USD/head); `None`: it can't be done alone.
    pub fare_usd: Option<f64>,
    /// Whether smugglers serve it.
    pub smuggled: bool,
    /// A trip's running cost to a smuggler (USD/vehicle).
    pub trip_cost_usd: f64,
    /// A trip's wages to a smuggler (USD/vehicle).
    pub crew_usd: f64,
    /// Passengers that a full vehicle holds.
    pub vehicle_seats: u16,
    /// Worth of a vehicle (USD).
    pub vehicle_usd: f64,
    /// How many times the types' usual number of potential firms live from it.
    pub market_scale: f64,
    /// Chance that one person dies on the way, other than with the vehicle.
    pub death_risk: Probability,
    /// Chance that a vehicle or boat is lost with all aboard.
    pub vehicle_loss_risk: Probability,
    /// Chance that one person is abused or robbed on the way.
    pub abuse_risk: Probability,
    /// What organised crime that holds it takes for letting pass (USD/head).
    pub territory_tax_usd: f64,
    /// Chance that one person is kidnapped for ransom on the way.
    pub kidnap_risk: Probability,
    /// Posts of officials along it, in order.
    pub posts: u16,
    /// Share of the fees aboard for which security forces escort a convoy; 0: they do not.
    pub escort_share: Probability,
    /// Patrol effort on it at first (officer-days/week).
    pub effort: f64,
    /// Effort that would watch all of it (officer-days/week).
    pub extent: f64,
    /// What each person a week on it costs everybody there (USD/head for a person a week).
    pub crowding_usd: f64,
    /// Whose patrols and posts they are.
    pub enforced_by: CountryId,
    /// Where people stopped on it are taken; where it starts, unless named.
    pub stopped_to: PlaceId,
    /// Whether it avoids the usual road (a track, a boat at night).
    pub clandestine: bool,
    /// Share of those who pass it that observers count.
    pub monitored_share: Probability,
    /// Share of deaths on it that get recorded.
    pub recorded_deaths_share: Probability,
}

/// A country's rules.
#[derive(Clone, Debug, PartialEq)]
pub struct Country {
    /// ISO 3166-1 alpha-3.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The free-movement area that it belongs to; empty for none.
    pub area: String,
    /// An official's pay (USD/month).
    pub official_wage_usd_month: f64,
    /// What a sentence costs a smuggler, in money (USD).
    pub penalty_usd: f64,
    /// The chance that a stopped crew is sentenced.
    pub sentence_probability: Probability,
    /// The chance that a stopped vehicle is seized.
    pub seizure_probability: Probability,
    /// What happens to people who are stopped.
    pub stop_rule: StopRule,
    /// Days in detention.
    pub detention_days: f64,
    /// What guards ask for letting somebody go from detention (USD); `None`: nothing.
    pub detention_bribe_usd: Option<f64>,
    /// The chance that a post stops somebody irregular who has not bought passage.
    pub post_effectiveness: Probability,
    /// The chance that somebody who was stopped tries again; `None`: people decide.
    pub retry_probability: Option<Probability>,
    /// The price of a passport (USD).
    pub passport_price_usd: f64,
    /// What has to be paid beside the price (USD).
    pub passport_bribe_usd: f64,
    /// How long it takes (days).
    pub passport_days: f64,
    /// Arrests a week and head on a firm's case file.
    pub investigation: f64,
    /// Share of the cases on file whose money is followed.
    pub financial_investigation: Probability,
    /// A forger's price of papers (USD); `None`: nobody forges them there.
    pub forger_price_usd: Option<f64>,
    /// How long a forger takes (days).
    pub forger_days: f64,
    /// The chance that a control of the country finds out forged papers.
    pub forgery_detection: Probability,
}

/// People of one origin who hear the same news.
#[derive(Clone, Debug, PartialEq)]
pub struct Community {
    /// Its id in the tables.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Where its people set out.
    pub place: PlaceId,
    /// What one earns at home (USD/year).
    pub livelihood_usd_year: f64,
    /// People who might come to think of leaving by these routes.
    pub population: f64,
    /// How many of them do in a year (1/year).
    pub aspiration_per_year: f64,
    /// How they come.
    pub arrivals: Arrivals,
    /// What moves its people.
    pub motives: Motives,
    /// Share that holds a passport at first.
    pub papers_share: Probability,
    /// Share of women.
    pub women_share: Probability,
    /// Share of children, under 18.
    pub children_share: Probability,
    /// Share of those who come to want to leave that first moves inside the country.
    pub relocate_share: Probability,
    /// People of the community who live where these routes lead, at first; 0: not told.
    pub ties_abroad: f64,
    /// Share of stateless people, who can get no legal papers.
    pub stateless_share: Probability,
    /// The communities whose reports it hears, beside its own; `None`: all.
    pub hears: Option<Vec<CommunityId>>,
}

impl Community {
    /// Share that holds a passport at first, stateless people counted.
    #[must_use]
    pub fn holders(&self) -> f64 {
        self.papers_share.get() * (1.0 - self.stateless_share.get())
    }
}

/// A regular way.
#[derive(Clone, Debug, PartialEq)]
pub struct Pathway {
    /// Its id in the tables.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What kind it is (family, labour, humanitarian …).
    pub kind: String,
    /// Where it leads.
    pub to: PlaceId,
    /// The communities that may use it.
    pub communities: Vec<CommunityId>,
    /// Places a year; infinite for no cap.
    pub places_per_year: f64,
    /// Fee, travel included (USD).
    pub fee_usd: f64,
    /// Days from the grant of a place to the journey's end.
    pub processing_days: f64,
    /// The chance of refusal.
    pub refusal_probability: Probability,
    /// What people take that chance to be at first.
    pub believed_refusal: Probability,
    /// How long people think one waits at first (days).
    pub believed_wait_days: f64,
    /// Share of a community's people who meet its conditions: ties, a contract, a diploma.
    pub eligible_share: Probability,
    /// Who that is.
    pub eligible_by: ConditionRule,
    /// Whether a passport is needed.
    pub papers_needed: bool,
    /// Whether it is for people who were abused on the way, and open to them there.
    pub for_survivors: bool,
    /// Who gets scarce places.
    pub queue: QueueRule,
    /// The only motive for which it is open; `None`: open whatever the motive.
    pub motive: Option<Motive>,
}

/// A kind of smuggling firm.
#[derive(Clone, Debug, PartialEq)]
pub struct FirmType {
    /// Its id in the tables.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Whether it counts as a network in the indicators.
    pub network: bool,
    /// Potential firms of the kind in a market of scale 1.
    pub slots: u32,
    /// Seats it can offer (1/week).
    pub seats_per_week: f64,
    /// What secrecy, lookouts and upkeep cost (USD/week).
    pub fixed_cost_usd_week: f64,
    /// What its people would earn formally (USD/week).
    pub formal_income_usd_week: f64,
    /// What helping others is worth to them (USD/week).
    pub helping_usd_week: f64,
    /// Money at the start (USD).
    pub cash_usd: f64,
    /// Chance of standing arrangements with officials.
    pub tied_probability: Probability,
    /// Spread of costs among firms of the kind (standard deviation of the log).
    pub cost_sigma: f64,
    /// What a trip costs the kind, as a multiple of what its leg's costs.
    pub cost_factor: f64,
    /// What hiding costs more where law and police press hardest, for a firm of one driver (USD/week).
    pub secrecy_usd_week: f64,
    /// Seats up to which it may grow (1/week); those at the start, if it may not.
    pub most_seats_per_week: f64,
    /// Whether it may buy standing arrangements with officials.
    pub buys_ties: bool,
    /// Share of firms that take care of their clients.
    pub caring_share: Probability,
    /// Most legs in a row that it sells as one journey; 1: it sells leg by leg.
    pub chains: u32,
}

/// What a row of a series changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SeriesQuantity {
    /// A community's hazard of coming to want to leave, as a multiple.
    Aspiration,
    /// A place's income and day wage, as a multiple.
    Income,
    /// A leg's risk of death and of losing the vehicle, as a multiple.
    DeathRisk,
}

/// From a day on, a quantity of one subject has this multiple.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SeriesPoint {
    /// What changes.
    pub quantity: SeriesQuantity,
    /// The position of the community, place or leg.
    pub subject: usize,
    /// From which day.
    pub from: Day,
    /// The multiple of the table's value.
    pub multiple: f64,
}

/// A frozen scenario: all that a run depends on, beside its seed.
#[derive(Clone, Debug)]
pub struct Scenario {
    /// Its name: the file's, without the ending.
    pub name: String,
    /// Its title.
    pub title: String,
    /// The question it answers.
    pub question: String,
    /// What it assumes, in plain words.
    pub summary: String,
    /// Year of the prices (USD of that year).
    pub price_year: i32,
    /// Persons that one agent stands for.
    pub persons_per_agent: f64,
    /// Time.
    pub calendar: Calendar,
    /// Parameters of mechanisms.
    pub settings: Settings,
    /// Mechanisms switched off.
    pub without: Vec<&'static str>,
    /// Places.
    pub places: Vec<Place>,
    /// Legs.
    pub legs: Vec<Leg>,
    /// Countries.
    pub countries: Vec<Country>,
    /// Communities.
    pub communities: Vec<Community>,
    /// Pathways.
    pub pathways: Vec<Pathway>,
    /// Kinds of firm.
    pub firm_types: Vec<FirmType>,
    /// Changes over time that belong to the case, sorted by day.
    pub series: Vec<SeriesPoint>,
    /// Policies, in the order of the file; they act in that of their first days.
    pub policies: Vec<Policy>,
    /// Sources and ranges of table columns.
    pub source_notes: Vec<SourceNote>,
    /// Observed figures beside the case.
    pub observations: Vec<Observation>,
    /// Digest of all that a run depends on (observations, titles and sources are not in it).
    pub digest: String,
    /// The same without the policies: scenarios that share it can share a run until they differ.
    pub base_digest: String,
}

impl Scenario {
    /// Whether a mechanism is in force.
    #[must_use]
    pub fn with(&self, mechanism: &str) -> bool {
        !self.without.contains(&mechanism)
    }

    /// Policies in the order in which they act: by first day, those of one day in the order of the file.
    #[must_use]
    pub fn policies_as_they_start(&self) -> Vec<&Policy> {
        let mut policies: Vec<&Policy> = self.policies.iter().collect();
        policies.sort_by_key(|policy| policy.from);
        policies
    }

    /// Whether it is what happened: whether something was observed in it.
    #[must_use]
    pub fn has_happened(&self) -> bool {
        self.observations.iter().any(|observation| observation.scenario == self.name)
    }
}

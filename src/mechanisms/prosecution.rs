//! Case files, arrests at three levels, and how long people are away.

use crate::catalogue::{Mechanism, Parameter};
use crate::units::{DAYS_PER_WEEK, DAYS_PER_YEAR, Day};
use crate::world::{Conditions, Scenario};

const NAME: &str = "prosecution";

/// How quickly files age.
pub const FILE_DECAY: Parameter = Parameter::number(NAME, "file_decay", 0.03)
    .meaning("share of a case file that is out of date after a week")
    .unit("share/week")
    .range(0.01, 0.1)
    .limits(0.0, 1.0)
    .paragraphs("42–45");
/// Drivers among those whom investigations aim at.
pub const TARGET_DRIVERS: Parameter = Parameter::number(NAME, "target_drivers", 0.85)
    .meaning("weight of drivers and crews among those whom investigations arrest")
    .unit("weight")
    .range(0.6, 0.95)
    .limits(0.0, 1e3)
    .paragraphs("42–45");
/// Facilitators among them.
pub const TARGET_FACILITATORS: Parameter = Parameter::number(NAME, "target_facilitators", 0.12)
    .meaning("weight of facilitators, who find passengers and know officials, among those arrested")
    .unit("weight")
    .range(0.04, 0.3)
    .limits(0.0, 1e3)
    .paragraphs("42–45");
/// Organisers among them.
pub const TARGET_ORGANISERS: Parameter = Parameter::number(NAME, "target_organisers", 0.03)
    .meaning("weight of organisers among those arrested")
    .unit("weight")
    .range(0.01, 0.15)
    .limits(0.0, 1e3)
    .paragraphs("42–45");
/// Chance of being prosecuted.
pub const PROSECUTION: Parameter = Parameter::number(NAME, "prosecution_probability", 0.3)
    .meaning("chance that somebody arrested after an investigation is prosecuted")
    .unit("probability")
    .range(0.05, 0.9)
    .limits(0.0, 1.0)
    .paragraphs("33, 42");
/// Chance of being convicted.
pub const CONVICTION: Parameter = Parameter::number(NAME, "conviction_probability", 0.5)
    .meaning("chance that somebody prosecuted is convicted")
    .unit("probability")
    .range(0.1, 0.9)
    .limits(0.0, 1.0)
    .paragraphs("33, 42");
/// Length of a trial.
pub const TRIAL_DAYS: Parameter = Parameter::number(NAME, "trial_days", 180.0)
    .meaning("days from arrest to the end of the trial, in custody")
    .unit("days")
    .range(60.0, 720.0)
    .limits(0.0, 36_500.0)
    .paragraphs("33, 42");
/// Length of a sentence.
pub const MONTHS_AWAY: Parameter = Parameter::number(NAME, "months_away", 24.0)
    .meaning("months served after a conviction")
    .unit("months")
    .range(6.0, 120.0)
    .limits(0.0, 1_200.0)
    .source("A32 for what the law allows (up to 30 years), well above what is served; assumption")
    .paragraphs("33, 42");
/// How soon those who are not prosecuted are back.
pub const DAYS_BACK: Parameter = Parameter::number(NAME, "days_back", 14.0)
    .meaning("days until somebody who is not prosecuted is back")
    .unit("days")
    .range(3.0, 60.0)
    .limits(0.0, 3_650.0)
    .paragraphs("33");
/// Drivers that one facilitator keeps busy.
pub const SPAN: Parameter = Parameter::number(NAME, "drivers_per_facilitator", 5.0)
    .meaning("drivers for whom one facilitator finds passengers")
    .unit("drivers")
    .range(2.0, 12.0)
    .limits(1.0, 1e3)
    .paragraphs("42–45");
/// How soon a driver is replaced.
pub const HIRED: Parameter = Parameter::number(NAME, "hired_per_week", 0.25)
    .meaning("chance in a week that a firm with several drivers finds another in place of one who is away")
    .unit("share/week")
    .range(0.05, 0.7)
    .limits(0.0, 1.0)
    .paragraphs("39, 56");
/// What a replacement costs.
pub const HIRE_USD: Parameter = Parameter::number(NAME, "hire_usd", 300.0)
    .meaning("what finding and paying in a replacement costs a firm")
    .unit("USD/driver")
    .range(100.0, 1_500.0)
    .limits(0.0, 1e6)
    .paragraphs("39, 56");
/// What being away costs.
pub const AWAY_USD: Parameter = Parameter::number(NAME, "away_usd_week", 100.0)
    .meaning("what a week away costs the one arrested, as smugglers weigh it in their prices")
    .unit("USD/week")
    .range(30.0, 400.0)
    .limits(0.0, 1e6)
    .paragraphs("33");

/// The mechanism.
pub const MECHANISM: Mechanism = Mechanism {
    name: NAME,
    summary: "Stopped convoys fill a case file on their firm; investigations arrest drivers, facilitators or \
              organisers, who are away for days or for years.",
    text: "Each stopped convoy adds its heads to the file of its firm in the country that controls the leg; \
           files lose file_decay a week. A country investigates with a capacity (column `investigation`, 0 if \
           blank). In a period somebody of an active firm is arrested with the hazard capacity·file·weeks; the \
           level is drawn by the weights in force, and where a firm has nobody of that level at large nobody is \
           arrested. A firm has as many drivers as its seats a week need vehicles that go there and back \
           without rest, at least one, and a facilitator for every drivers_per_facilitator drivers beyond the \
           first; a firm of one driver has no facilitator, and the driver is its organiser. A driver away takes \
           his share of the seats; firms with several drivers replace each with probability hired_per_week, at \
           hire_usd, if they have the cash. Seats beyond those of one driver and of the drivers that the \
           facilitators at large keep busy are not sold, and while a facilitator is away standing \
           arrangements with officials lapse. A firm whose organiser is away stops, and cannot start before \
           he is back. Those arrested are prosecuted with prosecution_probability and are then away for \
           trial_days, and if convicted (conviction_probability) for months_away more; others are back after \
           days_back. Smugglers of a leg believe in arrests a convoy as they saw them (none at first), and \
           the loss that they expect, away_usd_week for the weeks that an arrest means, is part of the unit \
           cost.",
    paragraphs: "4, 8–10, 33, 40, 42–46",
    parameters: &[
        &FILE_DECAY,
        &TARGET_DRIVERS,
        &TARGET_FACILITATORS,
        &TARGET_ORGANISERS,
        &PROSECUTION,
        &CONVICTION,
        &TRIAL_DAYS,
        &MONTHS_AWAY,
        &DAYS_BACK,
        &SPAN,
        &HIRED,
        &HIRE_USD,
        &AWAY_USD,
    ],
    without: Some("nobody is arrested but crews at stops, whose arrests cost money only"),
};

/// What somebody does in a firm.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(usize)]
pub enum Level {
    /// Drives.
    Driver = 0,
    /// Finds passengers and knows officials.
    Facilitator = 1,
    /// Runs it.
    Organiser = 2,
}

impl Level {
    /// All of them, in the order of their weights.
    pub const ALL: [Self; 3] = [Self::Driver, Self::Facilitator, Self::Organiser];
}

/// Puts the parameters' values into the conditions of every country, before levers change them.
pub fn put_in_force(scenario: &Scenario, conditions: &mut Conditions) {
    let number = |parameter| scenario.settings.number(parameter);
    conditions.prosecution_probability.fill(number(&PROSECUTION));
    conditions.conviction_probability.fill(number(&CONVICTION));
    conditions.trial_days.fill(number(&TRIAL_DAYS));
    conditions.arrest_weights.fill([&TARGET_DRIVERS, &TARGET_FACILITATORS, &TARGET_ORGANISERS].map(number));
}

/// The level of an arrest by weights and a uniform draw; none if no level has a weight.
#[must_use]
pub fn level(weights: [f64; 3], draw: f64) -> Option<Level> {
    let mut left = draw * weights.iter().sum::<f64>();
    Level::ALL.into_iter().zip(weights).filter(|(_, weight)| *weight > 0.0).find_map(|(level, weight)| {
        left -= weight;
        (left <= 0.0).then_some(level)
    })
}

/// How long an arrest takes somebody away in expectation (weeks), in a country.
#[must_use]
pub fn expected_weeks(scenario: &Scenario, conditions: &Conditions, country: usize) -> f64 {
    let number = |parameter| scenario.settings.number(parameter);
    let tried = conditions.prosecution_probability[country];
    let served = conditions.conviction_probability[country] * number(&MONTHS_AWAY) * DAYS_PER_YEAR / 12.0;
    let days = tried * (conditions.trial_days[country] + served) + (1.0 - tried) * number(&DAYS_BACK);
    days / DAYS_PER_WEEK
}

/// Seats a week that one driver offers who goes there and back without rest, `days` each way.
#[must_use]
pub fn seats_of_one(vehicle_seats: f64, days: f64) -> f64 {
    let trips_a_week = DAYS_PER_WEEK / (2.0 * days.max(0.5));
    vehicle_seats * trips_a_week
}

/// Who works for a firm, beside its organiser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Crew {
    /// Drivers; one who is alone is the organiser.
    pub drivers: u32,
    /// Facilitators.
    pub facilitators: u32,
    span: u32,
}

impl Crew {
    /// As many drivers as the seats a week need vehicles that go there and back in `days` each way.
    #[must_use]
    pub fn new(seats_per_week: f64, vehicle_seats: f64, days: f64, span: f64) -> Self {
        let drivers = (seats_per_week / seats_of_one(vehicle_seats, days)).ceil().clamp(1.0, 1e5);
        let facilitators = ((drivers - 1.0) / span.max(1.0)).ceil();
        Self { drivers: drivers as u32, facilitators: facilitators as u32, span: span.max(1.0) as u32 }
    }

    /// The share of its seats that a firm sells with so many drivers and facilitators at large.
    #[must_use]
    pub fn working(&self, drivers: u32, facilitators: u32) -> f64 {
        let kept_busy = 1 + self.span.saturating_mul(facilitators);
        let all_busy = facilitators >= self.facilitators;
        let driving = if all_busy { drivers } else { drivers.min(kept_busy) };
        f64::from(driving) / f64::from(self.drivers)
    }
}

/// Somebody of a firm who was arrested.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Absence {
    /// The firm's position.
    pub firm: usize,
    /// What he or she does there.
    pub level: Level,
    /// The first day back.
    pub until: Day,
    /// The day of the conviction, if it comes to one and is not yet past.
    pub convicted_on: Option<Day>,
    /// Whether the firm was at work and had to stop.
    pub stopped: bool,
}

/// What authorities hold on a firm, and who of it is away.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Case {
    file: f64,
    crew: Crew,
    away: [u32; 3],
    hired: u32,
}

impl Case {
    fn drivers(&self) -> u32 {
        (self.crew.drivers + self.hired).saturating_sub(self.away[Level::Driver as usize])
    }

    fn at_large(&self, level: Level) -> u32 {
        let alone = self.crew.drivers == 1 && self.away.iter().any(|away| *away > 0);
        match level {
            _ if alone => 0,
            Level::Driver => self.drivers(),
            Level::Facilitator => self.crew.facilitators - self.away[1].min(self.crew.facilitators),
            Level::Organiser => 1 - self.away[2].min(1),
        }
    }
}

/// All case files, who is away, and what smugglers of each leg saw of arrests.
#[derive(Clone, Debug, PartialEq)]
pub struct Justice {
    cases: Vec<Case>,
    absent: Vec<Absence>,
    /// By leg: arrests and convoys remembered.
    seen: Vec<[f64; 2]>,
}

impl Justice {
    /// Empty files on firms with their crews.
    #[must_use]
    pub fn new(crews: impl Iterator<Item = Crew>, legs: usize) -> Self {
        let case = |crew| Case { file: 0.0, crew, away: [0; 3], hired: 0 };
        Self { cases: crews.map(case).collect(), absent: Vec::new(), seen: vec![[0.0; 2]; legs] }
    }

    /// A convoy of so many vehicles leaves; of those stopped, the heads are put on file.
    pub fn convoy(&mut self, leg: usize, firm: usize, vehicles: f64, heads_stopped: f64) {
        self.seen[leg][1] += vehicles;
        self.cases[firm].file += heads_stopped;
    }

    /// The file on a firm (heads).
    #[must_use]
    pub fn file(&self, firm: usize) -> f64 {
        self.cases[firm].file
    }

    /// Files and memories age by a period; the shares are those that are kept.
    pub fn age(&mut self, files: f64, memories: f64) {
        self.cases.iter_mut().for_each(|case| case.file *= files);
        self.seen.iter_mut().flatten().for_each(|count| *count *= memories);
    }

    /// What smugglers of a leg believe of arrests, a convoy; a first belief of none is worth `strength`
    /// convoys.
    #[must_use]
    pub fn believed_arrests(&self, leg: usize, strength: f64) -> f64 {
        let [arrests, convoys] = self.seen[leg];
        arrests / (convoys + strength).max(1e-9)
    }

    /// Who works for a firm when nobody is away.
    #[must_use]
    pub fn crew(&self, firm: usize) -> Crew {
        self.cases[firm].crew
    }

    /// A firm has more people, or fewer, from now on.
    pub fn resize(&mut self, firm: usize, crew: Crew) {
        self.cases[firm].crew = crew;
    }

    /// How many of a firm's people of a level are at large.
    #[must_use]
    pub fn at_large(&self, firm: usize, level: Level) -> u32 {
        self.cases[firm].at_large(level)
    }

    /// The share of its seats that a firm can sell: 1 unless somebody is away.
    #[must_use]
    pub fn working(&self, firm: usize) -> f64 {
        let case = &self.cases[firm];
        if case.away[Level::Organiser as usize] > 0 {
            return 0.0;
        }
        case.crew.working(case.drivers(), case.at_large(Level::Facilitator))
    }

    /// Whether those are at large who know officials.
    #[must_use]
    pub fn keeps_ties(&self, firm: usize) -> bool {
        self.cases[firm].away[Level::Facilitator as usize] == 0
    }

    /// Somebody is taken away.
    pub fn arrest(&mut self, leg: usize, absence: Absence) {
        self.seen[leg][0] += 1.0;
        self.miss(absence);
    }

    /// Somebody is missing in a firm.
    pub fn miss(&mut self, absence: Absence) {
        self.cases[absence.firm].away[absence.level as usize] += 1;
        self.absent.push(absence);
    }

    /// Drivers whom a firm may replace: those away, if there are others.
    #[must_use]
    pub fn to_replace(&self, firm: usize) -> u32 {
        let case = &self.cases[firm];
        if case.crew.drivers > 1 { case.away[Level::Driver as usize].saturating_sub(case.hired) } else { 0 }
    }

    /// A replacement starts.
    pub fn hire(&mut self, firm: usize) {
        self.cases[firm].hired += 1;
    }

    /// Those convicted by a day, each told once.
    pub fn convicted(&mut self, today: Day) -> Vec<Absence> {
        let due = |absence: &&mut Absence| absence.convicted_on.is_some_and(|day| day <= today);
        self.absent
            .iter_mut()
            .filter(due)
            .map(|absence| {
                absence.convicted_on = None;
                *absence
            })
            .collect()
    }

    /// Those who are back by a day; who replaced a driver goes.
    pub fn back(&mut self, today: Day) -> Vec<Absence> {
        let (back, absent) = std::mem::take(&mut self.absent).into_iter().partition(|a| a.until <= today);
        self.absent = absent;
        for absence in &back {
            let Absence { firm, level, .. } = *absence;
            let case: &mut Case = &mut self.cases[firm];
            case.away[level as usize] -= 1;
            case.hired = case.hired.min(case.away[Level::Driver as usize]);
        }
        back
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn network() -> Justice {
        Justice::new([Crew::new(350.0, 25.0, 2.0, 5.0)].into_iter(), 1)
    }

    fn away(level: Level) -> Absence {
        Absence { firm: 0, level, until: Day(10), convicted_on: Some(Day(5)), stopped: false }
    }

    #[test]
    fn a_firm_has_the_drivers_that_its_seats_need() {
        let drivers = |seats| Crew::new(seats, 25.0, 2.0, 5.0).drivers;
        assert_eq!([drivers(30.0), drivers(43.0), drivers(44.0), drivers(350.0)], [1, 1, 2, 8]);
        assert_eq!(Crew::new(350.0, 25.0, 2.0, 5.0).facilitators, 2);
        assert_eq!(Crew::new(30.0, 25.0, 2.0, 5.0).facilitators, 0);
    }

    #[test]
    fn a_driver_takes_his_share_of_the_seats_until_he_is_back_or_replaced() {
        let mut justice = network();
        assert_eq!(justice.working(0), 1.0);
        justice.arrest(0, away(Level::Driver));
        assert_eq!(justice.working(0), 7.0 / 8.0);
        justice.hire(0);
        assert_eq!((justice.working(0), justice.to_replace(0)), (1.0, 0));
        assert!(justice.back(Day(9)).is_empty());
        assert_eq!(justice.back(Day(10)).len(), 1);
        assert_eq!((justice.working(0), justice.at_large(0, Level::Driver)), (1.0, 8));
    }

    #[test]
    fn a_network_without_facilitators_sells_the_seats_that_it_can_still_fill() {
        let mut justice = network();
        justice.arrest(0, away(Level::Facilitator));
        assert_eq!((justice.working(0), justice.keeps_ties(0)), (6.0 / 8.0, false));
        justice.arrest(0, away(Level::Facilitator));
        assert_eq!((justice.working(0), justice.at_large(0, Level::Facilitator)), (1.0 / 8.0, 0));
    }

    #[test]
    fn a_firm_of_one_driver_stops_with_him_and_nobody_else_can_be_arrested() {
        let mut justice = Justice::new([Crew::new(30.0, 25.0, 2.0, 5.0)].into_iter(), 1);
        justice.arrest(0, away(Level::Driver));
        assert_eq!((justice.working(0), justice.to_replace(0)), (0.0, 0));
        assert_eq!(Level::ALL.map(|level| justice.at_large(0, level)), [0, 0, 0]);
    }

    #[test]
    fn without_the_organiser_nothing_is_sold_and_a_conviction_is_told_once() {
        let mut justice = network();
        justice.arrest(0, away(Level::Organiser));
        assert_eq!(justice.working(0), 0.0);
        assert_eq!([justice.convicted(Day(5)).len(), justice.convicted(Day(6)).len()], [1, 0]);
    }

    #[test]
    fn levels_are_drawn_by_their_weights() {
        let drawn = |draw| level([0.5, 0.0, 1.5], draw);
        assert_eq!(
            [drawn(0.2), drawn(0.3), drawn(0.9)],
            [Some(Level::Driver), Some(Level::Organiser), Some(Level::Organiser)]
        );
        assert_eq!(level([0.0; 3], 0.5), None);
    }
}

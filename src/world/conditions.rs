//! What is in force in a period: the tables, changed by series and by levers.
//!
//! This is the one interface between levers and mechanisms. A lever changes numbers here and
//! nothing else; a mechanism reads them and does not know why they are what they are.

use super::{Leg, PlaceId, Scenario, SeriesQuantity};
use crate::units::Day;

/// What campaigns tell a community about each leg.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Campaign {
    /// Reports of journeys (1/week).
    pub reports_per_week: f64,
    /// The same, each times what it makes of the chance of death.
    pub exaggerated_reports_per_week: f64,
}

/// What one country shows another of its files.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Sharing {
    /// Share of a file that is shown.
    pub share: f64,
    /// The chance in a market period that it is.
    pub compliance: f64,
    /// How long news of it takes (days).
    pub delay_days: f64,
}

/// The numbers in force on a day. Vectors run parallel to the scenario's tables.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Conditions {
    /// Per community: multiple of the hazard of coming to want to leave.
    pub aspiration: Vec<f64>,
    /// Per community: multiple of it by ties abroad and by what is earned there.
    pub pull: Vec<f64>,
    /// Per community: livelihood at home (USD/year).
    pub livelihood_usd_year: Vec<f64>,
    /// Per community: conflict, persecution or violence at home, from 0 (none) to 1.
    pub conflict: Vec<f64>,
    /// Per community: sudden harm by climate at home, from 0 (none) to 1.
    pub climate: Vec<f64>,
    /// Per community: what campaigns tell it.
    pub campaign: Vec<Campaign>,
    /// Per community: what people who went tell in programmes about each leg (1/week).
    pub peer_reports_per_week: Vec<f64>,
    /// Per community: spent on its development (USD/person/year).
    pub aid_usd_person_year: Vec<f64>,
    /// Per place: multiple of income and day wage.
    pub income: Vec<f64>,
    /// Per leg: multiple of the hazards of death and of losing the vehicle.
    pub death_risk: Vec<f64>,
    /// Per leg: share of those hazards that rescue leaves.
    pub rescue_leaves: Vec<f64>,
    /// Per leg: whether it is open.
    pub leg_open: Vec<bool>,
    /// Per leg: multiple of patrol effort, on top of what allocation gives.
    pub effort: Vec<f64>,
    /// Per country: share of those to be sent home whose case is looked into.
    pub assessed_share: Vec<f64>,
    /// Per country: share of those who arrive there without regular status that is ordered home.
    pub readmission_share: Vec<f64>,
    /// Per country: what it gives a country of origin for taking somebody back (USD/person).
    pub readmission_incentive_usd: Vec<f64>,
    /// Per country: share of the communities affected by enforcement that are consulted.
    pub consulted_share: Vec<f64>,
    /// Per country: share of those who arrive there without regular status that gets it.
    pub regularised_share: Vec<f64>,
    /// Per country: what others add to its will to enforce (log-odds).
    pub commitment: Vec<f64>,
    /// Per leg: share of people alone without papers whom carriers refuse.
    pub carriers_refuse: Vec<f64>,
    /// Per place: how far beliefs of the dangers of the ways on give way to what is so, there.
    pub told_share: Vec<f64>,
    /// Per place: help for people who come there abused (USD).
    pub victim_support_usd: Vec<f64>,
    /// Per pathway: whether a passport is needed.
    pub pathway_papers_needed: Vec<bool>,
    /// Per pathway: share of a community's people who meet its conditions.
    pub pathway_eligible_share: Vec<f64>,
    /// Per pathway: whether it is a lottery for those who never set out irregularly.
    pub pathway_never_tried: Vec<bool>,
    /// Per place: paid to people on the way who go home (USD).
    pub return_grant_usd: Vec<f64>,
    /// Per community: support for people who were sent home and stay (USD).
    pub reintegration_usd: Vec<f64>,
    /// Per leg: what organised crime takes for letting pass (USD/head).
    pub territory_tax_usd: Vec<f64>,
    /// Per leg: the chance of being kidnapped for ransom.
    pub kidnap_risk: Vec<f64>,
    /// Per leg: the chance that a post stops somebody irregular who has not bought passage.
    pub post_effectiveness: Vec<f64>,
    /// Per leg: what a sentence costs a smuggler (USD).
    pub penalty_usd: Vec<f64>,
    /// Per leg: the chance that a stopped crew is sentenced.
    pub sentence_probability: Vec<f64>,
    /// Per leg: the chance that a stopped vehicle is seized.
    pub seizure_probability: Vec<f64>,
    /// Per leg: multiple of officials' pay.
    pub official_pay: Vec<f64>,
    /// Per leg: multiple of the chance that an official is found out for a bribe.
    pub official_detection: Vec<f64>,
    /// Per leg: times a year that an official at a post is moved elsewhere.
    pub official_moves: Vec<f64>,
    /// Per country: multiple of the pay of officials at document offices and in detention.
    pub desk_pay: Vec<f64>,
    /// Per country: multiple of the chance that one of them is found out for a bribe.
    pub desk_detection: Vec<f64>,
    /// Per country: price of a passport (USD).
    pub passport_price_usd: Vec<f64>,
    /// Per country: bribe asked for a passport (USD).
    pub passport_bribe_usd: Vec<f64>,
    /// Per country: days to a passport.
    pub passport_days: Vec<f64>,
    /// Per country: share of its stateless people who can get a passport.
    pub stateless_reached: Vec<f64>,
    /// Per country: a forger's price (USD); infinite where there is none.
    pub forger_price_usd: Vec<f64>,
    /// Per country: how long a forger takes (days).
    pub forger_days: Vec<f64>,
    /// Per country: the chance that one of its controls finds out forged papers.
    pub forgery_detection: Vec<f64>,
    /// Per leg: whether holders of papers may travel it.
    pub lawful: Vec<bool>,
    /// Per country: arrests a week and head on a firm's case file.
    pub investigation: Vec<f64>,
    /// Per country: share of the cases on file whose money is followed.
    pub financial_investigation: Vec<f64>,
    /// Per country: the chance that somebody arrested is prosecuted.
    pub prosecution_probability: Vec<f64>,
    /// Per country: the chance that somebody prosecuted is convicted.
    pub conviction_probability: Vec<f64>,
    /// Per country: days from arrest to the end of a trial.
    pub trial_days: Vec<f64>,
    /// Per country: weights of drivers, facilitators and organisers among those arrested.
    pub arrest_weights: Vec<[f64; 3]>,
    /// Per country that holds files, and country that may see them: what is shown.
    pub sharing: Vec<Sharing>,
    /// Per pathway: places a year.
    pub pathway_places_per_year: Vec<f64>,
    /// Per pathway: fee (USD).
    pub pathway_fee_usd: Vec<f64>,
    /// Per pathway: days of processing.
    pub pathway_days: Vec<f64>,
    /// Per pathway: chance of refusal.
    pub pathway_refusal: Vec<f64>,
    /// Per place: what a smuggler could earn otherwise, on top of the type's (USD/week).
    pub formal_income_usd_week: Vec<f64>,
    /// Public spending in force (USD/year).
    pub public_cost_usd_year: f64,
}

impl Conditions {
    /// The tables as they stand, with the series of the case as of a day, before any policy.
    #[must_use]
    pub fn of(scenario: &Scenario, day: Day) -> Self {
        let mut conditions = Self::from_tables(scenario);
        for point in scenario.series.iter().filter(|p| p.from <= day) {
            let column = match point.quantity {
                SeriesQuantity::Aspiration => &mut conditions.aspiration,
                SeriesQuantity::Income => &mut conditions.income,
                SeriesQuantity::DeathRisk => &mut conditions.death_risk,
            };
            column[point.subject] = point.multiple;
        }
        conditions
    }

    fn from_tables(scenario: &Scenario) -> Self {
        let mut conditions = Self::default();
        conditions.set_communities(scenario);
        conditions.set_places(scenario);
        conditions.set_legs(scenario);
        conditions.set_countries(scenario);
        conditions.set_pathways(scenario);
        conditions
    }

    fn set_communities(&mut self, scenario: &Scenario) {
        self.aspiration = vec![1.0; scenario.communities.len()];
        self.pull = vec![1.0; scenario.communities.len()];
        self.livelihood_usd_year = scenario.communities.iter().map(|c| c.livelihood_usd_year).collect();
        self.conflict = vec![0.0; scenario.communities.len()];
        self.climate = vec![0.0; scenario.communities.len()];
        self.campaign = vec![Campaign::default(); scenario.communities.len()];
        self.peer_reports_per_week = vec![0.0; scenario.communities.len()];
        self.aid_usd_person_year = vec![0.0; scenario.communities.len()];
        self.reintegration_usd = vec![0.0; scenario.communities.len()];
    }

    fn set_places(&mut self, scenario: &Scenario) {
        self.income = vec![1.0; scenario.places.len()];
        self.told_share = vec![0.0; scenario.places.len()];
        self.victim_support_usd = vec![0.0; scenario.places.len()];
        self.return_grant_usd = vec![0.0; scenario.places.len()];
        self.formal_income_usd_week = vec![0.0; scenario.places.len()];
    }

    fn set_legs(&mut self, scenario: &Scenario) {
        self.death_risk = vec![1.0; scenario.legs.len()];
        self.rescue_leaves = vec![1.0; scenario.legs.len()];
        self.leg_open = vec![true; scenario.legs.len()];
        self.effort = vec![1.0; scenario.legs.len()];
        self.carriers_refuse = vec![0.0; scenario.legs.len()];
        self.territory_tax_usd = scenario.legs.iter().map(|leg| leg.territory_tax_usd).collect();
        self.kidnap_risk = scenario.legs.iter().map(|leg| leg.kidnap_risk.get()).collect();
        self.post_effectiveness = by_leg(scenario, |c| c.post_effectiveness.get());
        self.penalty_usd = by_leg(scenario, |c| c.penalty_usd);
        self.sentence_probability = by_leg(scenario, |c| c.sentence_probability.get());
        self.seizure_probability = by_leg(scenario, |c| c.seizure_probability.get());
        self.official_pay = vec![1.0; scenario.legs.len()];
        self.official_detection = vec![1.0; scenario.legs.len()];
        self.official_moves = vec![0.0; scenario.legs.len()];
        self.lawful = scenario.legs.iter().map(|leg| lawful(scenario, leg)).collect();
    }

    fn set_countries(&mut self, scenario: &Scenario) {
        self.assessed_share = vec![0.0; scenario.countries.len()];
        self.readmission_share = vec![0.0; scenario.countries.len()];
        self.readmission_incentive_usd = vec![0.0; scenario.countries.len()];
        self.consulted_share = vec![0.0; scenario.countries.len()];
        self.regularised_share = vec![0.0; scenario.countries.len()];
        self.commitment = vec![0.0; scenario.countries.len()];
        self.desk_pay = vec![1.0; scenario.countries.len()];
        self.desk_detection = vec![1.0; scenario.countries.len()];
        self.passport_price_usd = by_country(scenario, |c| c.passport_price_usd);
        self.passport_bribe_usd = by_country(scenario, |c| c.passport_bribe_usd);
        self.passport_days = by_country(scenario, |c| c.passport_days);
        self.stateless_reached = vec![0.0; scenario.countries.len()];
        self.forger_price_usd = by_country(scenario, |c| c.forger_price_usd.unwrap_or(f64::INFINITY));
        self.forger_days = by_country(scenario, |c| c.forger_days);
        self.forgery_detection = by_country(scenario, |c| c.forgery_detection.get());
        self.investigation = by_country(scenario, |c| c.investigation);
        self.financial_investigation = by_country(scenario, |c| c.financial_investigation.get());
        self.prosecution_probability = vec![0.0; scenario.countries.len()];
        self.conviction_probability = vec![0.0; scenario.countries.len()];
        self.trial_days = vec![0.0; scenario.countries.len()];
        self.arrest_weights = vec![[0.0; 3]; scenario.countries.len()];
        self.sharing = vec![Sharing::default(); scenario.countries.len().pow(2)];
    }

    fn set_pathways(&mut self, scenario: &Scenario) {
        self.pathway_papers_needed = scenario.pathways.iter().map(|p| p.papers_needed).collect();
        self.pathway_eligible_share = by_pathway(scenario, |p| p.eligible_share.get());
        self.pathway_never_tried = vec![false; scenario.pathways.len()];
        self.pathway_places_per_year = by_pathway(scenario, |p| p.places_per_year);
        self.pathway_fee_usd = by_pathway(scenario, |p| p.fee_usd);
        self.pathway_days = by_pathway(scenario, |p| p.processing_days);
        self.pathway_refusal = by_pathway(scenario, |p| p.refusal_probability.get());
    }
}

fn by_leg(scenario: &Scenario, value: impl Fn(&super::Country) -> f64) -> Vec<f64> {
    scenario.legs.iter().map(|leg| value(&scenario.countries[leg.enforced_by.index()])).collect()
}

fn by_country(scenario: &Scenario, value: impl Fn(&super::Country) -> f64) -> Vec<f64> {
    scenario.countries.iter().map(value).collect()
}

fn by_pathway(scenario: &Scenario, value: impl Fn(&super::Pathway) -> f64) -> Vec<f64> {
    scenario.pathways.iter().map(value).collect()
}

/// Whether papers allow a leg: in the open, inside one country or one free-movement area.
fn lawful(scenario: &Scenario, leg: &Leg) -> bool {
    let country = |place: PlaceId| scenario.places[place.index()].country;
    let (from, to) = (country(leg.from), country(leg.to));
    let (here, there) = (&scenario.countries[from.index()], &scenario.countries[to.index()]);
    !leg.clandestine && (from == to || !here.area.is_empty() && here.area == there.area)
}

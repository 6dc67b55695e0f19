//! Campaigns: reports by an interested source, little trusted, and less so where they come without an
//! alternative.

use super::{CAMPAIGN_DOUBT, CAMPAIGN_TRUST};
use crate::agents::{Batch, Beliefs, CAUSES, Cause, Manner};
use crate::units::DAYS_PER_WEEK;
use crate::world::{Campaign, CommunityId, Conditions, Scenario};

/// Adds what campaigns say of each leg to the period's news. `death`: by leg, the chance that it is about.
///
/// A campaign speaks of death alone, so what it adds says of other causes what is believed already.
pub fn add_campaigns(
    scenario: &Scenario,
    conditions: &Conditions,
    beliefs: &Beliefs,
    death: &[f64],
    news: &mut [Batch],
) {
    for (community, campaign) in conditions.campaign.iter().enumerate() {
        if campaign.reports_per_week <= 0.0 {
            continue;
        }
        let trials = trusted(scenario, conditions, community, campaign);
        let exaggeration = campaign.exaggerated_reports_per_week / campaign.reports_per_week;
        for (leg, chance) in death.iter().enumerate() {
            for &manner in beliefs.manners {
                let said = said(beliefs, (community, leg, manner), (chance * exaggeration).min(1.0));
                let batch = &mut news[beliefs.index(community, leg, manner)];
                batch.trials += trials;
                batch.events.iter_mut().zip(said).for_each(|(sum, share)| *sum += trials * share);
            }
        }
    }
}

/// Reports of a period, weighted by how far a campaign is believed.
fn trusted(scenario: &Scenario, conditions: &Conditions, community: usize, campaign: &Campaign) -> f64 {
    let number = |parameter| scenario.settings.number(parameter);
    let weeks = f64::from(scenario.calendar.period_days) / DAYS_PER_WEEK;
    let doubt = if has_alternative(scenario, conditions, community) { 0.0 } else { number(&CAMPAIGN_DOUBT) };
    campaign.reports_per_week * weeks * number(&CAMPAIGN_TRUST) * (1.0 - doubt)
}

/// Whether some pathway is open to a community.
fn has_alternative(scenario: &Scenario, conditions: &Conditions, community: usize) -> bool {
    let id = CommunityId(community as u16);
    let mut pathways = scenario.pathways.iter().zip(&conditions.pathway_places_per_year);
    pathways.any(|(pathway, places)| *places > 0.0 && pathway.communities.contains(&id))
}

/// The shares of events that a campaign reports.
fn said(beliefs: &Beliefs, (community, leg, manner): (usize, usize, Manner), death: f64) -> [f64; CAUSES] {
    let mut said =
        [Cause::Stop, Cause::Death, Cause::Abuse].map(|c| beliefs.chance(community, leg, manner, c));
    said[Cause::Death as usize] = death;
    said
}

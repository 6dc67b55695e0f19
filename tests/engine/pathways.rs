//! Queues for regular pathways, in the small world.

use wayfare::units::Probability;

use crate::common::*;

#[test]
fn a_pathway_with_fewer_places_a_year_than_an_agent_has_people_fills_them_over_the_years() {
    let mut scenario = stationary();
    scenario.persons_per_agent = 50.0;
    scenario.communities.iter_mut().for_each(|community| community.population *= 50.0);
    let pathway = &mut scenario.pathways[0];
    (pathway.places_per_year, pathway.papers_needed, pathway.fee_usd) = (40.0, false, 0.0);
    (pathway.believed_refusal, pathway.believed_wait_days) = (Probability::NEVER, 30.0);
    pathway.refusal_probability = Probability::NEVER;
    let years = scenario.calendar.years();
    let admitted = total(&run(&scenario, 1), "departures_regular");
    println!("{admitted} admitted in {years:.1} years with 40 places a year");
    assert!(admitted > 0.0 && (admitted - 40.0 * years).abs() <= 50.0, "{admitted} in {years}");
}

//! Queues for regular pathways: places released, answers given, people who give up.

use super::decisions::{choice, decide_again, occasion, situation};
use super::fixed::Fixed;
use super::interest;
use super::state::State;
use crate::agents::{Account, Applicant, Stage};
use crate::mechanisms::pathways;
use crate::mechanisms::route_choice::Alternative;
use crate::outcomes::Count;
use crate::random::{Key, Purpose};
use crate::units::DAYS_PER_YEAR;
use crate::world::QueueRule;

/// Releases the period's places and lets those think again whose time it is.
pub(super) fn release(fixed: &Fixed, state: &mut State) {
    for pathway in 0..fixed.scenario.pathways.len() {
        let yearly = state.conditions.pathway_places_per_year[pathway];
        let released = yearly * f64::from(fixed.numbers.period_days) / DAYS_PER_YEAR;
        // What is kept is a year's places, or those of one agent where a year has fewer.
        let most = if yearly > 0.0 { yearly.max(fixed.numbers.persons_per_agent) } else { 0.0 };
        let places = (state.queues.places[pathway] + released).min(most);
        state.queues.places[pathway] = answer(fixed, state, pathway, places);
        review(fixed, state, pathway);
    }
}

/// Answers applicants as long as there are places; gives back what is left of these.
fn answer(fixed: &Fixed, state: &mut State, pathway: usize, mut places: f64) -> f64 {
    let mut queue = std::mem::take(&mut state.queues.waiting[pathway]);
    order(fixed, state, pathway, &mut queue);
    let mut kept = Vec::new();
    for applicant in queue {
        if places < fixed.numbers.persons_per_agent {
            kept.push(applicant);
        } else if admit(fixed, state, pathway, applicant) {
            places -= fixed.numbers.persons_per_agent;
        }
    }
    // Whoever was refused may have applied again in the meantime.
    kept.append(&mut state.queues.waiting[pathway]);
    kept.sort_by_key(|applicant: &Applicant| (applicant.applied, applicant.person.id));
    state.queues.waiting[pathway] = kept;
    places
}

/// Who comes first: the earliest, the luckiest or the richest; a lottery is by lot whatever the rule.
fn order(fixed: &Fixed, state: &State, pathway: usize, queue: &mut [Applicant]) {
    let lot = |a: &Applicant| key(fixed, a, pathway).purpose(Purpose::Ticket).bits();
    let by_lot = state.conditions.pathway_never_tried[pathway];
    match fixed.scenario.pathways[pathway].queue {
        _ if by_lot => queue.sort_by_cached_key(lot),
        QueueRule::FirstCome => {}
        QueueRule::Random => queue.sort_by_cached_key(lot),
        QueueRule::BestPlaced => {
            queue.sort_by(|a, b| {
                b.person.money.total_cmp(&a.person.money).then(a.person.id.cmp(&b.person.id))
            });
        }
    }
}

fn key(fixed: &Fixed, applicant: &Applicant, pathway: usize) -> Key {
    occasion(fixed, &applicant.person).of(pathway as u64)
}

/// Grants or refuses an application; says whether a place was used.
fn admit(fixed: &Fixed, state: &mut State, pathway: usize, applicant: Applicant) -> bool {
    let mut person = applicant.person;
    let refused = key(fixed, &applicant, pathway)
        .purpose(Purpose::Decision)
        .happens(state.conditions.pathway_refusal[pathway]);
    let waited = f64::from(state.today.0 - applicant.applied);
    let answers = &mut state.answers[person.community as usize * fixed.scenario.pathways.len() + pathway];
    answers.decided += 1.0;
    if refused {
        answers.refused += 1.0;
        state.recorder.on_pathway(Count::ApplicationsRefused, pathway, 1.0);
        person.visit = person.visit.saturating_add(1);
        decide_again(fixed, state, &mut person);
        return false;
    }
    let days = state.conditions.pathway_days[pathway].round().max(1.0);
    let fee = state.conditions.pathway_fee_usd[pathway].min(person.money);
    let money = person.money;
    person.money -= fee;
    state.ledger.pay(Account::Migrants, Account::States, fee);
    state.recorder.on_pathway(Count::DeparturesRegular, pathway, 1.0);
    state.recorder.on_pathway(Count::PathwayWaitSum, pathway, waited + days);
    state.recorder.on_pathway(Count::AdmittedMoneySum, pathway, money);
    let cost = fixed.scenario.settings.number(&pathways::PUBLIC_COST);
    state.recorder.spend(pathways::MECHANISM.name, cost);
    let to = fixed.scenario.pathways[pathway].to;
    if state.conditions.pathway_never_tried[pathway] {
        interest::admit_by_lot(fixed, state, &person, to.index());
    }
    person.place = to.0;
    person.stage = Stage::Admitted;
    state.events.push(state.today, days as i32, person);
    true
}

/// Those whose time it is think again: they keep their place in the queue, or leave it.
fn review(fixed: &Fixed, state: &mut State, pathway: usize) {
    let queue = std::mem::take(&mut state.queues.waiting[pathway]);
    let mut kept = Vec::with_capacity(queue.len());
    for mut applicant in queue {
        if applicant.review > state.today.0 {
            kept.push(applicant);
            continue;
        }
        applicant.person.visit = applicant.person.visit.saturating_add(1);
        if stays_in_queue(fixed, state, pathway, &applicant) {
            let look = key(fixed, &applicant, pathway).purpose(Purpose::Review).exponential();
            applicant.review =
                state.today.0 + (look * fixed.numbers.queue_review_days).ceil().min(3650.0) as i32;
            kept.push(applicant);
        } else {
            state.recorder.on_pathway(Count::ApplicationsWithdrawn, pathway, 1.0);
            decide_again(fixed, state, &mut applicant.person);
        }
    }
    kept.append(&mut state.queues.waiting[pathway]);
    state.queues.waiting[pathway] = kept;
}

/// Whether the choice that somebody would make now is this queue again, or staying at home, which
/// goes on while waiting.
fn stays_in_queue(fixed: &Fixed, state: &mut State, pathway: usize, applicant: &Applicant) -> bool {
    let person = &applicant.person;
    match choice(fixed, state, person) {
        Some(Alternative::Apply(a)) => {
            situation(fixed, state, person).applications[a as usize].pathway as usize == pathway
        }
        Some(Alternative::Stay) | None => true,
        _ => false,
    }
}

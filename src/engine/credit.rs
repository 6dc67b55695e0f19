//! What people owe to smugglers: lent on the way, paid off after arrival, or never.

use super::decisions::{end, occasion};
use super::fixed::Fixed;
use super::state::State;
use crate::agents::{Account, Person};
use crate::outcomes::Count;

/// Lends somebody on credit what is lacking of a part of the fee that falls due.
pub(super) fn lend(fixed: &Fixed, state: &mut State, person: &mut Person, due_usd: f64) {
    let lacking = due_usd - person.money;
    if !person.is_on_credit() || lacking <= 0.0 {
        return;
    }
    let before = person.owed;
    person.money += lacking;
    person.owed = person.owed.saturating_add(fixed.lending.owed(lacking));
    state.ledger.pay(Account::Lenders, Account::Migrants, lacking);
    state.recorder.add(Count::DebtOwed, f64::from(person.owed - before));
}

/// Somebody who owes has come to stay at a place: what is owed is earned there and paid off, in freedom
/// or in bondage. Says whether it is bondage; the story then ends.
pub(super) fn pay_off(fixed: &Fixed, state: &mut State, person: &mut Person, income_usd_year: f64) -> bool {
    if person.owed == 0 {
        return false;
    }
    let owed = f64::from(std::mem::take(&mut person.owed));
    state.ledger.pay(Account::Outside, Account::Lenders, owed);
    state.recorder.add(Count::DebtRepaid, owed);
    let bound = fixed.lending.ends_in_bondage(owed, income_usd_year, occasion(fixed, person));
    if bound {
        state.recorder.add(Count::DebtBondage, 1.0);
        end(state, person);
    }
    bound
}

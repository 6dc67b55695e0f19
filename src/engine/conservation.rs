//! Where people and money are at a moment: the check that nothing is lost.

use super::state::State;
use crate::agents::Account;

/// People and money of a run, by where they are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Accounts {
    /// People who ever came to think of leaving.
    pub people_entered: u64,
    /// People whose story has ended (stayed, arrived, settled, returned, protected, died).
    pub people_ended: u64,
    /// People in transit, detained, waiting, getting papers or admitted.
    pub people_in_calendar: u64,
    /// People who have boarded a vehicle that has not left.
    pub people_boarding: u64,
    /// People in queues for pathways.
    pub people_in_queues: u64,
    /// Bookings of journeys over several legs.
    pub bookings: u64,
    /// Living people who have one.
    pub people_booked: u64,
    /// Money that the living people of the run hold (USD).
    pub money_held: f64,
    /// Balance of the migrants' account (USD).
    pub money_migrants: f64,
    /// Cash of firms (USD).
    pub cash_firms: f64,
    /// Balance of the firms' account (USD).
    pub money_firms: f64,
    /// Sum of all accounts (USD): zero up to rounding.
    pub money_sum: f64,
    /// All that was ever moved (USD): the measure for rounding.
    pub turnover: f64,
}

impl Accounts {
    pub(super) fn of(state: &State) -> Self {
        let boarding = || state.firms.all.iter().flat_map(|firm| &firm.boarding.passengers);
        let queued = || state.queues.waiting.iter().flatten().map(|applicant| &applicant.person);
        let living = || state.events.iter().chain(boarding()).chain(queued());
        let balance = |account| state.ledger.balance(account);
        Self {
            people_entered: state.tally.people,
            people_ended: state.tally.ended,
            people_in_calendar: state.events.len() as u64,
            people_boarding: boarding().count() as u64,
            people_in_queues: queued().count() as u64,
            bookings: state.bookings.len() as u64,
            people_booked: living().filter(|person| state.bookings.get(person.id).is_some()).count() as u64,
            money_held: living().map(|person| person.money).sum(),
            money_migrants: balance(Account::Migrants),
            cash_firms: state.firms.all.iter().map(|firm| firm.cash_usd).sum(),
            money_firms: balance(Account::Firms),
            money_sum: Account::ALL.into_iter().map(balance).sum(),
            turnover: state.ledger.turnover(),
        }
    }

    /// Whether everybody is in exactly one place and every dollar in exactly one account.
    #[must_use]
    pub fn balance(&self) -> bool {
        let here = self.people_ended + self.people_in_calendar + self.people_boarding + self.people_in_queues;
        let rounding = 1e-9 * self.turnover.max(1.0);
        self.people_entered == here
            && self.bookings == self.people_booked
            && self.money_sum.abs() <= rounding
            && (self.money_held - self.money_migrants).abs() <= rounding
            && (self.cash_firms - self.money_firms).abs() <= rounding
    }
}

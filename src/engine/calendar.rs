//! The event queue: people stand in the bucket of the day on which something happens to them.
//!
//! Buckets form a ring, so whoever is in transit, detained or waiting costs nothing until then.

use crate::agents::Person;
use crate::units::Day;

/// The longest delay that the ring can hold (days).
const DAYS: usize = 4096;

/// People by the day of their next event.
#[derive(Clone, Debug)]
pub(super) struct EventQueue {
    buckets: Vec<Vec<Person>>,
    people: usize,
}

impl EventQueue {
    pub(super) fn new() -> Self {
        Self { buckets: vec![Vec::new(); DAYS], people: 0 }
    }

    /// Puts a person into the bucket `delay` days from today, at least one.
    #[inline]
    pub(super) fn push(&mut self, today: Day, delay: i32, person: Person) {
        let delay = delay.clamp(1, DAYS as i32 - 1);
        self.buckets[slot(today.plus(delay))].push(person);
        self.people += 1;
    }

    /// Takes out everybody who is due today.
    pub(super) fn take(&mut self, today: Day) -> Vec<Person> {
        let due = std::mem::take(&mut self.buckets[slot(today)]);
        self.people -= due.len();
        due
    }

    /// People in the queue.
    pub(super) fn len(&self) -> usize {
        self.people
    }

    /// Everybody in the queue, in no meaningful order.
    pub(super) fn iter(&self) -> impl Iterator<Item = &Person> {
        self.buckets.iter().flatten()
    }
}

fn slot(day: Day) -> usize {
    day.0.rem_euclid(DAYS as i32) as usize
}

//! The event queue: people stand in the bucket of the day on which something happens to them.
//!
//! Buckets form a ring, so whoever is in transit, detained or waiting costs nothing until then.

use std::collections::BTreeMap;

use crate::agents::Person;
use crate::units::Day;

/// Days in the ring; what happens later than that is kept apart.
const DAYS: usize = 4096;

/// People who stand together in a block: a bucket grows by whole ones, so nobody has to be moved.
const BLOCK: usize = 64;

/// People by the day of their next event.
#[derive(Clone, Debug)]
pub(super) struct EventQueue {
    buckets: Vec<Vec<Vec<Person>>>,
    /// Blocks of days that are over, to be used again.
    spare: Vec<Vec<Person>>,
    later: BTreeMap<Day, Vec<Person>>,
    people: usize,
}

impl EventQueue {
    pub(super) fn new() -> Self {
        Self { buckets: vec![Vec::new(); DAYS], spare: Vec::new(), later: BTreeMap::new(), people: 0 }
    }

    /// Puts a person into the bucket `delay` days from today, at least one.
    #[inline]
    pub(super) fn push(&mut self, today: Day, delay: i32, person: Person) {
        let due = today.plus(delay.clamp(1, i32::MAX / 2));
        if delay < DAYS as i32 {
            self.stand_in(slot(due), person);
        } else {
            self.later.entry(due).or_default().push(person);
        }
        self.people += 1;
    }

    #[inline]
    fn stand_in(&mut self, slot: usize, person: Person) {
        let bucket = &mut self.buckets[slot];
        match bucket.last_mut().filter(|block| block.len() < BLOCK) {
            Some(block) => block.push(person),
            None => {
                // A copy of a run has blocks without room.
                let roomy = self.spare.pop().filter(|block| block.capacity() >= BLOCK);
                let mut block = roomy.unwrap_or_else(|| Vec::with_capacity(BLOCK));
                block.push(person);
                bucket.push(block);
            }
        }
    }

    /// Takes out everybody who is due today, in blocks.
    pub(super) fn take(&mut self, today: Day) -> Vec<Vec<Person>> {
        let mut due = std::mem::take(&mut self.buckets[slot(today)]);
        due.extend(self.later.remove(&today));
        self.people -= due.iter().map(Vec::len).sum::<usize>();
        due
    }

    /// Takes back the blocks of a day that is over.
    pub(super) fn put_back(&mut self, blocks: Vec<Vec<Person>>) {
        self.spare.extend(blocks.into_iter().map(|mut block| {
            block.clear();
            block
        }));
    }

    /// People in the queue.
    pub(super) fn len(&self) -> usize {
        self.people
    }

    /// Everybody in the queue, in no meaningful order.
    pub(super) fn iter(&self) -> impl Iterator<Item = &Person> {
        self.buckets.iter().flatten().chain(self.later.values()).flatten()
    }
}

fn slot(day: Day) -> usize {
    day.0.rem_euclid(DAYS as i32) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everybody_is_due_on_the_day_that_was_said_however_late() {
        let delays = [0, 1, 30, 4_095, 4_096, 9_000, i32::MAX];
        let mut queue = EventQueue::new();
        for (id, delay) in delays.into_iter().enumerate() {
            queue.push(Day(-7), delay, Person::new(id as u64, 0, 0, 0.0, 0.0, 1.0));
        }
        assert_eq!((queue.len(), queue.iter().count()), (7, 7));
        let mut due = Vec::new();
        for day in -7..10_000 {
            let blocks = queue.take(Day(day));
            due.extend(blocks.iter().flatten().map(|person| (person.id, day + 7)));
            queue.put_back(blocks);
        }
        assert_eq!(due, [(0, 1), (1, 1), (2, 30), (3, 4_095), (4, 4_096), (5, 9_000)]);
        assert_eq!(queue.len(), 1);
    }
}

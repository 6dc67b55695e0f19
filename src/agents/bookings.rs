//! Who has bought a journey over several legs, and on what terms.
//!
//! Bookings lie beside people, by their number: few have one, and everybody else's record stays small.

use std::collections::BTreeMap;

/// A journey that somebody has bought.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Booking {
    /// The number of the journey.
    pub journey: u16,
    /// The position of the organisation among those that sell it.
    pub team: u32,
    /// How many times the client may still be stopped; at 0 it is over.
    pub attempts_left: u8,
    /// Whether the client has set out, and paid in advance.
    pub departed: bool,
    /// The fee agreed (USD).
    pub fee: f32,
    /// What was paid of it so far (USD).
    pub paid: f32,
}

/// All bookings, by the number of the person.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Bookings {
    of: BTreeMap<u64, Booking>,
}

impl Bookings {
    /// A person's booking.
    #[inline]
    #[must_use]
    pub fn get(&self, person: u64) -> Option<Booking> {
        if self.of.is_empty() { None } else { self.of.get(&person).copied() }
    }

    /// Writes a person's booking.
    pub fn set(&mut self, person: u64, booking: Booking) {
        self.of.insert(person, booking);
    }

    /// A person's booking is over.
    #[inline]
    pub fn remove(&mut self, person: u64) {
        if !self.of.is_empty() {
            self.of.remove(&person);
        }
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.of.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.of.is_empty()
    }
}

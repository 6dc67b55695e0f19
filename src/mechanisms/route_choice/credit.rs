//! Going with a smuggler on credit: an option for those who cannot pay the whole fee.

use super::options::Terms;

/// Going with a smuggler and owing a part of the fee.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OnCredit {
    /// The position among the situation's ways.
    pub way: u16,
    /// The most of the fee that may be owed.
    pub share: f64,
    /// What a dollar that will be owed weighs beyond a dollar paid.
    pub burden: f64,
}

impl OnCredit {
    /// The least that has to be in the purse under these terms (USD).
    #[must_use]
    pub fn needs(&self, terms: Terms) -> f64 {
        (1.0 - self.share) * terms.needs()
    }
}

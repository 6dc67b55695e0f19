//! Who acts, and what each of them carries: people, firms, what communities and smugglers believe,
//! who decides where, who waits in a queue, who has bought a journey, and who owes or owns what.
//!
//! These are columns and small records. Mechanisms read and change them; none of them knows why.

mod beliefs;
mod bookings;
mod candidate;
mod deciders;
mod firms;
mod ledger;
mod offers;
mod person;
mod queues;

pub use beliefs::{Batch, Beliefs, Cause, Manner, Reports};
pub(crate) use beliefs::{Belief, CAUSES};
pub use bookings::{Booking, Bookings};
pub use candidate::Candidate;
pub use deciders::Deciders;
pub use firms::{Asking, Boarding, CostParts, Firm, Firms};
pub use ledger::{Account, Ledger};
pub use offers::{Offer, Seller};
pub use person::{Person, Stage};
pub use queues::{Applicant, Queues};

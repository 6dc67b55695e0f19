//! A migrant, and the stages of a journey.

use crate::random::Key;
use crate::world::Motive;

/// Where in life a person is. The stages and the ways between them:
///
/// ```text
///                    ┌────────────── stays (ends)
///  candidate ──► deciding ──► applied ──► admitted ──► arrived with regular status (ends)
///                 ▲ ▲ ▲ │         └─ refused, or tired of waiting ─► deciding
///                 │ │ │ ├──► getting papers ─► deciding
///                 │ │ │ ├──► waiting ────────► deciding        (also: found no seat)
///                 │ │ │ ├──► settles, turns back (end)
///                 │ │ │ └──► boarding ─► travelling ─► arrived at a destination (ends)
///                 │ │ └───────────────────── at the next place ┤
///                 │ ├── at home ◄───────────────── sent home ◄─┤
///                 │ ├── detained ◄──────────────── stopped ◄───┤──► protected (end)
///                 │ └── held for ransom ◄──────── kidnapped ◄──┤
///                 └──────────── turned back to a place ◄───────┘──► dead (ends)
/// ```
///
/// A person is in exactly one stage. Those that take time stand in the calendar on the day on which
/// they end, so nobody costs anything in between.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// On a leg that ends well.
    Travelling,
    /// On a leg on which he or she will be stopped.
    Stopped,
    /// On a leg on which he or she will die.
    Dying,
    /// On a leg on which he or she will be kidnapped.
    Kidnapped,
    /// Held for ransom.
    Held,
    /// Held after being stopped.
    Detained,
    /// Moves on freely with regular status, to where he or she will live.
    MovingOn,
    /// Has arrived, and will face an order to go home.
    Ordered,
    /// At home after being sent there.
    AtHome,
    /// Elsewhere in the country, until he or she comes to want to leave it.
    Relocated,
    /// Waiting on the way or at home, for money, a seat or better news.
    Waiting,
    /// At home until the passport is there.
    GettingPapers,
    /// With a grant, until the journey's end.
    Admitted,
}

/// One person. Money is in USD.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Person {
    /// Who it is: the same number in every scenario of a seed.
    pub id: u64,
    /// Purse and credit left.
    pub money: f64,
    /// Credit at first; it is spent last.
    pub credit: f32,
    /// The person's own multiple of what arriving is worth.
    pub worth: f32,
    /// Fees paid so far to smugglers.
    pub fees: f32,
    /// Fee agreed for the leg under way.
    pub fee: f32,
    /// Money handed over on the leg under way, to officials and to those who hold it.
    pub bribes: f32,
    /// The day on which the present wait began.
    pub since: i32,
    /// Present place; on a leg, the place where it starts.
    pub place: u16,
    /// The leg under way.
    pub leg: u16,
    /// The community.
    pub community: u16,
    /// Decisions at the present place since arriving there.
    pub visit: u16,
    /// Times sent home so far.
    pub attempts: u8,
    /// Times stopped so far.
    pub stops: u8,
    /// How the leg under way is travelled.
    pub manner: super::Manner,
    /// The stage.
    pub stage: Stage,
    /// Bits: see the methods.
    flags: u16,
    /// Owed to smugglers (USD).
    pub owed: u16,
}

const PAPERS: u16 = 2;
const SMUGGLED: u16 = 4;
const ON_JOURNEY: u16 = 8;
const STRANDED: u16 = 16;
const ABUSED: u16 = 32;
const COUNTED: u16 = 64;
const TRIED: u16 = 128;
const WOMAN: u16 = 256;
const CHILD: u16 = 512;
const ON_CREDIT: u16 = 4096;
/// Where the two bits of the motive begin.
const MOTIVE: u32 = 10;
const FORGED: u16 = 8192;
const STATELESS: u16 = 16384;
const SURVIVOR: u16 = 32768;
const REGULAR: u16 = 1;

impl Person {
    /// A candidate at home.
    #[must_use]
    pub fn new(id: u64, community: u16, place: u16, money: f64, credit: f64, worth: f64) -> Self {
        Self {
            id,
            money,
            credit: credit as f32,
            worth: worth as f32,
            fees: 0.0,
            fee: 0.0,
            bribes: 0.0,
            since: 0,
            place,
            leg: u16::MAX,
            community,
            visit: 0,
            attempts: 0,
            stops: 0,
            manner: super::Manner::Alone,
            stage: Stage::Waiting,
            flags: 0,
            owed: 0,
        }
    }

    /// The person's key in a run.
    #[inline]
    #[must_use]
    pub fn key(&self, run: Key) -> Key {
        run.of(self.id)
    }

    /// Sets decisions at a place apart: how often somebody was sent home and stopped, and decided there.
    #[inline]
    #[must_use]
    pub fn occasion(&self) -> u64 {
        u64::from(self.attempts) << 24 | u64::from(self.stops) << 16 | u64::from(self.visit)
    }

    fn set(&mut self, bit: u16, on: bool) {
        self.flags = if on { self.flags | bit } else { self.flags & !bit };
    }

    /// Whether the person flees.
    #[inline]
    #[must_use]
    pub fn flees(&self) -> bool {
        self.motive() == Motive::Flight
    }

    /// What moves the person.
    #[inline]
    #[must_use]
    pub fn motive(&self) -> Motive {
        Motive::ALL[usize::from(self.flags >> MOTIVE & 3)]
    }

    /// Says what moves the person.
    pub fn set_motive(&mut self, motive: Motive) {
        self.flags = self.flags & !(3 << MOTIVE) | (motive as u16) << MOTIVE;
    }

    /// Whether the person holds a passport.
    #[inline]
    #[must_use]
    pub fn has_papers(&self) -> bool {
        self.flags & PAPERS != 0
    }

    /// Says whether the person holds a passport.
    pub fn set_papers(&mut self, on: bool) {
        self.set(PAPERS, on);
    }

    /// Whether the person holds forged papers.
    #[inline]
    #[must_use]
    pub fn has_forged_papers(&self) -> bool {
        self.flags & FORGED != 0
    }

    /// Says whether the person holds forged papers.
    pub fn set_forged_papers(&mut self, on: bool) {
        self.set(FORGED, on);
    }

    /// Whether the person is stateless.
    #[inline]
    #[must_use]
    pub fn is_stateless(&self) -> bool {
        self.flags & STATELESS != 0
    }

    /// Says whether the person is stateless.
    pub fn set_stateless(&mut self, on: bool) {
        self.set(STATELESS, on);
    }

    /// Whether the person is a woman.
    #[inline]
    #[must_use]
    pub fn is_woman(&self) -> bool {
        self.flags & WOMAN != 0
    }

    /// Says whether the person is a woman.
    pub fn set_woman(&mut self, on: bool) {
        self.set(WOMAN, on);
    }

    /// Whether the person is a child, under 18 on coming to want to leave.
    #[inline]
    #[must_use]
    pub fn is_child(&self) -> bool {
        self.flags & CHILD != 0
    }

    /// Says whether the person is a child.
    pub fn set_child(&mut self, on: bool) {
        self.set(CHILD, on);
    }

    /// Whether any leg so far was with a smuggler.
    #[must_use]
    pub fn was_smuggled(&self) -> bool {
        self.flags & SMUGGLED != 0
    }

    /// Remembers a leg with a smuggler.
    pub fn set_smuggled(&mut self) {
        self.set(SMUGGLED, true);
    }

    /// Whether the person is on a journey: an attempt under way.
    #[must_use]
    pub fn is_on_journey(&self) -> bool {
        self.flags & ON_JOURNEY != 0
    }

    /// Says whether an attempt is under way: from setting out until arrival, stop, death or giving up.
    pub fn set_on_journey(&mut self, on: bool) {
        self.set(ON_JOURNEY, on);
    }

    /// Whether the person has ever set out irregularly.
    #[must_use]
    pub fn has_tried(&self) -> bool {
        self.flags & TRIED != 0
    }

    /// Remembers an irregular journey.
    pub fn set_tried(&mut self) {
        self.set(TRIED, true);
    }

    /// Whether the person waits without the means to go on.
    #[must_use]
    pub fn is_stranded(&self) -> bool {
        self.flags & STRANDED != 0
    }

    /// Says whether the person waits without the means to go on.
    pub fn set_stranded(&mut self, on: bool) {
        self.set(STRANDED, on);
    }

    /// Whether the person was or will be abused on the leg under way.
    #[must_use]
    pub fn is_abused(&self) -> bool {
        self.flags & ABUSED != 0
    }

    /// Says whether the person was or will be abused on the leg under way; it stays known that it happened.
    pub fn set_abused(&mut self, on: bool) {
        self.set(ABUSED, on);
        self.set(SURVIVOR, on || self.is_survivor());
    }

    /// Whether the person was ever abused on the way.
    #[must_use]
    pub fn is_survivor(&self) -> bool {
        self.flags & SURVIVOR != 0
    }

    /// Whether the person has regular status at the destination where he or she is.
    #[inline]
    #[must_use]
    pub fn is_regular(&self) -> bool {
        self.flags & REGULAR != 0
    }

    /// Says whether the person has regular status at the destination where he or she is.
    pub fn set_regular(&mut self, on: bool) {
        self.set(REGULAR, on);
    }

    /// Whether the wait under way has been counted as unmet demand.
    #[must_use]
    pub fn is_counted(&self) -> bool {
        self.flags & COUNTED != 0
    }

    /// Says whether the wait under way has been counted as unmet demand.
    pub fn set_counted(&mut self, on: bool) {
        self.set(COUNTED, on);
    }

    /// Whether a part of the fee for the leg under way may be owed.
    #[must_use]
    pub fn is_on_credit(&self) -> bool {
        self.flags & ON_CREDIT != 0
    }

    /// Says whether a part of the fee for the leg under way may be owed.
    pub fn set_on_credit(&mut self, on: bool) {
        self.set(ON_CREDIT, on);
    }

    /// What of the credit has been spent, and what is owed to smugglers (USD).
    #[must_use]
    pub fn debt(&self) -> f64 {
        (f64::from(self.credit) - self.money).max(0.0) + f64::from(self.owed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_fits_into_seven_words() {
        assert_eq!(size_of::<Person>(), 56);
    }

    #[test]
    fn the_motive_has_bits_of_its_own() {
        let mut person = Person::new(1, 0, 0, 100.0, 0.0, 1.0);
        person.set_woman(true);
        person.set_child(true);
        for motive in Motive::ALL {
            person.set_motive(motive);
            assert_eq!((person.motive(), person.flees()), (motive, motive == Motive::Flight));
            assert!(person.is_woman() && person.is_child() && !person.is_on_credit());
        }
    }
}

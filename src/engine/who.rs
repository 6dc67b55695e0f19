//! What happens to women, to children, debtors, by motive and to people who try again, counted beside what
//! happens to everybody.

use super::fixed::Fixed;
use crate::agents::{Manner, Person};
use crate::outcomes::{Count, Recorder};
use crate::world::Motive;

/// Counts something that befalls a person, by gender and age.
fn count(recorder: &mut Recorder, person: &Person, of_women: Count, of_children: Count) {
    if person.is_woman() {
        recorder.add(of_women, 1.0);
    }
    if person.is_child() {
        recorder.add(of_children, 1.0);
    }
}

/// Counts something that befalls a person who flees, joins relatives or is moved by climate.
fn by_motive(recorder: &mut Recorder, person: &Person, [flight, family, climate]: [Count; 3]) {
    match person.motive() {
        Motive::Economic => {}
        Motive::Flight => recorder.add(flight, 1.0),
        Motive::Family => recorder.add(family, 1.0),
        Motive::Climate => recorder.add(climate, 1.0),
    }
}

/// Somebody sets out irregularly on a leg.
pub(super) fn sets_out(recorder: &mut Recorder, person: &Person) {
    recorder.add(Count::DeparturesIrregular, 1.0);
    count(recorder, person, Count::DeparturesWomen, Count::DeparturesChildren);
    if person.is_woman() {
        recorder.add(Count::PassengersWomen, f64::from(u8::from(person.manner == Manner::Smuggled)));
    }
    if person.is_on_credit() {
        recorder.add(Count::DeparturesOnCredit, 1.0);
    }
    by_motive(recorder, person, [Count::DeparturesFled, Count::DeparturesFamily, Count::DeparturesClimate]);
}

/// Somebody is abused or robbed on a leg.
pub(super) fn is_abused(recorder: &mut Recorder, person: &Person) {
    count(recorder, person, Count::AbusesWomen, Count::AbusesChildren);
}

/// Somebody is stopped, before the stop is added to those so far.
pub(super) fn is_stopped(recorder: &mut Recorder, person: &Person) {
    count(recorder, person, Count::InterceptionsWomen, Count::InterceptionsChildren);
    by_motive(
        recorder,
        person,
        [Count::InterceptionsFled, Count::InterceptionsFamily, Count::InterceptionsClimate],
    );
    recorder.add(Count::InterceptionsRepeat, f64::from(u8::from(person.stops > 0)));
    match person.stops {
        0 => recorder.add(Count::Stopped, 1.0),
        1 => recorder.add(Count::StoppedTwice, 1.0),
        2 => recorder.add(Count::StoppedThrice, 1.0),
        _ => {}
    }
}

/// Somebody dies on the way.
pub(super) fn dies(recorder: &mut Recorder, person: &Person) {
    count(recorder, person, Count::DeathsWomen, Count::DeathsChildren);
    by_motive(recorder, person, [Count::DeathsFled, Count::DeathsFamily, Count::DeathsClimate]);
}

/// Somebody arrives or settles without regular status.
pub(super) fn arrives(recorder: &mut Recorder, person: &Person) {
    count(recorder, person, Count::ArrivalsWomen, Count::ArrivalsChildren);
    by_motive(recorder, person, [Count::ArrivalsFled, Count::ArrivalsFamily, Count::ArrivalsClimate]);
}

/// Somebody goes or is sent home, from where he or she is.
pub(super) fn goes_home(fixed: &Fixed, recorder: &mut Recorder, person: &Person) {
    let home = fixed.scenario.communities[person.community as usize].place.index();
    recorder.at_place(Count::Returns, person.place as usize, 1.0);
    recorder.at_place(Count::ReturnsTo, home, 1.0);
    count(recorder, person, Count::ReturnsWomen, Count::ReturnsChildren);
}

/// Somebody is sent home.
pub(super) fn is_sent_home(recorder: &mut Recorder, person: &Person) {
    by_motive(recorder, person, [Count::ReturnsFled, Count::ReturnsFamily, Count::ReturnsClimate]);
}

//! A record as bytes, and back again to the bit.
//!
//! Most series are counts and many are nothing but zeros. Each track is one byte that says how its values
//! are written, and then what cannot be told from that byte. What are no whole numbers stand behind all
//! else, the first bytes of all of them together, then the second, since numbers of a kind are alike in
//! front. All of it is compressed. Indicators are written by their place in the catalogue: bytes are only
//! ever read by the program that wrote them (see [`Key`](super::Key)).

use jiff::ToSpan;
use jiff::civil::Date;

use super::bytes::{Reader, Writer};
use crate::outcomes::{self, Month, Record, Scope, Track};
use crate::units::Day;
use crate::world::{CountryId, LegId, PathwayId, PlaceId, TypeId};
use crate::{levers, mechanisms};

const EPOCH: Date = Date::constant(1970, 1, 1);

/// The record as bytes.
pub(super) fn encode(record: &Record) -> Vec<u8> {
    let mut writer = Writer::default();
    for number in [record.seed, record.markets_unsettled, record.decisions, record.events, record.people] {
        writer.count(number);
    }
    write_months(&mut writer, &record.months);
    write_layout(&mut writer, &record.tracks);
    record.tracks.iter().for_each(|track| write_track(&mut writer, track, record.months.len()));
    writer.finish()
}

/// The record that was written; none if the bytes are no record.
pub(super) fn decode(bytes: &[u8]) -> Option<Record> {
    let mut reader = Reader::new(bytes)?;
    let [seed, markets_unsettled, decisions, events, people] =
        [reader.count()?, reader.count()?, reader.count()?, reader.count()?, reader.count()?];
    let months = read_months(&mut reader)?;
    let layout = read_layout(&mut reader)?;
    let tracks = layout.into_iter().map(|(indicator, scope)| {
        let (values, total) = read_track(&mut reader, months.len())?;
        Some(Track { indicator: &outcomes::ALL[indicator], scope, values, total })
    });
    let tracks = tracks.collect::<Option<Vec<Track>>>()?;
    Some(Record { seed, months, tracks, markets_unsettled, decisions, events, people })
}

fn write_months(writer: &mut Writer, months: &[Month]) {
    writer.count(months.len() as u64);
    for month in months {
        writer.whole(month.start.0.into());
        writer.whole(month.end.since(month.start).into());
        writer.whole(EPOCH.until(month.date).map_or(0, |span| span.get_days()).into());
    }
}

fn read_months(reader: &mut Reader) -> Option<Vec<Month>> {
    let month = |reader: &mut Reader| {
        let [start, length] = [reader.day()?, reader.day()?];
        let date = EPOCH.checked_add(i64::from(reader.day()?).days()).ok()?;
        Some(Month { start: Day(start), end: Day(start).plus(length), date })
    };
    (0..reader.count()?).map(|_| month(reader)).collect()
}

/// What a scope is about: its kind, and which of them. Spending goes by name.
fn place_of(scope: Scope) -> (u8, u64) {
    match scope {
        Scope::Total => (0, 0),
        Scope::Country(id) => (1, id.0.into()),
        Scope::Place(id) => (2, id.0.into()),
        Scope::Leg(id) => (3, id.0.into()),
        Scope::Spending(name) => (4, spending().position(|known| known == name).unwrap_or(0) as u64),
        Scope::Pathway(id) => (5, id.0.into()),
        Scope::FirmType(id) => (6, id.0.into()),
    }
}

fn scope_of(kind: u8, number: u64) -> Option<Scope> {
    let id = u16::try_from(number).ok()?;
    Some(match kind {
        0 => Scope::Total,
        1 => Scope::Country(CountryId(id)),
        2 => Scope::Place(PlaceId(id)),
        3 => Scope::Leg(LegId(id)),
        4 => Scope::Spending(spending().nth(id.into())?),
        5 => Scope::Pathway(PathwayId(id)),
        6 => Scope::FirmType(TypeId(id)),
        _ => return None,
    })
}

/// What public money can be spent on.
fn spending() -> impl Iterator<Item = &'static str> {
    let levers = levers::ALL.iter().map(|lever| lever.text.name);
    levers.chain(mechanisms::ALL.iter().map(|mechanism| mechanism.name))
}

/// What the tracks are about, as spans of scopes that follow each other.
fn write_layout(writer: &mut Writer, tracks: &[Track]) {
    let rank = |track: &Track| {
        let position = outcomes::ALL.iter().position(|indicator| indicator.name == track.indicator.name);
        (position.unwrap_or(0) as u64, place_of(track.scope))
    };
    let mut spans: Vec<(u64, u8, u64, u64)> = Vec::new();
    for track in tracks {
        let (indicator, (kind, number)) = rank(track);
        match spans.last_mut() {
            Some((i, k, first, length)) if (*i, *k, *first + *length) == (indicator, kind, number) => {
                *length += 1;
            }
            _ => spans.push((indicator, kind, number, 1)),
        }
    }
    writer.count(spans.len() as u64);
    for (indicator, kind, first, length) in spans {
        writer.count(indicator);
        writer.byte(kind);
        writer.count(first);
        writer.count(length);
    }
}

fn read_layout(reader: &mut Reader) -> Option<Vec<(usize, Scope)>> {
    let mut layout = Vec::new();
    for _ in 0..reader.count()? {
        let indicator = reader.count()? as usize;
        let (kind, first, length) = (reader.byte()?, reader.count()?, reader.count()?);
        if indicator >= outcomes::ALL.len() {
            return None;
        }
        for number in first..first.checked_add(length)? {
            layout.push((indicator, scope_of(kind, number)?));
        }
    }
    Some(layout)
}

/// How the values of a track are written.
const ZEROS: u8 = 0;
const SAME: u8 = 1;
const WHOLE: u8 = 2;
const ANY: u8 = 3;
/// The total is the sum of the values, and not written.
const TOTAL_IS_SUM: u8 = 4;
/// There is not a value a month, and their number is written.
const OTHER_LENGTH: u8 = 8;
const FORM: u8 = 3;
/// No track has more values.
const LONGEST: usize = 1 << 20;

fn write_track(writer: &mut Writer, track: &Track, months: usize) {
    let (values, total) = (&track.values, track.total);
    let form = form_of(values);
    let is_sum = if same(values.iter().sum(), total) { TOTAL_IS_SUM } else { 0 };
    let other = if values.len() == months { 0 } else { OTHER_LENGTH };
    writer.byte(form | is_sum | other);
    if other != 0 {
        writer.count(values.len() as u64);
    }
    match form {
        SAME => writer.number(values[0]),
        WHOLE => write_whole(writer, values),
        ANY => values.iter().for_each(|&value| writer.number(value)),
        _ => {}
    }
    if is_sum == 0 {
        writer.number(total);
    }
}

fn read_track(reader: &mut Reader, months: usize) -> Option<(Vec<f64>, f64)> {
    let tag = reader.byte()?;
    let length = if tag & OTHER_LENGTH == 0 { months } else { reader.count()? as usize };
    if length > LONGEST {
        return None;
    }
    let values = match tag & FORM {
        ZEROS => vec![0.0; length],
        SAME => vec![reader.number()?; length],
        WHOLE => read_whole(reader, length)?,
        _ => (0..length).map(|_| reader.number()).collect::<Option<Vec<f64>>>()?,
    };
    let total = if tag & TOTAL_IS_SUM == 0 { reader.number()? } else { values.iter().sum() };
    Some((values, total))
}

fn same(a: f64, b: f64) -> bool {
    a.to_bits() == b.to_bits()
}

fn form_of(values: &[f64]) -> u8 {
    if values.iter().all(|&x| same(x, 0.0)) {
        ZEROS
    } else if values.iter().all(|&x| same(x, values[0])) {
        SAME
    } else if values.iter().all(|&x| is_whole(x)) {
        WHOLE
    } else {
        ANY
    }
}

/// Whether it comes back to the bit by way of an integer.
fn is_whole(x: f64) -> bool {
    x.abs() < 9e15 && same(x as i64 as f64, x)
}

/// Months are more like the month before than like zero.
fn write_whole(writer: &mut Writer, values: &[f64]) {
    let mut before = 0;
    for &value in values {
        writer.whole(value as i64 - before);
        before = value as i64;
    }
}

fn read_whole(reader: &mut Reader, length: usize) -> Option<Vec<f64>> {
    let mut before = 0_i64;
    let mut next = |reader: &mut Reader| {
        before = before.checked_add(reader.whole()?)?;
        Some(before as f64)
    };
    (0..length).map(|_| next(reader)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::synthetic;
    use proptest::prelude::*;

    /// Equal to the bit, what is not a number included.
    fn bits(record: &Record) -> Vec<Vec<u64>> {
        let of = |t: &Track| t.values.iter().chain([&t.total]).map(|x| x.to_bits()).collect();
        record.tracks.iter().map(of).collect()
    }

    #[test]
    fn a_record_comes_back_to_the_bit() {
        let scenario = &synthetic::scenarios(1)[0];
        let mut record = synthetic::record(scenario, u64::MAX);
        record.people = 1 << 40;
        record.tracks[1].values.fill(0.0);
        record.tracks[2].values.fill(-f64::NAN);
        record.tracks[3].values = vec![-0.0, 3.0];
        record.tracks[4].values.iter_mut().enumerate().for_each(|(i, x)| *x = (i * i) as f64 - 7.0);
        record.tracks[5].values.clear();
        let back = decode(&encode(&record)).unwrap();
        assert_eq!(bits(&back), bits(&record));
        assert_eq!((back.seed, back.people, &back.months), (u64::MAX, 1 << 40, &record.months));
        let about = |r: &Record| r.tracks.iter().map(|t| (t.indicator.name, t.scope)).collect::<Vec<_>>();
        assert_eq!(about(&back), about(&record));
    }

    #[test]
    fn counts_take_a_fraction_of_their_numbers() {
        let scenario = &synthetic::scenarios(1)[0];
        let mut record = synthetic::record(scenario, 1);
        for track in &mut record.tracks {
            track.values.iter_mut().for_each(|x| *x = x.round());
            track.total = track.values.iter().sum();
        }
        let numbers: usize = record.tracks.iter().map(|track| 1 + track.values.len()).sum();
        assert!(encode(&record).len() < 3 * numbers, "{} for {numbers}", encode(&record).len());
    }

    proptest! {
        #[test]
        fn any_values_come_back(values in prop::collection::vec(prop::num::f64::ANY, 24), total in prop::num::f64::ANY) {
            let mut record = synthetic::record(&synthetic::scenarios(1)[0], 1);
            record.tracks.truncate(2);
            (record.tracks[1].values, record.tracks[1].total) = (values, total);
            prop_assert_eq!(bits(&decode(&encode(&record)).unwrap()), bits(&record));
        }

        #[test]
        fn no_bytes_make_it_fail(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            let _ = decode(&bytes);
        }
    }
}

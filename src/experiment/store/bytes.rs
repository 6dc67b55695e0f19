//! Numbers as bytes: small whole numbers in one, all others apart and sorted by their bytes.

/// Writes numbers. What is not whole is put behind everything else.
#[derive(Default)]
pub(super) struct Writer {
    small: Vec<u8>,
    numbers: Vec<[u8; 8]>,
}

impl Writer {
    pub(super) fn byte(&mut self, byte: u8) {
        self.small.push(byte);
    }

    /// Seven bits a byte; the eighth says that more follow.
    pub(super) fn count(&mut self, mut n: u64) {
        while n >= 0x80 {
            self.small.push(n as u8 | 0x80);
            n >>= 7;
        }
        self.small.push(n as u8);
    }

    /// A whole number of either sign, small ones in one byte.
    pub(super) fn whole(&mut self, n: i64) {
        self.count((n << 1 ^ n >> 63) as u64);
    }

    pub(super) fn number(&mut self, x: f64) {
        self.numbers.push(x.to_bits().to_be_bytes());
    }

    /// Everything, compressed.
    pub(super) fn finish(self) -> Vec<u8> {
        let mut bytes = Self::default();
        bytes.count(self.numbers.len() as u64);
        let mut all = bytes.small;
        for place in 0..8 {
            all.extend(self.numbers.iter().map(|number| number[place]));
        }
        all.extend(self.small);
        snap::raw::Encoder::new().compress_vec(&all).unwrap_or_default()
    }
}

/// Reads what a [`Writer`] wrote; gives nothing where the bytes do not go so far.
pub(super) struct Reader {
    all: Vec<u8>,
    /// How many numbers there are, and where the first byte of the next is.
    numbers: usize,
    next: usize,
    last: usize,
    at: usize,
}

impl Reader {
    pub(super) fn new(compressed: &[u8]) -> Option<Self> {
        let all = snap::raw::Decoder::new().decompress_vec(compressed).ok()?;
        let mut reader = Self { all, numbers: 0, next: 0, last: 0, at: 0 };
        reader.numbers = usize::try_from(reader.count()?).ok()?;
        reader.next = reader.at;
        reader.last = reader.at.checked_add(reader.numbers)?;
        reader.at = reader.at.checked_add(reader.numbers.checked_mul(8)?)?;
        (reader.at <= reader.all.len()).then_some(reader)
    }

    pub(super) fn byte(&mut self) -> Option<u8> {
        let byte = *self.all.get(self.at)?;
        self.at += 1;
        Some(byte)
    }

    pub(super) fn count(&mut self) -> Option<u64> {
        let mut n = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            n |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(n);
            }
        }
        None
    }

    pub(super) fn whole(&mut self) -> Option<i64> {
        let n = self.count()?;
        Some((n >> 1) as i64 ^ -((n & 1) as i64))
    }

    /// A whole number that counts days.
    pub(super) fn day(&mut self) -> Option<i32> {
        i32::try_from(self.whole()?).ok()
    }

    pub(super) fn number(&mut self) -> Option<f64> {
        let at = self.next;
        self.next += 1;
        let byte = |place: usize| self.all[at + place * self.numbers];
        (at < self.last).then(|| f64::from_bits(u64::from_be_bytes(std::array::from_fn(byte))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn numbers_of_all_kinds_come_back(counts in prop::collection::vec(any::<u64>(), 9), wholes in prop::collection::vec(any::<i64>(), 9), numbers in prop::collection::vec(prop::num::f64::ANY, 9)) {
            let mut writer = Writer::default();
            for ((&count, &whole), &number) in counts.iter().zip(&wholes).zip(&numbers) {
                writer.count(count);
                writer.number(number);
                writer.whole(whole);
            }
            let mut reader = Reader::new(&writer.finish()).unwrap();
            for ((&count, &whole), &number) in counts.iter().zip(&wholes).zip(&numbers) {
                prop_assert_eq!(reader.count(), Some(count));
                prop_assert_eq!(reader.number().map(f64::to_bits), Some(number.to_bits()));
                prop_assert_eq!(reader.whole(), Some(whole));
            }
            prop_assert_eq!((reader.byte(), reader.number()), (None, None));
        }
    }
}

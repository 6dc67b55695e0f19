//! A part of a design, so that several processes or machines share the work.

use std::str::FromStr;

/// Part `number` of `of` parts, the first of which is 1.
///
/// Replicates and points of a design are dealt like cards: part i has every n-th, from the i-th on. So
/// parts take about equally long, and each is what it was when a design grows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shard {
    number: u32,
    of: u32,
}

impl Shard {
    /// All of it.
    pub const WHOLE: Self = Self { number: 1, of: 1 };

    /// Whether a replicate or point, counted from 0, belongs to it.
    #[must_use]
    pub fn has(self, position: u32) -> bool {
        position % self.of == self.number - 1
    }

    /// How many of the first `count` belong to it.
    #[must_use]
    pub fn share(self, count: u32) -> u32 {
        count / self.of + u32::from(count % self.of >= self.number)
    }
}

impl FromStr for Shard {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let parts = text.split_once('/').and_then(|(i, n)| Some((i.parse().ok()?, n.parse().ok()?)));
        match parts {
            Some((number, of)) if (1..=of).contains(&number) => Ok(Self { number, of }),
            _ => Err("a part is named i/n, as 3/10: the third of ten; i goes from 1 to n".into()),
        }
    }
}

impl std::fmt::Display for Shard {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}/{}", self.number, self.of)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_position_belongs_to_one_part() {
        for (of, count) in [(1, 7), (3, 10), (10, 4), (4, 12)] {
            let shards: Vec<Shard> = (1..=of).map(|number| Shard { number, of }).collect();
            for position in 0..count {
                assert_eq!(shards.iter().filter(|shard| shard.has(position)).count(), 1);
            }
            for shard in shards {
                assert_eq!(
                    shard.share(count),
                    (0..count).filter(|&position| shard.has(position)).count() as u32
                );
            }
        }
    }

    #[test]
    fn a_part_is_written_as_it_is_read() {
        assert_eq!("3/10".parse::<Shard>().unwrap().to_string(), "3/10");
        for wrong in ["", "3", "0/4", "5/4", "1/0", "a/b", "1/2/3", "-1/2"] {
            assert!(wrong.parse::<Shard>().is_err(), "{wrong}");
        }
    }
}

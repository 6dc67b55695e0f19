//! Labels that find their place: moved apart where they would overlap, broken where they are long.

/// Where labels come to stand that would like to be at `wanted`, at least `gap` apart and within
/// `top` and `bottom`; in the order given.
#[must_use]
pub(super) fn spread(wanted: &[i32], gap: i32, top: i32, bottom: i32) -> Vec<i32> {
    let mut order: Vec<usize> = (0..wanted.len()).collect();
    order.sort_by_key(|&i| (wanted[i], i));
    // Where they can't all fit, they share the room evenly.
    let gap = gap.min((bottom - top) / (wanted.len().max(2) as i32 - 1));
    let mut at = vec![0; wanted.len()];
    let mut least = top;
    for &i in &order {
        at[i] = wanted[i].max(least);
        least = at[i] + gap;
    }
    let mut most = bottom;
    for &i in order.iter().rev() {
        at[i] = at[i].min(most);
        most = at[i] - gap;
    }
    at
}

/// A text on lines of at most so many letters, broken between words.
#[must_use]
pub(super) fn wrap(text: &str, letters: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ') {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= letters => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_text_is_broken_between_words() {
        assert_eq!(wrap("A  posts and patrols", 10), ["A  posts", "and", "patrols"]);
        assert_eq!(wrap("inseparable", 4), ["inseparable"]);
    }

    #[test]
    fn labels_with_room_stay_where_they_are() {
        assert_eq!(spread(&[50, 10, 90], 20, 0, 100), [50, 10, 90]);
    }

    #[test]
    fn labels_at_one_height_are_moved_apart_and_stay_inside() {
        assert_eq!(spread(&[95, 95, 95], 20, 0, 100), [60, 80, 100]);
    }

    proptest! {
        #[test]
        fn no_two_overlap(wanted in prop::collection::vec(-50..250_i32, 1..9)) {
            let mut at = spread(&wanted, 20, 0, 200);
            at.sort_unstable();
            prop_assert!(at.windows(2).all(|pair| pair[1] - pair[0] >= 20));
            prop_assert!(at[0] >= 0 && at[at.len() - 1] <= 200);
        }
    }
}

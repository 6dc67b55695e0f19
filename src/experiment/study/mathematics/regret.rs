//! How policies stand in many futures: regret (Savage, 1951), satisficing, the worst case.

/// What one policy's losses over futures come to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::experiment::study) struct Standing {
    /// The mean of what it loses against the best policy of each future.
    pub mean_regret: f64,
    /// The 90 % quantile of it.
    pub regret_90: f64,
    /// The most.
    pub most_regret: f64,
    /// The share of futures in which no policy is better.
    pub best_share: f64,
    /// The largest loss, and the future in which it comes.
    pub worst: (f64, usize),
}

/// Regret by policy and future, of losses by policy and future. Futures in which a policy has no
/// value have none for anybody: they could not be compared.
#[must_use]
pub(in crate::experiment::study) fn regrets(losses: &[Vec<f64>]) -> Vec<Vec<f64>> {
    let futures = losses.first().map_or(0, Vec::len);
    let least = |future: usize| {
        let mut all = losses.iter().map(|policy| policy[future]);
        all.try_fold(f64::INFINITY, |least, x| x.is_finite().then(|| least.min(x))).unwrap_or(f64::NAN)
    };
    let least: Vec<f64> = (0..futures).map(least).collect();
    losses.iter().map(|policy| policy.iter().zip(&least).map(|(x, l)| x - l).collect()).collect()
}

/// Sums up one policy's losses and regrets; `None` if no future has a value.
#[must_use]
pub(in crate::experiment::study) fn standing(losses: &[f64], regrets: &[f64]) -> Option<Standing> {
    let mut sorted: Vec<f64> = regrets.iter().copied().filter(|x| x.is_finite()).collect();
    sorted.sort_by(f64::total_cmp);
    let worst = (0..losses.len())
        .filter(|&i| losses[i].is_finite())
        .max_by(|&i, &j| losses[i].total_cmp(&losses[j]).then(j.cmp(&i)))?;
    let n = sorted.len() as f64;
    Some(Standing {
        mean_regret: sorted.iter().sum::<f64>() / n,
        regret_90: crate::experiment::statistics::quantile(&sorted, 0.9),
        most_regret: *sorted.last()?,
        best_share: sorted.iter().filter(|x| **x <= 0.0).count() as f64 / n,
        worst: (losses[worst], worst),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Three policies, four futures; made by hand.
    #[test]
    fn a_table_made_by_hand() {
        let losses =
            vec![vec![10.0, 20.0, 30.0, 40.0], vec![12.0, 12.0, 36.0, 36.0], vec![20.0, 20.0, 20.0, 20.0]];
        let regrets = regrets(&losses);
        let expected =
            [[0.0, 8.0, 10.0, 20.0], [2.0, 0.0, 16.0, 16.0], [10.0, 8.0, 0.0, 0.0]].map(|row| row.to_vec());
        assert_eq!(regrets, expected);
        let all: Vec<Standing> = losses.iter().zip(&regrets).map(|(l, r)| standing(l, r).unwrap()).collect();
        assert_eq!(all.iter().map(|s| s.most_regret).collect::<Vec<_>>(), [20.0, 16.0, 10.0]);
        assert_eq!(all.iter().map(|s| s.mean_regret).collect::<Vec<_>>(), [9.5, 8.5, 4.5]);
        assert_eq!(all.iter().map(|s| s.best_share).collect::<Vec<_>>(), [0.25, 0.25, 0.5]);
        assert_eq!(all.iter().map(|s| s.worst).collect::<Vec<_>>(), [(40.0, 3), (36.0, 2), (20.0, 0)]);
    }

    #[test]
    fn a_future_without_a_value_is_compared_for_nobody() {
        let regrets = regrets(&[vec![1.0, f64::NAN], vec![2.0, 3.0]]);
        assert!(regrets[0][1].is_nan() && regrets[1][1].is_nan());
        assert_eq!((regrets[0][0], regrets[1][0]), (0.0, 1.0));
        assert_eq!(standing(&[f64::NAN], &[f64::NAN]), None);
    }
}

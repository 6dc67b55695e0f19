//! Claim 5: do people with papers but without ties pay more at posts than smugglers' clients?

use wayfare::catalogue::Value;
use wayfare::outcomes::{Record, Scope};
use wayfare::units::Probability;

use crate::{load, mean_and_error, parameter, run, set};

fn paid(record: &Record) -> [f64; 2] {
    ["bribe_per_holder", "bribe_per_client"].map(|indicator| record.total(indicator, Scope::Total))
}

#[test]
fn holders_of_papers_pay_less_at_the_defaults_since_few_officials_take_small_sums() {
    let [holder, client] = paid(&run(&load("papers", "baseline"), 1));
    println!("at posts a holder of papers pays {holder:.2}, a client's firm {client:.2}");
    assert!(holder < client);
    // Where every official takes what is asked, people carry more, and every firm has ties, they do.
    let mut ties = load("papers", "baseline");
    set(&mut ties, parameter("corruption.moral_cost_median_usd"), Value::Number(0.0));
    set(&mut ties, parameter("capability.money_median"), Value::Number(2.5));
    ties.firm_types.iter_mut().for_each(|kind| kind.tied_probability = Probability::new(1.0));
    let [holder, client] = paid(&run(&ties, 1));
    println!("where all officials take and all firms have ties: {holder:.2} and {client:.2}");
    assert!(holder > client);
}

/// By how much more holders of papers pay than clients (USD/leg) under parameters of `corruption`, seed by seed.
fn more(numbers: &[(&str, f64)]) -> Vec<f64> {
    let mut scenario = load("papers", "baseline");
    for (name, number) in numbers {
        set(&mut scenario, parameter(&format!("corruption.{name}")), Value::Number(*number));
    }
    let difference = |seed| {
        let [holder, client] = paid(&run(&scenario, seed));
        holder - client
    };
    (1..=12).map(difference).collect()
}

#[test]
fn holders_of_papers_pay_more_where_officials_extort_and_small_sums_weigh_less() {
    let (extorting, by_heads) = (("extorting_share", 0.3), ("moral_cost_by_heads", 1.0));
    let worlds = [&[][..], &[by_heads], &[extorting], &[extorting, by_heads]].map(more);
    let by_extortion: Vec<f64> =
        worlds[2].iter().zip(&worlds[0]).map(|(with, without)| with - without).collect();
    let by_extortion = mean_and_error(&by_extortion);
    let [neither, weighed, extorted, both] = worlds.each_ref().map(|world| mean_and_error(world));
    println!("more than clients: {neither:.2?}, {weighed:.2?} weighed, {extorted:.2?} extorted, {both:.2?}");
    assert!(both.0 > 3.0 * both.1, "{both:?}");
    // Weighing small sums less is not enough by itself: what is asked of holders is little.
    assert!(neither.0 < 0.0 && weighed.0 < 0.0, "{neither:?} {weighed:?}");
    assert!(by_extortion.0 > 3.0 * by_extortion.1, "{by_extortion:?}");
    // The file that ships says the same.
    let [holder, client] = paid(&run(&load("papers", "extortion"), 1));
    assert!(holder > client);
}

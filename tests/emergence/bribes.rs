//! Claim 5: do people with papers but without ties pay more at posts than smugglers' clients?

use wayfare::catalogue::Value;
use wayfare::outcomes::{Record, Scope};
use wayfare::units::Probability;

use crate::{load, parameter, run, set};

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

//! Whether a scenario is of a size that can be run.

use std::collections::BTreeMap;

use super::judge::Row;
use super::problems::{Problem, Problems};
use super::tables::TypedTable;
use crate::units::DAYS_PER_YEAR;

/// More agents than this can't be numbered.
const MOST_AGENTS: f64 = 2e9;
/// More agents than this take long.
const MANY_AGENTS: f64 = 1e8;
/// More potential firms than this in one market are a slip.
const MOST_FIRMS: f64 = 100_000.0;

/// Reports scenarios with more people or firms than can be simulated.
pub(crate) fn report_size(
    header: &Row,
    tables: &BTreeMap<&'static str, TypedTable>,
    problems: &mut Problems,
) {
    let rows = |name: &str| tables.get(name).map_or(&[][..], |table| table.rows.as_slice());
    report_people(header, rows("communities"), problems);
    let slots: f64 = rows("firm_types").iter().filter_map(|row| row.number("slots")).sum();
    for leg in rows("legs").iter().filter(|leg| leg.flag("smuggled")) {
        let firms = slots * leg.number("market_scale").unwrap_or(1.0);
        if firms > MOST_FIRMS {
            let message = format!("leg `{}` has {firms:.0} potential firms", leg.text("id"));
            let problem = Problem::error(message).at(leg.spot("market_scale"));
            problems.push(problem.label(format!("`market_scale` times all `slots`: {MOST_FIRMS} or less")));
        }
    }
}

fn report_people(header: &Row, communities: &[Row], problems: &mut Problems) {
    let (Some(start), Some(end)) = (header.date("start"), header.date("end")) else { return };
    let days = start.until(end).map_or(0, |span| span.get_days());
    let years = (f64::from(days) + header.number("warm_up_days").unwrap_or(730.0)) / DAYS_PER_YEAR;
    let coming = |row: &Row| {
        let at_once = row.text("arrivals") == "once";
        let times = if at_once { 1.0 } else { row.number("aspiration_per_year")? * years };
        Some(row.number("population")? * times)
    };
    let people: f64 = communities.iter().filter_map(coming).sum();
    let agents = people / header.number("persons_per_agent").unwrap_or(1.0);
    let message = format!("about {agents:.1e} agents would come to want to leave");
    let problem = if agents > MOST_AGENTS {
        Problem::error(message)
    } else if agents > MANY_AGENTS {
        Problem::warning(message)
    } else {
        return;
    };
    let at = header.spot("persons_per_agent");
    problems.push(problem.at(at).label("a higher `persons_per_agent` makes fewer"));
}

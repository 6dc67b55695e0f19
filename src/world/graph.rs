//! What can be reached from where, and which places lie on cycles with each other.

use super::{PlaceId, Scenario};

/// The strongly connected parts of the graph of places, over all legs whether open or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Components {
    /// The part of each place. Parts are numbered so that legs between parts lead to lower numbers.
    pub of_place: Vec<usize>,
}

impl Components {
    /// Tarjan's algorithm, without recursion.
    #[must_use]
    pub fn new(scenario: &Scenario) -> Self {
        let next = neighbours(scenario);
        let mut search = Search::new(next.len());
        for place in 0..next.len() {
            if search.order[place] == UNSEEN {
                search.visit(place, &next);
            }
        }
        Self { of_place: search.component }
    }
}

const UNSEEN: usize = usize::MAX;

struct Search {
    order: Vec<usize>,
    low: Vec<usize>,
    component: Vec<usize>,
    stack: Vec<usize>,
    seen: usize,
    components: usize,
}

impl Search {
    fn new(places: usize) -> Self {
        Self {
            order: vec![UNSEEN; places],
            low: vec![UNSEEN; places],
            component: vec![UNSEEN; places],
            stack: Vec::new(),
            seen: 0,
            components: 0,
        }
    }

    fn enter(&mut self, place: usize) {
        self.order[place] = self.seen;
        self.low[place] = self.seen;
        self.seen += 1;
        self.stack.push(place);
    }

    fn visit(&mut self, root: usize, next: &[Vec<usize>]) {
        let mut path = vec![(root, 0)];
        self.enter(root);
        while let Some((place, edge)) = path.pop() {
            if let Some(&to) = next[place].get(edge) {
                path.push((place, edge + 1));
                if self.order[to] == UNSEEN {
                    self.enter(to);
                    path.push((to, 0));
                } else if self.component[to] == UNSEEN {
                    self.low[place] = self.low[place].min(self.order[to]);
                }
            } else {
                self.leave(place);
                if let Some(&(parent, _)) = path.last() {
                    self.low[parent] = self.low[parent].min(self.low[place]);
                }
            }
        }
    }

    fn leave(&mut self, place: usize) {
        if self.low[place] != self.order[place] {
            return;
        }
        while let Some(member) = self.stack.pop() {
            self.component[member] = self.components;
            if member == place {
                break;
            }
        }
        self.components += 1;
    }
}

fn neighbours(scenario: &Scenario) -> Vec<Vec<usize>> {
    let mut next = vec![Vec::new(); scenario.places.len()];
    for leg in &scenario.legs {
        next[leg.from.index()].push(leg.to.index());
    }
    next
}

/// The places that can be reached from one, itself included, in the order of the tables.
#[must_use]
pub fn reachable(scenario: &Scenario, from: PlaceId) -> Vec<usize> {
    let next = neighbours(scenario);
    let mut seen = vec![false; next.len()];
    let mut open = vec![from.index()];
    while let Some(place) = open.pop() {
        if !std::mem::replace(&mut seen[place], true) {
            open.extend(&next[place]);
        }
    }
    (0..seen.len()).filter(|&place| seen[place]).collect()
}

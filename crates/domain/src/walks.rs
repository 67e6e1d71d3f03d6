//! Lists that are walked page by page: where each page began, so that a page costs the same wherever it is, and rows that are
//! added meanwhile neither repeat a row nor hide one.

use std::collections::{BTreeMap, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Mutex, PoisonError};

use database::{Beginning, Condition, Sort, SortBy};
use wire::page::Page;

use crate::act::Act;

/// The most walks that are remembered.
const MOST_WALKS: usize = 256;
/// The most pages of a walk whose beginnings are remembered.
const MOST_PAGES: usize = 4096;
/// After how many seconds without a call a walk is forgotten.
const FORGOTTEN: i64 = 300;
/// From how many skipped rows on the beginning of a page that was reached by skipping is remembered too. Nearer pages are read
/// anew, as long as the page before them is not.
const DEEP: i64 = 5_000;

/// The walks of all actors on this server.
#[derive(Debug, Default)]
pub struct Walks(Mutex<HashMap<u64, Walk>>);

#[derive(Debug, Default)]
struct Walk {
    used: i64,
    /// The rows after which pages begin, by the numbers of the pages. Every page but those that `stride` leaves out.
    beginnings: BTreeMap<i64, Beginning>,
    stride: i64,
}

impl Walk {
    fn note(&mut self, page: i64, beginning: Beginning) {
        let stride = self.stride.max(1);
        self.beginnings.insert(page, beginning);
        if self.beginnings.len() > MOST_PAGES {
            self.stride = stride * 2;
            let (stride, newest) = (self.stride, page);
            self.beginnings.retain(|page, _| page % stride == 0 || *page == newest);
        }
    }
}

/// A page of a list that is about to be read.
#[derive(Debug)]
pub struct Step<'a> {
    walks: &'a Walks,
    /// The walk it belongs to; none where pages are not in the order of the rows' age.
    walk: Option<u64>,
    page: Page,
    ascending: bool,
    now: i64,
    /// What rows of this page come after, besides the conditions of the list.
    pub beginning: Option<Condition>,
    /// The limit of the page, and how many rows after the beginning are skipped.
    pub part: [i64; 2],
}

impl<'a> Step<'a> {
    /// Looks for where a page of a list begins. The walk is that of one actor through one list: the same conditions, order and limit.
    pub fn to(act: &Act<'a>, list: &str, among: &[i64], conditions: &[Condition], sort: &Sort, page: Page) -> Self {
        let mut step = Self {
            walks: &act.account.walks,
            walk: None,
            page,
            ascending: sort.ascending,
            now: act.now.0,
            beginning: None,
            part: [page.limit, page.offset()],
        };
        if sort.by != SortBy::Created {
            return step;
        }
        let mut hasher = DefaultHasher::new();
        format!("{:?} {list} {:?} {among:?} {conditions:?} {} {}", act.actor, act.scope, sort.ascending, page.limit).hash(&mut hasher);
        let walk = hasher.finish();
        step.walk = Some(walk);
        if page.number == 1 {
            return step;
        }
        let mut walks = step.walks.0.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(known) = walks.get_mut(&walk).filter(|known| (0..FORGOTTEN).contains(&(step.now - known.used))) else { return step };
        if let Some((number, beginning)) = known.beginnings.range(..=page.number).next_back() {
            step.beginning = Some(Condition::Beyond(*beginning, step.ascending));
            step.part[1] = (page.number - number) * page.limit;
        }
        drop(walks);
        step
    }

    /// Remembers where the next page begins: after the last row of this one. `rows` are the rows of this page, as they were read.
    pub fn took(self, rows: impl ExactSizeIterator<Item = Beginning> + DoubleEndedIterator) {
        let Some(walk) = self.walk else { return };
        if (rows.len() as i64) < self.page.limit {
            // The list ends here now, whatever pages came after this one before.
            if let Some(known) = self.walks.0.lock().unwrap_or_else(PoisonError::into_inner).get_mut(&walk) {
                known.beginnings.retain(|page, _| *page <= self.page.number);
            }
            return;
        }
        let mut rows = rows.filter(|row| row.has_place());
        let first = rows.next();
        let last = rows.next_back().or(first);
        let mut walks = self.walks.0.lock().unwrap_or_else(PoisonError::into_inner);
        if walks.len() >= MOST_WALKS && !walks.contains_key(&walk) {
            walks.retain(|_, known| (0..FORGOTTEN).contains(&(self.now - known.used)));
            if let Some(oldest) =
                walks.iter().min_by_key(|(_, known)| known.used).map(|(walk, _)| *walk).filter(|_| walks.len() >= MOST_WALKS)
            {
                walks.remove(&oldest);
            }
        }
        let known = walks.entry(walk).or_default();
        if !(0..FORGOTTEN).contains(&(self.now - known.used)) {
            *known = Walk::default();
        }
        known.used = self.now;
        if self.part[1] >= DEEP
            && let Some(first) = first
        {
            known.note(self.page.number, first.before(self.ascending));
        }
        if let Some(last) = last {
            known.note(self.page.number + 1, last);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_walk_remembers_every_second_page_and_the_newest() {
        let mut walk = Walk::default();
        for page in 2..20_000 {
            walk.note(page, Beginning { created_at: 0, id: page });
            assert!(walk.beginnings.len() <= MOST_PAGES && walk.beginnings.contains_key(&page));
        }
        let nearest = walk.beginnings.range(..=10_001).next_back().expect("there is one");
        assert!(10_001 - nearest.0 < walk.stride && nearest.1.id == *nearest.0, "{nearest:?} {}", walk.stride);
    }
}

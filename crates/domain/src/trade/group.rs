//! Rows of a file that are one order: those that follow each other and name the same one.

use std::collections::HashSet;
use std::io::{self, Read};

use super::columns::Kind;
use super::plan::Plan;
use super::sheet::{Row, Sheet};

/// The most rows of one order: as many lines as an order may have.
const MOST_LINES: usize = 5000;

/// The rows of one order or customer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// The rows; never none.
    pub rows: Vec<Row>,
    /// Whether an earlier group named the same.
    pub is_repeated: bool,
}

impl Group {
    /// The line of the file that it begins at.
    pub fn line(&self) -> i64 {
        self.rows.first().map_or(0, |row| row.line)
    }
}

/// The groups of a file, one by one, after its header.
pub struct Groups<R: Read> {
    sheet: Sheet<R>,
    next: Option<Row>,
    /// The places of the columns that name a row, those that win first.
    names: Vec<usize>,
    joins: bool,
    seen: HashSet<[u8; 16]>,
}

impl<R: Read> Groups<R> {
    /// The groups of a file.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn new(mut sheet: Sheet<R>, kind: Kind, plan: &Plan) -> io::Result<Self> {
        sheet.row()?;
        let places = ["id", "externalId", "number"].into_iter().filter_map(|name| plan.columns.iter().position(|own| own == name));
        let names = places.filter(|place| kind == Kind::Orders || plan.columns[*place] != "number").collect();
        let next = sheet.row()?;
        Ok(Self { sheet, next, names, joins: kind == Kind::Orders, seen: HashSet::new() })
    }

    /// What a row names, if it names anything.
    fn name(&self, row: &Row) -> Option<String> {
        let cell = |place: &usize| row.cells.get(*place).filter(|cell| !cell.is_empty()).map(|cell| format!("{place} {cell}"));
        self.names.iter().find_map(cell)
    }

    /// The next group; `None` after the last one.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn group(&mut self) -> io::Result<Option<Group>> {
        let Some(first) = self.next.take() else { return Ok(None) };
        let name = self.name(&first);
        let mut rows = vec![first];
        loop {
            self.next = self.sheet.row()?;
            let same = self.joins && name.is_some() && self.next.as_ref().is_some_and(|next| self.name(next) == name);
            match self.next.take() {
                Some(next) if same && rows.len() < MOST_LINES => rows.push(next),
                next => {
                    self.next = next;
                    break;
                }
            }
        }
        let is_repeated = name.is_some_and(|name| {
            let mut short = [0; 16];
            short.copy_from_slice(&blake3::hash(name.as_bytes()).as_bytes()[..16]);
            !self.seen.insert(short)
        });
        Ok(Some(Group { rows, is_repeated }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::trade::sheet::Format;

    #[test]
    fn rows_that_name_one_order_are_one_group_and_one_that_comes_again_is_marked() {
        let text = "Number,Item\nA,1\nA,2\nB,3\n,4\n,5\nA,6\n";
        let plan = Plan { columns: vec!["number".to_owned(), "itemName".to_owned()], ..Plan::default() };
        let format = Format::named("UTF-8", ",").expect("a format");
        let mut groups = Groups::new(Sheet::new(text.as_bytes(), format), Kind::Orders, &plan).expect("it can be read");
        let read: Vec<(i64, usize, bool)> = std::iter::from_fn(|| groups.group().expect("it can be read"))
            .map(|group| (group.line(), group.rows.len(), group.is_repeated))
            .collect();
        assert_eq!(read, [(2, 2, false), (4, 1, false), (5, 1, false), (6, 1, false), (7, 1, true)]);
    }
}

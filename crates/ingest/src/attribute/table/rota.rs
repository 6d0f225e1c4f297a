//! Rotas: tables whose cells are those who do something, job by job and day by day.
//!
//! | Job | Mon | Tue |       | Day | Gate | Stove |
//! |---|---|---|      or     |---|---|---|
//! | Gate | porter | cook |  | Mon | porter | cook |
//!
//! No column names the role of its row and no title that of its column. That most cells behind the first name somebody tells, where
//! the first column is of jobs, places or days by its title.

use super::cell::role_like;
use super::{Table, of_roles, past, stands_by};
use crate::attribute::identity;
use crate::attribute::inventory::Inventory;
use crate::attribute::label;
use crate::parse::{DAYS, MONTHS};
use rolecall_language::read;
use rolecall_record::{Kind, Span, Statement, Strength};
use std::sync::Arc;

/// Where a rota says what is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rota {
    /// In the first cell of each row.
    Rows,
    /// In the titles of its columns, above days.
    Columns,
}

impl Table<'_> {
    /// What kind of rota the table is, if it is one.
    pub(super) fn rota(&self) -> Option<Rota> {
        let header = self.header.filter(|header| header.len() > 2 && self.rows.len() > 1)?;
        let firsts = || self.rows.iter().filter_map(|row| row.first());
        // What is told without reading the cells comes first: a table may have a million rows.
        let rota = match (self.over_days(), firsts().all(|c| time(c.of(self.text)))) {
            (true, _) => Rota::Rows,
            (false, true) => Rota::Columns,
            _ => return None,
        };
        let plain = |i: usize| {
            let title = header[i].of(self.text);
            // "Morning talk", "Lunch with": whom one hears or meets.
            let met = read(title).tokens.iter().any(label::of_page) || title.trim_end().ends_with(" with");
            !met && !title.trim().is_empty() && !role_like(title) && !past(title) && stands_by(title).is_none()
        };
        // "Pupil | Day 1 | Day 2", "Award | 2022 | 2023" and "Absent | Mon | Tue" list something else.
        let somebody = |c: &Span| {
            let cell = c.of(self.text);
            away(cell) || !time(cell) && identity::whole(cell).is_some()
        };
        let filled = |i: usize| self.rows.iter().filter(|r| r.get(i).is_some_and(|c| !c.is_empty())).count();
        let staffed = |i: usize| filled(i) > 0 && self.likely_in(i) * 3 >= filled(i) * 2;
        let columns = 1..header.len();
        let is = heads_work(header[0].of(self.text))
            && columns.clone().all(plain)
            && !firsts().any(somebody)
            && self.likely_in(0) == 0
            && columns.clone().all(staffed);
        is.then_some(rota)
    }

    /// Whether every column behind the first is headed by a time: who stands there says nothing of the others in the row.
    pub(super) fn over_days(&self) -> bool {
        self.header.is_some_and(|header| header.len() > 2 && header[1..].iter().all(|c| time(c.of(self.text))))
    }

    /// What a row of a rota says.
    pub(super) fn on_duty(
        &self,
        rota: Rota,
        row: &[Span],
        inventory: &Inventory,
        heading: &Arc<[String]>,
    ) -> Vec<Statement> {
        let Some(first) = row.first() else { return Vec::new() };
        let whole = Span::new(first.start, row[row.len() - 1].end);
        let duty = |span: Span, roles: &[(String, String)], heading: Arc<[String]>| {
            of_roles(self.text, span, Kind::Responsibility, Strength::Does, roles, heading)
        };
        if rota == Rota::Rows {
            let mut roles: Vec<(String, String)> = Vec::new();
            for (role, name) in row[1..].iter().flat_map(|cell| self.resolved(inventory, *cell)) {
                if roles.iter().all(|(known, _)| *known != role) {
                    roles.push((role, name));
                }
            }
            return vec![duty(whole, &roles, heading.clone())];
        }
        // What is done stands above the cell, so it stands in the statement's headings.
        let cells = row.iter().enumerate().skip(1).filter(|(_, cell)| !cell.is_empty());
        let said = cells.map(|(i, cell)| {
            let above = heading.iter().cloned().chain([self.title(i).to_owned()]).collect();
            duty(*cell, &self.resolved(inventory, *cell), above)
        });
        said.collect()
    }
}

/// What stands above the first column of a rota: jobs, places or days.
fn heads_work(title: &str) -> bool {
    matches!(
        title.trim().to_lowercase().as_str(),
        "" | "job"
            | "jobs"
            | "task"
            | "tasks"
            | "duty"
            | "duties"
            | "chore"
            | "work"
            | "shift"
            | "station"
            | "area"
            | "post"
            | "place"
            | "room"
            | "where"
            | "what"
            | "when"
            | "day"
            | "date"
            | "week"
            | "month"
    )
}

/// Whether a row says who is not there.
fn away(cell: &str) -> bool {
    matches!(
        cell.trim().to_lowercase().as_str(),
        "leave" | "on leave" | "off" | "off duty" | "sick" | "absent" | "away" | "holiday"
    )
}

/// "Mon", "Week 2", "3 May", "Evening", "07:00": when something is done; a year is not.
fn time(cell: &str) -> bool {
    let mut words = cell.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).peekable();
    let number = |word: &str| word.len() <= 2 && word.bytes().all(|b| b.is_ascii_digit());
    words.peek().is_some() && words.all(|word| number(word) || when(&word.to_lowercase()))
}

fn when(word: &str) -> bool {
    let short = |full: &&str| word.len() > 2 && full.starts_with(word);
    let word_of = matches!(
        word,
        "week"
            | "day"
            | "month"
            | "term"
            | "season"
            | "shift"
            | "morning"
            | "mornings"
            | "noon"
            | "afternoon"
            | "afternoons"
            | "evening"
            | "evenings"
            | "night"
            | "nights"
            | "weekend"
            | "weekends"
            | "weekday"
            | "weekdays"
            | "am"
            | "pm"
            | "early"
            | "late"
            | "spring"
            | "summer"
            | "autumn"
            | "winter"
            | "st"
            | "nd"
            | "rd"
            | "th"
            | "to"
    );
    let plural = word.strip_suffix('s').is_some_and(|day| DAYS.contains(&day));
    word_of || plural || DAYS.iter().any(short) || MONTHS.iter().any(short)
}

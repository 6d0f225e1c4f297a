//! Tables: which column names roles, which holds duties, and what the rest are facts of.

mod cell;
mod column;
mod header;
mod marks;
mod once;
mod rota;

use self::cell::{apposed, bare_deed, names, role_like, short};
use self::column::{Column, past};
pub(super) use self::column::{OWNED, Title, stands_by};
use self::marks::{Part, check, part, tick};
use self::once::once;
use self::rota::Rota;
use super::footnote::{mark, unmarked};
use super::heading::{Section, section};
use super::identity::Identity;
use super::inventory::{Inventory, read_name};
use super::item::deed_item;
use super::omitted::goes_on;
use super::predicate::is_deed;
use crate::segment::split;
use rolecall_language::{Function, Generic, Likelihood, Readings, function, generic, read, role_name};
use rolecall_record::{Fact, FoundBy, Kind, Mention, Span, Statement, Strength};
use std::cell::OnceCell;
use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::sync::Arc;

/// A table's rows, as blocks in order.
pub(super) struct Table<'a> {
    text: &'a str,
    header: Option<&'a [Span]>,
    rows: Vec<&'a [Span]>,
}

/// By what signs a table says whose something is; found once for all of its rows.
struct Marks {
    /// The letters of a responsibility assignment matrix.
    letters: bool,
    /// Check marks.
    checks: bool,
    /// Whether its columns are parties' that no list knows for roles.
    parted: bool,
    /// Whether its rows are deeds.
    deeds: OnceCell<bool>,
    /// Whether its cells are mostly bare verbs.
    bare: OnceCell<bool>,
}

impl Marks {
    fn of(table: &Table<'_>) -> Self {
        let letters = table.letters();
        let checks = !letters && table.rows.iter().flat_map(|r| r.iter()).any(|c| check(c.of(table.text)));
        let parted = table.header.is_some_and(|header| header.len() > 2) && table.parted();
        Self { letters, checks, parted, deeds: OnceCell::new(), bare: OnceCell::new() }
    }
}

/// How a table is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Layout {
    /// Column `0`.. names a role in each row.
    RoleColumn(usize),
    /// The header names a role in each column from this one on: the first, or the one after it.
    RoleHeader(usize),
    /// The cells name those whose turn it is.
    Rota(Rota),
    /// No roles.
    None,
}

impl<'a> Table<'a> {
    fn layout(&self, inventory: Option<&Inventory>) -> Layout {
        if self.header.is_some() && self.letters() {
            return Layout::RoleHeader(1);
        }
        if let Some(rota) = self.rota() {
            return Layout::Rota(rota);
        }
        let columns = self.rows.iter().map(|r| r.len()).max().unwrap_or(0);
        let title = |i: usize| self.header.and_then(|h| h.get(i)).map(|c| Title::of(c.of(self.text)));
        // A title that asks for roles decides, before names of people that only stand for them; else the names do.
        let titled = (0..columns)
            .filter_map(|i| Some((i, title(i)??)))
            .filter(|&(i, _)| self.names_in(i) * 2 > self.rows.len() && !self.ticks_in(i) && !self.labels_in(i))
            .max_by_key(|&(i, title)| (self.likely_in(i) * 2 > self.rows.len(), title, Reverse(i)));
        if let Some((i, _)) = titled {
            return Layout::RoleColumn(i);
        }
        if let Some(header) = self.header {
            let known = |c: &&Span| {
                let cell = c.of(self.text);
                role_like(cell)
                    || short(cell) && inventory.is_some_and(|i| names(cell).iter().any(|n| i.is_role(&n.name)))
            };
            let roles: Vec<usize> = (1..header.len()).filter(|&i| known(&&header[i])).collect();
            let beside = |i: usize| !roles.contains(&i) && short(header[i].of(self.text)) && self.alike(i, &roles);
            let named =
                roles.len() + if roles.len() > 1 { (1..header.len()).filter(|&i| beside(i)).count() } else { 0 };
            if named > 0 && named + 1 >= header.len() {
                // "Porter | Clerk" over what each does.
                let first = self.rows.iter().filter_map(|r| r.first()).filter(|c| self.deed(**c)).count();
                if known(&&header[0]) && first * 2 > self.rows.len() {
                    return Layout::RoleHeader(0);
                }
                if header.len() > 2 {
                    return Layout::RoleHeader(1);
                }
            }
            if header.len() > 2 && self.parted() {
                return Layout::RoleHeader(1);
            }
        }
        if self.over_days() {
            return Layout::None;
        }
        // "Until May | From May": of two columns of roles, those who have it now.
        (0..columns.min(3))
            .filter(|&i| !self.rows.is_empty() && self.likely_in(i) * 3 >= self.rows.len() * 2)
            .min_by_key(|&i| past(self.title(i)))
            .map_or(Layout::None, Layout::RoleColumn)
    }

    /// "Resident | Management company" over ticks: whether every column behind the first is a party's, and says who of them it is.
    fn parted(&self) -> bool {
        let party = |cell: &Span| {
            let reading = read(cell.of(self.text));
            let [phrase] = &reading.groups.phrases[..] else { return false };
            let head = &reading.tokens[phrase.head];
            let general = generic(head.word.noun.as_deref().unwrap_or(&head.lower));
            let somebody = matches!(general, Some(Generic::Audience | Generic::People | Generic::Body))
                || head.word.readings.any(Readings::BODY)
                || function(&reading, phrase) == Some(Function::Department);
            phrase.tokens.1 == reading.tokens.len() && phrase.core == 0 && somebody
        };
        let whose = |cell: &Span| party(cell) || role_like(cell.of(self.text));
        if !self.header.is_some_and(|header| header.iter().skip(1).all(whose)) {
            return false;
        }
        let cells = self.rows.iter().flat_map(|row| row.iter().skip(1)).filter(|c| !c.is_empty());
        let most = |is: &dyn Fn(&Span) -> bool| {
            let such = cells.clone().filter(|c| is(c)).count();
            such > 1 && such * 2 >= cells.clone().count()
        };
        // "Employee | Line manager | Payroll" over what each does, step by step
        most(&|c| tick(c.of(self.text)).is_some()) || most(&|c| c.of(self.text).contains(' ') && self.deed(*c))
    }

    /// Whether column `i` is filled in as the columns of `roles` are: most of its cells stand in one of these, too ("No",
    /// "Sometimes"). So "Maintenance" beside "Leasing agent" is whose column it is, and "Notes" is not.
    fn alike(&self, i: usize, roles: &[usize]) -> bool {
        let cell = |row: &[Span], i: usize| row.get(i).map_or(String::new(), |c| c.of(self.text).trim().to_lowercase());
        let theirs: BTreeSet<String> =
            self.rows.iter().flat_map(|row| roles.iter().map(|&role| cell(row, role)).collect::<Vec<_>>()).collect();
        let own: Vec<String> = self.rows.iter().map(|row| cell(row, i)).filter(|c| !c.is_empty()).collect();
        !own.is_empty() && own.iter().filter(|c| theirs.contains(*c)).count() * 2 > own.len()
    }

    /// Whether the roles answer what the column before them names: "Breaker keeps tripping | Electrician". Then all that
    /// stands in it is theirs.
    fn answers(&self, roles: usize) -> bool {
        let asks = |c: &Span| c.of(self.text).trim_end().ends_with('?');
        let title = self.header.and_then(|h| h.get(roles)).and_then(|c| Title::of(c.of(self.text)));
        roles == 1
            && self.rows.iter().all(|r| r.len() <= 2)
            && (title >= Some(Title::Whose) || self.rows.iter().filter_map(|r| r.first()).all(asks))
    }

    /// Rows whose cell `i` could be a name at all: short and not a sentence.
    fn names_in(&self, i: usize) -> usize {
        self.rows.iter().filter(|r| r.get(i).is_some_and(|c| short(c.of(self.text)))).count()
    }

    /// Whether column `i` says yes or no somewhere: below "Owner", too, that names nobody.
    fn ticks_in(&self, i: usize) -> bool {
        self.rows.iter().filter_map(|r| r.get(i)).any(|c| !c.is_empty() && tick(c.of(self.text)).is_some())
    }

    /// Whether column `i` names what stands beside it: "Department", "Duties", "Hours".
    fn labels_in(&self, i: usize) -> bool {
        self.rows.iter().any(|row| self.labelled(row).is_some()) && i == 0
    }

    fn likely_in(&self, i: usize) -> usize {
        self.rows.iter().filter(|r| r.get(i).is_some_and(|c| role_like(c.of(self.text)))).count()
    }

    /// Tells the inventory which roles the table names.
    pub fn note(&self, inventory: &mut Inventory) {
        match self.layout(None) {
            Layout::RoleColumn(i) => {
                for cell in self.rows.iter().filter_map(|r| r.get(i)) {
                    for name in names(cell.of(self.text)).iter() {
                        inventory.note_heading(name, true);
                    }
                    if let Some((person, role)) = apposed(cell.of(self.text))
                        && let Some(role) = read_name(role)
                    {
                        let names = person.split_whitespace().map(str::to_lowercase).collect();
                        inventory.note_identity(Identity::Person { names, role: role.name });
                    }
                }
            }
            Layout::RoleHeader(from) => {
                for cell in self.header.unwrap_or(&[]).iter().skip(from) {
                    for name in names(cell.of(self.text)).iter() {
                        inventory.note_heading(name, true);
                    }
                }
            }
            Layout::Rota(_) => {
                let cells = self.rows.iter().flat_map(|row| row.iter().skip(1)).map(|c| c.of(self.text));
                cells
                    .filter(|c| role_like(c))
                    .for_each(|cell| names(cell).iter().for_each(|name| inventory.note_heading(name, true)));
            }
            Layout::None => {}
        }
    }

    /// The table's statements and facts.
    pub fn read(
        &self,
        inventory: &Inventory,
        heading: &Arc<[String]>,
        section_above: Option<Section>,
        section_roles: &[(String, String)],
    ) -> (Vec<Statement>, Vec<Fact>) {
        let mut statements = Vec::new();
        let mut facts = Vec::new();
        let layout = self.layout(Some(inventory));
        let occasion = match layout {
            Layout::RoleColumn(roles) => (0..roles).find(|&i| self.occasion(i, roles)),
            _ => None,
        };
        let answers = matches!(layout, Layout::RoleColumn(roles) if self.answers(roles));
        let columns = match layout {
            Layout::RoleColumn(_) => self.rows.iter().map(|r| r.len()).max().unwrap_or(0),
            _ => 0,
        };
        let titles: Vec<Column> = (0..columns).map(|i| Column::new(self.title(i))).collect();
        let deeds: Vec<usize> = (0..columns).filter(|&i| self.tells_deeds(i, &titles[i], section_above)).collect();
        let marks = Marks::of(self);
        if let Some(header) = self.header
            && layout == Layout::None
        {
            statements.extend(self.whole_row(header, heading));
        }
        for row in &self.rows {
            // "Source: the ministry" over all columns: a heading or a note, and nobody's.
            if let [first, rest @ ..] = row
                && !rest.is_empty()
                && rest.iter().all(|cell| cell == first)
            {
                statements.extend(self.whole_row(&row[..1], heading));
                continue;
            }
            match layout {
                Layout::RoleColumn(role_column) => {
                    let roles = row.get(role_column).map_or(Vec::new(), |c| self.resolved(inventory, *c));
                    if answers {
                        statements.extend(self.answered(row, &roles, heading));
                        continue;
                    }
                    let mut told = Vec::new();
                    let first = statements.len();
                    for (i, cell) in row.iter().enumerate() {
                        if i == role_column || cell.is_empty() || told.contains(cell) {
                            continue;
                        }
                        told.push(*cell);
                        let title = self.title(i);
                        let roles = if occasion == Some(i) { &[][..] } else { &roles[..] };
                        let kind = titles[i]
                            .cell(cell.of(self.text), section_above)
                            .filter(|_| stands_by(title).is_none())
                            .or_else(|| (deeds.contains(&i) && self.deed(*cell)).then_some(Section::Duties));
                        self.cell(*cell, title, kind, roles, heading, &mut statements, &mut facts);
                    }
                    self.stand_by(row, &mut statements[first..], inventory);
                }
                Layout::RoleHeader(from) => {
                    let name = row[..from.min(row.len())].first().map_or("", |c| c.of(self.text)).to_owned();
                    if let Some(matrix) = self.ticked(row, &marks, inventory, heading).filter(|_| from > 0) {
                        statements.push(matrix);
                        continue;
                    }
                    let title = Column::new(&name);
                    for (i, cell) in row.iter().enumerate().skip(from) {
                        let roles =
                            self.header.and_then(|h| h.get(i)).map_or(Vec::new(), |c| self.resolved(inventory, *c));
                        if !cell.is_empty() {
                            let kind = title
                                .cell(cell.of(self.text), section_above)
                                .or_else(|| (from == 0 && self.deed(*cell)).then_some(Section::Duties));
                            // "Gate | Opens": what it is done to is the name of the row.
                            let (kind, heading) = match kind {
                                None if from > 0
                                    && bare_deed(cell.of(self.text))
                                    && *marks.bare.get_or_init(|| self.of_bare_deeds()) =>
                                {
                                    (Some(Section::Duties), heading.iter().cloned().chain([name.clone()]).collect())
                                }
                                kind => (kind, heading.clone()),
                            };
                            self.cell(*cell, &name, kind, &roles, &heading, &mut statements, &mut facts);
                        }
                    }
                }
                Layout::Rota(rota) => statements.extend(self.on_duty(rota, row, inventory, heading)),
                // "Task | Description" below "Responsibilities": the heading's role does what the rows say.
                Layout::None if section_above == Some(Section::Duties) && !section_roles.is_empty() => {
                    for cell in row.iter().filter(|c| c.of(self.text).split_whitespace().count() > 2) {
                        let kind = Column::new("").cell(cell.of(self.text), section_above);
                        self.cell(*cell, "", kind, section_roles, heading, &mut statements, &mut facts);
                    }
                }
                // "Duties | Opening the gate" in the table of facts about one role.
                Layout::None if section_roles.len() == 1 && self.labelled(row).is_some() => {
                    let kind = self.labelled(row);
                    self.cell(row[1], row[0].of(self.text), kind, section_roles, heading, &mut statements, &mut facts);
                }
                Layout::None => statements.extend(self.whole_row(row, heading)),
            }
        }
        (once(statements), facts)
    }

    /// What the second of two cells holds, where the first says that it holds duties or requirements.
    fn labelled(&self, row: &[Span]) -> Option<Section> {
        let [label, value] = row else { return None };
        let short = label.of(self.text).split_whitespace().count() <= 3 && !value.is_empty();
        let label = read(label.of(self.text));
        let kind = section(&label).filter(|_| short)?;
        // "Duty officer" is somebody.
        if label.groups.phrases.iter().any(|p| role_name(&label, p).is_some_and(|n| n.likelihood >= Likelihood::Likely))
        {
            return None;
        }
        matches!(kind, Section::Duties | Section::Requirements | Section::Denials).then_some(kind)
    }

    /// Adds to a row's duties those who only stand by: "Lead | Support | Task".
    fn stand_by(&self, row: &[Span], statements: &mut [Statement], inventory: &Inventory) {
        for (i, cell) in row.iter().enumerate() {
            let Some(strength) = stands_by(self.title(i)).filter(|_| role_like(cell.of(self.text))) else { continue };
            for (role, name) in self.resolved(inventory, *cell) {
                for duty in statements.iter_mut().filter(|s| s.kind == Kind::Responsibility) {
                    if duty.roles.iter().all(|m| m.role != role) {
                        let (role, name) = (role.clone(), name.clone());
                        duty.roles.push(Mention { role, name, found_by: FoundBy::Table, strength, clause: duty.span });
                    }
                }
            }
        }
    }

    /// Whether the cells behind the first column are letters of a responsibility assignment matrix.
    fn letters(&self) -> bool {
        if self.rows.is_empty() {
            return false;
        }
        let cells = || self.rows.iter().flat_map(|r| r.iter().skip(1)).map(|c| c.of(self.text).trim());
        let letter = |c: &str| c.split(['/', ',', ' ']).any(|p| matches!(p, "R" | "A" | "C" | "I"));
        cells().all(|c| part(c).is_some()) && cells().filter(|c| letter(c)).count() * 3 > cells().count()
    }

    /// A row of a matrix, "Orders the wine | yes | no": the first cell is the deed, the others say whose it is.
    fn ticked(&self, row: &[Span], marks: &Marks, inventory: &Inventory, heading: &Arc<[String]>) -> Option<Statement> {
        let deed = *row.first()?;
        // "Who looks after what", over things and parties
        let asked = marks.parted && heading.last().is_some_and(|line| asks_for_work(line));
        let (matrix, checks) = (marks.letters, marks.checks);
        // "Sets the rent | Approves | Recommends | No": beside plain ticks a deed is one, too.
        let ticked = !matrix && row.iter().skip(1).any(|c| tick(c.of(self.text)).is_some());
        let mark = |c: &Span| match tick(c.of(self.text)) {
            // Among check marks another sign is something else, whatever the legend says of it.
            None if checks && !c.of(self.text).contains(char::is_alphanumeric) => Some(Part::Told),
            None if ticked && short(c.of(self.text)) && self.acts(*c) => Some(Part::Does),
            mark => mark,
        };
        let parts: Vec<Option<Part>> =
            row.iter().skip(1).map(|c| if matrix { part(c.of(self.text)) } else { mark(c) }).collect();
        if parts.is_empty()
            || parts.iter().any(Option::is_none)
            || parts.iter().flatten().all(|m| *m == Part::Told)
            || !(matrix
                || asked
                || self.deed(deed)
                || *marks.deeds.get_or_init(|| self.of_deeds())
                    && row.iter().skip(1).any(|c| check(c.of(self.text)) || tick(c.of(self.text)).is_some()))
        {
            return None;
        }
        let mut roles = Vec::new();
        for (cell, mark) in self.header?.iter().skip(1).zip(parts) {
            let strength = match mark {
                Some(Part::Answers) => Strength::Decides,
                Some(Part::Does) => Strength::Does,
                Some(Part::None) if !matrix => Strength::DoesNot,
                _ => continue,
            };
            for (role, name) in self.resolved(inventory, *cell) {
                roles.push(Mention { role, name, found_by: FoundBy::Table, strength, clause: deed });
            }
        }
        roles.sort_by_key(|m| m.strength == Strength::DoesNot);
        // The marks are the proof, so the statement is the whole row.
        let span = Span::new(deed.start, row.last()?.end);
        Some(Statement {
            span,
            text: span.of(self.text).to_owned(),
            kind: Kind::Responsibility,
            heading: heading.clone(),
            roles,
            condition: None,
        })
    }

    /// Whether a cell before ticks says what is done: an order, or any word that can be a verb in -s ("Places the lines").
    fn deed(&self, cell: Span) -> bool {
        let reading = read(cell.of(self.text));
        let third = reading.tokens.first().is_some_and(|t| {
            t.word.readings.any(Readings::THIRD)
                && t.word.verb.as_deref().is_some_and(is_deed)
                && reading.tokens.len() > 1
        });
        third || deed_item(&reading.tokens)
    }

    /// Whether a cell is what somebody does to what its row names: "Approves", "Does the work".
    fn acts(&self, cell: Span) -> bool {
        let reading = read(cell.of(self.text));
        reading
            .tokens
            .first()
            .is_some_and(|t| t.word.readings.any(Readings::THIRD) && t.word.verb.as_deref().is_some_and(is_deed))
    }

    /// Whether at least half of the rows begin with a deed or the name of an activity ("Hard paving").
    fn of_deeds(&self) -> bool {
        let activity = |cell: Span| {
            let reading = read(cell.of(self.text));
            reading.tokens.len() < 5 && reading.tokens.iter().any(|t| t.lower.ends_with("ing"))
        };
        let deeds = self.rows.iter().filter_map(|r| r.first()).filter(|c| self.deed(**c) || activity(**c)).count();
        deeds * 2 >= self.rows.len()
    }

    /// Whether column `i` only names the occasion: it stands before the roles, and one behind them says what they then do
    /// ("Alarm rings | Porter | opens the gate").
    fn occasion(&self, i: usize, roles: usize) -> bool {
        let columns = self.rows.iter().map(|r| r.len()).max().unwrap_or(0);
        let deeds = |column: usize| {
            let cells = self.rows.iter().filter_map(|r| r.get(column)).map(|c| read(c.of(self.text)));
            cells.filter(|reading| goes_on(reading) || deed_item(&reading.tokens)).count() * 2 > self.rows.len()
        };
        i < roles && (roles + 1..columns).any(deeds) && !deeds(i)
    }

    fn title(&self, i: usize) -> &str {
        self.header.and_then(|h| h.get(i)).map_or("", |c| c.of(self.text))
    }

    /// Whether at least half of the cells of column `i` are deeds by their words; then those that might be are, too
    /// ("Judges the dive", "Resets the clock").
    fn tells_deeds(&self, i: usize, title: &Column, above: Option<Section>) -> bool {
        let cells = || self.rows.iter().filter_map(|r| r.get(i)).filter(|c| !c.is_empty());
        let untitled = self.title(i).is_empty();
        let deed = |c: &&Span| {
            title.cell(c.of(self.text), above) == Some(Section::Duties)
                || untitled && !role_like(c.of(self.text)) && self.deed(**c)
        };
        cells().filter(deed).count() * 2 >= cells().count()
    }

    fn resolved(&self, inventory: &Inventory, cell: Span) -> Vec<(String, String)> {
        names(cell.of(self.text))
            .iter()
            .map(|n| {
                // "Talk to | Kwame": somebody's name stands for his role.
                let name = inventory.person(&n.name).unwrap_or(&n.name);
                (inventory.resolve(name, &[]), cell.of(self.text).to_owned())
            })
            .collect()
    }

    #[allow(clippy::too_many_arguments)]
    fn cell(
        &self,
        cell: Span,
        title: &str,
        kind: Option<Section>,
        roles: &[(String, String)],
        heading: &Arc<[String]>,
        statements: &mut Vec<Statement>,
        facts: &mut Vec<Fact>,
    ) {
        let said = cell.of(self.text);
        if !said.contains(char::is_alphanumeric) {
            return;
        }
        for span in split(self.text, cell) {
            let strength = if kind == Some(Section::Denials) { Strength::DoesNot } else { Strength::Does };
            let kind = kind.map_or(Kind::Fact, kind_of);
            statements.push(of_roles(self.text, span, kind, strength, roles, heading.clone()));
        }
        if !matches!(kind, Some(Section::Duties | Section::Denials)) && !title.is_empty() {
            for (role, _) in roles {
                facts.push(Fact {
                    role: role.clone(),
                    name: unmarked(title).to_owned(),
                    value: unmarked(said).to_owned(),
                    // The mark alone, until all of the article is read.
                    note: mark(said).or_else(|| mark(title)).map(str::to_owned),
                    span: cell,
                });
            }
        }
    }

    /// A row that asks and answers: the answer is the proof, so the statement is the whole row.
    fn answered(&self, row: &[Span], roles: &[(String, String)], heading: &Arc<[String]>) -> Option<Statement> {
        let span = Span::new(row.first()?.start, row.last()?.end);
        let does = Strength::Does;
        (!span.is_empty()).then(|| of_roles(self.text, span, Kind::Responsibility, does, roles, heading.clone()))
    }

    /// A row of a table without roles: one statement that speaks of none.
    fn whole_row(&self, row: &[Span], heading: &Arc<[String]>) -> Option<Statement> {
        let span = Span::new(row.first()?.start, row.last()?.end);
        (!span.is_empty()).then(|| Statement {
            span,
            text: span.of(self.text).to_owned(),
            kind: Kind::None,
            heading: heading.clone(),
            roles: Vec::new(),
            condition: None,
        })
    }
}

/// What a table says at `span` of `roles`; of none, it is no statement of that kind.
pub(super) fn of_roles(
    text: &str,
    span: Span,
    kind: Kind,
    strength: Strength,
    roles: &[(String, String)],
    heading: Arc<[String]>,
) -> Statement {
    let mention = |(role, name): &(String, String)| Mention {
        role: role.clone(),
        name: name.clone(),
        found_by: FoundBy::Table,
        strength,
        clause: span,
    };
    Statement {
        span,
        text: span.of(text).to_owned(),
        kind: if roles.is_empty() { Kind::None } else { kind },
        heading,
        roles: roles.iter().map(mention).collect(),
        condition: None,
    }
}

fn kind_of(section: Section) -> Kind {
    match section {
        Section::Facts | Section::Aside => Kind::Fact,
        other => other.kind(),
    }
}

/// "Who looks after what", "Who pays for what": whether a heading asks whose work or cost something is.
fn asks_for_work(line: &str) -> bool {
    let words: Vec<String> = line.split_whitespace().map(str::to_lowercase).collect();
    let [who, next, ..] = &words[..] else { return false };
    who == "who"
        && (matches!(
            next.as_str(),
            "looks" | "does" | "pays" | "maintains" | "handles" | "cleans" | "repairs" | "fixes" | "mends" | "covers"
        ) || words.iter().any(|w| w == "responsible"))
}

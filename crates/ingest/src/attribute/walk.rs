//! The walk through an article, block by block, with what a reader keeps in mind.

mod headed;
mod layout;
mod part;
mod unnamed;

use self::part::{Part, survey};

use super::Attributed;
use super::answer;
use super::cards::Card;
use super::heading::{self, Section};
use super::introduced;
use super::inventory::Inventory;
use super::item::{added, after_bold, deed_item, inner, ordained, ordered_to};
use super::label;
use super::lead::{self, Lead, lead};
use super::line::{self, Deeds, key, same_flow};
use super::omitted::goes_on;
use super::owner::Owned;
use super::people::{self, People};
use super::phrasing::{self, Turn};
use super::post;
use super::restored::heads_minutes;
use super::scope::Scopes;
use super::sentence::{Named, Place, all_in, merge};
pub(super) use super::survey::Piece;
use super::voice;
use rolecall_language::{Form, Reading, Tag, read};
use rolecall_record::{Block, BlockKind, FoundBy, Kind, Mention, Span, Statement, Strength};
use std::collections::BTreeSet;

/// What a reader keeps in mind.
#[derive(Default)]
struct Mind {
    scopes: Scopes,
    place: Place,
    lead: Option<Lead>,
    /// Leads of the items around a nested list, by depth.
    nested: Vec<Option<Lead>>,
    /// Whether roles come from the title or file name alone.
    last_resort: bool,
    /// Whether the heading or sentence just before asked who does something.
    asked_who: bool,
    /// Whether the last whole question asked who, so that "And on Sundays?" does, too.
    asks_on: bool,
    /// Whether the sentence just before asked what somebody does.
    asked_what: bool,
    /// Of whom the heading or sentence just before asked whether they do something.
    asked_whether: Vec<Named>,
    /// The question just before, where it is a sentence: what answers it says little without it.
    question: Option<String>,
    /// Whether it asked whether they are allowed or able to.
    asked_allowed: bool,
    /// Whether this section speaks to "you" as its role.
    addressed: bool,
    /// Whom the article said it addresses, wherever no heading names another.
    reader: Option<String>,
    /// Whether its title says so.
    titled: bool,
    /// Whom this section said that it addresses.
    told: Option<String>,
    people: People,
    /// Whether the block begins with a role as its neighbours do.
    in_series: bool,
    /// What the list is in which the block stands.
    in_deeds: Deeds,
    /// The roles with which the blocks of the section began so far.
    led: Vec<String>,
    /// Whose the block is by the line above or below it.
    card: Option<Card>,
    /// The task that the block is, with its owners.
    owned: Option<Owned>,
    /// Whether the block is the first below its heading.
    opens: bool,
    /// Whether its heading is a role's name and nothing else.
    alone: bool,
    /// Whether the section hands its tasks to its role, so that orders in it are that one's: "Gate (porter)".
    handed: bool,
    /// Whom a label above all sections calls responsible: "Procedure" is theirs.
    performers: Vec<String>,
    /// Whether several headings of the article do.
    heads_alike: bool,
    /// Whether only labels that do so stand between the block and its heading.
    labelled: bool,
    /// Whether a label said whose page this is.
    held: bool,
    /// The one role of whose duties the article spoke before its first heading.
    intro: Vec<String>,
    /// The headings of the article; a list item that says the same is a line of its contents.
    contents: BTreeSet<String>,
}

/// Below headings of any level stand the terms of a definition list.
const TERM: u8 = 7;

pub(super) fn walk((title, stem): (&str, &str), text: &str, blocks: &[Block], most: usize) -> Attributed {
    let Some((inventory, parts)) = survey(title, text, blocks) else {
        return Attributed { crowded: true, ..Attributed::default() };
    };
    let mut out =
        Attributed { synonyms: inventory.synonyms(), contrasts: inventory.contrasts(), ..Attributed::default() };
    let mut mind = Mind::default();
    let headings = blocks.iter().filter(|b| matches!(b.kind, BlockKind::Heading { .. }));
    mind.contents = headings.map(|b| key(b.span.of(text))).collect();
    let headings = blocks.iter().filter(|b| matches!(b.kind, BlockKind::Heading { .. }));
    mind.heads_alike = label::heads_alike(headings.clone().map(|b| b.span.of(text)));
    mind.place.minutes = headings.map(|b| b.span.of(text)).chain([title, stem]).any(heads_minutes);
    mind.fall_back(title, stem, &inventory);
    let (i_am, we_are) = voice::narrators(&read(title), &inventory);
    (mind.place.i, mind.place.we) = (i_am.clone(), we_are.clone());
    mind.place.teller = i_am.first().filter(|_| inventory.tells_of_itself()).cloned();
    for part in parts {
        mind.part(text, part.read(text), (&i_am, &we_are), &inventory, &mut out);
        if out.is_cut_up(most) {
            break;
        }
    }
    out
}

impl Mind {
    /// Walks through a part of the article. `narrators` are whose "I" and "we" it is where nobody else speaks.
    fn part(
        &mut self,
        text: &str,
        part: Part<'_>,
        (i_am, we_are): (&Vec<String>, &Vec<String>),
        inventory: &Inventory,
        out: &mut Attributed,
    ) {
        let Part { blocks, pieces, series, deed_lists, mut owned, mut cards } = part;
        let mut i = 0;
        while i < pieces.len() {
            let piece = &pieces[i];
            if !matches!(piece.block.kind, BlockKind::Definition | BlockKind::ListItem { .. }) {
                self.leave_term(inventory);
            }
            let columns = match piece.block.kind {
                BlockKind::Paragraph => line::columns(&piece.sentences, inventory),
                _ => Vec::new(),
            };
            match &piece.block.kind {
                BlockKind::Heading { level } => self.enter(*level, piece.block.span.of(text), inventory),
                BlockKind::Term => self.enter(TERM, piece.block.span.of(text), inventory),
                BlockKind::TableRow { table, .. } => {
                    let end = (i..pieces.len())
                        .find(|&j| !matches!(&pieces[j].block.kind, BlockKind::TableRow { table: t, .. } if t == table))
                        .unwrap_or(pieces.len());
                    self.table(text, &blocks[i..end], &cards[i..end], inventory, out);
                    i = end;
                    continue;
                }
                BlockKind::Paragraph if !columns.is_empty() => {
                    out.statements.push(line::flat_row(text, piece, &[], self.scopes.path()));
                    while let Some(row) = pieces.get(i + 1).filter(|p| line::row(p, text)) {
                        out.statements.push(line::flat_row(text, row, &columns, self.scopes.path()));
                        i += 1;
                    }
                    self.lead = None;
                }
                kind => {
                    let readings: Vec<&Reading<'_>> = piece.sentences.iter().map(|(_, r)| r).collect();
                    if let Some(roles) = voice::speaker(&readings, inventory, &self.place) {
                        // "He also picks the crane.": whoever spoke before.
                        if self.place.i.len() == 1 && self.place.i != roles && voice::begins_turn(readings[0]) {
                            let before = self.place.i.clone();
                            self.place.go_on_with(&before);
                        }
                        // In a turn of talk "you write it up" is how the speaker does it.
                        if voice::begins_turn(readings[0]) && roles.len() == 1 {
                            self.place.you.clone_from(&roles);
                        }
                        self.place.talks = roles.first().filter(|_| voice::begins_turn(readings[0])).cloned();
                        self.place.we.clone_from(&roles);
                        self.place.i = roles;
                    } else if pieces[..i].last().is_none_or(|p| !same_flow(&p.block.kind)) {
                        self.place.talks = None;
                        self.place.i.clone_from(i_am);
                        self.place.we.clone_from(we_are);
                    }
                    let next_item = pieces.get(i + 1).and_then(|p| match p.block.kind {
                        BlockKind::ListItem { depth, .. } => Some(usize::from(depth)),
                        _ => None,
                    });
                    if let Some((_, name)) = post::title(piece.block.span.of(text)) {
                        self.hold(vec![inventory.resolve(&name.name, &[])]);
                    }
                    let held = i.checked_sub(1).and_then(|above| introduced::post(&pieces[above], piece, text));
                    if let Some((names, role)) = held.filter(|(_, role)| inventory.is_role(&role.name)) {
                        self.present(names, inventory.resolve(&role.name, &[]));
                    }
                    self.in_series = series.lines[i];
                    self.in_deeds = deed_lists[i];
                    self.owned = owned[i].take();
                    self.card = cards[i].take();
                    self.block(text, piece, kind, next_item, inventory, &mut out.statements);
                    self.opens = self.opens && label::whose(piece.block.span.of(text), inventory).is_some();
                }
            }
            i += 1;
        }
    }

    fn block(
        &mut self,
        text: &str,
        piece: &Piece<'_>,
        kind: &BlockKind,
        next_item: Option<usize>,
        inventory: &Inventory,
        out: &mut Vec<Statement>,
    ) {
        let item = match kind {
            BlockKind::ListItem { depth, .. } => Some(usize::from(*depth)),
            BlockKind::Definition => Some(0),
            _ => None,
        };
        match item {
            Some(depth) => {
                // Going down keeps the leads around; coming back up takes the one of that depth again.
                if depth < self.nested.len() {
                    self.lead = self.nested[depth].clone();
                    self.nested.truncate(depth);
                }
            }
            None => {
                self.lead = None;
                self.nested.clear();
            }
        }
        let readings: Vec<&Reading<'_>> = piece.sentences.iter().map(|(_, r)| r).collect();
        // A question on a line of its own turns to whom its section is about.
        if let ([question], true) = (&readings[..], self.place.headed)
            && question.tokens.last().is_some_and(|t| t.text == "?")
        {
            let section = self.place.section.clone();
            self.place.begin(&section);
            self.place.topic = section;
        }
        let turned = voice::turned_to(&readings, inventory, &self.place);
        turned.into_iter().for_each(|role| self.place.you = vec![role]);
        let bold = self.bold_lead(text, piece, inventory);
        if let Some([(role, _)]) = bold.as_deref() {
            self.people.begin(role);
        }
        // "Bell tower - …": what begins with another name does not go on about whoever was before.
        if bold.is_none() && piece.block.lead.is_some() && self.in_series {
            let section = self.place.section.clone();
            self.place.begin(&section);
            self.place.topic = section;
            self.place.after_duty = false;
        }
        // "**Timekeeper.** You press the button …": what such a block says to "you" it says to its role, and to nobody below.
        let you = (self.place.you.clone(), self.place.sure_you);
        if let (Some(roles), Some(_)) = (&bold, piece.block.lead) {
            self.place.you = roles.iter().map(|(role, _)| role.clone()).collect();
            self.place.sure_you = roles.len() == 1;
        }
        let led = bold.is_some() && piece.block.lead.is_some();
        let mut last_lead = None;
        for (n, (span, reading)) in piece.sentences.iter().enumerate() {
            self.address(reading, inventory);
            let run_in = if n > 0 { self.run_in(reading, inventory) } else { None };
            let mut statement = match &run_in {
                Some(roles) => self.statement(text, *span, reading, item.is_some(), 0, Some(roles), inventory),
                None => self.statement(text, *span, reading, item.is_some(), n, bold.as_deref(), inventory),
            };
            if matches!(kind, BlockKind::Caption)
                || item.is_some() && (self.contents.contains(&key(span.of(text))) || n == 0 && voice::belief(&readings))
            {
                statement.kind = Kind::None;
                statement.roles.clear();
            }
            let ends = n + 1 == piece.sentences.len();
            if ends && (next_item.is_some() || reading.tokens.last().is_some_and(|t| t.text == ":")) {
                last_lead = lead(reading, inventory, &self.place);
                let introduces = item.is_none_or(|depth| next_item.is_some_and(|next| next > depth));
                if last_lead.is_some() && reading.tokens.last().is_some_and(|t| t.text == ":") && introduces {
                    // A lead-in says nothing by itself.
                    statement.kind = Kind::None;
                    statement.roles.clear();
                }
            }
            if let Some(roles) = label::whose(span.of(text), inventory) {
                statement.kind = Kind::None;
                statement.roles.clear();
                self.hand_over(text, piece, n, roles, out);
            }
            out.push(statement);
        }
        if led && self.told.is_none() {
            (self.place.you, self.place.sure_you) = you;
        }
        if let (Some(_), [(_, reading)]) = (item, &piece.sentences[..])
            && let Some(announced) = lead::announced(reading)
            && self.lead.as_ref().map_or(self.scopes.section(), |l| l.section) != Some(announced)
        {
            let roles = self.lead.take().map(|l| l.roles).unwrap_or_default();
            self.lead = Some(Lead { roles, section: Some(announced), ..Lead::default() });
            if let Some(said) = out.last_mut() {
                said.kind = Kind::None;
                said.roles.clear();
            }
        }
        // "Station manager" with items of its own below it: they are the station manager's.
        let around = next_item.is_some_and(|next| item.is_some_and(|depth| next > depth));
        if around && last_lead.as_ref().is_none_or(|l| l.roles.is_empty()) {
            let words = piece.block.lead.map_or(piece.block.span, |lead| lead).of(text);
            let named = if words.split_whitespace().count() <= 6 {
                heading::named(words, &read(words), inventory)
            } else {
                Vec::new()
            };
            let parent = out.last_mut().filter(|_| piece.sentences.len() == 1);
            if !named.is_empty() {
                let roles = named.into_iter().map(|r| (r, words.to_owned())).collect();
                last_lead = Some(Lead { roles, ..last_lead.take().unwrap_or_default() });
            } else if let Some(parent) = parent.filter(|s| s.kind == Kind::Responsibility) {
                // What stands below a duty is part of it; below "Before the show" it is all there is to say.
                let roles = parent.roles.iter().filter(|m| m.strength != Strength::DoesNot);
                let roles = roles.map(|m| (m.role.clone(), m.name.clone())).collect();
                last_lead = Some(Lead { roles, section: Some(Section::Duties), ..Lead::default() });
                let first = &piece.sentences[0].1.tokens;
                if first.first().is_some_and(|t| matches!(t.tag, Tag::Preposition | Tag::Subordinator))
                    && piece.sentences[0].1.groups.verbs.is_empty()
                {
                    parent.kind = Kind::None;
                    parent.roles.clear();
                }
            }
        }
        if let Some(new) = last_lead {
            if let Some(depth) = item {
                self.nested.resize(depth + 1, None);
                self.nested[depth] = self.lead.take();
                let inherited = self.nested[depth].clone();
                let mut new = new;
                if new.roles.is_empty() {
                    new.roles = inherited.map(|l| l.roles).unwrap_or_default();
                }
                self.lead = Some(new);
            } else {
                self.lead = Some(new);
            }
        }
    }

    /// "As a gaffer, you will …": from here on "you" is the gaffer.
    fn address(&mut self, reading: &Reading<'_>, inventory: &Inventory) {
        if let Some(role) = voice::sought(reading, inventory) {
            self.place.you = vec![role];
            self.place.sure_you = true;
        }
        match phrasing::turned(reading, inventory, &self.place) {
            Some((Turn::You, role)) => {
                self.place.you = vec![role];
                self.place.sure_you = true;
            }
            Some((Turn::I, role)) => {
                self.place.we = vec![role.clone()];
                self.place.i = vec![role];
            }
            None => {}
        }
        if let Some(role) = voice::addressed(reading, inventory, &self.place) {
            self.place.you = vec![role.clone()];
            // "What does your day look like, as a gaffer?": whoever answers says "I".
            if reading.tokens.last().is_some_and(|t| t.text == "?") {
                self.place.i = vec![role.clone()];
                self.place.we = vec![role.clone()];
            }
            self.place.go_on_with(std::slice::from_ref(&role));
            self.place.sure_you = true;
            self.told = Some(role.clone());
            // What a section says of its own role holds in that section, and so does whom it speaks to among all readers.
            if !self.titled && (!self.place.headed || self.place.section != [role.clone()]) {
                self.reader = Some(role);
            }
        }
    }

    #[allow(clippy::too_many_arguments)]
    fn statement(
        &mut self,
        text: &str,
        span: Span,
        reading: &Reading<'_>,
        item: bool,
        n: usize,
        bold: Option<&[(String, String)]>,
        inventory: &Inventory,
    ) -> Statement {
        self.people.meet(&mut self.place, reading, inventory);
        let found = all_in(reading, inventory, &self.place);
        for f in &found {
            self.place.focus.call(&f.role, &f.name.to_lowercase());
        }
        let mut found = merge(found);
        let section = self.scopes.section();
        let aside = section == Some(Section::Aside);
        // Whom a candidate meets on the way is nobody whom the page describes.
        if section == Some(Section::Hiring) {
            found.retain(|f| f.found_by == FoundBy::Subject && inventory.titled(&f.role));
        }
        if aside && found.iter().all(|f| f.found_by != FoundBy::Subject) {
            found.clear();
        }
        let listing = self.lead.as_ref().map_or(section, |lead| lead.section_below(section));
        let required = item && listing == Some(Section::Requirements);
        if item
            && (n == 0
                || required
                || deed_item(&reading.tokens)
                || listing == Some(Section::Duties) && ordained(reading))
            && (found.iter().all(|f| f.kind == Kind::Context) || deed_item(&reading.tokens) && inner(&found, reading))
            && bold.is_none()
        {
            let listed = self.listed(reading, listing);
            if !listed.is_empty() {
                found = listed;
            }
        } else if item && bold.is_none() && added(&found, reading) {
            found.extend(self.listed(reading, listing));
        }
        if let Some(roles) = bold
            && found.iter().all(|f| f.kind != Kind::Responsibility)
            && n == 0
        {
            found = after_bold(reading, roles, self.in_series, found);
        }
        let told = n == 0 || self.handed || self.addressed && self.place.after_duty;
        if !item && told && bold.is_none() && found.is_empty() {
            found = self.ordered(reading, section);
        }
        // "**Timekeeper.** Start the clock when the whistle goes."
        if let (Some([role]), true, true) = (bold, n > 0, found.is_empty())
            && ordered_to(reading)
        {
            found = self.all_of(reading, vec![role.clone()], FoundBy::ListLeadIn, Kind::Responsibility);
        }
        let headed = self.place.section.len() == 1 && !self.last_resort;
        let what = std::mem::take(&mut self.asked_what);
        let spoken = n > 0 && (self.place.after_duty || bold.is_some() || what) || headed;
        // "Makes sure that no guest is forgotten": whoever stands within denies nothing of who is left out.
        let verb_first = reading.tokens.first().is_some_and(|t| t.tag == Tag::Verb(Form::Third));
        let behind = found.iter().all(|f| f.clause.0 > 0);
        let within = behind && found.iter().all(|f| f.kind != Kind::Responsibility);
        // "Runs the floor. Keeps the clock.": whoever was spoken of goes on.
        if spoken && !aside && section != Some(Section::Hiring) && (within || behind && verb_first) {
            let restored = self.restored(reading, inventory);
            // "Always was." tells nothing.
            let tells = restored.iter().any(|f| f.kind != Kind::Context);
            if tells && (found.is_empty() || restored.iter().any(|f| f.kind == Kind::Responsibility)) {
                found = restored;
            } else if within && goes_on(reading) {
                let topic = self.place.topic.iter().map(|r| (r.clone(), r.clone())).collect();
                found = self.all_of(reading, topic, FoundBy::Coordination, Kind::Responsibility);
            }
        }
        // "Somebody has to be the host: greet the visitors, give the tour."
        if found.iter().all(|f| f.kind == Kind::Context)
            && let Some((role, name)) = lead::spelled_out(reading, inventory, &self.place)
        {
            found = self.all_of(reading, vec![(role, name)], FoundBy::Coordination, Kind::Responsibility);
        }
        // "Agendas, minutes, letters.": right below a role's name, these are its things.
        let below = bold.is_some() && n > 0 || headed && self.opens && n == 0 && section.is_none();
        let begun = bold.is_some() && n > 0 && line::begins_with_things(&reading.tokens);
        if below && found.is_empty() && (begun || line::things(&reading.tokens, false)) {
            let topic = self.place.topic.iter().map(|r| (r.clone(), r.clone())).collect();
            found = self.all_of(reading, topic, FoundBy::Coordination, Kind::Responsibility);
        }
        if found.is_empty() {
            let equated = line::equations(reading, inventory);
            let equated = equated.into_iter().map(|n| (inventory.resolve(&n.name, &self.place.near()), n.name));
            found = self.all_of(reading, equated.collect(), FoundBy::Coordination, Kind::Responsibility);
        }
        if found.is_empty() {
            found = self.all_of(
                reading,
                answer::assigned(reading, inventory, &self.place),
                FoundBy::Coordination,
                Kind::Responsibility,
            );
        }
        self.by_layout(reading, inventory, n, &mut found);
        if post::answers_to(reading) {
            found.iter_mut().for_each(|f| f.kind = Kind::Context);
        }
        let allowed = std::mem::replace(&mut self.asked_allowed, answer::asks_leave(reading));
        let whether =
            std::mem::replace(&mut self.asked_whether, answer::asked_whether(reading, inventory, &self.place));
        let open = !whether.is_empty() && found.iter().all(|f| f.kind == Kind::Context);
        let put = self.question.take();
        let mut answers = false;
        if !self.asked_whether.is_empty() {
            self.question = Some(answer::question(span.of(text)).to_owned());
        }
        if let Some(yes) = answer::yes_or_no(reading).filter(|_| open) {
            answers = true;
            found = self.all_of(reading, whether, FoundBy::Coordination, Kind::Responsibility);
            let strength = match yes {
                true if allowed => Strength::May,
                true => Strength::Does,
                false => Strength::DoesNot,
            };
            found.iter_mut().for_each(|f| f.strength = strength);
        }
        let asked = std::mem::take(&mut self.asked_who);
        let asks = self.asks_who(reading);
        if asked && !asks && found.iter().all(|f| f.kind == Kind::Context) {
            found = self.answered(reading, inventory, found);
        }
        answers |= asked && !asks;
        let question = asks && (answer::marked(reading) || reading.tokens.last().is_some_and(|t| t.text == "?"));
        self.asked_who = found.is_empty() && question;
        if self.asked_who {
            self.question = Some(answer::question(span.of(text)).to_owned());
        }
        // "What does a porter do? Minds the gate."
        if let Some(role) = answer::asked_what(reading, inventory, &self.place) {
            self.place.go_on_with(&[role]);
            self.asked_what = true;
        }
        for f in &mut found {
            if required && f.kind != Kind::Context {
                f.kind = Kind::Requirement;
            }
            // "What you won't be doing": a sentence there with somebody of its own says itself whether they do.
            let instead = matches!(f.found_by, FoundBy::Subject | FoundBy::PassiveAgent | FoundBy::Pronoun);
            // A list below a denying heading may have a lead-in of its own: "On nights, you must:".
            let denied = if item && self.lead.is_some() { listing } else { section };
            if denied == Some(Section::Denials) && f.kind == Kind::Responsibility && !instead {
                f.strength = Strength::DoesNot;
            }
        }
        self.addressed |= found
            .iter()
            .any(|f| matches!(f.name.to_lowercase().as_str(), "you" | "your") && f.kind == Kind::Responsibility);
        self.place.remember(&found, reading, inventory);
        people::introduce(&mut self.place, reading);
        let kind = [Kind::Responsibility, Kind::Requirement, Kind::Fact, Kind::Context]
            .into_iter()
            .find(|k| found.iter().any(|f| f.kind == *k))
            // A requirement stays one where nothing says whose it is.
            .unwrap_or(if required { Kind::Requirement } else { Kind::None });
        let mut roles: Vec<Mention> = found
            .into_iter()
            .filter(|f| f.kind == kind)
            .map(|f| Mention {
                role: f.role,
                name: f.name,
                found_by: f.found_by,
                strength: f.strength,
                clause: Span::new(span.start + f.clause.0.min(span.len()), span.start + f.clause.1.min(span.len())),
            })
            .collect();
        roles.sort_by_key(|m| (m.strength == Strength::DoesNot, m.found_by));
        // What was found is larger than what is kept, and a long article keeps many.
        roles.shrink_to_fit();
        let heading = match put.filter(|_| answers && !roles.is_empty()) {
            Some(put) => self.scopes.path().iter().cloned().chain([put]).collect(),
            None => self.scopes.path(),
        };
        Statement { span, text: span.of(text).to_owned(), kind, heading, roles, condition: None }
    }
}

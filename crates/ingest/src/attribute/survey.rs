//! The first pass: every heading, table and sentence of an article tells the [`Inventory`] which roles there are.

use super::evidence;
use super::heading::{self, Section};
use super::identity::{self, Identity};
use super::inventory::{Inventory, read_name, shortens};
use super::line;
use super::omitted::goes_on;
use super::post;
use super::table::Table;
use super::title;
use super::voice;
use crate::segment::segment;
use rolecall_language::{Function, Likelihood, Reading, RoleName, Tag, function, head_of, read, role_name};
use rolecall_record::{Block, BlockKind, Span};

/// A block with its sentences read.
pub(super) struct Piece<'a> {
    pub block: &'a Block,
    pub sentences: Vec<(Span, Reading<'a>)>,
}

/// Reads the sentences of an article's blocks.
pub(super) fn pieces<'a>(text: &'a str, blocks: &'a [Block]) -> Vec<Piece<'a>> {
    let sentences = |block: &'a Block| -> Vec<(Span, Reading<'a>)> {
        segment(text, block).into_iter().map(|s| (s, read(s.of(text)))).collect()
    };
    blocks.iter().map(|block| Piece { block, sentences: sentences(block) }).collect()
}

/// What an article tells of its roles, taken in part by part.
pub(super) struct Survey {
    inventory: Inventory,
    contrasted: Vec<Vec<String>>,
    /// Names that lines built alike make roles ([`super::line::series`], [`super::owner::lines`]); they come last.
    series: Vec<RoleName>,
    /// The one role that the nearest heading or bold beginning names.
    about: Option<String>,
    /// Whether the nearest heading says that duties are listed below it and not whose: "Responsibilities".
    listing: bool,
    /// What the title calls its roles in full.
    titled: Vec<title::Full>,
}

impl Survey {
    pub fn new(title: &str, text: &str) -> Self {
        let mut survey = Self {
            inventory: Inventory::default(),
            contrasted: Vec::new(),
            series: Vec::new(),
            about: None,
            listing: false,
            titled: title::names(title, text),
        };
        let reading = read(title);
        survey.line(title, &reading);
        if let Some(name) = voice::rulebook(&reading) {
            survey.inventory.note_heading(&name, true);
        }
        survey
    }

    /// Notes who holds a post where a line says nothing else: "Warden: Jane Smith".
    fn holder(&mut self, line: &str) {
        if let Some((names, post)) = identity::holder(line) {
            // "secretary = Bev", typed without capitals: further on she may be "bev".
            let small = line.starts_with(char::is_lowercase);
            self.inventory.note_holder(names, post, small);
        }
    }

    /// How many names were taken in, but for those of `series`.
    pub fn names(&self) -> usize {
        self.inventory.names()
    }

    /// Takes in a title, a heading or a term; the one role that it names.
    fn line(&mut self, line: &str, reading: &Reading<'_>) -> Option<String> {
        if heading::rank(line).is_some() {
            return None;
        }
        self.holder(line);
        let inventory = &mut self.inventory;
        let full: Vec<&RoleName> =
            self.titled.iter().map(|full| &full.name).filter(|name| title::says(line, name)).collect();
        for name in &full {
            inventory.note_heading(name, false);
            inventory.note_title(name, true);
        }
        let mut names = heading::roles(reading);
        // "Health Services Managers" is read as what somebody services.
        names.retain(|name| !full.iter().any(|full| shortens(&name.name, &full.name)));
        let bracket = reading.tokens.iter().position(|t| t.tag == Tag::Open).filter(|&i| i > 0);
        for name in &names {
            let alone = reading.tokens.iter().enumerate().all(|(i, t)| {
                (name.tokens.0..name.tokens.1).contains(&i)
                    || matches!(t.tag, Tag::Determiner | Tag::Number)
                    || t.tag.mark()
                    || bracket.is_some_and(|open| i > open)
            });
            if !itself(&name.name) || names.len() == 1 && alone {
                inventory.note_heading(name, false);
                inventory.note_title(name, alone);
            }
        }
        heading::general(reading).iter().for_each(|name| inventory.note_heading(name, true));
        // "Thought Leadership (PM)": capitals in brackets may be a title's.
        if let Some(phrase) = heading::in_brackets(reading)
            && let Some(name) = role_name(reading, phrase)
        {
            inventory.note_heading(&name, false);
        }
        // "Scrum half" alone: a name by its place, if sentences bear it out.
        // "Milkers (early and late)"
        let outer = bracket.unwrap_or(reading.tokens.len());
        if names.is_empty()
            && full.is_empty()
            && outer <= 4
            && let [phrase, inner @ ..] = &reading.groups.phrases[..]
            && inner.iter().all(|p| p.tokens.0 > outer)
            && let Some(name) = role_name(reading, phrase)
        {
            inventory.note_heading(&name, false);
        }
        let one = match (&names[..], &full[..]) {
            ([name], []) => Some(name.name.clone()),
            ([], [name]) => Some(name.name.clone()),
            _ => None,
        };
        if names.len() > 1 && heading::contrasts(reading) {
            names.iter().for_each(|n| inventory.note_bare(&n.name));
            self.contrasted.push(names.into_iter().map(|n| n.name).collect());
        }
        one
    }

    /// Takes in the blocks of a part; `series` are names that its lines make roles.
    pub fn take<'n>(
        &mut self,
        text: &str,
        blocks: &[Block],
        pieces: &[Piece<'_>],
        series: impl Iterator<Item = &'n RoleName>,
    ) {
        self.series.extend(series.cloned());
        let mut table = None;
        for (i, piece) in pieces.iter().enumerate() {
            match &piece.block.kind {
                BlockKind::Heading { .. } | BlockKind::Term => {
                    let line = read(piece.block.span.of(text));
                    self.about = self.line(piece.block.span.of(text), &line);
                    self.listing = self.about.is_none() && heading::section(&line) == Some(Section::Duties);
                    let below = pieces.get(i + 1).and_then(|p| p.sentences.first());
                    if below.is_some_and(|(_, first)| goes_on(first))
                        && let Some(name) = read_name(piece.block.span.of(text))
                    {
                        self.inventory.note_acts_below(&name);
                    }
                    if let Some(name) = post::headed(pieces, i, text) {
                        self.inventory.note_heading(&name, true);
                    }
                }
                BlockKind::TableRow { table: t, .. } if table != Some(*t) => {
                    table = Some(*t);
                    let rows = blocks[i..]
                        .iter()
                        .take_while(|b| matches!(&b.kind, BlockKind::TableRow { table: u, .. } if u == t))
                        .count();
                    Table::new(text, &blocks[i..i + rows]).note(&mut self.inventory);
                }
                _ => self.block(text, piece),
            }
        }
    }

    fn block(&mut self, text: &str, piece: &Piece<'_>) {
        if let Some((span, _)) = piece.sentences.first() {
            self.holder(span.of(text));
        }
        if let Some(lead) = piece.block.lead {
            self.holder(lead.of(text));
        }
        if let Some(lead) = piece.block.lead
            && let Some(name) = read_name(lead.of(text).trim_end_matches([':', '.', '–', '—', '-', ' ']))
            && lead.of(text).split_whitespace().count() <= 6
        {
            self.inventory.note_heading(&name, false);
            self.about = Some(name.name);
        }
        if let Some((_, name)) = post::title(piece.block.span.of(text)) {
            self.inventory.note_heading(&name, true);
        }
        // "QA – tries it on staging"
        if let Some((_, first)) = piece.sentences.first()
            && let Some((name, mark)) = line::name(first)
            && let Some(phrase) = first.groups.phrases.iter().rfind(|p| p.tokens.0 == 0)
            && function(first, phrase) == Some(Function::Department)
            && line::deed_after(&first.tokens[mark + 1..]).is_some()
        {
            self.inventory.note_heading(&name, true);
        }
        let turn = piece.sentences.first().and_then(|(_, first)| voice::turn_of(first));
        let mut quoted = false;
        for (_, reading) in &piece.sentences {
            self.inventory.note_sentence(reading);
            if self.listing
                && let Some(name) = evidence::listed_actor(reading)
            {
                self.inventory.note_heading(&name, true);
            }
            for who in identity::narrators(reading).filter(|_| !quoted) {
                self.inventory.note_identity(match &turn {
                    Some(names) => Identity::Person { names: names.clone(), role: who.role },
                    None => Identity::Narrator(who),
                });
            }
            let marks = reading.tokens.iter().filter(|t| matches!(t.text, "\"" | "“" | "”")).count();
            quoted ^= marks % 2 == 1;
            for other in self.about.iter().flat_map(|_| identity::called(reading)) {
                self.inventory.note_same(self.about.as_deref().unwrap_or_default(), other);
            }
        }
        // "The school nurse", and below it "That's me!"
        if let (Some(role), Some((_, first))) = (&self.about, piece.sentences.first())
            && first.tokens.len() <= 5
            && first.tokens.windows(3).any(|w| w[0].lower == "that" && w[1].tag == Tag::Be && w[2].lower == "me")
        {
            self.inventory.note_narrator(role);
        }
        for pair in piece.sentences.windows(2) {
            let (before, after) = (&pair[0].1, &pair[1].1);
            for name in identity::gone_on_with(before, after).into_iter().chain(identity::asked_after(before, after)) {
                self.inventory.note_heading(&name, true);
            }
            for identity in identity::across(&pair[0].1, &pair[1].1) {
                self.inventory.note_identity(identity);
            }
        }
        // "**Gaffer** – That's me."
        if let Some((_, first)) = piece.sentences.first()
            && first.tokens.windows(3).take(8).any(|w| w[0].lower == "that" && w[1].lower == "'s" && w[2].lower == "me")
            && let Some(phrase) = first.groups.phrases.first()
            && let Some(name) = role_name(first, phrase).filter(|n| n.likelihood >= Likelihood::Likely)
        {
            self.inventory.note_narrator(&name.name);
        }
    }

    /// The article's roles, once all of it was taken in.
    pub fn settle(self) -> Inventory {
        let mut inventory = self.inventory;
        for name in &self.series {
            inventory.note_heading(name, true);
        }
        for full in &self.titled {
            full.ends.iter().for_each(|end| inventory.note_longer(end, &full.name.name));
        }
        inventory.settle();
        inventory.settle_holders();
        for names in self.contrasted {
            let names: Vec<String> =
                names.iter().filter(|n| inventory.is_role(n)).map(|n| inventory.resolve(n, &[])).collect();
            for (i, a) in names.iter().enumerate() {
                for b in &names[i + 1..] {
                    inventory.note_contrast(a, b);
                }
            }
        }
        inventory
    }
}

/// "The Complete Career Guide": a title may say what the article itself is.
pub(super) fn itself(name: &str) -> bool {
    head_of(name) == "guide"
}

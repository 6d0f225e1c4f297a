//! Patterns over the words of a sentence.
//!
//! | piece | fits |
//! |---|---|
//! | `word`, `a\|b` | one of these words, in lower case |
//! | `~give\|hand` | a form of one of these verbs |
//! | `R` | a phrase that names a role |
//! | `N` | any phrase |
//! | `V` `Vs` `Ving` `Ved` | a verb that is a deed, in its base form, third person, as gerund or participle |
//! | `*` | up to fourteen tokens, as few as will do, within the sentence's part |
//! | `^` | the beginning |
//! | `$` | the end |
//!
//! A `?` behind a piece makes it optional. Adverbs may stand before any piece.

use crate::attribute::naming::end_of_name;
use crate::attribute::predicate::is_deed;
use rolecall_language::{Reading, Readings, Tag, Token};

/// How many tokens a `*` covers at most.
const GAP: usize = 14;

/// One piece of a pattern.
#[derive(Debug, Clone, PartialEq)]
enum Piece {
    Word(Word),
    Role,
    Phrase,
    Gap,
    Start,
    End,
}

/// What one token may be: any of these.
#[derive(Debug, Clone, PartialEq, Default)]
struct Word {
    /// In lower case.
    words: Vec<&'static str>,
    /// Verbs, by their base forms.
    verbs: Vec<&'static str>,
    /// The forms in which it may be any deed.
    deed: Option<Readings>,
}

impl Word {
    fn new(text: &'static str) -> Self {
        let mut word = Self::default();
        let (text, verbs) = text.strip_prefix('~').map_or((text, false), |rest| (rest, true));
        for alternative in text.split('|') {
            let form = match alternative {
                "V" => Readings::BASE,
                "Vs" => Readings::THIRD,
                "Ving" => Readings::ING,
                "Ved" => Readings::PARTICIPLE.with(Readings::PAST),
                _ if verbs => {
                    word.verbs.push(alternative);
                    continue;
                }
                _ => {
                    word.words.push(alternative);
                    continue;
                }
            };
            word.deed = Some(word.deed.map_or(form, |deed| deed.with(form)));
        }
        word
    }

    fn is(&self, token: &Token<'_>) -> bool {
        let verb = token.word.verb.as_deref();
        self.words.contains(&token.lower.as_str())
            || verb.is_some_and(|verb| self.verbs.contains(&verb))
            || self.deed.is_some_and(|deed| token.word.readings.any(deed) && verb.is_some_and(is_deed))
    }
}

/// A pattern, read from its text.
#[derive(Debug)]
pub(super) struct Pattern {
    /// Each with whether it may be missing.
    pieces: Vec<(Piece, bool)>,
    /// Whether it denies something itself.
    denies: bool,
}

impl Pattern {
    pub fn new(text: &'static str) -> Self {
        let piece = |word: &'static str| {
            let (word, optional) = match word.strip_suffix('?') {
                Some(rest) if !rest.is_empty() => (rest, true),
                _ => (word, false),
            };
            let piece = match word {
                "R" => Piece::Role,
                "N" => Piece::Phrase,
                "*" => Piece::Gap,
                "^" => Piece::Start,
                "$" => Piece::End,
                _ => Piece::Word(Word::new(word)),
            };
            (piece, optional)
        };
        let pieces: Vec<(Piece, bool)> = text.split_whitespace().map(piece).collect();
        let denies =
            pieces.iter().any(|(piece, _)| matches!(piece, Piece::Word(word) if word.words.iter().any(|w| denial(w))));
        Self { pieces, denies }
    }

    /// For every piece that has to be there and that words alone fit, those words, and the verbs of which it may be a form.
    pub fn needs(&self) -> impl Iterator<Item = impl Iterator<Item = &'static str>> {
        self.pieces.iter().filter_map(|(piece, optional)| match piece {
            Piece::Word(word) if !optional && word.deed.is_none() => {
                Some(word.words.iter().chain(&word.verbs).copied())
            }
            _ => None,
        })
    }

    /// The phrases that stand at its `R`s wherever it fits, each with the token at which it begins to; `is_role` tells whether a phrase
    /// names a role.
    pub fn fits(&self, reading: &Reading<'_>, is_role: &dyn Fn(usize) -> bool) -> Vec<(usize, usize)> {
        let search = Search { reading, is_role };
        let mut found = Vec::new();
        for from in 0..reading.tokens.len() {
            let mut roles = Vec::new();
            if let Some(end) = search.fits(&self.pieces, from, &mut roles)
                && (self.denies || !denied(&reading.tokens[..end], from))
            {
                for role in roles {
                    if found.iter().all(|(_, known)| *known != role) {
                        found.push((from, role));
                    }
                }
            }
        }
        found
    }

    /// Where it fits first, whatever its `R`s name.
    pub fn begins(&self, reading: &Reading<'_>) -> Option<usize> {
        let search = Search { reading, is_role: &|_| true };
        (0..reading.tokens.len()).find(|&from| search.fits(&self.pieces, from, &mut Vec::new()).is_some())
    }
}

struct Search<'s, 't> {
    reading: &'s Reading<'t>,
    is_role: &'s dyn Fn(usize) -> bool,
}

impl Search<'_, '_> {
    /// Where `pieces` end that fit from token `at` on; `roles` are those met on the way.
    fn fits(&self, pieces: &[(Piece, bool)], at: usize, roles: &mut Vec<usize>) -> Option<usize> {
        let tokens = &self.reading.tokens;
        let Some(((piece, optional), rest)) = pieces.split_first() else { return Some(at) };
        let fitted = match piece {
            Piece::Gap => {
                let bound = tokens.len().min(at + GAP + 1);
                let ends = |next: &usize| tokens.get(*next).is_none_or(|t| t.tag == Tag::Stop || t.text == ";");
                let last = (at..=bound).find(ends).unwrap_or(bound);
                (at..=last).find_map(|next| self.fits(rest, next, roles))
            }
            Piece::Start => opens(tokens, at).then(|| self.fits(rest, at, roles)).flatten(),
            Piece::End if tokens.get(at..).is_some_and(|left| left.iter().all(closes)) => self.fits(rest, at, roles),
            Piece::End => None,
            Piece::Role | Piece::Phrase => self.phrase(piece, rest, at, roles),
            Piece::Word(word) => {
                tokens.get(at).filter(|token| word.is(token)).and_then(|_| self.fits(rest, at + 1, roles))
            }
        };
        let fitted = fitted.or_else(|| if *optional { self.fits(rest, at, roles) } else { None });
        // "is usually left to"
        let skips = !matches!(piece, Piece::Gap | Piece::Start | Piece::End);
        let adverb = skips && tokens.get(at).is_some_and(|t| t.tag == Tag::Adverb);
        fitted.or_else(|| if adverb { self.fits(pieces, at + 1, roles) } else { None })
    }

    /// Whether the next word of the pattern stands at `at`, if it is one that has to: who a phrase names costs more to tell.
    fn goes_on(&self, rest: &[(Piece, bool)], at: usize) -> bool {
        let Some((Piece::Word(word), false)) = rest.first() else { return true };
        let left = &self.reading.tokens[at.min(self.reading.tokens.len())..];
        let adverbs = left.iter().take_while(|t| t.tag == Tag::Adverb).count();
        left.iter().take(adverbs + 1).any(|token| word.is(token))
    }

    fn phrase(&self, piece: &Piece, rest: &[(Piece, bool)], at: usize, roles: &mut Vec<usize>) -> Option<usize> {
        let phrases = &self.reading.groups.phrases;
        let somebody = |p: usize| {
            let lower = self.reading.tokens[phrases[p].head].lower.as_str();
            // "Finding a spare took him a day", not "requires them to adjust"
            let before = at.checked_sub(1).and_then(|i| self.reading.tokens[i].word.verb.as_deref());
            let behind = !matches!(before, Some("require" | "need" | "force" | "allow" | "encourage" | "enable"));
            *piece == Piece::Role && behind && matches!(lower, "him" | "her" | "them" | "you" | "me" | "us")
        };
        for p in (0..phrases.len()).filter(|&p| phrases[p].tokens.0 == at && (!phrases[p].pronoun || somebody(p))) {
            if *piece == Piece::Phrase {
                if let Some(fitted) = self.fits(rest, phrases[p].tokens.1, roles) {
                    return Some(fitted);
                }
                continue;
            }
            let end = end_of_name(self.reading, p);
            let asked = matches!(rest.first(), Some((Piece::Word(word), false)) if word.words.contains(&"'s"));
            // "is the warden's to decide": where a pattern asks for an owner, no short "is" is meant.
            let owner = |t: &Token<'_>| t.tag == Tag::Possessive || asked && t.lower == "'s";
            let owns = self.reading.tokens.get(end).is_some_and(owner);
            if owns == asked && self.goes_on(rest, end) && (self.is_role)(p) {
                roles.push(p);
                if let Some(fitted) = self.fits(rest, end, roles) {
                    return Some(fitted);
                }
                roles.pop();
            }
        }
        None
    }
}

/// Whether nothing but marks and joining words stands before `at`: the beginning of what is said.
fn opens(tokens: &[Token<'_>], at: usize) -> bool {
    let joins = |t: &Token<'_>| t.tag.mark() || matches!(t.tag, Tag::Quote | Tag::Conjunction | Tag::Dash | Tag::Open);
    at <= 2 && tokens[..at.min(tokens.len())].iter().all(joins)
}

/// Whether what begins at `from` is denied by a word in it or before it: "nothing in these rules obliges the warden to".
fn denied(tokens: &[Token<'_>], from: usize) -> bool {
    let start = tokens[..from].iter().rposition(|t| t.tag.mark()).map_or(0, |mark| mark + 1);
    tokens[start..].iter().any(|t| denial(&t.lower) && !nearly(&t.lower))
}

/// Words that deny, or nearly do.
fn denial(word: &str) -> bool {
    nearly(word) || matches!(word, "not" | "n't" | "no" | "never" | "nobody" | "nothing" | "none" | "neither" | "nor")
}

/// Words that leave a little of what they deny, and often deny something else: "hardly a day", "hardly has she arrived when".
fn nearly(word: &str) -> bool {
    matches!(word, "hardly" | "scarcely" | "barely")
}

fn closes(token: &Token<'_>) -> bool {
    token.tag.mark() || matches!(token.tag, Tag::Quote | Tag::Close)
}

//! Sentences that say who is who: two names for one role, a person's role, whose "I" is speaking.

mod across;
mod holder;
mod letters;
mod listed;

pub(super) use across::{across, asked_after, gone_on_with};
pub(super) use holder::holder;
pub(super) use letters::{acronyms, initials, letters};
use listed::{bracketed, cast};
pub(super) use listed::{in_brackets, whole};
use rolecall_language::{Form, Likelihood, Phrase, Reading, Readings, RoleName, Tag, Token, is_given_name, role_name};

/// What a sentence says of who is who.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Identity {
    /// "X, also known as Y", "X (Y)".
    Same { main: RoleName, other: RoleName },
    /// "Josie is our charge nurse", "the copy editor, Per Moen": each word of the name in lower case.
    Person { names: Vec<String>, role: String },
    /// A name of which the next sentence goes on with "he" or "she".
    Somebody { names: Vec<String> },
    /// A name that its place alone makes a role.
    Post(RoleName),
    /// "Ruth has run the assignment desk": whoever's title begins with `of`.
    Leads { names: Vec<String>, of: String },
    /// Whose "I" it is.
    Narrator(Narrator),
}

/// "I am the bosun", "As a bosun, I …".
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Narrator {
    pub role: String,
    /// Whether the sentence says nothing but who is writing.
    pub plainly: bool,
}

/// Whom a sentence says that "I" is, now and not in somebody else's words.
pub(super) fn narrators(reading: &Reading<'_>) -> impl Iterator<Item = Narrator> {
    let mut found = Vec::new();
    copulas(reading, &mut found);
    narrated(reading, &mut found);
    found.into_iter().filter_map(|identity| match identity {
        Identity::Narrator(narrator) => Some(narrator),
        _ => None,
    })
}

/// Everything that a sentence says of who is who.
pub(super) fn identities(reading: &Reading<'_>) -> Vec<Identity> {
    let mut found = Vec::new();
    synonyms(reading, &mut found);
    copulas(reading, &mut found);
    appositions(reading, &mut found);
    employed(reading, &mut found);
    leads(reading, &mut found);
    cast(reading, &mut found);
    bracketed(reading, &mut found);
    found
}

/// "Josie is our pastry cook.", "Shop supervisor is Maureen.": the post of a short sentence that says nothing but who holds it.
pub(super) fn holds(reading: &Reading<'_>) -> Option<(Vec<String>, RoleName)> {
    let [clause] = &reading.clauses[..] else { return None };
    let short = reading.tokens.len() <= 9 && reading.groups.verbs[clause.verb].copula;
    let [Identity::Person { names, role }] = &identities(reading)[..] else { return None };
    let post = reading.groups.phrases.iter().filter_map(|p| role_name(reading, p)).find(|n| n.name == *role);
    post.filter(|n| short && !n.plural).map(|post| (names.clone(), post))
}

fn synonyms(reading: &Reading<'_>, found: &mut Vec<Identity>) {
    let tokens = &reading.tokens;
    for (p, phrase) in reading.groups.phrases.iter().enumerate() {
        let Some(main) = role_name(reading, phrase).filter(|n| n.likelihood >= Likelihood::Possible) else { continue };
        let mut at = main.tokens.1;
        let mut called = false;
        let mut also = false;
        let mut bracket = false;
        while let Some(token) = tokens.get(at).filter(|_| at <= main.tokens.1 + 8) {
            match token.lower.as_str() {
                "known" | "called" | "termed" | "titled" | "dubbed" | "referred" | "a.k.a" | "a.k.a." => called = true,
                "aka" => (called, also) = (true, true),
                "(" => bracket = true,
                // "the superintendent, or “supe”"
                "“" | "\"" if also && tokens[at - 1].lower == "or" => called = true,
                "also" | "sometimes" | "often" | "or" | "otherwise" | "formerly" | "commonly" => also = true,
                "," | "as" | "is" | "are" | "may" | "be" | "simply" | "usually" | "a" | "an" | "the" | "“" | "\""
                | "who" | "‘" | "'" | "to" | "formally" => {}
                _ => break,
            }
            at += 1;
        }
        if !called && !bracket || at >= tokens.len() {
            continue;
        }
        let next = reading.groups.phrases.iter().skip(p + 1).find(|q| (q.tokens.0..q.tokens.1).contains(&at));
        let Some(other) = next.and_then(|q| role_name(reading, q)) else { continue };
        let closes = tokens
            .get(other.tokens.1)
            .is_none_or(|t| matches!(t.tag, Tag::Close | Tag::Comma | Tag::Stop | Tag::Quote | Tag::Conjunction));
        if other.name == main.name || !closes && bracket {
            continue;
        }
        let acronym = tokens[other.tokens.0].acronym() && initials(&main.name, &other.name);
        if called || acronym || other.likelihood >= Likelihood::Likely && other.plural == main.plural {
            // "A second linguist, known as the reviser": what somebody is known as is the name; "also known as" only adds one.
            let named = called && !also && !bracket;
            found.push(if named {
                Identity::Same { main: other, other: main }
            } else {
                Identity::Same { main, other }
            });
        }
    }
}

/// "X is our Y": of a person's name, or of "I".
fn copulas(reading: &Reading<'_>, found: &mut Vec<Identity>) {
    let tokens = &reading.tokens;
    for clause in &reading.clauses {
        let group = &reading.groups.verbs[clause.verb];
        let [subject] = clause.subjects[..] else { continue };
        let subject = &reading.groups.phrases[subject];
        if !group.copula || group.negated {
            continue;
        }
        let Some(complement) = reading.groups.phrases.iter().rfind(|q| q.tokens.0 == group.tokens.1) else { continue };
        // "the glazier (her name is Odile)"
        let name = matches!(tokens[subject.tokens.0].lower.as_str(), "his" | "her" | "their")
            && tokens[subject.head].lower == "name";
        if name
            && let Some(names) = person(tokens, complement)
            && let Some(post) = reading.groups.phrases.iter().rfind(|q| q.tokens.1 <= subject.tokens.0)
            && let Some(role) = role_name(reading, post).filter(|n| n.likelihood >= Likelihood::Likely)
        {
            found.push(Identity::Person { names, role: role.name });
            continue;
        }
        // "Our mixing engineer was a man called Padraig", "The manager is Bernard"
        if let Some(role) = role_name(reading, subject).filter(|n| n.likelihood >= Likelihood::Likely)
            && let Some(names) = named_man(reading, complement).or_else(|| person(tokens, complement))
        {
            found.push(Identity::Person { names, role: role.name });
            continue;
        }
        let Some(role) = role_name(reading, complement).filter(|n| n.likelihood >= Likelihood::Likely) else {
            continue;
        };
        // "Odile is head warden here": a title that only one has may stand without an article.
        let title = role.likelihood >= Likelihood::Known
            && !role.plural
            && !tokens[complement.head].capital()
            && tokens
                .get(role.tokens.1)
                .is_none_or(|t| t.tag.mark() || matches!(t.tag, Tag::Preposition | Tag::Conjunction));
        if complement.tokens.0 == complement.core && !title {
            continue;
        }
        if tokens[subject.head].lower == "i" {
            // What somebody quoted says of himself, or was once, is not who writes.
            let now = matches!(tokens[group.verb].lower.as_str(), "am" | "'m" | "been");
            if !now || tokens[0].tag == Tag::Quote {
                continue;
            }
            let before = subject.tokens.0.checked_sub(1).map(|i| tokens[i].tag);
            let opens = before.is_none_or(|tag| tag.mark() || tag == Tag::Conjunction);
            let ends = tokens
                .get(role.tokens.1)
                .is_none_or(|t| matches!(t.tag, Tag::Stop | Tag::Conjunction | Tag::Subordinator))
                || tokens.get(role.tokens.1).is_some_and(|t| matches!(t.lower.as_str(), "at" | "in" | "for" | "here"));
            found.push(Identity::Narrator(Narrator { role: role.name, plainly: opens && ends }));
        } else if let Some(names) = person(tokens, subject) {
            found.push(Identity::Person { names, role: role.name });
        }
    }
}

/// "A glazier by trade, …", "As our glazier, …": the phrase with which a sentence presents somebody before its clause begins.
pub(super) fn opening<'r>(reading: &'r Reading<'_>) -> Option<&'r Phrase> {
    let first = reading.clauses.first()?.tokens.0;
    let opens = |p: &&Phrase| {
        let determiner = reading.tokens[p.tokens.0].lower.as_str();
        matches!(determiner, "a" | "an") && p.tokens.0 == 0
            || p.tokens.0 == 1
                && reading.tokens[0].lower == "as"
                && (matches!(determiner, "a" | "an" | "your" | "the" | "our")
                    || p.core == 1 && reading.tokens[p.head].word.readings.person())
    };
    let phrase = reading.groups.phrases.iter().find(opens).filter(|p| p.tokens.1 <= first)?;
    let bare = phrase.core == 1 && phrase.tokens.0 == 1;
    (bare || reading.tokens[phrase.tokens.1..first].iter().any(|t| t.tag == Tag::Comma)).then_some(phrase)
}

/// "a man called Padraig": the name after the word, whatever the word was taken for.
fn named_man(reading: &Reading<'_>, phrase: &Phrase) -> Option<Vec<String>> {
    let tokens = &reading.tokens;
    let called = (phrase.core..(phrase.tokens.1 + 2).min(tokens.len()))
        .find(|&i| matches!(tokens[i].lower.as_str(), "called" | "named"))?;
    let name: Vec<String> =
        tokens[called + 1..].iter().take_while(|t| t.capital() && !t.acronym()).map(|t| t.lower.clone()).collect();
    (!name.is_empty()).then_some(name)
}

/// "You will deal mainly with the foreman.", "You report to a head of catering.", "There were watchmen until 1988.": whom
/// the reader will meet, or who is there at all.
pub(super) fn met(reading: &Reading<'_>) -> Option<RoleName> {
    let tokens = &reading.tokens;
    let [clause] = &reading.clauses[..] else { return None };
    let group = &reading.groups.verbs[clause.verb];
    if group.negated || tokens.last().is_some_and(|t| t.text == "?") {
        return None;
    }
    let there = tokens[..group.tokens.0].last().is_some_and(|t| t.lower == "there") && group.copula;
    let reader =
        clause.subjects.iter().any(|&s| matches!(tokens[reading.groups.phrases[s].head].lower.as_str(), "you" | "we"));
    let meets =
        matches!(group.lemma.as_str(), "deal" | "report" | "answer" | "work" | "speak" | "talk" | "liaise" | "meet");
    let somebody = |p: &&Phrase| role_name(reading, p).is_some_and(|n| n.likelihood >= Likelihood::Likely);
    let mut others = reading.groups.phrases.iter().filter(|p| p.tokens.0 >= group.tokens.1).filter(somebody);
    let (Some(one), None) = (others.next(), others.next()) else { return None };
    let with = tokens[one.tokens.0 - 1].lower.as_str();
    // "There is a letter from the manager."
    let there = there && tokens[group.tokens.1..one.tokens.0].iter().all(|t| t.tag == Tag::Adverb);
    let fits = there || reader && meets && (matches!(with, "to" | "with") || one.tokens.0 == group.tokens.1);
    role_name(reading, one).filter(|_| fits)
}

/// "She is a copyeditor", "Her opposite number is the proofreader", "In the middle of it all is Shanice, the production
/// editor": the role as which a sentence presents somebody, and of whom the next ones go on to speak.
pub(super) fn presented(reading: &Reading<'_>) -> Option<RoleName> {
    let tokens = &reading.tokens;
    for clause in &reading.clauses {
        let group = &reading.groups.verbs[clause.verb];
        let comes = matches!(group.lemma.as_str(), "come" | "stand" | "sit");
        // "Every orchard has a beekeeper."
        if group.lemma == "have"
            && let Some(object) = reading.groups.phrases.iter().rfind(|q| q.tokens.0 == group.tokens.1)
            && matches!(tokens[object.tokens.0].lower.as_str(), "a" | "an")
            && let Some(name) = role_name(reading, object).filter(|n| n.likelihood >= Likelihood::Likely)
        {
            return Some(name);
        }
        let speaker = |&s: &usize| matches!(tokens[reading.groups.phrases[s].head].lower.as_str(), "i" | "we" | "you");
        if !group.copula && !comes || group.negated || clause.relative || clause.subjects.iter().any(speaker) {
            continue;
        }
        // "There is also a night watchman."
        let at = (group.tokens.1..tokens.len()).find(|&i| tokens[i].tag != Tag::Adverb).unwrap_or(group.tokens.1);
        let Some(complement) = reading.groups.phrases.iter().rfind(|q| q.tokens.0 == at) else { continue };
        if person(tokens, complement).is_some() {
            let after = complement.tokens.1;
            let post = reading.groups.phrases.iter().rfind(|q| q.tokens.0 == after + 1);
            if let Some(post) = post.filter(|p| tokens[after].tag == Tag::Comma && p.core > p.tokens.0) {
                return role_name(reading, post).filter(|n| n.likelihood >= Likelihood::Likely);
            }
            continue;
        }
        let title = clause.subjects.iter().any(|&s| {
            matches!(
                tokens[reading.groups.phrases[s].head].lower.as_str(),
                "title" | "post" | "position" | "role" | "job"
            )
        });
        if complement.core == complement.tokens.0 && !title || comes && !clause.subjects.is_empty() {
            continue;
        }
        let name = role_name(reading, complement).filter(|n| n.likelihood >= Likelihood::Likely);
        if name.is_some() {
            return name;
        }
    }
    None
}

/// "Clients call this person the recording engineer, or the sound guy", "Also called the CLT", "They are known as reps":
/// other names of whoever the section is about.
pub(super) fn called(reading: &Reading<'_>) -> Vec<RoleName> {
    let tokens = &reading.tokens;
    let word = |i: usize| tokens.get(i).map_or("", |t| t.lower.as_str());
    let Some(verb) = tokens.iter().take(8).position(|t| matches!(t.lower.as_str(), "call" | "called" | "known")) else {
        return Vec::new();
    };
    let pronoun = |i: usize| matches!(word(i), "they" | "he" | "she");
    let mut at = match word(verb) {
        "call" if matches!(word(verb + 1), "them" | "him" | "her") => verb + 2,
        "call" if matches!(word(verb + 1), "this" | "these") && matches!(word(verb + 2), "person" | "people") => {
            verb + 3
        }
        "called" | "known"
            if verb <= 1 || pronoun(0) && tokens[1..verb].iter().all(|t| matches!(t.tag, Tag::Be | Tag::Adverb)) =>
        {
            verb + 1 + usize::from(word(verb + 1) == "as")
        }
        _ => return Vec::new(),
    };
    let mut names = Vec::new();
    while let Some(phrase) = reading.groups.phrases.iter().rfind(|p| p.tokens.0 == at) {
        names.extend(role_name(reading, phrase).filter(|n| n.likelihood >= Likelihood::Possible));
        at = phrase.tokens.1;
        while tokens.get(at).is_some_and(|t| matches!(t.tag, Tag::Comma | Tag::Conjunction | Tag::Quote)) {
            at += 1;
        }
    }
    names
}

/// People whom a sentence names as doing something, or as those to whom something is handed.
pub(super) fn acting_people(reading: &Reading<'_>, somebody: impl Fn(&str) -> bool) -> Vec<Vec<String>> {
    let tokens = &reading.tokens;
    // An unknown word with a capital may be a place or a firm, unless something is done by it or handed to it.
    let titled = |p: &usize| {
        let phrase = &reading.groups.phrases[*p];
        honorific(&tokens[phrase.tokens.0]) || somebody(&tokens[phrase.head].lower)
    };
    let subjects = reading.clauses.iter().flat_map(|c| c.subjects.iter().copied()).filter(titled);
    let agents = reading.clauses.iter().flat_map(|c| c.agents.iter().copied());
    let handed = super::frame::handed_to(reading).into_iter().map(|h| h.phrase);
    agents.chain(handed).chain(subjects).filter_map(|p| person(tokens, &reading.groups.phrases[p])).collect()
}

/// "On our album that was Lotte", "At Withy Lane it's Bernard": names that stand for whoever was just spoken of.
pub(super) fn pointed_out(reading: &Reading<'_>) -> Vec<Vec<String>> {
    let tokens = &reading.tokens;
    let mut found = Vec::new();
    for (i, pair) in tokens.windows(2).enumerate() {
        if !matches!(pair[0].lower.as_str(), "that" | "it" | "this" | "ours" | "mine") || pair[1].tag != Tag::Be {
            continue;
        }
        if matches!(pair[0].lower.as_str(), "ours" | "mine")
            && let Some(phrase) = reading.groups.phrases.iter().rfind(|q| q.tokens.0 == i + 2)
            && let Some(names) = named_man(reading, phrase)
        {
            found.push(names);
            continue;
        }
        let Some(phrase) = reading.groups.phrases.iter().rfind(|q| q.tokens.0 == i + 2) else { continue };
        let closes = tokens.get(phrase.tokens.1).is_none_or(|t| t.tag.mark());
        if closes && let Some(names) = person(tokens, phrase).or_else(|| given_name(tokens, phrase)) {
            found.push(names);
        }
    }
    found
}

/// "Odile Pask has worked here for years, now as head warden": somebody, and as what; not how it began.
fn employed(reading: &Reading<'_>, found: &mut Vec<Identity>) {
    let tokens = &reading.tokens;
    let Some(clause) = reading.clauses.first() else { return };
    let [subject] = clause.subjects[..] else { return };
    let Some(names) = person(tokens, &reading.groups.phrases[subject]) else { return };
    let verb = &reading.groups.verbs[clause.verb];
    let began = matches!(verb.lemma.as_str(), "start" | "begin" | "join" | "train" | "come" | "dress" | "see" | "know");
    let now = |at: usize| at > 0 && matches!(tokens[at - 1].lower.as_str(), "now" | "today" | "currently");
    for at in (verb.tokens.1..tokens.len()).filter(|&i| tokens[i].lower == "as" && (!began || now(i))) {
        let Some(post) = reading.groups.phrases.iter().find(|p| p.tokens.0 == at + 1) else { continue };
        if let Some(role) = role_name(reading, post).filter(|n| n.likelihood >= Likelihood::Known && !n.plural) {
            found.push(Identity::Person { names: names.clone(), role: role.name });
        }
    }
}

/// "Ruth Delacroix has run the assignment desk": somebody, and the word before the desk, department or team.
fn leads(reading: &Reading<'_>, found: &mut Vec<Identity>) {
    let tokens = &reading.tokens;
    for clause in &reading.clauses {
        let group = &reading.groups.verbs[clause.verb];
        let [subject] = clause.subjects[..] else { continue };
        if !matches!(group.lemma.as_str(), "run" | "lead" | "head" | "manage") || group.negated {
            continue;
        }
        let Some(names) = person(tokens, &reading.groups.phrases[subject]) else { continue };
        let Some(object) = reading.groups.phrases.iter().rfind(|q| q.tokens.0 == group.tokens.1) else { continue };
        let place = matches!(tokens[object.head].lower.as_str(), "desk" | "department" | "team" | "section" | "office");
        if place && object.core < object.head {
            let of = reading.text((object.core, object.head)).to_lowercase();
            found.push(Identity::Leads { names, of });
        }
    }
}

/// "the copy editor, Per Moen, …", "Per Moen, a copy editor, …", "copy editor Per Moen".
fn appositions(reading: &Reading<'_>, found: &mut Vec<Identity>) {
    let tokens = &reading.tokens;
    for pair in reading.groups.phrases.windows(2) {
        let [a, b] = pair else { continue };
        // ", " or " -- " between the two.
        let between = &tokens[a.tokens.1..b.tokens.0.max(a.tokens.1)];
        let apart = (1..=2).contains(&between.len()) && between.iter().all(|t| matches!(t.tag, Tag::Comma | Tag::Dash));
        let closes =
            tokens.get(b.tokens.1).is_none_or(|t| t.tag.mark() || matches!(t.tag, Tag::Relative | Tag::Preposition));
        if !apart || !closes {
            continue;
        }
        for (name, post) in [(a, b), (b, a)] {
            // "Heath, our recruiter": beside somebody's own title a word that is something else in lower case will do.
            let ours = tokens[post.tokens.0].tag == Tag::Possessive;
            let Some(names) = person(tokens, name).or_else(|| given_name(tokens, name).filter(|_| ours)) else {
                continue;
            };
            let acronym = tokens[post.head].acronym();
            let Some(role) = role_name(reading, post).filter(|n| {
                n.likelihood >= Likelihood::Likely || (acronym || ours) && n.likelihood == Likelihood::Possible
            }) else {
                continue;
            };
            if ours && role.likelihood == Likelihood::Possible {
                found.push(Identity::Post(role.clone()));
            }
            // "says Ines Okonjo, head sommelier at …": behind a name the title needs no article.
            let behind = std::ptr::eq(post, b) && !tokens[post.head].capital() && between[0].tag == Tag::Comma;
            if post.tokens.0 < post.core || behind && role.likelihood >= Likelihood::Known {
                found.push(Identity::Person { names, role: role.name });
            }
        }
    }
    // "a baker, an old hand by the name of Odile", "her mate, a man of few words called Per"
    for (i, token) in tokens.iter().enumerate() {
        let from = match token.lower.as_str() {
            "called" | "named" => i,
            "name" if i > 1 && tokens[i - 2].lower == "by" && tokens.get(i + 1).is_some_and(|t| t.lower == "of") => {
                i - 2
            }
            _ => continue,
        };
        let names: Vec<String> = tokens[if from == i { i + 1 } else { i + 2 }..]
            .iter()
            .take_while(|t| t.capital() && !t.acronym())
            .map(|t| t.lower.clone())
            .collect();
        let verb = reading.groups.verbs.iter().filter(|v| v.finite && v.tokens.1 <= from).map(|v| v.tokens.1).max();
        // "an editor with a tool called Lens": what stands between may describe somebody, but not be with them.
        let described = |p: &&Phrase| {
            let between = &tokens[p.tokens.1.min(from)..from];
            p.tokens.1 <= from
                && verb.is_none_or(|v| p.tokens.0 >= v)
                && between.iter().all(|t| t.tag != Tag::Preposition || matches!(t.lower.as_str(), "of" | "for"))
        };
        let role = reading
            .groups
            .phrases
            .iter()
            .rev()
            .filter(described)
            .filter_map(|p| role_name(reading, p))
            .find(|n| n.likelihood >= Likelihood::Likely && !n.plural);
        if let (false, Some(role)) = (names.is_empty(), role) {
            found.push(Identity::Person { names, role: role.name });
        }
    }
    // "Nurse Odile hands out …": a title in capitals and a name.
    for phrase in reading.clauses.iter().flat_map(|c| &c.subjects).map(|&s| &reading.groups.phrases[s]) {
        let [title @ .., name] = &tokens[phrase.core..phrase.head + 1] else { continue };
        let titled = title.last().is_some_and(|t| t.word.readings.any(Readings::TITLE))
            && title.iter().all(|t| t.capital() && !unlisted(t))
            && title.len() < 3;
        if titled && name.capital() && unlisted(name) {
            let role: Vec<&str> = title.iter().map(|t| t.lower.as_str()).collect();
            found.push(Identity::Person { names: vec![name.lower.clone()], role: role.join(" ") });
        }
    }
    for phrase in &reading.groups.phrases {
        let inner = &tokens[phrase.core..phrase.head + 1];
        let Some(first_name) = inner.iter().position(|t| t.capital() && unlisted(t)) else { continue };
        let Some(role) = inner[..first_name].iter().rposition(|t| t.word.readings.any(Readings::TITLE) && !t.capital())
        else {
            continue;
        };
        if role + 1 == first_name {
            let names = inner[first_name..].iter().map(|t| t.lower.clone()).collect();
            let title: Vec<&str> = inner[..first_name].iter().map(|t| t.lower.as_str()).collect();
            found.push(Identity::Person { names, role: title.join(" ") });
        }
    }
}

/// "As a bosun, I …", "I have worked here as a bosun for six years".
fn narrated(reading: &Reading<'_>, found: &mut Vec<Identity>) {
    let tokens = &reading.tokens;
    for clause in &reading.clauses {
        let group = &reading.groups.verbs[clause.verb];
        let i = |&s: &usize| tokens[reading.groups.phrases[s].head].lower == "i";
        let works = matches!(group.lemma.as_str(), "work" | "serve" | "volunteer");
        let past = tokens[group.verb].tag == Tag::Verb(Form::Past) && tokens[group.tokens.0].tag != Tag::Have;
        let quoted = tokens[..clause.tokens.0].iter().any(|t| t.tag == Tag::Quote);
        if !works || past || quoted || group.negated || !clause.subjects.iter().any(i) {
            continue;
        }
        let at = tokens[group.tokens.1..].iter().take(5).position(|t| t.lower == "as").map(|n| group.tokens.1 + n + 1);
        let post = reading.groups.phrases.iter().find(|p| Some(p.tokens.0) == at);
        let name = post.and_then(|p| role_name(reading, p)).filter(|n| n.likelihood >= Likelihood::Likely && !n.plural);
        found.extend(name.map(|n| Identity::Narrator(Narrator { role: n.name, plainly: true })));
    }
    let Some(first) = tokens.first().filter(|t| t.lower == "as") else { return };
    let Some(phrase) = reading.groups.phrases.first().filter(|p| p.tokens.0 == 1 && first.end > 0) else { return };
    let acronym = tokens[phrase.head].acronym();
    let Some(name) = role_name(reading, phrase)
        .filter(|n| n.likelihood >= Likelihood::Likely || acronym && n.likelihood == Likelihood::Possible)
    else {
        return;
    };
    let speaks = |s: &usize| tokens[reading.groups.phrases[*s].head].lower == "i";
    if reading.clauses.first().is_some_and(|c| c.subjects.iter().any(speaks)) {
        found.push(Identity::Narrator(Narrator { role: name.name, plainly: true }));
    }
}

/// The words of a person's name, if the phrase is one: capitals that no word list knows as nouns.
fn person(tokens: &[Token<'_>], phrase: &Phrase) -> Option<Vec<String>> {
    let inner = &tokens[phrase.tokens.0..phrase.tokens.1];
    let named = !phrase.pronoun
        && inner.len() <= 4
        && (inner.iter().all(Token::capital) || honorific(&inner[0]) && inner.iter().all(|t| !t.capital()))
        && (inner.iter().any(unlisted)
            || inner.len() > 1 && (honorific(&inner[0]) || is_given_name(&inner[0].lower) && !no_surname(&inner[1])));
    named.then(|| inner.iter().filter(|t| t.lower.len() > 1 && !honorific(t)).map(|t| t.lower.clone()).collect())
}

/// The word of a phrase that can only be a name by its capital ("That was Lark", "Heath, our recruiter"), wherever capitals
/// mean something and nothing but a time or a place would stand.
fn given_name(tokens: &[Token<'_>], phrase: &Phrase) -> Option<Vec<String>> {
    let (start, end) = phrase.tokens;
    let word = &tokens[start];
    let placed =
        start > 0 && matches!(tokens[start - 1].lower.as_str(), "in" | "on" | "at" | "since" | "until" | "during");
    let alone = end == start + 1 && start > 0 && !placed && !phrase.pronoun;
    let name = word.capital() && !word.acronym() && !word.word.readings.person();
    (alone && name && tokens.iter().any(|t| t.text.len() > 3 && !t.capital())).then(|| vec![word.lower.clone()])
}

/// "Dot Marsh" is somebody, "Art Department" is none.
fn no_surname(second: &Token<'_>) -> bool {
    second.word.readings.person() || second.word.readings.any(Readings::BODY)
}

fn honorific(token: &Token<'_>) -> bool {
    matches!(token.lower.as_str(), "mr" | "mrs" | "ms" | "dr" | "miss" | "revd" | "rev" | "sir" | "prof")
}

/// Whether a capitalised word is no common noun.
fn unlisted(token: &Token<'_>) -> bool {
    !token.acronym() && (token.word.readings.any(Readings::GUESSED) || !token.word.readings.noun())
}

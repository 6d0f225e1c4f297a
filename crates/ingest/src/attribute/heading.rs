//! What a heading says about the text below it: whose it is, and whether it lists duties, requirements or neither.

use super::denial;
use super::duty::before_duty_noun;
use super::inventory::{Inventory, read_name};
use super::post;
use rolecall_language::{Form, Generic, Likelihood, Reading, Readings, RoleName, Tag, generic, role_name};
use rolecall_record::Kind;

/// What stands below a heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Section {
    /// Duties: its lists are responsibilities.
    Duties,
    /// What must be brought along.
    Requirements,
    /// What the role does **not** do.
    Denials,
    /// Pay, outlook, figures.
    Facts,
    /// By what it is measured: what is ordered there is a duty all the same, what is counted is none.
    Measures,
    /// How somebody comes to the post.
    Hiring,
    /// Something else than the role: related links, how to apply, benefits.
    Aside,
}

impl Section {
    /// The kind that a bare list item has below such a heading.
    pub(super) fn kind(self) -> Kind {
        match self {
            Self::Duties | Self::Denials => Kind::Responsibility,
            Self::Requirements => Kind::Requirement,
            Self::Facts | Self::Measures | Self::Hiring | Self::Aside => Kind::Context,
        }
    }
}

/// The kind of section that a heading or lead-in announces by its words.
pub(super) fn section(reading: &Reading<'_>) -> Option<Section> {
    // "ordered to pay your costs" speaks of no pay: verbs announce nothing.
    let nouns = || reading.tokens.iter().filter(|t| !matches!(t.tag, Tag::Verb(Form::Base | Form::Third | Form::Past)));
    let words: Vec<&str> = nouns().map(|t| t.word.noun.as_deref().unwrap_or(&t.lower)).collect();
    let lower: Vec<&str> = reading.tokens.iter().map(|t| t.lower.as_str()).collect();
    let has = |list: &[&str]| words.iter().copied().chain(nouns().map(|t| t.lower.as_str())).any(|w| list.contains(&w));
    let phrase = |a: &str, b: &str| lower.windows(2).any(|w| w[0] == a && w[1] == b);
    let denied = denial::denied(reading);
    // Said outright, it outweighs any other word ("Education administrators typically do the following:").
    let outright = has(&["responsibility", "duty", "task", "accountability"])
        || phrase("the", "following") && lower.iter().any(|w| matches!(*w, "do" | "does" | "doing"));
    if outright {
        return Some(if denied { Section::Denials } else { Section::Duties });
    }
    let become_one = lower.contains(&"become") || phrase("getting", "started");
    if has(&[
        "requirement",
        "qualification",
        "skill",
        "education",
        "experience",
        "quality",
        "trait",
        "prerequisite",
        "competency",
        "training",
        "certification",
        "expertise",
    ]) || become_one
        || brought(&lower)
        || phrase("person", "specification")
        || reading.tokens.len() <= 3 && has(&["essential", "desirable", "essentials", "desirables", "criterion"])
        || phrase("who", "you") && has(&["are", "be"])
    {
        return Some(Section::Requirements);
    }
    let growth = has(&["growth"]) && (reading.tokens.len() <= 2 || has(&["job", "employment", "career"]));
    if growth || has(&["salary", "pay", "earnings", "wage", "outlook", "compensation", "statistic", "grade"]) {
        return Some(Section::Facts);
    }
    let duties =
        has(&["responsibility", "responsible", "duty", "task", "accountability", "responsibilities", "duties"])
            || phrase("job", "description")
            || phrase("day", "to")
            || phrase("typical", "day")
            || reading.tokens.len() <= 4 && lower.contains(&"purpose")
            || phrase("in", "charge")
            || phrase("the", "following")
            || lower.first() == Some(&"what")
                && (lower.iter().any(|w| matches!(*w, "do" | "does"))
                    || lower[1..].first() == Some(&"you") && lower.contains(&"doing"))
            || phrase("you", "will")
            || phrase("you", "'ll");
    if duties {
        return Some(if denied { Section::Denials } else { Section::Duties });
    }
    // How somebody comes to the job is nothing that the job does.
    if phrase("hiring", "process") || phrase("interview", "process") {
        return Some(Section::Hiring);
    }
    if has(&["indicator"]) {
        return Some(Section::Measures);
    }
    // Of those who wrote it: "What we offer"
    if phrase("we", "offer") && reading.tokens.len() <= 5 {
        return Some(Section::Aside);
    }
    if has(&["related", "benefit", "apply", "contact", "reference", "reading", "link", "contents", "source"])
        && reading.tokens.len() <= 5
    {
        return Some(Section::Aside);
    }
    denial::heading(reading).then_some(Section::Denials)
}

/// "What you need", "What you'll bring", "What you have"; not "What you have to do".
fn brought(lower: &[&str]) -> bool {
    // "What we need from you", "Who we're looking for"
    let we = lower.iter().position(|w| *w == "we").filter(|_| lower.len() <= 7);
    let sought = lower.windows(2).any(|w| matches!(w, ["looking", "for"] | ["from", "you"]));
    if we.is_some_and(|we| lower[we..].iter().any(|w| matches!(*w, "need" | "want" | "looking"))) && sought {
        return true;
    }
    let Some(you) = lower.windows(2).position(|w| w == ["what", "you"]) else { return false };
    let verb = lower[you..].iter().position(|w| matches!(*w, "bring" | "need" | "offer" | "have"));
    verb.is_some_and(|verb| lower[you + verb] == "bring" || lower.get(you + verb + 1).is_none_or(|next| *next != "to"))
}

/// The roles that a heading names, in order, each with how it is written. `strong` are names that the heading is about
/// ("The Gaffer", "What does a gaffer do?"), as far as its form shows.
pub(super) fn roles(reading: &Reading<'_>) -> Vec<RoleName> {
    if let Some(name) = specialised(reading) {
        return vec![name];
    }
    let mut found: Vec<RoleName> = Vec::new();
    for phrase in &reading.groups.phrases {
        let own = before_duty_noun(reading, phrase).or_else(|| role_name(reading, phrase));
        let Some(name) = own else { continue };
        if found.iter().any(|f| f.name == name.name) {
            continue;
        }
        found.push(name);
    }
    let mut sure: Vec<RoleName> = found.iter().filter(|n| n.likelihood >= Likelihood::Likely).cloned().collect();
    // "Manager, Lead Contract Manager": one title, said twice.
    let said_in_full: Vec<String> = sure.iter().map(|n| n.name.clone()).collect();
    let joined = contrasts(reading) || reading.tokens.iter().any(|t| t.tag == Tag::Conjunction);
    sure.retain(|n| joined || !said_in_full.iter().any(|full| full.ends_with(&format!(" {}", n.name))));
    if !sure.is_empty() {
        return sure;
    }
    // "Payroll (EU, UK) responsibilities": what stands in brackets has none.
    let within = |n: &RoleName| {
        let before = reading.tokens[..n.tokens.0].iter().rev().find(|t| matches!(t.tag, Tag::Open | Tag::Close));
        before.is_some_and(|t| t.tag == Tag::Open)
    };
    found.retain(|n| !within(n));
    found.retain(|n| asked_about(reading, n) || alone(reading, n));
    found
}

/// The phrase of capitals that a heading ends with in brackets: "Thought Leadership (PM)".
pub(super) fn in_brackets<'a>(reading: &'a Reading<'_>) -> Option<&'a rolecall_language::Phrase> {
    let tokens = &reading.tokens;
    let close = tokens.len().checked_sub(1).filter(|&i| tokens[i].tag == Tag::Close && i > 2)?;
    let within = tokens[close - 2].tag == Tag::Open && tokens[close - 1].acronym();
    reading.groups.phrases.iter().find(|p| within && p.tokens == (close - 1, close))
}

/// "Manager, Accounting", "Paralegal (Employment)", "Director - Treasury Responsibilities": a title with its field behind it.
fn specialised(reading: &Reading<'_>) -> Option<RoleName> {
    let tokens = &reading.tokens;
    let title = reading.groups.phrases.first().filter(|p| p.tokens.0 == 0 && p.core == 0)?;
    let mut name = role_name(reading, title).filter(|n| n.likelihood >= Likelihood::Likely && !n.plural)?;
    let joint = tokens.get(title.tokens.1).filter(|t| matches!(t.tag, Tag::Comma | Tag::Open | Tag::Dash))?;
    let from = title.tokens.1 + 1;
    // Nothing but nouns and marks: "The gaffer, who …" or "Chef - what is it?" says something else.
    let plain = tokens[from..].iter().all(|t| {
        matches!(
            t.tag,
            Tag::Noun
                | Tag::Adjective
                | Tag::Slash
                | Tag::Comma
                | Tag::Close
                | Tag::Conjunction
                | Tag::Colon
                | Tag::Number
        )
    });
    if !plain || tokens.len() > 12 || tokens[title.head].acronym() {
        return None;
    }
    // What the section holds is no part of the title.
    let end = (from..tokens.len())
        .find(|&i| announcing(&tokens[i].lower) || matches!(tokens[i].tag, Tag::Close | Tag::Colon))
        .unwrap_or(tokens.len());
    let inner = &tokens[from..end];
    let people = inner.iter().any(|t| t.word.readings.any(rolecall_language::Readings::TITLE));
    let short_form = inner.len() == 1 && inner[0].acronym() && joint.tag == Tag::Open;
    // "Bursar (Beverley)"
    let names = inner.iter().all(|t| t.capital() && !t.acronym() && t.tag != Tag::Adjective)
        && inner.len() < 4
        && inner.iter().any(|t| t.word.readings.any(rolecall_language::Readings::GUESSED));
    // "Bursar (part-time)", "Bursar – volunteer": how somebody holds the post.
    let terms = inner.iter().all(|t| {
        matches!(
            t.lower.as_str(),
            "part-time"
                | "full-time"
                | "temporary"
                | "permanent"
                | "volunteer"
                | "voluntary"
                | "paid"
                | "unpaid"
                | "interim"
                | "acting"
                | "vacant"
                | "remote"
                | "freelance"
                | "seasonal"
                | "optional"
                | "elected"
                | "new"
                | "m"
                | "f"
                | "d"
                | "w"
                | "/"
        ) || t.tag == Tag::Slash
    }) || inner.len() == 2 && matches!(inner[0].lower.as_str(), "grade" | "level" | "band" | "tier")
        || inner.len() == 2 && matches!(inner[0].lower.as_str(), "full" | "part") && inner[1].lower == "time";
    let somebody = names
        || terms
        || joint.tag == Tag::Open
            && inner.iter().all(|t| {
                t.capital() && !t.acronym() && t.word.readings.any(rolecall_language::Readings::GUESSED)
                    || t.tag == Tag::Conjunction
            });
    if inner.is_empty() || people || short_form || somebody {
        return None;
    }
    let field: Vec<String> = inner
        .iter()
        .filter(|t| t.tag != Tag::Comma)
        .map(|t| if t.acronym() { t.text.to_owned() } else { t.lower.clone() })
        .collect();
    name.name = format!("{}, {}", name.name, field.join(" ").replace(" / ", "/"));
    name.tokens.1 = end;
    name.likelihood = Likelihood::Known;
    Some(name)
}

/// A rank alone, or with what its section holds: "Senior", "Staff Responsibilities".
pub(super) fn rank(title: &str) -> Option<String> {
    let lower = title.trim().to_lowercase();
    let mut words = lower.split_whitespace();
    let first = words.next()?;
    let ranks = matches!(
        first,
        "senior"
            | "junior"
            | "staff"
            | "principal"
            | "lead"
            | "associate"
            | "intermediate"
            | "chief"
            | "deputy"
            | "trainee"
            | "executive"
    );
    (ranks && words.all(|w| announcing(w) || w == "job")).then(|| first.to_owned())
}

/// The role of a rank: "senior" among "technical writers" is the "senior technical writer"; an intermediate one is plain.
pub(super) fn ranked(rank: &str, base: &str) -> String {
    let plain = base.split_once(' ').filter(|(first, _)| self::rank(first).is_some()).map_or(base, |(_, rest)| rest);
    if rank == "intermediate" { plain.to_owned() } else { format!("{rank} {plain}") }
}

/// Words with which a heading says what its section holds.
fn announcing(lower: &str) -> bool {
    matches!(
        lower,
        "responsibilities"
            | "responsibility"
            | "requirements"
            | "duties"
            | "tasks"
            | "grade"
            | "grades"
            | "description"
            | "job"
            | "skills"
            | "qualifications"
            | "salary"
            | "pay"
            | "role"
            | "profile"
            | "overview"
            | "performance"
            | "indicators"
            | "career"
            | "level"
            | "levels"
    )
}

/// "What does a scrum half do?", "Who is the loot master?", "Duties of the grip", "Grip: duties", "The role of the grip".
fn asked_about(reading: &Reading<'_>, name: &RoleName) -> bool {
    let tokens = &reading.tokens;
    // "So what does the gaffer actually do?"
    let opens = |t: &&rolecall_language::Token<'_>| {
        matches!(t.tag, Tag::Adverb | Tag::Conjunction | Tag::Other) || matches!(t.lower.as_str(), "so" | ",")
    };
    let opening = tokens[..name.tokens.0].iter().take_while(opens).count();
    let before: Vec<&str> = tokens[opening..name.tokens.0].iter().map(|t| t.lower.as_str()).collect();
    let after: Vec<&str> = tokens[name.tokens.1..].iter().map(|t| t.lower.as_str()).collect();
    let question = match before.as_slice() {
        ["who" | "what", "is" | "are", ..] => after.iter().all(|w| matches!(*w, "?" | "for" | "anyway")),
        ["what", ..] => after.iter().any(|w| matches!(*w, "do" | "does")),
        _ => false,
    };
    let of = before.len() >= 2
        && before.iter().any(|w| matches!(*w, "duties" | "responsibilities" | "tasks" | "role" | "job" | "work"))
        && before.iter().any(|w| matches!(*w, "of" | "for"));
    let own = after.iter().any(|w| matches!(*w, "duties" | "responsibilities" | "tasks" | "role"))
        || matches!(after.as_slice(), ["'s" | "’s", "job" | "work" | "day" | "week"]);
    question || of || own
}

/// Whether a heading presents one role and no other, so that "they" below it need not have been named in a sentence: "What does
/// a purser do?", "Meet the purser", "Purser: who keeps the money"; not "Notes, not official" or "When the purser is ill".
pub(super) fn tells_of_one(reading: &Reading<'_>) -> bool {
    let tokens = &reading.tokens;
    let named = roles(reading);
    let [name] = &named[..] else { return false };
    // "When the purser is ill", "Talking to the purser", "Purser or steward": told of something else.
    let presents = |t: &rolecall_language::Token<'_>| match t.tag {
        Tag::Verb(Form::Base | Form::Third | Form::Past) => {
            matches!(t.lower.as_str(), "meet" | "know" | "want" | "need")
        }
        Tag::To => true,
        Tag::Subordinator => matches!(t.lower.as_str(), "if" | "so"),
        Tag::Not | Tag::Conjunction | Tag::Modal => false,
        Tag::Preposition => !matches!(
            t.lower.as_str(),
            "with"
                | "without"
                | "from"
                | "by"
                | "against"
                | "than"
                | "behind"
                | "under"
                | "like"
                | "versus"
                | "vs"
                | "vs."
        ),
        _ => true,
    };
    let to = tokens[..name.tokens.0].last().is_some_and(|t| t.tag == Tag::To);
    let before = !to && tokens[..name.tokens.0].iter().all(presents);
    let next = tokens.get(name.tokens.1);
    let brief = tokens[name.tokens.1..].iter().all(|t| {
        t.tag.mark()
            || matches!(
                t.lower.as_str(),
                "at" | "a" | "glance" | "in" | "brief" | "nutshell" | "explained" | "only" | "101"
            )
    });
    let ends = brief || next.is_none_or(|t| matches!(t.tag, Tag::Stop | Tag::Colon | Tag::Dash | Tag::Open));
    name.likelihood >= Likelihood::Likely && (asked_about(reading, name) || before && ends)
}

/// Whether the heading is nothing but the name.
fn alone(reading: &Reading<'_>, name: &RoleName) -> bool {
    name.likelihood >= Likelihood::Possible
        && reading.tokens.iter().take_while(|t| t.tag != Tag::Open).count() <= 5
        && reading.tokens.iter().enumerate().take_while(|(i, t)| *i == 0 || t.tag != Tag::Open).all(|(i, t)| {
            (name.tokens.0..name.tokens.1).contains(&i)
                || matches!(t.tag, Tag::Determiner | Tag::Open | Tag::Close | Tag::Number | Tag::Stop | Tag::Colon)
        })
}

/// Whether a heading sets the roles that it names against each other.
pub(super) fn contrasts(reading: &Reading<'_>) -> bool {
    reading.tokens.iter().any(|t| {
        matches!(
            t.lower.as_str(),
            "vs" | "vs."
                | "versus"
                | "difference"
                | "differences"
                | "differ"
                | "compared"
                | "comparing"
                | "or"
                | "comparison"
        )
    })
}

/// The words for an audience or for people at large that a heading asks about or sets against others as it does with roles: "What is a
/// buyer?", "Buyer vs planner", "Responsibilities of tenants".
pub(super) fn general(reading: &Reading<'_>) -> Vec<RoleName> {
    let versus = reading.tokens.iter().any(|t| matches!(t.lower.as_str(), "vs" | "vs." | "versus"));
    let bare = reading.groups.phrases.iter().filter(|p| !p.pronoun && p.core == p.head && p.owner.is_none());
    let told = bare.filter_map(|p| {
        let head = &reading.tokens[p.head];
        let noun = head.word.noun.as_deref().unwrap_or(&head.lower);
        let said =
            generic(noun) == Some(Generic::Audience) || noun.ends_with("er") && generic(noun) == Some(Generic::People);
        let name = RoleName {
            name: noun.to_owned(),
            tokens: (p.head, p.head + 1),
            likelihood: Likelihood::Possible,
            plural: head.word.readings.any(Readings::PLURAL),
        };
        let bounds = |i: Option<usize>| {
            i.and_then(|i| reading.tokens.get(i)).is_none_or(|t| {
                t.tag.mark() || matches!(t.lower.as_str(), "vs" | "vs." | "versus" | "and" | "or" | "a" | "an" | "the")
            })
        };
        let against = versus && bounds(p.head.checked_sub(1)) && bounds(Some(p.head + 1));
        (said && (against || asked_about(reading, &name))).then_some(name)
    });
    told.collect()
}

/// The article's roles that a heading names, `title`, which `reading` is of.
pub(super) fn named(title: &str, reading: &Reading<'_>, inventory: &Inventory) -> Vec<String> {
    let mut names: Vec<String> = roles(reading)
        .into_iter()
        .filter(|n| inventory.is_role(&n.name))
        .map(|n| inventory.resolve(&n.name, &[]))
        .collect();
    if names.is_empty()
        && reading.tokens.len() <= 4
        && let [phrase] = &reading.groups.phrases[..]
        && let Some(name) = role_name(reading, phrase).filter(|n| inventory.is_role(&n.name))
    {
        names.push(inventory.resolve(&name.name, &[]));
    }
    if names.is_empty()
        && let Some(name) = in_brackets(reading).and_then(|p| role_name(reading, p))
    {
        let role = inventory.resolve(&name.name, &[]);
        names.extend((role != name.name).then_some(role));
    }
    if let ([], [one]) = (&names[..], &general(reading)[..])
        && inventory.made(&one.name)
    {
        names.push(one.name.clone());
    }
    // "Ward Sister – Elderly Care"
    let post = post::before_field(title);
    if names.is_empty() && post.len() < title.trim().len() {
        let name = read_name(post).filter(|n| n.name.contains(' ') && inventory.stated(&n.name));
        names.extend(name.map(|n| inventory.resolve(&n.name, &[])));
    }
    names.dedup();
    names
}

/// The role that a topic of a word or three stands for: "Extraction" for what the extraction lead does, "Tax" among the
/// `around` accountants where the article knows a tax accountant.
pub(super) fn topical(title: &str, around: &[String], inventory: &Inventory) -> Option<String> {
    let topic = title.trim().to_lowercase();
    if topic.split_whitespace().count() > 3 {
        return None;
    }
    let [base] = around else { return inventory.keeper(&topic) };
    let name = format!("{topic} {base}");
    inventory.keeper(&topic).or_else(|| inventory.is_role(&name).then_some(name))
}

/// Whether a heading or sentence asks who does something.
pub(super) fn asks_who(reading: &Reading<'_>) -> bool {
    // "Q: Who opens the hall?"
    let mark = reading.tokens.iter().take(2).position(|t| t.text == ":");
    let asked = mark.filter(|_| matches!(reading.tokens[0].lower.as_str(), "q" | "question")).map_or(0, |i| i + 1);
    // "Let's start with the obvious one. Who drives the thing?"
    let last = reading.tokens.len().saturating_sub(1);
    let skip = reading.tokens[..last].iter().rposition(|t| t.tag == Tag::Stop).map_or(asked, |stop| stop + 1);
    let mut words = reading
        .tokens
        .iter()
        .skip(skip)
        .filter(|t| !matches!(t.tag, Tag::Conjunction | Tag::Adverb | Tag::Quote) && t.lower != "so");
    let asks = matches!(words.next().map(|t| t.lower.as_str()), Some("who" | "whose" | "who's"));
    // "Who does what", "Who's who"
    asks && !words.any(|t| matches!(t.lower.as_str(), "what" | "who"))
}

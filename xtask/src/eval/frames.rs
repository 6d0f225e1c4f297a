//! Whether attribution holds for a construction, whatever the words: frames of sentences, each filled with roles and tasks of
//! fields far apart, each an article of its own.

use super::names::norm;
use anyhow::{Context, Result, bail};
use rolecall_record::{Kind, Strength};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs;
use std::path::Path;

/// What stands above a frame that brings no title.
const ABOVE: &str = "# A day with us\n\nIt rained in the morning and the windows stayed shut.\n\n";

/// What each placeholder stands for.
type Words = HashMap<String, String>;

/// A frame.
struct Frame {
    id: String,
    half: String,
    /// Whether the role is held to the task; else it must not be.
    does: bool,
    want: String,
    genre: String,
    template: String,
}

/// Who and what a frame is filled with.
struct Filler {
    words: Words,
    /// The role's names, as [`norm`] has them.
    role: [String; 2],
}

/// How many are right, of how many.
#[derive(Default, Clone, Copy)]
struct Count {
    right: usize,
    all: usize,
}

impl Count {
    fn add(&mut self, right: bool) {
        self.right += usize::from(right);
        self.all += 1;
    }
}

/// Scores the frames of `folder`, those of one half where it is named. Misses are told of half a alone: the other is unread.
pub(super) fn score(folder: &Path, half: Option<&str>, misses: bool) -> Result<()> {
    if misses && half == Some("b") {
        bail!("the misses of half b are not read: leave out --misses, or say --half a");
    }
    let frames = table(&folder.join("frames.tsv"))?.iter().map(frame).collect::<Result<Vec<_>>>()?;
    let fillers = table(&folder.join("fillers.tsv"))?.iter().map(filler).collect::<Result<Vec<_>>>()?;
    for part in ["a", "b"].into_iter().filter(|part| half.is_none_or(|h| h == *part)) {
        let part: Vec<_> = frames.iter().filter(|f| f.half == part).collect();
        score_half(&part, &fillers, misses)?;
    }
    Ok(())
}

fn score_half(frames: &[&Frame], fillers: &[Filler], misses: bool) -> Result<()> {
    let mut sums: BTreeMap<&str, (Count, Count)> = BTreeMap::new();
    let mut genres: BTreeMap<(&str, &str), Count> = BTreeMap::new();
    for frame in frames {
        let mut wrong = Vec::new();
        let (sentences, whole) = sums.entry(&frame.want).or_default();
        for filler in fillers {
            let answerable = answerable(frame, filler)?;
            let right = answerable.iter().any(|name| filler.role.contains(name)) == frame.does;
            sentences.add(right);
            genres.entry((&frame.want, &frame.genre)).or_default().add(right);
            if !right {
                wrong.push((filler.words["R"].as_str(), answerable));
            }
        }
        whole.add(wrong.is_empty());
        if misses && frame.half == "a" && !wrong.is_empty() {
            println!("MISS {} {} {} | {}", frame.id, frame.want, wrong.len(), frame.template);
            for (role, answerable) in &wrong {
                println!("  {role}: got {answerable:?}");
            }
        }
    }
    println!("half {}", frames.first().map_or("", |f| &f.half));
    for (want, (sentences, whole)) in sums {
        println!(
            "frames, want {want:<5} n={:<4} right {:<4} {:.3}  of {} frames right with every filler {}",
            sentences.all,
            sentences.right,
            share(sentences),
            whole.all,
            whole.right
        );
        for ((_, genre), count) in genres.iter().filter(|((w, _), _)| *w == want) {
            println!("  {genre:<12} n={:<4} right {:<4} {:.3}", count.all, count.right, share(*count));
        }
    }
    Ok(())
}

fn share(count: Count) -> f64 {
    count.right as f64 / count.all.max(1) as f64
}

/// The roles that an article of nothing but this holds responsible, as [`norm`] has them.
fn answerable(frame: &Frame, filler: &Filler) -> Result<BTreeSet<String>> {
    let text = fill(&frame.template, &filler.words).with_context(|| frame.id.clone())?;
    let above = if text.starts_with("# ") { "" } else { ABOVE };
    let record = rolecall_ingest::understand("frames/page.md", format!("{above}{text}\n").as_bytes())
        .map_err(|e| anyhow::anyhow!("{}: {e}", frame.id))?;
    let duties = record.statements.iter().filter(|s| s.kind == Kind::Responsibility);
    let roles = duties.flat_map(|s| &s.roles).filter(|m| m.strength != Strength::DoesNot);
    Ok(roles.map(|m| norm(&m.role)).collect())
}

/// The template with its placeholders replaced.
fn fill(template: &str, words: &Words) -> Result<String> {
    let mut pieces = template.split('{');
    let mut out = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let word = piece.split_once('}').and_then(|(name, rest)| Some((words.get(name)?, rest)));
        let (word, rest) = word.with_context(|| format!("no such placeholder: {{{piece}"))?;
        out.push_str(word);
        out.push_str(rest);
    }
    Ok(out.replace("\\n", "\n"))
}

/// A row of a table, by its columns' names.
type Row = HashMap<String, String>;

fn table(file: &Path) -> Result<Vec<Row>> {
    let text = fs::read_to_string(file).with_context(|| format!("{} cannot be read", file.display()))?;
    let mut lines = text.lines();
    let head: Vec<_> = lines.next().unwrap_or_default().split('\t').map(str::to_owned).collect();
    let row = |line: &str| head.iter().cloned().zip(line.split('\t').map(str::to_owned)).collect();
    Ok(lines.map(row).collect())
}

fn cell(row: &Row, column: &str) -> Result<String> {
    row.get(column).cloned().with_context(|| format!("a row without {column}: {row:?}"))
}

fn frame(row: &Row) -> Result<Frame> {
    let want = cell(row, "want")?;
    Ok(Frame {
        id: cell(row, "id")?,
        half: cell(row, "half")?,
        does: want == "does",
        want,
        genre: cell(row, "genre")?,
        template: cell(row, "template")?,
    })
}

/// What `eval/frames/README.md` says of the placeholders.
fn filler(row: &Row) -> Result<Filler> {
    let (role, roles, object, particle) =
        (cell(row, "role")?, cell(row, "roles")?, cell(row, "object")?, cell(row, "particle")?);
    let (many, she) = (cell(row, "number")? == "p", cell(row, "gender")? == "f");
    let either = |plural: bool, yes: &str, no: &str| if plural { yes.to_owned() } else { no.to_owned() };
    let mut words = Words::new();
    let mut put = |name: &str, word: String| {
        words.insert(name.to_owned(), word);
    };
    for (name, column) in [("R", "role"), ("RS", "roles"), ("X", "x"), ("XS", "xs")] {
        put(name, cell(row, column)?);
        put(&format!("{name}c"), capitalised(&cell(row, column)?));
    }
    for (name, column) in [("v", "third"), ("b", "base"), ("p", "past"), ("pp", "participle"), ("g", "gerund")] {
        let joined = |between: &str| format!("{}{between} {particle}", cell(row, column).unwrap_or_default());
        let (alone, split) = (joined("").trim().to_owned(), joined(&either(many, " them", " it")).trim().to_owned());
        put(&name.to_uppercase(), capitalised(&alone));
        put(name, alone);
        put(&format!("{name} it"), split);
    }
    for (name, place) in [("place", "Place"), ("time", "Time")] {
        put(place, capitalised(&cell(row, name)?));
        put(name, cell(row, name)?);
    }
    put("a", article(&role).to_owned());
    put("A", capitalised(article(&role)));
    put("Xa", article(&cell(row, "x")?).to_owned());
    put("O", capitalised(&object));
    put("o", object);
    put("be", either(many, "are", "is"));
    put("was", either(many, "were", "was"));
    put("has", either(many, "have", "has"));
    put("get", either(many, "get", "gets"));
    put("N", cell(row, "name")?);
    put("s", either(she, "she", "he"));
    put("S", either(she, "She", "He"));
    put("his", either(she, "her", "his"));
    Ok(Filler { words, role: [norm(&role), norm(&roles)] })
}

fn article(noun: &str) -> &'static str {
    if noun.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" }
}

fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn crew() -> Filler {
        let cells = [
            ("role", "usher"),
            ("roles", "ushers"),
            ("x", "cook"),
            ("xs", "cooks"),
            ("base", "hand"),
            ("third", "hands"),
            ("past", "handed"),
            ("participle", "handed"),
            ("gerund", "handing"),
            ("particle", "out"),
            ("object", "the maps"),
            ("number", "p"),
            ("name", "Ada"),
            ("gender", "f"),
            ("place", "at the door"),
            ("time", "daily"),
        ];
        filler(&cells.map(|(k, v)| (k.to_owned(), v.to_owned())).into()).unwrap()
    }

    fn frame_of(template: &str) -> Frame {
        let text = str::to_owned;
        Frame {
            id: text("s1"),
            half: text("a"),
            does: true,
            want: text("does"),
            genre: text("note"),
            template: text(template),
        }
    }

    #[test]
    fn frames_are_filled_in_number_and_with_particles() {
        let filled = |template: &str| fill(template, &crew().words).unwrap();
        assert_eq!(
            filled("{A} {R} {v} {o}.\\n{O} {be} {pp}: {s} {v it}."),
            "An usher hands out the maps.\nThe maps are handed out: she hands them out."
        );
        assert_eq!(filled("{RSc} and {Xa} {X}"), "Ushers and a cook");
        assert!(fill("{nobody}", &crew().words).is_err());
    }

    #[test]
    fn a_filled_frame_is_an_article() {
        let roles = |template: &str| Vec::from_iter(answerable(&frame_of(template), &crew()).unwrap());
        assert_eq!(roles("The {R} {v} {o}."), ["usher"]);
        assert_eq!(roles("The {X} {v} {o}."), ["cook"]);
        assert!(roles("The {R} does not {b} {o}.").is_empty());
    }

    #[test]
    fn misses_of_the_unread_half_are_refused() {
        assert!(score(Path::new("."), Some("b"), true).unwrap_err().to_string().contains("half b"));
    }
}

//! Articles that are made to win, to deceive or to exhaust.

use crate::common::{BINARY, Place, rounds};
use std::io::Read;
use std::process::Stdio;

/// The roles that are named for a question, best first.
fn named(place: &Place, question: &str) -> Vec<(String, u64)> {
    let said = place.search(&["--index", "index", "--json", question]);
    let answer: serde_json::Value = serde_json::from_str(&said.out).unwrap();
    let role = |a: &serde_json::Value| (a["role"].as_str().unwrap().to_owned(), a["sources"].as_u64().unwrap());
    answer["answers"].as_array().unwrap().iter().map(role).collect()
}

/// A corpus in which two articles say that the pilot steers the ship.
fn honest() -> Place {
    let place = Place::empty();
    place.write("corpus/a.txt", "The pilot steers the ship into the harbour. The crew watches from the rail.\n");
    place.write("corpus/b.txt", "In every port the pilot steers the ship. Tugs lie ready at the mole.\n");
    place
}

fn ingested(place: &Place) {
    let said = place.search(&["ingest", "corpus", "--index", "index"]);
    assert_eq!(said.code, 0, "{}", said.err);
}

#[test]
fn who_says_it_most_often_is_one_voice() {
    let place = honest();
    place.write("corpus/loud.txt", "The stowaway steers the ship. ".repeat(rounds(2_000, 100_000)));
    ingested(&place);
    let named = named(&place, "who steers the ship");
    assert_eq!(named[0], ("Pilot".to_owned(), 2), "{named:?}");
    assert!(named.iter().all(|(role, sources)| role != "Stowaway" || *sources == 1), "{named:?}");
}

#[test]
fn near_copies_are_one_voice() {
    let place = honest();
    let story = "The stowaway steers the ship through the night while all the others sleep below. Nobody has ever seen him \
        on deck by day, and what he eats is a riddle to everyone. The lamps burn low, the ropes creak, and in the morning \
        the ship lies off another coast than the one that was meant.";
    for n in 0..rounds(60, 10_000) {
        place.write(&format!("corpus/copies/{n}.txt"), format!("{story} This is copy number {n}.\n"));
    }
    ingested(&place);
    let named = named(&place, "who steers the ship");
    assert_eq!(named[0], ("Pilot".to_owned(), 2), "{named:?}");
    assert!(named.contains(&("Stowaway".to_owned(), 1)), "{named:?}");
}

#[test]
fn a_name_in_letters_that_look_alike_is_another_role() {
    let place = honest();
    place.write("corpus/c.txt", "The p\u{456}lot hides the cargo from the customs. The p\u{456}lot leaves at night.\n");
    ingested(&place);
    let named = named(&place, "who hides the cargo");
    assert!(named.iter().all(|(role, _)| role != "Pilot"), "{named:?}");
}

#[test]
fn marks_that_turn_text_around_do_not_reach_the_terminal() {
    let place = honest();
    place.write(
        "corpus/d.txt",
        "The \u{202e}tolip\u{202c} mends \u{2066}the nets\u{2069}. The bosun mends the \u{200f}nets.\n",
    );
    ingested(&place);
    for question in ["who mends the nets", "what does the bosun do", "list all roles"] {
        let said = place.search(&["--index", "index", question]);
        let turning = ['\u{202a}', '\u{202b}', '\u{202d}', '\u{202e}', '\u{2066}', '\u{2067}', '\u{2068}', '\u{200f}'];
        assert!(!said.out.contains(turning), "{question}: {:?}", said.out);
    }
}

/// Runs `search` and measures the most memory that it holds at once, in bytes; none where the system does not tell.
#[cfg(target_os = "linux")]
fn most_memory(place: &Place, arguments: &[&str]) -> (i32, Option<u64>) {
    let mut child = place.command(BINARY).args(arguments).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let mut out = child.stdout.take().unwrap();
    let reading = std::thread::spawn(move || std::io::copy(&mut out.by_ref(), &mut std::io::sink()));
    let mut most = None;
    let code = loop {
        let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
        let peak = status
            .lines()
            .find_map(|line| line.strip_prefix("VmHWM:")?.trim().strip_suffix(" kB")?.parse::<u64>().ok());
        most = most.max(peak.map(|kilobytes| kilobytes << 10));
        match child.try_wait().unwrap() {
            Some(status) => break status.code().unwrap_or(-1),
            None => std::thread::sleep(std::time::Duration::from_millis(5)),
        }
    };
    reading.join().unwrap().unwrap();
    (code, most)
}

#[cfg(target_os = "linux")]
#[test]
fn what_has_no_end_takes_a_bounded_multiple_of_its_length() {
    let place = Place::empty();
    let sentence = "The cook plans the menu and the purser counts the cash, ";
    place.write("small.txt", sentence);
    let (_, usual) = most_memory(&place, &["extract", "small.txt", "--text"]);
    let bytes = rounds(1 << 20, 16 << 20);
    // A line, headings within headings, a heading, a term, a title.
    let files = [
        ("line.txt", "", sentence),
        ("headings.html", "", "<h1>The cook"),
        ("heading.md", "# ", "pastry cook "),
        ("term.html", "<dl><dt>", "pastry cook "),
        ("item.md", "- ", "pastry cook "),
        ("definition.html", "<dl><dt>The cook<dd>", "pastry cook "),
        ("quote.html", "<blockquote>", "pastry cook "),
        ("title.html", "<p>The cook cooks.<title>", "pastry cook "),
    ];
    for (name, start, piece) in files {
        place.write(name, format!("{start}{}", piece.repeat((bytes - 64) / piece.len())));
        let (code, most) = most_memory(&place, &["extract", name, "--text"]);
        let (Some(usual), Some(most)) = (usual, most) else { return };
        assert_eq!(code, 0, "{name}");
        let times = most.saturating_sub(usual) / bytes as u64;
        assert!(times <= MOST_MEMORY, "{name}: {times} times its length");
    }
}

/// So many times a file's length may be needed to understand it.
#[cfg(target_os = "linux")]
const MOST_MEMORY: u64 = 20;

/// What the index's engine keeps of documents that are not yet on disk, and a part of an article of all that was read of its
/// sentences, however long the article is.
#[cfg(target_os = "linux")]
const ALWAYS: u64 = 96 << 20;

/// How much more memory than `usual` it takes to ingest a file of this text alone, and the exit status.
#[cfg(target_os = "linux")]
fn to_ingest(name: &str, text: String, usual: u64) -> Option<(i32, u64)> {
    let place = Place::empty();
    place.write(&format!("corpus/{name}"), text);
    let (code, most) = most_memory(&place, &["ingest", "corpus", "--index", "index"]);
    Some((code, most?.saturating_sub(usual)))
}

/// `start`, and then pieces up to this length.
#[cfg(target_os = "linux")]
fn repeated(start: &str, bytes: usize, piece: impl Fn(usize) -> String) -> String {
    let mut text = start.to_owned();
    for n in 0.. {
        if text.len() >= bytes {
            break;
        }
        text += &piece(n);
    }
    text
}

#[cfg(target_os = "linux")]
#[test]
fn what_is_cut_up_into_pieces_without_end_takes_a_bounded_multiple_of_its_length_or_is_refused_by_name() {
    let Some((0, usual)) = to_ingest("small.txt", "The cook plans the menu.".to_owned(), 0) else { return };
    let bytes = rounds(1 << 20, 16 << 20);
    // Lines, sentences, words, items, headings, rows, cells, fields, elements, marks: of one letter, and as many as an article may have.
    let files = [
        ("lines.txt", "", "a\n"),
        ("paragraphs.txt", "", "a\n\n"),
        ("paragraphs.md", "", "a\n\n"),
        ("sentences.txt", "", "Cook. "),
        ("questions.txt", "", "Is it? "),
        ("items.txt", "", "- a\n"),
        ("items.md", "", "- a\n"),
        ("numbers.txt", "", "1. a\n"),
        ("headings.md", "", "# a\n"),
        ("rows.md", "| role | task |\n|---|---|\n", "| a | b |\n"),
        ("tabs.txt", "", "a\tb\n"),
        ("labels.txt", "", "a: a\n"),
        ("marks.md", "", "*a* **b** "),
        ("cells.csv", "", "a,"),
        ("rows.csv", "role,task\n", "a,b\n"),
        ("rows.jsonl", "", "{\"role\":\"a\",\"task\":\"b\"}\n"),
        ("fields.jsonl", "{\"role\":\"a\",\"task\":\"b\"}\n", "{}\n"),
        ("one.jsonl", "", "{\"a\":\"b\"}\n"),
        ("paragraphs.html", "", "<p>a</p>"),
        ("items.html", "", "<li>a"),
        ("terms.html", "", "<dt>a<dd>b"),
        ("cells.html", "<table><tr>", "<td>a</td>"),
        ("breaks.html", "", "a<br>"),
        ("emphasis.html", "<p>a<b><i><u><s><tt><em><big><small>", "<p>a"),
        // These are understood to the end, which takes its time.
        ("words.txt", "", "a b "),
        ("letters.txt", "", "a. "),
        ("duties.txt", "", "The cook plans the menu.\n"),
        ("duties.html", "", "<p>The cook plans the menu, every day.</p>"),
    ];
    for (name, start, piece) in files.into_iter().take(rounds(24, usize::MAX)) {
        let Some((code, most)) = to_ingest(name, repeated(start, bytes, |_| piece.to_owned()), usual) else { return };
        assert!(matches!(code, 0 | 2), "{name}: {code}");
        let times = most.saturating_sub(ALWAYS) / bytes as u64;
        assert!(times <= MOST_MEMORY, "{name}: {times} times its length");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_sentence_that_lists_names_without_end_does_not_take_the_square_of_them() {
    let Some((0, usual)) = to_ingest("small.txt", "The cook plans the menu.".to_owned(), 0) else { return };
    let letter = |n: usize| char::from(b'a' + (n % 26) as u8);
    let name = |n: usize| (0..5).map(|place| letter(n / 26_usize.pow(place))).collect::<String>();
    let bytes = rounds(256 << 10, 8 << 20);
    let text = repeated("The cook", bytes, |n| format!(", the b{}er", name(n)));
    let Some((_, most)) = to_ingest("names.txt", text, usual) else { return };
    let times = most.saturating_sub(ALWAYS) / bytes as u64;
    assert!(times <= MOST_MEMORY, "{times} times its length");
}

#[test]
fn what_is_cut_up_too_finely_is_refused_by_name_and_the_rest_is_taken() {
    let place = honest();
    place.write("corpus/letters.txt", "a\n".repeat(70_000));
    let said = place.search(&["ingest", "corpus", "--index", "index"]);
    assert_eq!(said.code, 2);
    assert!(
        said.err.contains(
            "corpus/letters.txt: it has 70000 lines of 2 bytes on average, and at most 65536 lines this short"
        ),
        "{}",
        said.err
    );
    assert_eq!(named(&place, "who steers the ship")[0], ("Pilot".to_owned(), 2));
}

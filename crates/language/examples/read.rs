//! Prints the shallow reading of each line of standard input: tags, then each clause with its subjects.
//! `echo "The bosun runs the deck." | cargo run -p rolecall-language --example read`
#![allow(clippy::print_stdout)]

use rolecall_language::read;
use std::io::{BufRead, stdin};

fn main() -> std::io::Result<()> {
    for line in stdin().lock().lines() {
        let line = line?;
        let reading = read(&line);
        println!("{line}");
        let tags: Vec<String> = reading.tokens.iter().map(|t| format!("{}/{:?}", t.text, t.tag)).collect();
        println!("  {}", tags.join(" "));
        for clause in &reading.clauses {
            let group = &reading.groups.verbs[clause.verb];
            let names = |list: &[usize]| {
                list.iter().map(|&p| reading.text(reading.groups.phrases[p].tokens)).collect::<Vec<_>>().join(" + ")
            };
            println!(
                "  [{}] {:?} {}{}{} through {:?}{}{}  by [{}]  = {}",
                names(&clause.subjects),
                group.voice,
                if group.negated { "not " } else { "" },
                group.modal.as_deref().map(|m| format!("{m} ")).unwrap_or_default(),
                group.lemma,
                group.through,
                if clause.shared { " shared" } else { "" },
                if clause.relative { " relative" } else { "" },
                names(&clause.agents),
                reading.text(clause.tokens)
            );
        }
    }
    Ok(())
}

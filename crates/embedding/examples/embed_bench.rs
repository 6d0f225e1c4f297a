//! Prints load time, time for one question, sentences a second: `embed_bench MODEL_DIR FILE [COUNT]`, one sentence a line.
#![allow(clippy::print_stdout)]

use rolecall_embedding::{Embed, MiniLm, ModelFiles};
use std::time::Instant;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let start = Instant::now();
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [dir, file, rest @ ..] = arguments.as_slice() else { return Err("MODEL_DIR FILE [COUNT]".into()) };
    let model = MiniLm::load(&ModelFiles::open(dir.as_ref())?)?;
    println!("load                {:?}", start.elapsed());
    let question = ["who sets up the microphones before a session"];
    let asked = Instant::now();
    model.embed(&question)?;
    println!("first question      {:?} (with load {:?})", asked.elapsed(), start.elapsed());
    let mut times = Vec::new();
    for _ in 0..101 {
        let asked = Instant::now();
        model.embed(&question)?;
        times.push(asked.elapsed());
    }
    times.sort();
    println!("warm question       {:?} (median of 101; best {:?})", times[50], times[0]);
    let text = std::fs::read_to_string(file)?;
    let lines: Vec<&str> = text.lines().collect();
    let count = rest.first().map_or(Ok(2000), |c| c.parse())?.min(lines.len()).max(1);
    let step = lines.len() / count;
    let texts: Vec<&str> = lines.iter().step_by(step).take(count).copied().collect();
    let words: usize = texts.iter().map(|t| t.split_whitespace().count()).sum();
    let began = Instant::now();
    let tokens: usize = texts.iter().map(|t| model.tokenizer().tokens(t, 256).len()).sum();
    let n = texts.len() as f64;
    println!(
        "tokenise            {:.1} us a sentence of {:.1} words, {:.1} tokens",
        began.elapsed().as_secs_f64() * 1e6 / n,
        words as f64 / n,
        tokens as f64 / n
    );
    let began = Instant::now();
    for some in texts.chunks(512) {
        model.embed(some)?;
    }
    let seconds = began.elapsed().as_secs_f64();
    println!(
        "embed               {:.0} sentences a second, {:.1} GFLOPS in layers",
        n / seconds,
        tokens as f64 * 21.2e6 / seconds / 1e9
    );
    Ok(())
}

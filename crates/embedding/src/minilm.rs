//! Sentences to vectors with a model's files: tokens, batches over all cores, the forward pass.

use crate::bert::{Bert, Scratch};
use crate::error::{Error, Result};
use crate::model::ModelFiles;
use crate::tokenizer::Tokenizer;
use crate::vector::Vector;
use crate::weights::Weights;
use crate::words::{Axes, FUNCTION_WORDS, Words};
use crate::{Embed, Meaning, model, ops};
use rayon::prelude::*;
use sha2::{Digest, Sha256};
use std::collections::HashSet;

/// Tokens of a text beyond these are not read; what the model's makers set.
const LONGEST: usize = 256;

/// Tokens that go through the layers together. Fewer cost more packing of weights, more leave the second-level cache.
/// Measured: 128 give 295 statements a second, 256 give 317, 512 give 303, 1,024 give 167.
const BATCH: usize = 256;

/// all-MiniLM-L6-v2, or another BERT with mean pooling and heads of 32, on the processor's cores.
pub struct MiniLm {
    bert: Bert,
    tokenizer: Tokenizer,
    /// None where the model is not the one that they are of.
    axes: Option<Axes>,
    /// Tokens that say nothing by themselves.
    function: HashSet<u32>,
    id: String,
}

impl MiniLm {
    /// Loads the model: maps the weights and reads the vocabulary, 2 ms where the system has the files in its cache.
    ///
    /// # Errors
    ///
    /// [`Error::Io`] where a file cannot be read, [`Error::Unsuitable`] where it is not a model of this kind.
    pub fn load(files: &ModelFiles) -> Result<Self> {
        let unsuitable = |why| Error::Unsuitable { path: files.weights().into(), why };
        let (weights, tokenizer) =
            rayon::join(|| Weights::open(files.weights()), || Tokenizer::open(files.vocabulary()));
        let (bert, tokenizer) = (Bert::new(weights?).map_err(unsuitable)?, tokenizer?);
        if tokenizer.vocabulary() > bert.vocabulary() {
            let (words, rows) = (tokenizer.vocabulary(), bert.vocabulary());
            return Err(unsuitable(format!("it has {rows} words, but its vocabulary has {words}")));
        }
        let id = format!("{}/{}", model::NAME, fingerprint(bert.weights()));
        let axes = Axes::of_width(bert.width());
        let function = FUNCTION_WORDS.split(' ').filter_map(|word| tokenizer.token(word)).chain(tokenizer.special());
        let function = function.collect();
        Ok(Self { bert, tokenizer, axes, function, id })
    }

    /// The rows that the model gives the words of a text, as they come out of its last layer.
    pub fn rows_of_words(&self, text: &str) -> Vec<Vec<f32>> {
        let tokens = self.tokenizer.tokens(text, LONGEST.min(self.bert.positions()));
        let rows =
            |tokens: &[u32], rows: &[f32]| -> Vec<Vec<f32>> { self.words(tokens, rows).map(<[f32]>::to_vec).collect() };
        self.bert.forward(&tokens, &[tokens.len()], &mut Scratch::default(), rows).swap_remove(0)
    }

    /// The rows of those tokens that say something by themselves.
    fn words<'r>(&self, tokens: &[u32], rows: &'r [f32]) -> impl Iterator<Item = &'r [f32]> {
        let rows = tokens.iter().zip(rows.chunks_exact(self.bert.width()));
        rows.filter(|(token, _)| !self.function.contains(token)).map(|(_, row)| row)
    }

    fn meaning(&self, tokens: &[u32], rows: &[f32]) -> Meaning {
        let mut words = Words::default();
        if let Some(axes) = &self.axes {
            self.words(tokens, rows).for_each(|row| axes.push(row, &mut words));
        }
        Meaning { whole: Vector::unit(ops::pool(self.bert.width(), rows)), words }
    }

    /// What `finish` makes of each text's tokens and their rows.
    fn finished<T: Send>(&self, texts: &[&str], finish: impl Fn(&[u32], &[f32]) -> T + Sync) -> Vec<T> {
        let most = LONGEST.min(self.bert.positions());
        if let [text] = texts {
            let tokens = self.tokenizer.tokens(text, most);
            // On one of the pool's threads, from which sharing work costs least.
            let forward = || self.bert.forward(&tokens, &[tokens.len()], &mut Scratch::default(), &finish);
            return rayon::join(forward, || ()).0;
        }
        let tokens: Vec<Vec<u32>> =
            texts.par_iter().with_min_len(64).map(|text| self.tokenizer.tokens(text, most)).collect();
        let made = batches(&tokens).into_par_iter().map_init(Scratch::default, |scratch, batch| {
            let mut ends = Vec::with_capacity(batch.len());
            let mut flat = Vec::with_capacity(BATCH);
            for tokens in batch {
                flat.extend_from_slice(tokens);
                ends.push(flat.len());
            }
            self.bert.forward(&flat, &ends, scratch, &finish)
        });
        made.collect::<Vec<_>>().into_iter().flatten().collect()
    }

    /// The tokenizer.
    pub fn tokenizer(&self) -> &Tokenizer {
        &self.tokenizer
    }
}

impl Embed for MiniLm {
    fn id(&self) -> &str {
        &self.id
    }

    fn dimension(&self) -> usize {
        self.bert.width()
    }

    fn embed(&self, texts: &[&str]) -> Result<Vec<Vector>> {
        Ok(self.finished(texts, |_, rows| Vector::unit(ops::pool(self.bert.width(), rows))))
    }

    fn meanings(&self, texts: &[&str]) -> Result<Vec<Meaning>> {
        Ok(self.finished(texts, |tokens, rows| self.meaning(tokens, rows)))
    }

    fn look_up(&self, text: &str) -> Option<Vector> {
        let tokens = self.tokenizer.tokens(text, LONGEST);
        // Without the two that every text begins and ends with.
        let rows: Vec<Vector> = tokens[1..tokens.len() - 1].iter().map(|t| Vector::new(self.bert.row(*t))).collect();
        Vector::mean(&rows)
    }
}

/// Neighbours together, as many as stay within a batch's tokens and leave work for every thread.
fn batches(sentences: &[Vec<u32>]) -> Vec<&[Vec<u32>]> {
    let total: usize = sentences.iter().map(Vec::len).sum();
    let most = BATCH.min(total.div_ceil(rayon::current_num_threads()));
    let (mut batches, mut start, mut tokens) = (Vec::new(), 0, 0);
    for (at, sentence) in sentences.iter().enumerate() {
        if tokens + sentence.len() > most && at > start {
            batches.push(&sentences[start..at]);
            (start, tokens) = (at, 0);
        }
        tokens += sentence.len();
    }
    if start < sentences.len() {
        batches.push(&sentences[start..]);
    }
    batches
}

/// Twelve hexadecimal digits that differ for other weights: SHA-256 over the header and over samples of the numbers.
///
/// A checksum of the whole file would read all its 90 MB before each answer.
fn fingerprint(weights: &Weights) -> String {
    const SAMPLES: usize = 256;
    let file = weights.file();
    let mut hash = Sha256::new();
    hash.update((file.len() as u64).to_le_bytes());
    hash.update(&file[..file.len().min(16 << 10)]);
    for i in 0..SAMPLES {
        let at = file.len() / SAMPLES * i;
        hash.update(&file[at..file.len().min(at + 32)]);
    }
    hash.finalize()[..6].iter().map(|byte| format!("{byte:02x}")).collect()
}

//! The forward pass of BERT (Devlin et al. 2019) as all-MiniLM-L6-v2 is made: 6 layers, 384 wide, 12 heads of 32.
//!
//! Sentences of one call stand one after another without padding. All of a layer but the attention works on single
//! tokens, so it runs over all of them at once; attention runs sentence by sentence. A batch of mixed lengths thus costs
//! what its tokens cost, and nothing has to be sorted by length.
//!
//! Written out by hand: candle took 2.7 times as long a sentence, and rten 55 ms to load, which is half of what a whole
//! command may take (the figures are in this crate's README).

use crate::kernel::PANEL;
use crate::ops::{self, AttentionScratch, HEAD};
use crate::weights::{Place, Weights};
use std::ops::Range;

/// A transformer whose weights lie in a mapped file.
pub(crate) struct Bert {
    weights: Weights,
    width: usize,
    vocabulary: usize,
    positions: usize,
    words: Place,
    position_rows: Place,
    /// The row of token type 0, the only one a single sentence has.
    kind: Vec<f32>,
    norm: Norm,
    layers: Vec<Layer>,
}

struct Layer {
    query: Linear,
    key: Linear,
    value: Linear,
    after_attention: Linear,
    attention_norm: Norm,
    wide: Linear,
    narrow: Linear,
    output_norm: Norm,
}

struct Linear {
    weights: Place,
    bias: Vec<f32>,
}

struct Norm {
    scale: Vec<f32>,
    shift: Vec<f32>,
}

/// Memory for a forward pass, kept from one to the next.
#[derive(Default)]
pub(crate) struct Scratch {
    x: Vec<f32>,
    q: Vec<f32>,
    k: Vec<f32>,
    v: Vec<f32>,
    context: Vec<f32>,
    wide: Vec<f32>,
    panel: Vec<[f32; PANEL]>,
    attention: AttentionScratch,
}

impl Bert {
    /// Finds every tensor, and checks its shape. The error says what is wrong with the file.
    pub(crate) fn new(weights: Weights) -> Result<Self, String> {
        const WORDS: &str = "embeddings.word_embeddings.weight";
        const POSITIONS: &str = "embeddings.position_embeddings.weight";
        let two = |name: &str| match weights.shape(name) {
            Some([rows, width]) => Ok((*rows, *width)),
            _ => Err(format!("it holds no table of 32-bit numbers named {name}")),
        };
        let (vocabulary, width) = two(WORDS)?;
        let (positions, _) = two(POSITIONS)?;
        let (kinds, _) = two("embeddings.token_type_embeddings.weight")?;
        if width == 0 || width % HEAD != 0 || kinds == 0 || positions < 2 {
            return Err(format!("a width of {width} does not divide into heads of {HEAD}"));
        }
        let kind = weights.numbers(&weights.place("embeddings.token_type_embeddings.weight", &[kinds, width])?);
        let mut layers = Vec::new();
        while let Some([wide, _]) = weights.shape(&format!("encoder.layer.{}.intermediate.dense.weight", layers.len()))
        {
            if wide % PANEL != 0 {
                return Err(format!("a layer of {wide} is not a multiple of {PANEL}"));
            }
            let prefix = format!("encoder.layer.{}", layers.len());
            layers.push(Layer::new(&weights, &prefix, width, *wide)?);
        }
        if layers.is_empty() {
            return Err("it holds no layers".into());
        }
        Ok(Self {
            words: weights.place(WORDS, &[vocabulary, width])?,
            position_rows: weights.place(POSITIONS, &[positions, width])?,
            kind: kind[..width].to_vec(),
            norm: Norm::new(&weights, "embeddings.LayerNorm", width)?,
            layers,
            width,
            vocabulary,
            positions,
            weights,
        })
    }

    /// Numbers of a vector.
    pub(crate) fn width(&self) -> usize {
        self.width
    }

    /// Tokens that the model has a row for.
    pub(crate) fn vocabulary(&self) -> usize {
        self.vocabulary
    }

    /// The longest sequence of tokens that the model has positions for.
    pub(crate) fn positions(&self) -> usize {
        self.positions
    }

    /// The mapped file.
    pub(crate) fn weights(&self) -> &Weights {
        &self.weights
    }

    /// What `finish` makes of each sequence of `ends`, in order: of its tokens and their rows, one after another.
    ///
    /// `tokens` holds all sequences one after another, `ends[i]` is where sequence `i` ends. No sequence is empty or
    /// longer than [`Bert::positions`], no token is [`Bert::vocabulary`] or more.
    pub(crate) fn forward<T>(
        &self,
        tokens: &[u32],
        ends: &[usize],
        scratch: &mut Scratch,
        finish: impl Fn(&[u32], &[f32]) -> T,
    ) -> Vec<T> {
        let (m, width) = (tokens.len(), self.width);
        self.look_up(tokens, ends, &mut scratch.x);
        let Scratch { x, q, k, v, context, wide, panel, attention } = scratch;
        for buffer in [&mut *q, k, v, context] {
            buffer.resize(m * width, 0.0);
        }
        for layer in &self.layers {
            let mut linear = |linear: &Linear, x: &[f32], out: &mut [f32]| {
                let weights = self.weights.bytes(&linear.weights);
                if ends.len() == 1 {
                    ops::linear_shared(m, x, weights, &linear.bias, out);
                } else {
                    ops::linear(m, x, weights, &linear.bias, out, panel);
                }
            };
            linear(&layer.query, x, q);
            linear(&layer.key, x, k);
            linear(&layer.value, x, v);
            for sentence in ranges(ends) {
                let at = sentence.start * width..sentence.end * width;
                ops::attend(width, &q[at.clone()], &k[at.clone()], &v[at.clone()], &mut context[at], attention);
            }
            linear(&layer.after_attention, context, q);
            ops::add_and_normalise(x, q, &layer.attention_norm.scale, &layer.attention_norm.shift);
            wide.resize(m * layer.wide.bias.len(), 0.0);
            linear(&layer.wide, x, wide);
            ops::gelu(wide);
            linear(&layer.narrow, wide, q);
            ops::add_and_normalise(x, q, &layer.output_norm.scale, &layer.output_norm.shift);
        }
        ranges(ends).map(|s| finish(&tokens[s.clone()], &x[s.start * width..s.end * width])).collect()
    }

    /// The row of a token below [`Bert::vocabulary`], before it is read in any sentence.
    pub(crate) fn row(&self, token: u32) -> Vec<f32> {
        let words = &self.weights.bytes(&self.words)[token as usize * self.width..][..self.width];
        words.iter().map(|number| f32::from_le_bytes(*number)).collect()
    }

    /// Sets `x` to the tokens' rows: word, position in its sequence, and kind, normalised.
    fn look_up(&self, tokens: &[u32], ends: &[usize], x: &mut Vec<f32>) {
        let width = self.width;
        let (words, positions) = (self.weights.bytes(&self.words), self.weights.bytes(&self.position_rows));
        x.clear();
        for sentence in ranges(ends) {
            for (position, token) in tokens[sentence].iter().enumerate() {
                let word = &words[*token as usize * width..][..width];
                let position = &positions[position * width..][..width];
                x.extend(word.iter().zip(position).map(|(w, p)| f32::from_le_bytes(*w) + f32::from_le_bytes(*p)));
            }
        }
        for row in x.chunks_exact_mut(width) {
            ops::add_and_normalise(row, &self.kind, &self.norm.scale, &self.norm.shift);
        }
    }
}

/// The ranges that end at `ends`.
fn ranges(ends: &[usize]) -> impl Iterator<Item = Range<usize>> {
    let starts = std::iter::once(0).chain(ends.iter().copied());
    starts.zip(ends.iter().copied()).map(|(start, end)| start..end)
}

impl Layer {
    fn new(weights: &Weights, prefix: &str, width: usize, wide: usize) -> Result<Self, String> {
        let linear = |name: &str, outputs, inputs| Linear::new(weights, &format!("{prefix}.{name}"), outputs, inputs);
        let norm = |name: &str| Norm::new(weights, &format!("{prefix}.{name}.LayerNorm"), width);
        Ok(Self {
            query: linear("attention.self.query", width, width)?,
            key: linear("attention.self.key", width, width)?,
            value: linear("attention.self.value", width, width)?,
            after_attention: linear("attention.output.dense", width, width)?,
            attention_norm: norm("attention.output")?,
            wide: linear("intermediate.dense", wide, width)?,
            narrow: linear("output.dense", width, wide)?,
            output_norm: norm("output")?,
        })
    }
}

impl Linear {
    fn new(weights: &Weights, name: &str, outputs: usize, inputs: usize) -> Result<Self, String> {
        let bias = weights.place(&format!("{name}.bias"), &[outputs])?;
        Ok(Self {
            weights: weights.place(&format!("{name}.weight"), &[outputs, inputs])?,
            bias: weights.numbers(&bias),
        })
    }
}

impl Norm {
    fn new(weights: &Weights, name: &str, width: usize) -> Result<Self, String> {
        let numbers = |end: &str| Ok(weights.numbers(&weights.place(&format!("{name}.{end}"), &[width])?));
        let of = |end: &str| -> Result<Vec<f32>, String> { numbers(end) };
        Ok(Self { scale: of("weight")?, shift: of("bias")? })
    }
}

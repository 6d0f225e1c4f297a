//! Word pieces by their text.
//!
//! An open-addressing table over the file's own text: no string is copied, so 30,522 pieces are read in about a millisecond.

/// The pieces of a vocabulary.
#[derive(Debug)]
pub(super) struct Vocabulary {
    text: String,
    pieces: Vec<Piece>,
    /// Numbers of pieces, at their hash or the next free place. A power of two, at most half full.
    slots: Vec<u32>,
    /// Bytes of the longest piece.
    longest: usize,
}

#[derive(Clone, Copy, Debug)]
struct Piece {
    start: u32,
    length: u32,
    /// Whether it stands inside a word.
    inside: bool,
}

const FREE: u32 = u32::MAX;

impl Vocabulary {
    /// Takes a text of one piece a line. Of two equal lines the last one counts.
    pub(super) fn new(text: String) -> Self {
        let mut pieces = Vec::with_capacity(text.len() / 6);
        let mut longest = 0;
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            let piece = line.trim_end_matches(['\n', '\r']);
            let inside = piece.len() > 2 && piece.starts_with("##");
            let skipped = if inside { 2 } else { 0 };
            let length = piece.len() - skipped;
            longest = longest.max(length);
            pieces.push(Piece { start: (start + skipped) as u32, length: length as u32, inside });
            start += line.len();
        }
        let mut vocabulary = Self { text, slots: vec![FREE; (pieces.len() * 2).next_power_of_two()], pieces, longest };
        for id in 0..vocabulary.pieces.len() {
            let piece = vocabulary.pieces[id];
            let slot = vocabulary.slot(vocabulary.bytes(piece), piece.inside);
            vocabulary.slots[slot] = id as u32;
        }
        vocabulary
    }

    /// How many pieces there are.
    pub(super) fn len(&self) -> usize {
        self.pieces.len()
    }

    /// The number of the piece that begins a word with exactly this text.
    pub(super) fn first(&self, text: &str) -> Option<u32> {
        self.find(text.as_bytes(), false)
    }

    /// The longest piece that `text` begins with, and its length in bytes.
    pub(super) fn longest(&self, text: &str, inside: bool) -> Option<(u32, usize)> {
        let bytes = text.as_bytes();
        let ends = (1..=self.longest.min(bytes.len())).rev().filter(|e| text.is_char_boundary(*e));
        ends.map(|end| (self.find(&bytes[..end], inside), end)).find_map(|(id, end)| Some((id?, end)))
    }

    fn find(&self, bytes: &[u8], inside: bool) -> Option<u32> {
        Some(self.slots[self.slot(bytes, inside)]).filter(|id| *id != FREE)
    }

    /// Where this piece is, or would be.
    fn slot(&self, bytes: &[u8], inside: bool) -> usize {
        let mask = self.slots.len() - 1;
        let mut at = hash(bytes, inside) as usize & mask;
        loop {
            match self.pieces.get(self.slots[at] as usize) {
                Some(piece) if piece.inside != inside || self.bytes(*piece) != bytes => at = (at + 1) & mask,
                _ => return at,
            }
        }
    }

    fn bytes(&self, piece: Piece) -> &[u8] {
        &self.text.as_bytes()[piece.start as usize..][..piece.length as usize]
    }
}

/// FNV-1a, its upper half folded in.
fn hash(bytes: &[u8], inside: bool) -> u64 {
    let start = 0xcbf2_9ce4_8422_2325 ^ u64::from(inside);
    let hash = bytes.iter().fold(start, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3));
    hash ^ (hash >> 32)
}

//! Bytes that a fuzzer brings, as changes to something that is nearly right: what is wrong from the first byte on is refused by
//! the first line of a parser, and nothing behind that is ever reached.

/// `seed` with the edits that `choices` stand for, four bytes each: what is done, where (a part of the length), and with what.
///
/// ```
/// assert_eq!(rolecall_fuzz::mutated(b"cook", &[0, 0, 0, b'b']), b"book");
/// assert_eq!(rolecall_fuzz::mutated(b"cook", &[]), b"cook");
/// ```
pub fn mutated(seed: &[u8], choices: &[u8]) -> Vec<u8> {
    let mut bytes = seed.to_vec();
    for edit in choices.chunks_exact(4) {
        let &[what, high, low, with] = edit else { continue };
        if bytes.is_empty() {
            break;
        }
        let at = usize::from(u16::from_be_bytes([high, low])) * bytes.len() / 65_536;
        let some = (at + 1 + usize::from(with)).min(bytes.len());
        match what % 8 {
            0 => bytes[at] = with,
            1 => bytes[at] ^= 1 << (with % 8),
            2 => bytes.insert(at, with),
            3 => drop(bytes.drain(at..some)),
            4 => bytes.extend_from_within(at..some),
            5 => {
                let piece = bytes[at..some].to_vec();
                bytes.splice(at..at, piece);
            }
            6 => bytes.truncate(at),
            // A number of four bytes that is larger than anything is long.
            _ => bytes[at..].iter_mut().take(4).for_each(|byte| *byte = 0xff),
        }
    }
    bytes
}

/// Words chosen from `words` by each byte; a byte beyond them stands for itself.
///
/// ```
/// assert_eq!(rolecall_fuzz::worded(&["who", "cooks"], &[0, 1, b'?']), "who cooks ? ");
/// ```
pub fn worded(words: &[&str], choices: &[u8]) -> String {
    let mut text = String::new();
    for choice in choices {
        match words.get(usize::from(*choice)) {
            Some(word) => text.push_str(word),
            None => text.push(char::from(*choice)),
        }
        text.push(' ');
    }
    text
}

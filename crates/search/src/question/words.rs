//! Words that help a question along and are not what it asks for.

/// The weight of a particle ("up" in "set up"): it tells near meanings apart but finds nothing by itself.
pub(super) const PARTICLE: f32 = 0.25;
/// The weight of a verb that says little without its object ("make", "handle").
pub(super) const LIGHT: f32 = 0.4;

/// The weight of a word that only says where or when: articles rarely repeat their setting in every sentence.
pub(super) const ASIDE: f32 = 0.5;

/// Function words of English: determiners, pronouns, auxiliaries, prepositions, conjunctions, adverbs of habit.
#[rustfmt::skip]
const STOP: &[&str] = &[
    "a", "about", "above", "across", "actually", "after", "again", "against", "all", "along", "already", "also", "always", "am",
    "among", "an", "and", "any", "anybody", "anyone", "anything", "are", "aren", "around", "as", "at", "be", "because", "been",
    "before", "being", "below", "beside", "besides", "between", "beyond", "both", "but", "by", "can", "cannot", "could", "couldn", "d",
    "did", "didn", "do", "does", "doesn", "doing", "don", "done", "down", "during", "each", "either", "else", "etc", "even", "ever", "every",
    "everyone", "everything", "few", "for", "from", "generally", "get", "gets", "had", "has", "hasn", "have", "haven", "having", "he",
    "her", "here", "hers", "herself", "him", "himself", "his", "how", "however", "i", "if", "in", "into", "is", "isn", "it", "its",
    "itself", "just", "ll", "m", "many", "may", "me", "might", "mine", "more", "most", "mostly", "much", "must", "my", "myself",
    "neither", "no", "nor", "normally", "not", "of", "off", "often", "on", "once", "one", "only", "onto", "or", "other", "others", "ought",
    "our", "ours", "out", "over", "own", "per", "please", "rather", "re", "really", "s", "same", "shall", "she", "should", "since", "so",
    "some", "somebody", "someone", "something", "sometimes", "such", "t", "than", "that", "the", "their", "theirs", "them",
    "themselves", "then", "there", "these", "they", "this", "those", "though", "through", "throughout", "to", "together", "too",
    "toward", "towards", "typically", "under", "until", "up", "upon", "us", "usually", "ve", "very", "via", "was", "wasn", "we",
    "were", "what", "whatever", "when", "where", "whether", "which", "while", "who", "whoever", "whom", "whose", "why", "will",
    "with", "within", "without", "won", "would", "yet", "you", "your", "yours",
];

/// Words that make a verb of two: "set up", "sign off", "lay out".
const PARTICLES: &[&str] = &["up", "out", "down", "off", "over", "away", "back", "together", "around"];

/// Stems of verbs that say little without their object.
#[rustfmt::skip]
const LIGHT_STEMS: &[&str] = &[
    "make", "take", "give", "go", "handl", "deal", "keep", "ensur", "sure", "use", "perform", "carri", "work", "provid", "involv", "need",
    "happen", "come", "let", "put", "becom",
];

/// Whether `word` (in lower case) carries no meaning of its own.
pub fn is_stop(word: &str) -> bool {
    STOP.binary_search(&word).is_ok()
}

/// Whether `word` can belong to the verb before it.
pub(super) fn is_particle(word: &str) -> bool {
    PARTICLES.contains(&word)
}

/// Whether `word`, after a deed and its object, begins to say where or when ("books the hall **on** a tour").
pub(super) fn leads_aside(word: &str) -> bool {
    matches!(
        word,
        "in" | "on" | "at" | "during" | "within" | "when" | "where" | "while" | "if" | "before" | "after" | "between"
    )
}

/// Whether `stem` is that of a verb that says little without its object.
pub(crate) fn is_light(stem: &str) -> bool {
    LIGHT_STEMS.contains(&stem)
}

/// A verb in the third person without its ending: "mixes" → "mix", "carries" → "carry".
pub(super) fn base_form(word: &str) -> String {
    let cut = |n: usize| word[..word.len() - n].to_owned();
    match word {
        _ if word.len() <= 3 || !word.ends_with('s') || word.ends_with("ss") => word.to_owned(),
        _ if word.len() > 4 && word.ends_with("ies") => cut(3) + "y",
        _ if ["sses", "shes", "ches", "xes", "zzes", "oes"].iter().any(|e| word.ends_with(e)) => cut(2),
        _ => cut(1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_sorted_so_that_it_can_be_searched() {
        assert!(STOP.is_sorted());
    }

    #[test]
    fn verbs_lose_their_ending() {
        let pairs = [
            ("sets", "set"),
            ("mixes", "mix"),
            ("carries", "carry"),
            ("memorizes", "memorize"),
            ("passes", "pass"),
            ("goes", "go"),
        ];
        for (from, to) in pairs {
            assert_eq!(base_form(from), to);
        }
    }
}

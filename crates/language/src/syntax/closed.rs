//! The closed classes of English: the few hundred words that make its grammar.

use super::tag::Tag;

/// The tag of a word of a closed class. Words that also live elsewhere ("can", "like", "that") get their commonest
/// reading; [`super::tag`] corrects them by their neighbours.
pub(super) fn closed(lower: &str) -> Option<Tag> {
    Some(match lower {
        "the" | "a" | "an" | "this" | "these" | "those" | "each" | "every" | "any" | "some" | "no" | "all" | "both"
        | "either" | "neither" | "another" | "such" | "most" | "many" | "several" | "few" | "more" | "much"
        | "enough" | "certain" | "various" | "fewer" | "less" | "half" => Tag::Determiner,
        "my" | "your" | "his" | "its" | "our" | "their" | "whose" | "her" => Tag::Possessive,
        "i" | "you" | "he" | "she" | "it" | "we" | "they" | "him" | "them" | "me" | "us" | "someone" | "somebody"
        | "anyone" | "anybody" | "everyone" | "everybody" | "nobody" | "everything" | "something" | "nothing"
        | "anything" | "whoever" | "one" | "ones" | "none" | "themselves" | "himself" | "herself" | "itself"
        | "yourself" | "ourselves" | "myself" | "others" | "theirs" | "hers" | "yours" | "mine" | "ours" => {
            Tag::Pronoun
        }
        "who" | "which" | "whom" | "that" | "what" | "whatever" | "where" | "how" | "why" | "whichever" => {
            Tag::Relative
        }
        "of" | "in" | "on" | "at" | "by" | "for" | "with" | "from" | "into" | "onto" | "over" | "under" | "about"
        | "between" | "among" | "through" | "during" | "without" | "within" | "against" | "across" | "behind"
        | "beyond" | "beside" | "besides" | "near" | "toward" | "towards" | "upon" | "per" | "via" | "like"
        | "unlike" | "despite" | "except" | "including" | "regarding" | "concerning" | "alongside" | "around"
        | "off" | "outside" | "inside" | "throughout" | "above" | "below" | "as" | "than" | "versus" | "vs" | "vs."
        | "amid" | "along" | "up" | "down" | "out" => Tag::Preposition,
        "and" | "or" | "but" | "nor" | "&" | "yet" | "plus" => Tag::Conjunction,
        "because" | "while" | "although" | "though" | "if" | "when" | "whenever" | "since" | "whereas" | "unless"
        | "until" | "till" | "whereupon" | "after" | "before" | "once" | "so" | "whether" | "wherever" | "provided" => {
            Tag::Subordinator
        }
        "to" => Tag::To,
        "can" | "could" | "may" | "might" | "must" | "shall" | "should" | "will" | "would" | "ought" | "'ll" | "ca"
        | "wo" | "sha" | "cannot" => Tag::Modal,
        "be" | "am" | "is" | "are" | "was" | "were" | "been" | "being" | "'re" | "'m" | "'s" | "ai" => Tag::Be,
        "have" | "has" | "had" | "having" | "'ve" | "'d" => Tag::Have,
        "do" | "does" | "did" => Tag::Do,
        "not" | "n't" | "nt" | "never" => Tag::Not,
        "also" | "often" | "always" | "usually" | "typically" | "sometimes" | "then" | "still" | "even" | "just"
        | "only" | "too" | "very" | "well" | "already" | "again" | "now" | "here" | "there" | "however"
        | "therefore" | "thus" | "moreover" | "furthermore" | "instead" | "rather" | "quite" | "almost" | "perhaps"
        | "maybe" | "mostly" | "together" | "away" | "back" | "ahead" | "later" | "soon" | "once-off" | "alone"
        | "overall" | "traditionally" | "generally" | "normally" | "ultimately" | "otherwise" | "meanwhile"
        | "rarely" | "seldom" | "hardly" | "largely" | "mainly" | "primarily" | "solely" | "simply" | "directly"
        | "first" | "finally" | "ever" | "almost-always" | "indeed" | "nowadays" | "nevertheless" | "nonetheless"
        | "altogether" => Tag::Adverb,
        "other" | "own" | "same" | "able" | "responsible" | "different" | "good" | "best" | "better" | "new" => {
            Tag::Adjective
        }
        "two" | "three" | "four" | "five" | "six" | "seven" | "eight" | "nine" | "ten" | "eleven" | "twelve"
        | "dozen" | "twenty" | "thirty" | "forty" | "fifty" | "sixty" | "hundred" | "thousand" | "million" => {
            Tag::Number
        }
        "," => Tag::Comma,
        ":" | ";" => Tag::Colon,
        "–" | "—" | "-" | "―" => Tag::Dash,
        "(" | "[" => Tag::Open,
        ")" | "]" => Tag::Close,
        "\"" | "“" | "”" | "‘" | "’" | "'" | "«" | "»" => Tag::Quote,
        "/" => Tag::Slash,
        "." | "!" | "?" | "…" => Tag::Stop,
        _ => return None,
    })
}

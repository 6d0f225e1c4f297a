//! Which language an article is in. Only English is read for who does what; what is written in another language is kept as
//! it is, and its sentences are said of nobody, for rules of English would make up roles in it.
//!
//! The words themselves decide: what a page declares is often what its program was installed with. Where a text is too
//! short to tell, it is English.

use crate::Document;

/// Whether `document` is in another language than English; its language is then noted.
#[cfg(feature = "languages")]
pub(crate) fn foreign(document: &mut Document) -> bool {
    let Some(found) = told(&document.text) else { return false };
    if found == whatlang::Lang::Eng {
        document.language = Some("en".into());
        return false;
    }
    let name = found.eng_name();
    document.note(0, format!("it is in {name}: kept to be found by its words, and attributed to nobody"));
    document.language = Some(tag(found).into());
    true
}

/// Without the means to tell, everything is English.
#[cfg(not(feature = "languages"))]
pub(crate) fn foreign(_: &mut Document) -> bool {
    false
}

/// Fewer letters than this do not tell a language.
#[cfg(feature = "languages")]
const FEWEST: usize = 160;

/// The language of `text`, where its words tell.
#[cfg(feature = "languages")]
fn told(text: &str) -> Option<whatlang::Lang> {
    use whatlang::{Lang, detect};
    let enough = |part: &str| part.chars().filter(|c| c.is_alphabetic()).count() >= FEWEST;
    // Three places, so that a title page or a list of names at the beginning does not decide.
    let third = text.len() / 3;
    let part = |from: usize| {
        &text[text.ceil_char_boundary(from)..text.floor_char_boundary((from + third.min(4000)).max(from))]
    };
    let parts: Vec<&str> = if text.len() < 1200 { vec![text] } else { vec![part(0), part(third), part(2 * third)] };
    let parts: Vec<&str> = parts.into_iter().filter(|part| enough(part)).collect();
    if parts.iter().any(|part| plainly_english(part)) {
        return Some(Lang::Eng);
    }
    let mut langs = parts.into_iter().filter_map(detect);
    let first = langs.next()?;
    let rest: Vec<_> = langs.collect();
    let english = |info: &whatlang::Info| info.lang() == Lang::Eng;
    if english(&first) || rest.iter().any(english) {
        return Some(Lang::Eng);
    }
    // Everywhere the same language, and sure of it once: lists of names look like many languages.
    let same = rest.iter().all(|info| info.lang() == first.lang());
    let sure = first.is_reliable() || rest.iter().any(whatlang::Info::is_reliable);
    (same && sure).then_some(first.lang())
}

/// Whether so many of the words are of those that hold English sentences together and no other language's that nothing
/// else needs to be asked: telling languages apart takes as long as a quarter of a page's parse.
#[cfg(feature = "languages")]
fn plainly_english(part: &str) -> bool {
    let (mut words, mut english) = (0, 0);
    for word in part.split_ascii_whitespace() {
        words += 1;
        english += usize::from(matches!(
            word,
            "the"
                | "The"
                | "and"
                | "with"
                | "that"
                | "this"
                | "from"
                | "are"
                | "have"
                | "they"
                | "their"
                | "which"
                | "or"
        ));
    }
    english * 10 > words
}

/// A language's BCP 47 tag: two letters where it has them.
#[cfg(feature = "languages")]
fn tag(lang: whatlang::Lang) -> &'static str {
    const TAGS: &[(&str, &str)] = &[
        ("afr", "af"),
        ("ara", "ar"),
        ("bel", "be"),
        ("ben", "bn"),
        ("bul", "bg"),
        ("cat", "ca"),
        ("ces", "cs"),
        ("cmn", "zh"),
        ("cym", "cy"),
        ("dan", "da"),
        ("deu", "de"),
        ("ell", "el"),
        ("epo", "eo"),
        ("est", "et"),
        ("fin", "fi"),
        ("fra", "fr"),
        ("heb", "he"),
        ("hin", "hi"),
        ("hrv", "hr"),
        ("hun", "hu"),
        ("hye", "hy"),
        ("ind", "id"),
        ("ita", "it"),
        ("jpn", "ja"),
        ("kan", "kn"),
        ("kat", "ka"),
        ("kor", "ko"),
        ("lat", "la"),
        ("lav", "lv"),
        ("lit", "lt"),
        ("mal", "ml"),
        ("mar", "mr"),
        ("mkd", "mk"),
        ("nld", "nl"),
        ("nob", "nb"),
        ("pan", "pa"),
        ("pes", "fa"),
        ("pol", "pl"),
        ("por", "pt"),
        ("ron", "ro"),
        ("rus", "ru"),
        ("slk", "sk"),
        ("slv", "sl"),
        ("spa", "es"),
        ("srp", "sr"),
        ("swe", "sv"),
        ("tam", "ta"),
        ("tel", "te"),
        ("tgl", "tl"),
        ("tha", "th"),
        ("tur", "tr"),
        ("ukr", "uk"),
        ("urd", "ur"),
        ("vie", "vi"),
        ("yid", "yi"),
        ("zul", "zu"),
    ];
    let code = lang.code();
    TAGS.iter().find(|(three, _)| *three == code).map_or(code, |(_, two)| two)
}

#[cfg(all(test, feature = "languages"))]
mod tests {
    use crate::understand;

    #[test]
    fn an_article_in_another_language_is_kept_and_attributed_to_nobody() {
        let german = "Der Müller mahlt das Korn, und der Fuhrmann bringt das Mehl in die Stadt. Nachts verschließt der Müller die Mühle. \
                      Der Lehrling fegt den Boden und ölt die Räder, bevor die Sonne aufgeht. Die Steine werden jedes Jahr vom Steinmetz geschärft.";
        let record = understand("a/muehle.txt", german.as_bytes()).unwrap();
        assert_eq!(record.article.language.as_deref(), Some("de"));
        assert_eq!(record.statements.len(), 4);
        assert!(record.statements.iter().all(|s| s.roles.is_empty()));
        assert!(record.diagnostics[0].message.contains("German"));
    }

    #[test]
    fn english_with_foreign_names_or_few_words_is_english() {
        for text in [
            "Der Müller.",
            "The sous-chef and the chef de partie prepare the mise en place, and the maître d'hôtel seats the guests. The chef de cuisine \
             writes the carte du jour with the sommelier. The commis peels potatoes. The plongeur washes what the garde manger has used.",
        ] {
            let record = understand("a/b.txt", text.as_bytes()).unwrap();
            assert!(!record.diagnostics.iter().any(|d| d.message.contains("attributed to nobody")), "{text}");
        }
    }
}

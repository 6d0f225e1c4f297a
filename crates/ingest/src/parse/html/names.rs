//! What an element's class, id and role say that it is for.
//!
//! The words are those that web authors in general use. They are hints, never proof: [`super::prune`] weighs them against
//! how much prose stands inside. Readability (Arc90, 2009) began with such lists, and Kohlschütter, Fankhauser and Nejdl,
//! "Boilerplate Detection using Shallow Text Features" (WSDM 2010), showed what densities add.

use super::tag::Tag;
use scraper::node::Element;

/// How sure a name is that the element is no part of the article.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Boilerplate {
    #[default]
    No,
    /// A word that also names parts of articles, such as `related`, `tools`, `meta`.
    Maybe,
    /// A word for parts of the page: `sidebar`, `newsletter`.
    Likely,
    /// What readers wrote below the article, often more than the article itself.
    Comments,
}

/// What the names say.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Names {
    /// Whether it is part of the page rather than of the article.
    pub(super) boilerplate: Boilerplate,
    /// The article's body: `itemprop="articleBody"`, `entry-content`.
    pub(super) body: bool,
    /// Covers the page when opened: a modal, a pop-up, a cookie notice.
    pub(super) overlay: bool,
    /// Stands under a picture.
    pub(super) caption: bool,
    /// Names who wrote the article and when.
    pub(super) byline: bool,
    /// Opens at a touch: an accordion, a tab, an answer.
    pub(super) unfolds: bool,
}

impl Names {
    /// Reads the names of `element`.
    pub(super) fn of(element: &Element, tag: Tag) -> Self {
        let mut names = Self::default();
        for (name, value) in element.attrs() {
            match name {
                "class" => names.read(value),
                // Ids of headings and paragraphs are anchors made of their own text.
                "id" if tag.is_group() => names.read(value),
                "role" => names.role(value),
                "itemprop" => match value {
                    "articleBody" | "reviewBody" => names.body = true,
                    "author" | "datePublished" | "dateModified" => names.byline = true,
                    _ => {}
                },
                "rel" if tag == Tag::Link && value == "author" => names.byline = true,
                "aria-modal" if value == "true" => names.overlay = true,
                _ => {}
            }
        }
        names
    }

    fn role(&mut self, role: &str) {
        match role {
            "navigation" | "banner" | "contentinfo" | "search" | "menu" | "menubar" | "toolbar" | "alert"
            | "status" => {
                self.likely(Boilerplate::Likely);
            }
            "complementary" => self.likely(Boilerplate::Likely),
            "dialog" | "alertdialog" | "tooltip" => self.overlay = true,
            _ => {}
        }
    }

    fn likely(&mut self, strength: Boilerplate) {
        self.boilerplate = self.boilerplate.max(strength);
    }

    /// Reads the words of a class or id: `post-body`, `postBody` and `post_body` are `post`, `body`.
    fn read(&mut self, value: &str) {
        let mut word = [0_u8; MAX_WORD];
        let mut length = 0;
        let mut before = Part::Other;
        let mut lower = false;
        let mut camel = false;
        for byte in value.bytes().chain([b' ']) {
            let ends = !byte.is_ascii_alphabetic() || (lower && byte.is_ascii_uppercase());
            if ends && length > 0 {
                // Two or three letters between capitals are more often part of a generated name (`hAdXq`) than a word.
                let broken = byte.is_ascii_uppercase() || camel;
                before = if broken && length < 4 { Part::Other } else { self.word(&word[..length], before) };
                length = 0;
                camel = byte.is_ascii_uppercase();
            }
            if byte.is_ascii_alphabetic() {
                if length < MAX_WORD {
                    word[length] = byte.to_ascii_lowercase();
                    length += 1;
                }
                lower = byte.is_ascii_lowercase();
            } else {
                (lower, camel) = (false, false);
                if byte == b' ' {
                    before = Part::Other;
                }
            }
        }
    }

    fn word(&mut self, word: &[u8], before: Part) -> Part {
        if before == Part::Doubt {
            return Part::Other;
        }
        match word {
            // `no-footer`, `has-sidebar`: said of something else.
            b"no" | b"not" | b"has" | b"with" | b"without" | b"is" | b"show" | b"hide" => return Part::Doubt,
            b"article" | b"entry" | b"post" | b"story" | b"blog" | b"news" => return Part::Article,
            b"body" | b"content" | b"text" | b"copy" if before == Part::Article => self.body = true,
            b"articlebody" | b"articlecontent" | b"articletext" | b"entrycontent" | b"postcontent" | b"postbody"
            | b"storybody" | b"storycontent" | b"storytext" | b"bodytext" | b"bodycopy" => self.body = true,
            b"accordion" | b"accordions" | b"toggle" | b"collapse" | b"collapsible" | b"collapsed" | b"expandable"
            | b"expander" | b"tab" | b"tabs" | b"tabpanel" | b"panel" | b"faq" | b"faqs" | b"answer" | b"spoiler" => {
                self.unfolds = true;
            }
            b"caption" | b"captions" | b"figcaption" | b"imagecaption" => self.caption = true,
            b"byline" | b"bylines" | b"dateline" | b"timestamp" | b"pubdate" | b"publishdate" | b"author"
            | b"authors" => {
                self.byline = true;
            }
            b"modal" | b"popup" | b"popover" | b"lightbox" | b"overlay" | b"dialog" | b"cookie" | b"cookies"
            | b"consent" | b"gdpr" | b"ccpa" | b"interstitial" | b"offcanvas" | b"drawer" | b"tooltip" | b"paywall"
            | b"regwall" => {
                self.overlay = true;
            }
            b"disqus" | b"comments" | b"commentlist" | b"respond" | b"responses" | b"livefyre" => {
                self.likely(Boilerplate::Comments);
            }
            b"nav" | b"navbar" | b"navigation" | b"submenu" | b"breadcrumb" | b"breadcrumbs" | b"sharebar"
            | b"share" | b"sharing" | b"shares" | b"addthis" | b"sharethis" | b"sharedaddy" | b"recirc"
            | b"recirculation" | b"newsletter" | b"newsletters" | b"sidebar" | b"footer" | b"masthead"
            | b"editsection" | b"headerlink" | b"permalink" | b"advert" | b"adverts" | b"advertisement"
            | b"advertisements" | b"ad" | b"ads" | b"adslot" | b"adunit" | b"sponsored" | b"sponsor" | b"outbrain"
            | b"taboola" | b"pagination" | b"pager" | b"skiplink" | b"promo" | b"promos" | b"recommended"
            | b"recommendations" | b"trending" | b"mostread" | b"mostpopular" | b"teaser" | b"teasers"
            | b"subscribe" | b"subscription" | b"signup" => {
                self.likely(Boilerplate::Likely);
            }
            b"menu" | b"social" | b"related" | b"comment" | b"aside" | b"tools" | b"toolbar" | b"tags" | b"taglist"
            | b"meta" | b"widget" | b"widgets" | b"popular" | b"banner" | b"promotion" | b"search" | b"login"
            | b"rating" | b"ratings" | b"copyright" | b"disclaimer" | b"bio" | b"biography" | b"carousel"
            | b"gallery" | b"slideshow" | b"credit" | b"credits" | b"sr" | b"header" | b"rail" | b"links" | b"more"
            | b"secondary" | b"category" | b"categories" | b"hidden" | b"skip" | b"topics" | b"keywords" | b"print"
            | b"follow" | b"read" | b"next" | b"prev" | b"previous" | b"latest" | b"player" | b"video" | b"donate"
            | b"feedback" | b"react" | b"reactions" => {
                self.likely(Boilerplate::Maybe);
            }
            _ => {}
        }
        Part::Other
    }
}

/// What the word before was, within one class.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Article,
    /// What follows is not what the element is.
    Doubt,
    Other,
}

/// No word that is looked for is longer.
const MAX_WORD: usize = 24;

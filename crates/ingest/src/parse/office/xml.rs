//! XML as a stream of elements and text, with the names that a reader of documents asks for.
//!
//! Prefixes are only habits: a file that went through another program may call them `ns0`. So each name is written here
//! with the prefix that its namespace usually has (`w:p`, `text:h`), attributes without any. No entity is ever expanded but
//! those that XML itself has, and a file that declares one is refused: no office program writes any, so whoever did wants
//! them to multiply.

use quick_xml::NsReader;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::ResolveResult;

/// What stands next in a file.
pub(crate) enum Node<'a> {
    /// An element begins.
    Open(&'a Element),
    /// An element ends; its name.
    Close(&'a str),
    /// Text between them.
    Text(&'a str),
}

/// An element's beginning.
pub(crate) struct Element {
    /// Its name with the usual prefix of its namespace, or with none before the colon where that is not known here.
    pub(crate) name: String,
    attributes: Vec<(String, String)>,
}

impl Element {
    /// The value of an attribute, by its name without a prefix.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// A number that an attribute gives.
    pub(crate) fn number(&self, name: &str) -> Option<usize> {
        self.get(name)?.trim().parse().ok()
    }
}

/// Namespaces by a part of their address, and the prefix that they are known by.
const SPACES: &[(&str, &str)] = &[
    ("wordprocessingml", "w"),
    ("xmlns:office", "office"),
    ("xmlns:text", "text"),
    ("xmlns:table", "table"),
    ("xmlns:style", "style"),
    ("xmlns:drawing", "draw"),
    ("xmlns:manifest", "manifest"),
    ("purl.org/dc/", "dc"),
    ("markup-compatibility", "mc"),
];

/// Elements within elements: more is no document.
const DEEPEST: usize = 1000;

/// Hands everything in `xml` to `each`, in order. What `each` refuses ends the reading.
///
/// # Errors
/// One phrase: why this is no XML that is read here, or what `each` said.
pub(crate) fn read(xml: &str, mut each: impl FnMut(Node<'_>) -> Result<(), String>) -> Result<(), String> {
    let mut reader = NsReader::from_str(xml);
    reader.config_mut().expand_empty_elements = true;
    let mut depth = 0;
    loop {
        let at = reader.buffer_position();
        let (space, event) =
            reader.read_resolved_event().map_err(|e| format!("its XML is broken at byte {at}: {e}"))?;
        let prefix = match space {
            ResolveResult::Bound(namespace) => {
                let address: &str = namespace.as_ref();
                SPACES.iter().find(|(part, _)| address.contains(part)).map_or("", |(_, prefix)| prefix)
            }
            _ => "",
        };
        match event {
            Event::Start(start) => {
                depth += 1;
                if depth > DEEPEST {
                    return Err(format!("its XML is nested more than {DEEPEST} deep"));
                }
                each(Node::Open(&element(prefix, &start)))?;
            }
            Event::End(end) => {
                depth -= 1;
                each(Node::Close(&format!("{prefix}:{}", end.local_name().as_ref())))?;
            }
            Event::Text(text) => each(Node::Text(&text))?,
            Event::CData(text) => each(Node::Text(&text))?,
            Event::GeneralRef(reference) => {
                let known = reference.resolve_char_ref().ok().flatten().map(String::from);
                let named = || predefined(&reference).map(str::to_owned);
                // One that nobody declared stands for a letter that is not to be had.
                each(Node::Text(&known.or_else(named).unwrap_or_else(|| "\u{fffd}".into())))?;
            }
            Event::DocType(text) if text.contains("<!ENTITY") => {
                return Err("its XML declares entities, as no office program does".into());
            }
            Event::Eof if depth > 0 => return Err("its XML ends too early".into()),
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

fn element(prefix: &str, start: &BytesStart<'_>) -> Element {
    let name = format!("{prefix}:{}", start.local_name().as_ref());
    let mut attributes = start.attributes();
    let attributes = attributes.with_checks(false).flatten().map(|attribute| {
        let key = attribute.key.local_name().as_ref().to_owned();
        let raw = attribute.value.clone().into_owned();
        let value = quick_xml::escape::unescape(&raw).map(|v| v.into_owned()).unwrap_or(raw);
        (key, value)
    });
    Element { name, attributes: attributes.collect() }
}

fn predefined(name: &str) -> Option<&'static str> {
    Some(match name {
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        "quot" => "\"",
        "apos" => "'",
        "nbsp" => " ",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(xml: &str) -> Result<String, String> {
        let mut out = String::new();
        read(xml, |node| {
            match node {
                Node::Open(element) => out += &format!("<{} {:?}>", element.name, element.get("val")),
                Node::Close(name) => out += &format!("</{name}>"),
                Node::Text(text) => out += text,
            }
            Ok(())
        })
        .map(|()| out)
    }

    #[test]
    fn a_name_has_the_usual_prefix_of_its_namespace() {
        let xml = r#"<ns0:p xmlns:ns0="http://schemas.openxmlformats.org/wordprocessingml/2006/main" ns0:val="a&amp;b">x&amp;&#233;<ns0:br/></ns0:p>"#;
        assert_eq!(names(xml).unwrap(), "<w:p Some(\"a&b\")>x&é<w:br None></w:br></w:p>");
    }

    #[test]
    fn entities_of_the_file_s_own_and_broken_files_are_refused() {
        let bomb = "<!DOCTYPE a [<!ENTITY b \"bb\"><!ENTITY c \"&b;&b;\">]><a>&c;</a>";
        assert!(names(bomb).unwrap_err().contains("declares entities"));
        assert!(names("<a><b></a>").unwrap_err().contains("broken"));
        assert!(names("<a><b>").unwrap_err().contains("too early"));
        assert!(names(&"<a>".repeat(5000)).unwrap_err().contains("deep"));
    }
}

//! XML as a walk from tag to tag, with nothing opened that is never closed.

use quick_xml::{
    Reader,
    escape::{resolve_xml_entity, unescape},
    events::{BytesStart, Event},
};

use super::unreadable::Unreadable;

/// The next thing in a document.
pub enum Step {
    /// A tag, which will be closed.
    Open(Tag),
    /// The end of the tag opened last.
    Close,
    /// Some words.
    Text(String),
    /// The end.
    End,
}

/// A tag's name and attributes, without their prefixes.
pub struct Tag {
    /// What it is called.
    pub name: String,
    attributes: Vec<(String, String)>,
}

/// A walk through a document.
pub struct Walk<'a> {
    reader: Reader<&'a [u8]>,
    buffer: Vec<u8>,
    depth: usize,
}

impl Tag {
    /// What an attribute says.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Whether an attribute of this name, of whatever prefix, says this.
    pub fn says(&self, name: &str, value: &str) -> bool {
        self.attributes.iter().any(|(known, said)| known == name && said == value)
    }

    fn of(start: &BytesStart<'_>) -> Result<Self, Unreadable> {
        let local = |name: &str| name.rsplit(':').next().unwrap_or_default().to_owned();
        let mut attributes = Vec::new();
        for attribute in start.attributes().with_checks(false) {
            let attribute = attribute.map_err(|_| Unreadable::Damaged)?;
            let value = unescape(&attribute.value).map_err(|_| Unreadable::Damaged)?;
            attributes.push((local(attribute.key.0), value.into_owned()));
        }
        Ok(Self { name: local(start.name().0), attributes })
    }
}

impl<'a> Walk<'a> {
    /// Begins at the document's first byte.
    pub fn new(document: &'a [u8]) -> Self {
        let mut reader = Reader::from_reader(document);
        reader.config_mut().expand_empty_elements = true;
        Self { reader, buffer: Vec::new(), depth: 0 }
    }

    /// Goes one step on. A document that ends within a tag is damaged, so that every tag opened is closed.
    pub fn step(&mut self) -> Result<Step, Unreadable> {
        loop {
            self.buffer.clear();
            let step = match self.reader.read_event_into(&mut self.buffer).map_err(|_| Unreadable::Damaged)? {
                Event::Start(start) => {
                    self.depth += 1;
                    Step::Open(Tag::of(&start)?)
                }
                Event::End(_) => {
                    self.depth = self.depth.checked_sub(1).ok_or(Unreadable::Damaged)?;
                    Step::Close
                }
                Event::Text(text) => Step::Text(text.xml10_content().into_owned()),
                Event::CData(text) => Step::Text(text.xml10_content().into_owned()),
                Event::GeneralRef(entity) => match resolve_xml_entity(&entity) {
                    Some(text) => Step::Text(text.to_owned()),
                    // Entities that a document defines for itself are how small files become large ones.
                    None => match entity.resolve_char_ref() {
                        Ok(Some(c)) => Step::Text(c.to_string()),
                        _ => return Err(Unreadable::Damaged),
                    },
                },
                Event::Eof if self.depth == 0 => Step::End,
                Event::Eof => return Err(Unreadable::Damaged),
                _ => continue,
            };
            return Ok(step);
        }
    }

    /// Passes over everything up to the end of the tag opened last.
    pub fn skip(&mut self) -> Result<(), Unreadable> {
        let outside = self.depth.saturating_sub(1);
        while self.depth > outside {
            self.step()?;
        }
        Ok(())
    }

    /// How deep inside tags the walk is.
    pub fn depth(&self) -> usize {
        self.depth
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(document: &str) -> Result<String, Unreadable> {
        let mut walk = Walk::new(document.as_bytes());
        let mut seen = String::new();
        loop {
            match walk.step()? {
                Step::Open(tag) if tag.name == "gone" => walk.skip()?,
                Step::Open(tag) => seen += &["<", &tag.name, tag.get("a").unwrap_or_default()].concat(),
                Step::Close => seen += ">",
                Step::Text(text) => seen += &text,
                Step::End => return Ok(seen),
            }
        }
    }

    #[test]
    fn tags_words_and_entities_are_met_in_order() {
        let document =
            "<?xml version=\"1.0\"?><x:t o:a='1 &amp; 2'>a&#233;&lt;<gone><b>z</b></gone><![CDATA[<]]><c/></x:t>";
        assert_eq!(seen(document).unwrap(), "<t1 & 2aé<<<c>>");
    }

    #[test]
    fn what_is_not_whole_is_damaged() {
        for document in ["<a>", "<a><b></a>", "</a>", "<a>&own;</a>", "<a b=c></a>", "<gone><a>"] {
            assert_eq!(seen(document), Err(Unreadable::Damaged), "{document}");
        }
    }
}

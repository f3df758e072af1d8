//! The few means of Fluent that words may use, read into a small shape of their own: text, arguments, terms, and a choice by
//! plural or by how somebody is addressed. Anything else is a mistake, with its line.
//!
//! The build reads the words of the program with it, and the program a user's own: it names nothing else of the house.

use std::collections::BTreeMap;

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement, Variant, VariantKey};
use fluent_syntax::parser;

/// Braces within braces, at most.
const DEEPEST: usize = 8;

/// What an argument is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Text, put in as it is.
    Text,
    /// A number, by which a plural is chosen.
    Count,
    /// How somebody is addressed.
    Form,
}

impl Kind {
    /// By what keys it is chosen.
    fn keys(self) -> &'static [&'static str] {
        match self {
            Self::Text => &[],
            Self::Count => &["one", "other"],
            Self::Form => &["formal", "familiar"],
        }
    }
}

/// A part of what is said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// Words.
    Text(String),
    /// An argument.
    Argument(String),
    /// One of several, by an argument: each with its key.
    Choice {
        /// The argument.
        argument: String,
        /// What it is.
        by: Kind,
        /// What there is to choose from.
        cases: Vec<(String, Vec<Part>)>,
        /// Which is taken if no key fits.
        default: usize,
    },
}

/// A message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// Its name.
    pub name: String,
    /// The line it begins in.
    pub line: usize,
    /// What it says.
    pub parts: Vec<Part>,
    /// Its arguments.
    pub arguments: BTreeMap<String, Kind>,
}

/// What is wrong in a file, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// The line.
    pub line: usize,
    /// What is wrong.
    pub what: String,
}

/// A file that was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct File {
    /// Its messages, but for those with a mistake in them.
    pub messages: Vec<Message>,
    /// What its term `-like` says, and where.
    pub like: Option<(String, usize)>,
    /// What is wrong.
    pub mistakes: Vec<Mistake>,
}

/// Reads a file.
pub fn read(text: &str) -> File {
    let mut reader = Reader { text, terms: BTreeMap::new(), file: File::default() };
    if let Some(line) = too_deep(text) {
        reader.file.mistakes.push(Mistake { line, what: "has too many braces within braces".to_owned() });
        return reader.file;
    }
    let resource = parser::parse(text).unwrap_or_else(|(resource, errors)| {
        for error in errors {
            let line = line_of(text, error.pos.start);
            reader.file.mistakes.push(Mistake { line, what: format!("is not written as Fluent is: {error}") });
        }
        resource
    });
    for entry in &resource.body {
        if let Err(mistake) = reader.entry(entry) {
            reader.file.mistakes.push(mistake);
        }
    }
    reader.file.mistakes.sort_by_key(|mistake| mistake.line);
    reader.file
}

fn line_of(text: &str, at: usize) -> usize {
    text.char_indices().take_while(|(index, _)| *index < at).filter(|(_, c)| *c == '\n').count() + 1
}

fn too_deep(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            // What is not closed is so only until the next entry.
            b'\n' if text[at + 1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '-') => depth = 0,
            _ => {}
        }
        if depth > DEEPEST {
            return Some(line_of(text, at));
        }
    }
    None
}

struct Reader<'a> {
    text: &'a str,
    terms: BTreeMap<&'a str, Vec<Part>>,
    file: File,
}

impl<'a> Reader<'a> {
    /// A mistake at a part of the text.
    fn wrong(&self, part: &str, what: impl Into<String>) -> Mistake {
        let at = (part.as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize);
        Mistake { line: line_of(self.text, at), what: what.into() }
    }

    fn entry(&mut self, entry: &Entry<&'a str>) -> Result<(), Mistake> {
        match entry {
            Entry::Message(message) => {
                let name = message.id.name;
                if let Some(attribute) = message.attributes.first() {
                    return Err(self.wrong(attribute.id.name, format!("'{name}' has an attribute: only text is used")));
                }
                let Some(value) = &message.value else {
                    return Err(self.wrong(name, format!("'{name}' says nothing")));
                };
                if self.file.messages.iter().any(|other| other.name == name) {
                    return Err(self.wrong(name, format!("'{name}' is there twice")));
                }
                let mut arguments = BTreeMap::new();
                let parts = self.pattern(name, value, &mut arguments)?;
                let line = self.wrong(name, "").line;
                self.file.messages.push(Message { name: name.to_owned(), line, parts, arguments });
            }
            Entry::Term(term) => {
                let name = term.id.name;
                if let Some(attribute) = term.attributes.first() {
                    return Err(self.wrong(attribute.id.name, format!("'-{name}' has an attribute: only text is used")));
                }
                let mut arguments = BTreeMap::new();
                let parts = self.pattern(name, &term.value, &mut arguments)?;
                if !arguments.is_empty() {
                    return Err(self.wrong(name, format!("the term '-{name}' has arguments: only text is used")));
                }
                if name == "like" {
                    let line = self.wrong(name, "").line;
                    let text = parts.iter().map(|part| if let Part::Text(text) = part { text.as_str() } else { "" });
                    self.file.like = Some((text.collect(), line));
                } else {
                    self.terms.insert(name, parts);
                }
            }
            Entry::Comment(_) | Entry::GroupComment(_) | Entry::ResourceComment(_) | Entry::Junk { .. } => {}
        }
        Ok(())
    }

    fn pattern(
        &self,
        name: &'a str,
        pattern: &Pattern<&'a str>,
        arguments: &mut BTreeMap<String, Kind>,
    ) -> Result<Vec<Part>, Mistake> {
        let mut parts = Vec::new();
        for element in &pattern.elements {
            match element {
                PatternElement::TextElement { value } => add_text(&mut parts, value),
                PatternElement::Placeable { expression } => self.expression(name, expression, arguments, &mut parts)?,
            }
        }
        Ok(parts)
    }

    fn expression(
        &self,
        name: &'a str,
        expression: &Expression<&'a str>,
        arguments: &mut BTreeMap<String, Kind>,
        parts: &mut Vec<Part>,
    ) -> Result<(), Mistake> {
        match expression {
            Expression::Inline(inline) => self.inline(name, inline, arguments, parts),
            Expression::Select { selector, variants } => {
                let InlineExpression::VariableReference { id } = selector else {
                    return Err(self.wrong(name, format!("'{name}' chooses by something that is no argument")));
                };
                let choice = self.choice(name, id.name, variants, arguments)?;
                parts.push(choice);
                Ok(())
            }
        }
    }

    fn choice(
        &self,
        name: &'a str,
        argument: &'a str,
        variants: &[Variant<&'a str>],
        arguments: &mut BTreeMap<String, Kind>,
    ) -> Result<Part, Mistake> {
        let key = |variant: &Variant<&'a str>| match variant.key {
            VariantKey::Identifier { name } => name,
            VariantKey::NumberLiteral { value } => value,
        };
        let fits = |kind: &Kind| variants.iter().all(|variant| kind.keys().contains(&key(variant)));
        let Some(by) = [Kind::Count, Kind::Form].into_iter().find(fits) else {
            let known = [Kind::Count.keys(), Kind::Form.keys()];
            let odd = variants.iter().map(key).find(|key| !known.concat().contains(key)).unwrap_or(argument);
            return Err(
                self.wrong(odd, format!("'{name}' chooses by {odd}: there are one and other, formal and familiar"))
            );
        };
        self.argument(name, argument, by, arguments)?;
        let mut cases = Vec::new();
        for variant in variants {
            cases.push((key(variant).to_owned(), self.pattern(name, &variant.value, arguments)?));
        }
        let default = variants.iter().position(|variant| variant.default).unwrap_or_default();
        if by == Kind::Count && cases[default].0 != "other" {
            return Err(self.wrong(argument, format!("'{name}' must have *[other] for what is none of the others")));
        }
        Ok(Part::Choice { argument: argument.to_owned(), by, cases, default })
    }

    fn inline(
        &self,
        name: &'a str,
        inline: &InlineExpression<&'a str>,
        arguments: &mut BTreeMap<String, Kind>,
        parts: &mut Vec<Part>,
    ) -> Result<(), Mistake> {
        match inline {
            InlineExpression::StringLiteral { value } => {
                add_text(parts, &fluent_syntax::unicode::unescape_unicode_to_string(value));
            }
            InlineExpression::VariableReference { id } => {
                self.argument(name, id.name, Kind::Text, arguments)?;
                parts.push(Part::Argument(id.name.to_owned()));
            }
            InlineExpression::Placeable { expression } => self.expression(name, expression, arguments, parts)?,
            InlineExpression::TermReference { id, attribute: None, arguments: None } => {
                let Some(term) = self.terms.get(id.name) else {
                    return Err(self.wrong(id.name, format!("'{name}' names -{}, which is not above it", id.name)));
                };
                for part in term {
                    if let Part::Text(text) = part {
                        add_text(parts, text);
                    }
                }
            }
            InlineExpression::TermReference { id, .. } => {
                return Err(self.wrong(id.name, format!("'{name}' gives something to the term -{}", id.name)));
            }
            InlineExpression::NumberLiteral { value } => {
                return Err(self.wrong(value, format!("'{name}' has a number in braces: write it without them")));
            }
            InlineExpression::FunctionReference { id, .. } => {
                return Err(self.wrong(id.name, format!("'{name}' calls {}: there are no functions", id.name)));
            }
            InlineExpression::MessageReference { id, .. } => {
                return Err(
                    self.wrong(id.name, format!("'{name}' names the message {}: only terms can be named", id.name))
                );
            }
        }
        Ok(())
    }

    /// Notes an argument; one that is chosen by is more than text.
    fn argument(
        &self,
        name: &str,
        argument: &'a str,
        kind: Kind,
        arguments: &mut BTreeMap<String, Kind>,
    ) -> Result<(), Mistake> {
        let known = arguments.entry(argument.to_owned()).or_insert(kind);
        if *known == Kind::Text {
            *known = kind;
        }
        if kind == Kind::Text || *known == kind {
            return Ok(());
        }
        Err(self.wrong(argument, format!("'{name}' takes ${argument} for a number and for a word")))
    }
}

fn add_text(parts: &mut Vec<Part>, more: &str) {
    match parts.last_mut() {
        Some(Part::Text(text)) => text.push_str(more),
        _ => parts.push(Part::Text(more.to_owned())),
    }
}

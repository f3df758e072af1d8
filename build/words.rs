//! Makes a Rust function of each message of the words on papers, with what it says in each language.
//!
//! A message that is missing in a language, one with other arguments than in English, and whatever is more than the few means
//! of `means.rs` is an error of the build with its file and line. A function takes its arguments by their names, in order.

use std::collections::BTreeMap;

#[path = "../src/words/means.rs"]
pub mod means;

use means::{File, Kind, Message, Part};

/// Words of Rust that no argument and no message may be called by.
const RESERVED: &[&str] = &[
    "as", "break", "const", "continue", "crate", "dyn", "else", "enum", "extern", "false", "fn", "for", "if", "impl",
    "in", "let", "loop", "match", "mod", "move", "mut", "out", "own", "pub", "ref", "return", "self", "static",
    "struct", "super", "trait", "true", "type", "unsafe", "use", "where", "while", "yield",
];

/// A file of words: its language as the enum calls it, its path and its text.
pub type Source<'a> = (&'a str, &'a str, &'a str);

/// The functions of all messages; the first language says which there are.
///
/// # Errors
///
/// Every mistake in any file, with the file and its line.
pub fn generate(sources: &[Source]) -> Result<String, Vec<String>> {
    let files: Vec<(&Source, File)> = sources.iter().map(|source| (source, means::read(source.2))).collect();
    let mut wrong = Vec::new();
    for ((_, path, _), file) in &files {
        wrong.extend(file.mistakes.iter().map(|mistake| format!("{path}:{}: {}", mistake.line, mistake.what)));
        if let Some((_, line)) = file.like {
            wrong.push(format!("{path}:{line}: only a user's own file is like another"));
        }
    }
    let Some((_, first)) = files.first() else { return Err(vec!["there are no words".to_owned()]) };
    let kinds: BTreeMap<&str, BTreeMap<&str, Kind>> =
        first.messages.iter().map(|m| (&*m.name, all_kinds(m, &files))).collect();
    for ((_, path, _), file) in &files {
        for message in &file.messages {
            wrong.extend(
                check(message, kinds.get(&*message.name)).map(|what| format!("{path}:{}: {what}", message.line)),
            );
        }
        let has = |name: &str| file.messages.iter().any(|message| message.name == name);
        // What has a mistake in it is not said to be missing too.
        let told = |name: &str| wrong.iter().any(|line| line.starts_with(path) && line.contains(&format!("'{name}'")));
        let missing: Vec<&&str> = kinds.keys().filter(|name| !has(name) && !told(name)).collect();
        wrong.extend(missing.into_iter().map(|name| format!("{path}:1: '{name}' is missing")));
    }
    if !wrong.is_empty() {
        return Err(wrong);
    }
    let mut out = String::from("impl Words {\n");
    for message in &first.messages {
        let each = files.iter().filter_map(|((language, ..), file)| {
            Some((*language, file.messages.iter().find(|other| other.name == message.name)?))
        });
        function(&mut out, message, &kinds[&*message.name], &each.collect::<Vec<_>>());
    }
    out.push_str(
        "}\n\n/// Each message with its arguments.\npub(super) const MESSAGES: &[(&str, &[(&str, Kind)])] = &[\n",
    );
    for message in &first.messages {
        let arguments = kinds[&*message.name].iter().map(|(name, kind)| format!("({name:?}, Kind::{kind:?})"));
        out.push_str(&format!("    ({:?}, &[{}]),\n", message.name, arguments.collect::<Vec<_>>().join(", ")));
    }
    out.push_str("];\n");
    Ok(out)
}

/// What the arguments of a message are: what any language takes them for.
fn all_kinds<'a>(message: &'a Message, files: &'a [(&Source, File)]) -> BTreeMap<&'a str, Kind> {
    let mut kinds: BTreeMap<&str, Kind> = message.arguments.iter().map(|(name, kind)| (&**name, *kind)).collect();
    let same = |other: &&Message| other.name == message.name;
    for other in files.iter().flat_map(|(_, file)| file.messages.iter().filter(same)) {
        for (name, kind) in &other.arguments {
            if let Some(known) = kinds.get_mut(&**name).filter(|known| **known == Kind::Text) {
                *known = *kind;
            }
        }
    }
    kinds
}

/// What is wrong with a message beside the arguments that it should have.
fn check(message: &Message, kinds: Option<&BTreeMap<&str, Kind>>) -> Option<String> {
    let name = &message.name;
    let Some(kinds) = kinds else { return Some(format!("'{name}' is no message of the first language")) };
    let named = |word: &str| RESERVED.contains(&word) || word.contains(|c: char| c.is_ascii_uppercase());
    if let Some(word) = message.arguments.keys().chain([name]).find(|word| named(word)) {
        return Some(format!("'{name}': nothing can be called {word}"));
    }
    if let Some(other) = message.arguments.keys().find(|argument| !kinds.contains_key(&***argument)) {
        return Some(format!("'{name}' has no argument ${other}"));
    }
    if let Some(other) = kinds.keys().find(|argument| !message.arguments.contains_key(**argument)) {
        return Some(format!("'{name}' leaves out the argument ${other}"));
    }
    let other = message.arguments.iter().find(|(argument, kind)| **kind != Kind::Text && kinds[&***argument] != **kind);
    other.map(|(argument, _)| format!("'{name}' takes ${argument} for something else than the others do"))
}

fn snake(name: &str) -> String {
    name.replace('-', "_")
}

/// Writes the function of a message.
fn function(out: &mut String, message: &Message, kinds: &BTreeMap<&str, Kind>, each: &[(&str, &Message)]) {
    let told = shown(&message.parts).replace('\n', " ");
    out.push_str(&format!("    /// `{}`\n    pub fn {}(&self", told.trim(), snake(&message.name)));
    for (name, kind) in kinds {
        let kind = match kind {
            Kind::Text => "&str",
            Kind::Count => "i64",
            Kind::Form => "Form",
        };
        out.push_str(&format!(", {}: {kind}", snake(name)));
    }
    out.push_str(") -> String {\n");
    let values = kinds.iter().map(|(name, kind)| format!("({name:?}, Value::{kind:?}({}))", snake(name)));
    out.push_str(&format!(
        "        if let Some(own) = self.own({:?}) {{\n            return fill(own, self.like, &[{}]);\n        }}\n",
        message.name,
        values.collect::<Vec<_>>().join(", ")
    ));
    out.push_str("        let mut out = String::new();\n        match self.language {\n");
    for (language, message) in each {
        out.push_str(&format!("            Language::{language} => {{\n"));
        parts(out, &message.parts, kinds, 4);
        out.push_str("            }\n");
    }
    out.push_str("        }\n        out\n    }\n\n");
}

fn parts(out: &mut String, parts_of: &[Part], kinds: &BTreeMap<&str, Kind>, depth: usize) {
    let pad = "    ".repeat(depth);
    for part in parts_of {
        match part {
            Part::Text(text) => out.push_str(&format!("{pad}out.push_str({text:?});\n")),
            Part::Argument(name) => out.push_str(&match kinds[&**name] {
                Kind::Text => format!("{pad}out.push_str({});\n", snake(name)),
                Kind::Count => format!("{pad}out.push_str(&self.like.number({}, 0));\n", snake(name)),
                Kind::Form => String::new(),
            }),
            Part::Choice { argument, by, cases, default } => {
                let (what, kind) = match by {
                    Kind::Form => (snake(argument), "Form"),
                    _ => (format!("self.like.plural({})", snake(argument)), "Plural"),
                };
                out.push_str(&format!("{pad}match {what} {{\n"));
                let mut ordered: Vec<(usize, &(String, Vec<Part>))> = cases.iter().enumerate().collect();
                ordered.sort_by_key(|(at, _)| at == default);
                for (at, (key, case)) in ordered {
                    let (first, rest) = key.split_at(1);
                    let variant = format!("{kind}::{}{rest}", first.to_uppercase());
                    let key = if at == *default { "_" } else { &variant };
                    out.push_str(&format!("{pad}    {key} => {{\n"));
                    parts(out, case, kinds, depth + 2);
                    out.push_str(&format!("{pad}    }}\n"));
                }
                out.push_str(&format!("{pad}}}\n"));
            }
        }
    }
}

/// What a message says, as its documentation has it.
fn shown(parts: &[Part]) -> String {
    parts
        .iter()
        .map(|part| match part {
            Part::Text(text) => text.clone(),
            Part::Argument(name) => format!("{{{name}}}"),
            Part::Choice { cases, default, .. } => shown(&cases[*default].1),
        })
        .collect()
}

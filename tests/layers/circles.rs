//! Files that name each other in a circle cannot be understood one after the other: there are none.

use std::collections::{BTreeMap, BTreeSet};

use super::{sources, without_tests};

/// A module by its path from the root of the crate.
type Module = Vec<String>;

/// The module that a file is.
fn module(name: &str) -> Module {
    let mut path: Module = name.trim_end_matches(".rs").split('/').map(str::to_owned).collect();
    if path.last().is_some_and(|last| last == "mod") {
        path.pop();
    }
    path
}

/// The paths of a tree of imports, `a::{b, c::{self, d as e}}`.
fn expand(tree: &str) -> Vec<Vec<String>> {
    let tree = tree.trim();
    let Some((before, rest)) = tree.split_once('{') else {
        let plain = tree.split(" as ").next().unwrap();
        return vec![plain.split("::").map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect()];
    };
    let head: Vec<String> = before.split("::").map(str::trim).filter(|p| !p.is_empty()).map(str::to_owned).collect();
    let inner = &rest[..rest.rfind('}').unwrap()];
    let (mut depth, mut from, mut branches) = (0, 0, Vec::new());
    for (at, c) in inner.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                branches.push(&inner[from..at]);
                from = at + 1;
            }
            _ => {}
        }
    }
    branches.push(&inner[from..]);
    let whole = |path: Vec<String>| head.iter().cloned().chain(path.into_iter().filter(|p| p != "self")).collect();
    branches.into_iter().filter(|branch| !branch.trim().is_empty()).flat_map(expand).map(whole).collect()
}

/// The paths that a file imports, and those that it writes out where it needs them; what the face of a folder hands on from
/// the files in it is none.
fn paths(code: &str) -> Vec<Vec<String>> {
    let imports = code.split(['\n', ';']).filter_map(|line| {
        let line = line.trim_start();
        let line = line.strip_prefix("pub").map_or(line, |rest| rest.trim_start_matches(|c| c != ' ').trim_start());
        line.starts_with("use ").then_some(line)
    });
    let mut found = Vec::new();
    let mut from = 0;
    for start in imports {
        let at = from + code[from..].find(start).unwrap();
        let end = at + code[at..].find(';').unwrap();
        let own = |path: &Vec<String>| !["crate", "super"].contains(&path[0].as_str());
        let handed_on =
            code[..at].trim_end_matches(' ').ends_with("pub") || code[..at].trim_end_matches(' ').ends_with(')');
        found.extend(expand(&code[at + "use ".len()..end]).into_iter().filter(|path| !handed_on || !own(path)));
        from = at + start.len();
    }
    let part = |c: char| c.is_alphanumeric() || c == '_';
    for start in ["crate::", "super::"] {
        for (at, _) in code.match_indices(start) {
            if !code[..at].ends_with(|c: char| part(c) || c == ':') {
                let rest = &code[at..];
                let path = &rest[..rest.find(|c: char| !part(c) && c != ':').unwrap_or(rest.len())];
                found.push(path.split("::").filter(|p| !p.is_empty()).map(str::to_owned).collect());
            }
        }
    }
    found
}

/// The file that a path leads to, as seen from a module.
fn target(from: &Module, path: &[String], known: &BTreeMap<Module, String>) -> Option<Module> {
    let (first, rest) = path.split_first()?;
    let mut at: Module = match first.as_str() {
        "crate" => Vec::new(),
        "self" => from.clone(),
        "super" => from[..from.len() - 1].to_vec(),
        child => from.iter().cloned().chain([child.to_owned()]).collect(),
    };
    for part in rest {
        match part.as_str() {
            "super" => drop(at.pop()),
            part => at.push(part.to_owned()),
        }
    }
    while !at.is_empty() {
        if known.contains_key(&at) {
            return Some(at);
        }
        at.pop();
    }
    None
}

/// The files that each names, by itself or through others.
fn reached<'a>(of: &'a Module, names: &'a BTreeMap<Module, BTreeSet<Module>>) -> BTreeSet<&'a Module> {
    let mut open = vec![of];
    let mut found = BTreeSet::new();
    while let Some(next) = open.pop() {
        for other in &names[next] {
            if found.insert(other) {
                open.push(other);
            }
        }
    }
    found
}

#[test]
fn no_files_name_each_other_in_a_circle() {
    let sources = sources();
    let files = sources.iter().filter(|(name, _)| !name.ends_with("tests.rs") && name != "lib.rs" && name != "main.rs");
    let known: BTreeMap<Module, String> = files.clone().map(|(name, _)| (module(name), name.clone())).collect();
    let mut names: BTreeMap<Module, BTreeSet<Module>> = BTreeMap::new();
    for (name, code) in files {
        let from = module(name);
        let code = without_tests(code);
        let mut others: BTreeSet<Module> = paths(code).iter().filter_map(|path| target(&from, path, &known)).collect();
        others.remove(&from);
        names.insert(from, others);
    }
    assert!(names.values().map(BTreeSet::len).sum::<usize>() > 1000, "imports are seen");
    let all: BTreeMap<&Module, BTreeSet<&Module>> = names.keys().map(|of| (of, reached(of, &names))).collect();
    let circles: BTreeSet<Vec<&str>> = (all.iter())
        .filter(|(of, reached)| reached.contains(**of))
        .map(|(of, reached)| reached.iter().filter(|r| all[**r].contains(*of)).map(|r| known[*r].as_str()).collect())
        .collect();
    assert!(circles.is_empty(), "{circles:#?}");
}

/// The test would see what it is meant to see.
#[test]
fn imports_are_read() {
    let found =
        paths("pub use crate::a::{b, c::{self, d as e}};\nuse super::f;\nfn x() { super::super::g::h(crate::i::J) }");
    let found: Vec<String> = found.iter().map(|path| path.join("::")).collect();
    for path in ["crate::a::b", "crate::a::c", "crate::a::c::d", "super::f", "super::super::g::h", "crate::i::J"] {
        assert!(found.iter().any(|f| f == path), "{path} in {found:?}");
    }
    let known = BTreeMap::from([(module("a/mod.rs"), String::new()), (module("a/b.rs"), String::new())]);
    let of = |path: &str| target(&module("a/b.rs"), &path.split("::").map(str::to_owned).collect::<Vec<_>>(), &known);
    assert_eq!(of("super::b::c"), Some(module("a/b.rs")));
    assert_eq!(of("super::C"), Some(module("a/mod.rs")));
    assert_eq!(of("std::fs"), Some(module("a/b.rs")));
}

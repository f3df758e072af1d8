//! The words that were given with an action, by field.

/// Words by field; a flag that is set has one empty word.
#[derive(Clone, Default)]
pub struct Given(pub Vec<(&'static str, Vec<String>)>);

impl Given {
    /// Adds a word to those of a field.
    pub fn add(&mut self, name: &'static str, word: String) {
        match self.0.iter_mut().find(|(n, _)| *n == name) {
            Some((_, words)) => words.push(word),
            None => self.0.push((name, vec![word])),
        }
    }

    /// Returns the words of a field, none if it was not given.
    pub fn get(&self, name: &str) -> &[String] {
        self.0.iter().find(|(n, _)| *n == name).map_or(&[], |(_, words)| words)
    }

    /// Returns the words of a field as one text, `None` if it was not given.
    pub fn text(&self, name: &str) -> Option<String> {
        let words = self.get(name);
        (!words.is_empty()).then(|| words.join(" "))
    }

    /// Whether no field was given.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns the fields that were given with their words, in the order in which they were.
    pub fn iter(&self) -> impl Iterator<Item = &(&'static str, Vec<String>)> {
        self.0.iter()
    }
}

impl FromIterator<(&'static str, Vec<String>)> for Given {
    fn from_iter<I: IntoIterator<Item = (&'static str, Vec<String>)>>(words: I) -> Self {
        Self(words.into_iter().collect())
    }
}

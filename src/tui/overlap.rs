//! What is said of time that overlaps other time.

/// What is said of time that is logged already where it must not be said for whom.
pub const TAKEN: &str = "some of that time is logged already";

/// Takes what time overlaps out of the sentence that tells a shell what to add.
pub fn overlapped(what: &str) -> &str {
    let told = [": add --overlap", ": stop it first"].into_iter().filter_map(|hint| what.find(hint)).min();
    let what = told.map_or(what, |at| &what[..at]);
    what.strip_prefix("with ").unwrap_or(what)
}

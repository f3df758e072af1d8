//! Words that become days, times and titles.

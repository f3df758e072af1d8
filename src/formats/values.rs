//! Values as other programs write them: one reader for all sources.

//! Closed sets of words: an enum each of whose variants is typed, stored and printed by one word.

/// Makes the enum with its list of words, `as_str`, `Display`, `FromStr` and serde, all from one table.
macro_rules! words {
    ($(#[$meta:meta])* $name:ident { $($(#[$note:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        pub enum $name { $($(#[$note])* #[serde(rename = $word)] $variant),+ }

        impl $name {
            /// Every word, in the order in which they are offered.
            pub const WORDS: &'static [&'static str] = &[$($word),+];

            /// The word it is typed, stored and printed by.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::error::Error;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                match text {
                    $($word => Ok(Self::$variant),)+
                    _ => Err($crate::error::Error::problem(format!(
                        "'{text}' is not one of {}", Self::WORDS.join(", ")
                    ))),
                }
            }
        }
    };
}

pub(crate) use words;

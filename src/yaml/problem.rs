//! The errors of serde, kept apart instead of being printed.
//!
//! A type that is being read reports what it does not like through [`serde::de::Error`]. Taking those calls as data
//! means that no message has to be taken to pieces later.

use std::fmt;

use serde::de::{Error, Expected, Unexpected};

/// What a type does not like about a value.
#[derive(Debug)]
pub(super) enum Problem {
    UnknownKey {
        key: String,
        known: &'static [&'static str],
    },
    UnknownValue {
        value: String,
        known: &'static [&'static str],
    },
    MissingKey(String),
    /// The same field under two names.
    RepeatedKey(&'static str),
    WrongType {
        found: Seen,
        expected: String,
    },
    WrongValue {
        found: String,
        expected: String,
    },
    WrongLength {
        found: usize,
        expected: String,
    },
    /// In the words of the type itself.
    Said(String),
}

/// What stands where something else was expected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Seen {
    Nothing,
    Bool,
    Number,
    Fraction,
    Text,
    List,
    Map,
    Other,
}

impl From<Unexpected<'_>> for Seen {
    fn from(unexpected: Unexpected) -> Self {
        match unexpected {
            Unexpected::Unit | Unexpected::Option => Self::Nothing,
            Unexpected::Bool(_) => Self::Bool,
            Unexpected::Unsigned(_) | Unexpected::Signed(_) => Self::Number,
            Unexpected::Float(_) => Self::Fraction,
            Unexpected::Str(_) | Unexpected::Char(_) | Unexpected::Bytes(_) | Unexpected::UnitVariant => Self::Text,
            Unexpected::Seq => Self::List,
            Unexpected::Map | Unexpected::NewtypeVariant | Unexpected::StructVariant => Self::Map,
            _ => Self::Other,
        }
    }
}

impl Error for Problem {
    fn custom<T: fmt::Display>(message: T) -> Self {
        let message = message.to_string();
        // With `flatten`, serde has only these words for an unknown or a missing key.
        let named = |prefix: &str| message.strip_prefix(prefix)?.strip_suffix('`').map(str::to_owned);
        if let Some(key) = named("unknown field `") {
            Self::UnknownKey { key, known: &[] }
        } else if let Some(key) = named("missing field `") {
            Self::MissingKey(key)
        } else {
            Self::Said(message)
        }
    }

    fn invalid_type(unexpected: Unexpected, expected: &dyn Expected) -> Self {
        Self::WrongType { found: unexpected.into(), expected: expected.to_string() }
    }

    fn invalid_value(unexpected: Unexpected, expected: &dyn Expected) -> Self {
        let found = match unexpected {
            Unexpected::Str(text) => format!("`{text}`"),
            Unexpected::Unsigned(number) => format!("`{number}`"),
            Unexpected::Signed(number) => format!("`{number}`"),
            Unexpected::Float(number) => format!("`{number}`"),
            other => other.to_string(),
        };
        Self::WrongValue { found, expected: expected.to_string() }
    }

    fn invalid_length(found: usize, expected: &dyn Expected) -> Self {
        Self::WrongLength { found, expected: expected.to_string() }
    }

    fn unknown_variant(value: &str, known: &'static [&'static str]) -> Self {
        Self::UnknownValue { value: value.to_owned(), known }
    }

    fn unknown_field(key: &str, known: &'static [&'static str]) -> Self {
        Self::UnknownKey { key: key.to_owned(), known }
    }

    fn missing_field(key: &'static str) -> Self {
        Self::MissingKey(key.to_owned())
    }

    fn duplicate_field(key: &'static str) -> Self {
        Self::RepeatedKey(key)
    }
}

impl std::error::Error for Problem {}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{self:?}")
    }
}

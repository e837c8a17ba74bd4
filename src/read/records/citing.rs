//! A source, named by a record, and where in it.

use serde::Deserialize;
use serde::de::MapAccess;
use serde::de::{Deserializer, Visitor, value::MapAccessDeserializer};
use std::fmt;

use crate::yaml::Spanned;

/// A source, and where in it.
#[derive(Clone, Debug)]
pub struct Citing {
    /// Id of the source.
    pub id: Spanned<String>,
    /// Page, paragraph, section.
    pub at: Option<String>,
}

impl<'de> Deserialize<'de> for Citing {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let typed = Spanned::<Typed>::deserialize(deserializer)?;
        let span = typed.span;
        Ok(match typed.value {
            Typed::Short(id) => Self { id: Spanned::new(id, span), at: None },
            Typed::Long(Long { id, at }) => Self { id, at },
        })
    }
}

/// A source by its id alone, or with the place in it.
enum Typed {
    Short(String),
    Long(Long),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Long {
    id: Spanned<String>,
    #[serde(default)]
    at: Option<String>,
}

impl<'de> Deserialize<'de> for Typed {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct ShortOrLong;
        impl<'de> Visitor<'de> for ShortOrLong {
            type Value = Typed;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a source id, or {id: …, at: …}")
            }

            fn visit_str<E>(self, id: &str) -> Result<Typed, E> {
                Ok(Typed::Short(id.to_owned()))
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Typed, A::Error> {
                Long::deserialize(MapAccessDeserializer::new(map)).map(Typed::Long)
            }
        }
        deserializer.deserialize_any(ShortOrLong)
    }
}

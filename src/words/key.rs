//! The words that the builder itself asks for; templates and scripts have their own.

/// The key of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Key(pub &'static str);

macro_rules! keys {
    ($($name:ident $key:literal)*) => {
        $(#[doc = concat!("`", $key, "`")] pub const $name: Key = Key($key);)*

        /// All of them.
        pub const ALL: &[Key] = &[$($name),*];
    };
}

keys! {
    CLAIM_ANOTHER "claim.another"
    CLAIM_OTHER_TOPIC "claim.other_topic"
    SOURCE_OF "source.of"
    SOURCE_LABEL "source.label"
    SOURCE_NONE "source.none"
    SOURCE_MORE "source.more"
    FILTER_TOPIC "filter.topic"
    FILTER_STATUS "filter.status"
    FILTER_LANGUAGE "filter.language"
    FILTER_STANCE "filter.stance"
    FILTER_NO_LANGUAGE "filter.no_language"
    FILTER_NO_STANCE "filter.no_stance"
    MAP_NORTH "map.north"
    MAP_SOUTH "map.south"
    MAP_EAST "map.east"
    MAP_WEST "map.west"
    POST_LANE "post.lane"
    POST_NO_GAP "post.no_gap"
    POST_GAPS "post.gaps"
    SERIES_AT_LEAST "series.at_least"
    SERIES_AT_MOST "series.at_most"
    SERIES_ABOUT "series.about"
    SERIES_THOUSANDS "series.thousands"
    SEARCH_DIGITS "search.digits"
    SEARCH_OTHER "search.other"
    SEARCH_SECTIONS "search.sections"
    SEARCH_STATEMENTS "search.statements"
    SEARCH_NAMES "search.names"
    SEARCH_SOURCES "search.sources"
    PROSE_TABLE "prose.table"
    PROSE_SECTION_LINK "prose.section_link"
    PROSE_NOTE "prose.note"
    PROSE_NOTES "prose.notes"
    PROSE_NOTE_BACK "prose.note_back"
    DATE_DAY "date.day"
    DATE_DAY_MONTH "date.day_month"
    DATE_MONTH "date.month"
    DATE_ABOUT "date.about"
    DATE_FROM "date.from"
    DATE_UNTIL "date.until"
    DATE_UNKNOWN "date.unknown"
    DATE_TO "date.to"
    DATE_RANGE "date.range"
    DATE_DECADE "date.decade"
    DATE_CENTURY "date.century"
    DATE_CENTURY_BEFORE "date.century_before"
    DATE_YEAR_BEFORE "date.year_before"
    DATE_YEAR_OF_OUR_ERA "date.year_of_our_era"
    DATE_ORDINAL "date.ordinal"
    DATE_JANUARY "date.january"
    DATE_FEBRUARY "date.february"
    DATE_MARCH "date.march"
    DATE_APRIL "date.april"
    DATE_MAY "date.may"
    DATE_JUNE "date.june"
    DATE_JULY "date.july"
    DATE_AUGUST "date.august"
    DATE_SEPTEMBER "date.september"
    DATE_OCTOBER "date.october"
    DATE_NOVEMBER "date.november"
    DATE_DECEMBER "date.december"
    DATE_SPRING "date.spring"
    DATE_SUMMER "date.summer"
    DATE_AUTUMN "date.autumn"
    DATE_WINTER "date.winter"
}

/// The months from January on.
pub const MONTHS: [Key; 12] = [
    DATE_JANUARY,
    DATE_FEBRUARY,
    DATE_MARCH,
    DATE_APRIL,
    DATE_MAY,
    DATE_JUNE,
    DATE_JULY,
    DATE_AUGUST,
    DATE_SEPTEMBER,
    DATE_OCTOBER,
    DATE_NOVEMBER,
    DATE_DECEMBER,
];

/// The seasons from spring on.
pub const SEASONS: [Key; 4] = [DATE_SPRING, DATE_SUMMER, DATE_AUTUMN, DATE_WINTER];

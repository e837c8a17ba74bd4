//! The encyclopedia article from which the site starts: every row of its checklist is dealt with, and none of its
//! sentences is taken over.
//!
//! `tests/article/runs.txt` holds the article without its words: for every run of nine words the first sixteen
//! hexadecimal digits of the SHA-256 of these words, joined by single spaces, one a line and sorted. Words are the longest
//! stretches of `a` to `z`, digits and `'`, in the text in lower case with `’` written `'`; all else lies between words.
//! Runs go over the ends of sentences, lines and headings. One run of our own, [`KNOWN`], is added, so that the tests can
//! show that the file and this recipe belong together.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::path::Path;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use sha2::{Digest, Sha256};

use crate::environment::{Site, project};

/// A run that is in the file though it is not in the article.
const KNOWN: &str = "these nine words prove that the set is read";
/// Words in a run.
const RUN: usize = 9;
/// Most words of a quotation.
const LONGEST_QUOTATION: usize = 25;
/// Stands for what was taken out: no run goes across.
const BREAK: char = '\u{1}';
/// Stands between blocks: no quotation goes across, but runs do.
const BLOCK: char = '\u{2}';

#[test]
fn every_row_of_the_checklist_is_dealt_with() {
    let text = fs::read_to_string(project().join("tests/article/checklist.yaml")).unwrap();
    // Read as a value first: that refuses a row that stands there twice.
    let rows: serde_yaml::Value = serde_yaml::from_str(&text).unwrap();
    let rows: BTreeMap<u32, Vec<String>> = serde_yaml::from_value(rows).unwrap();
    assert_eq!(rows.keys().copied().collect::<Vec<_>>(), (1..=41).collect::<Vec<_>>());

    let content = project().join("content");
    let claims: HashSet<String> =
        texts(&content.join("records/claims"), "yaml").iter().flat_map(|it| ids(it)).collect();
    let pages = texts(&content, "md");
    let mut faults = Vec::new();
    for (row, names) in &rows {
        if names.is_empty() {
            faults.push(format!("row {row} names nothing"));
        }
        for name in names {
            if name.ends_with(".md") {
                if !content.join(name).is_file() {
                    faults.push(format!("row {row}: there is no page `{name}`"));
                }
            } else if !claims.contains(name) {
                faults.push(format!("row {row}: there is no claim `{name}`"));
            } else if !pages.iter().any(|page| shows(page, name)) {
                faults.push(format!("row {row}: no page cites or shows `{name}`"));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn a_page_shows_a_claim_by_its_whole_id() {
    for page in ["So [@one].", "So [@two; @one, page 3].", "![[one]]", "See [[one|this]]."] {
        assert!(shows(page, "one"), "{page}");
    }
    for page in ["So [@one-more].", "So [@no-one].", "![[one-more]]", "So one.", "a@ones"] {
        assert!(!shows(page, "one"), "{page}");
    }
}

#[test]
fn no_nine_words_of_the_article_are_taken_over() {
    let runs = set();
    let site = Site::real();
    site.published(&[]);
    let mut hits = Vec::new();
    let mut read = 0;
    for (name, bytes) in site.files() {
        if Path::new(&name).extension().is_some_and(|extension| extension == "html") {
            let text = String::from_utf8(bytes).unwrap();
            read += words(&own_words(&text)).iter().map(Vec::len).sum::<usize>();
            hits.extend(taken(&text, &runs).into_iter().map(|run| format!("{name}: {run}")));
        }
    }
    assert!(read > 10_000, "only {read} words were read");
    assert!(hits.is_empty(), "{} runs of nine words:\n{}", hits.len(), hits.join("\n"));
}

#[test]
fn the_set_is_that_of_an_article() {
    let text = fs::read_to_string(project().join("tests/article/runs.txt")).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    assert!(lines.len() >= 800, "{} runs", lines.len());
    assert!(lines.is_sorted_by(|one, next| one < next), "not sorted, or twice the same");
    for line in lines {
        assert!(line.len() == 16 && line.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f')), "{line}");
    }
}

#[test]
fn nine_known_words_are_found_however_they_are_set() {
    let runs = set();
    for html in [
        "<p>Before: these nine words prove that the set is read, and after.</p>",
        "<p>THESE nine, words — <em>prove</em> that<a class=\"cite\" href=\"#x\">12</a>. The\n<b>s</b>et is&#32;read</p>",
        "<h2>These nine words</h2><p>prove that the set</p><p>is read.</p>",
        "<p>“a” These nine words prove that the set is read “b”</p>",
        "<p>These nine words <q>cut</q></p><p>these nine words prove that the set is read</p>",
        "<p>“These nine words</p><p>prove that the set is read”</p>",
        "<script>let a = \"<p>“\";</script><p>These nine words prove that the set is read”</p>",
        "<meta name=\"description\" content=\"These nine words prove that the set is read.\">",
        "<img alt=\"These nine words prove that the set is read.\">",
    ] {
        assert_eq!(taken(html, &runs), [KNOWN], "{html}");
    }
    // A quotation that is too long to be one is read like any other text.
    let long = format!("<p>“{KNOWN}{}”</p>", " oil".repeat(LONGEST_QUOTATION - RUN + 1));
    assert_eq!(taken(&long, &runs), [KNOWN]);
}

#[test]
fn what_is_quoted_or_broken_up_is_not_taken_over() {
    let runs = set();
    let longest = format!("<p>“{KNOWN}{}”</p>", " oil".repeat(LONGEST_QUOTATION - RUN));
    for html in [
        longest.as_str(),
        "<p>He wrote: “These <em>nine</em> words prove that the set is read.”</p>",
        "<q>These nine words prove that the set is read</q>",
        "<blockquote><p>These nine words prove that the set is read</p></blockquote>",
        "<p>These nine words “prove” that the set is read</p>",
        "<p>These nine words <q>prove</q> prove that the set is read</p>",
        "<p>These nine words prove that the set was read</p>",
        "<p>These nine words prove thatthe set is read</p>",
        "<script>these nine words prove that the set is read</script>",
    ] {
        assert_eq!(taken(html, &runs), [""; 0], "{html}");
    }
}

/// The texts of the files with this ending in a folder and below.
fn texts(folder: &Path, ending: &str) -> Vec<String> {
    let entries = walkdir::WalkDir::new(folder).into_iter().map(Result::unwrap);
    let files = entries.filter(|entry| entry.path().extension().is_some_and(|found| found == ending));
    files.map(|entry| fs::read_to_string(entry.path()).unwrap()).collect()
}

/// The ids of the records of a file.
fn ids(text: &str) -> Vec<String> {
    let records: Vec<serde_yaml::Value> = serde_yaml::from_str(text).unwrap();
    records.iter().map(|record| record["id"].as_str().unwrap().to_owned()).collect()
}

/// Whether a page cites a claim or shows it.
fn shows(page: &str, id: &str) -> bool {
    ["@", "[["].into_iter().any(|before| {
        let found = format!("{before}{id}");
        page.match_indices(&found)
            .any(|(at, _)| !page[at + found.len()..].starts_with(|next: char| next.is_alphanumeric() || next == '-'))
    })
}

/// The runs of the article, as they stand in the file.
fn set() -> HashSet<String> {
    let text = fs::read_to_string(project().join("tests/article/runs.txt")).unwrap();
    text.lines().map(str::to_owned).collect()
}

/// The runs of a page, outside quotations, that are in the set.
fn taken(html: &str, set: &HashSet<String>) -> Vec<String> {
    let stretches = words(&own_words(html));
    let runs = stretches.iter().flat_map(|words| words.windows(RUN)).map(|run| run.join(" "));
    runs.filter(|run| set.contains(&hash(run))).collect()
}

/// How a run is written in the file.
fn hash(run: &str) -> String {
    Sha256::digest(run.as_bytes())
        .iter()
        .take(8)
        .flat_map(|byte| [byte >> 4, byte & 15])
        .filter_map(|digit| char::from_digit(digit.into(), 16))
        .collect()
}

/// The words of a text, from break to break.
fn words(text: &str) -> Vec<Vec<String>> {
    let text = text.to_lowercase().replace('’', "'");
    let is_word = |character: char| matches!(character, 'a'..='z' | '0'..='9' | '\'');
    let stretches = text.split(BREAK);
    stretches
        .map(|stretch| stretch.split(|character| !is_word(character)).filter(|word| !word.is_empty()))
        .map(|words| words.map(str::to_owned).collect())
        .collect()
}

/// What a page says in its own words, with a break for each quotation.
fn own_words(html: &str) -> String {
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(html));
    let tokenizer = Tokenizer::new(Reader::default(), TokenizerOpts::default());
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    let seen = tokenizer.sink.0.into_inner();
    format!("{}{BREAK}{}", without_quotations(&seen.text), without_quotations(&seen.asides))
}

/// A break for each stretch between curly quotation marks that is short enough to be a quotation.
fn without_quotations(text: &str) -> String {
    let mut own = String::new();
    let mut rest = text;
    while let Some(open) = rest.find('“') {
        own.push_str(&rest[..open]);
        rest = &rest[open..];
        let inside = &rest['“'.len_utf8()..];
        let end = inside.find(['“', '”', BLOCK]).filter(|&end| inside[end..].starts_with('”'));
        if let Some(end) = end.filter(|&end| inside[..end].split_whitespace().count() <= LONGEST_QUOTATION) {
            own.push(BREAK);
            rest = &inside[end + '”'.len_utf8()..];
        } else {
            own.push(' ');
            rest = inside;
        }
    }
    own + rest
}

/// Elements within a line: the text before them goes on in them.
const INLINE: [&str; 18] = [
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "em", "i", "mark", "small", "span", "strong", "sub", "sup",
    "time", "wbr",
];

/// What was read of a page.
#[derive(Default)]
struct Seen {
    text: String,
    /// Descriptions, which stand in attributes.
    asides: String,
    /// Quotations that are open.
    quotes: usize,
    /// The element that is passed over: a script, or the number of a reference.
    silent: Option<String>,
}

#[derive(Default)]
struct Reader(RefCell<Seen>);

impl TokenSink for Reader {
    type Handle = ();

    fn process_token(&self, token: Token, _: u64) -> TokenSinkResult<()> {
        let mut seen = self.0.borrow_mut();
        match token {
            Token::TagToken(tag) => return seen.tag(&tag),
            Token::CharacterTokens(text) if seen.silent.is_none() && seen.quotes == 0 => seen.text.push_str(&text),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

impl Seen {
    fn tag(&mut self, tag: &Tag) -> TokenSinkResult<()> {
        let (name, starts) = (&*tag.name, tag.kind == TagKind::StartTag);
        if let Some(silent) = &self.silent {
            if !starts && silent == name {
                self.silent = None;
            }
            return TokenSinkResult::Continue;
        }
        let attribute = |key: &str| tag.attrs.iter().find(|it| &*it.name.local == key).map(|it| it.value.to_string());
        for text in ["alt", "content", "title"].into_iter().filter_map(attribute) {
            self.asides.push(BREAK);
            self.asides.push_str(&text);
        }
        match name {
            "q" | "blockquote" => {
                self.text.push(BREAK);
                self.quotes = if starts { self.quotes + 1 } else { self.quotes.saturating_sub(1) };
            }
            "script" | "style" if starts => {
                self.silent = Some(name.to_owned());
                let kind = if name == "script" { RawKind::ScriptData } else { RawKind::Rawtext };
                return TokenSinkResult::RawData(kind);
            }
            "a" if starts && attribute("class").is_some_and(|class| class.split(' ').any(|class| class == "cite")) => {
                self.silent = Some(name.to_owned());
            }
            _ if INLINE.contains(&name) => {}
            _ => self.text.push(BLOCK),
        }
        TokenSinkResult::Continue
    }
}

//! Sizes as they go over the line.
//!
//! A budget is held against the size after `gzip -9`, and to compress every page
//! so would take longer than to build it. So nothing is compressed that a cheaper
//! bound clears: the bytes as they are, then a count of repetitions at a tenth of
//! the time. A lighter level of gzip is no bound: on odd texts level 3 makes a
//! seventh less of them than level 9. What neither clears is compressed, and the
//! verdict is that of `gzip -9` on every page.

use std::io::{self, Write};

use flate2::{Compression, write::GzEncoder};

/// Size after `gzip -9`.
pub fn compressed(bytes: &[u8]) -> usize {
    struct Counter(usize);
    impl Write for Counter {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0 += bytes.len();
            Ok(bytes.len())
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
    let mut encoder = GzEncoder::new(Counter(0), Compression::best());
    // Counting cannot fail; if it did, the uncompressed size errs on the heavy side.
    match encoder.write_all(bytes).and_then(|()| encoder.finish()) {
        Ok(counter) => counter.0,
        Err(_) => bytes.len(),
    }
}

/// A size that `gzip -9` does not exceed; where it is above `enough`, it is the very size.
pub fn bound(bytes: &[u8], enough: usize) -> usize {
    let stored = stored(bytes.len());
    if stored <= enough {
        return stored;
    }
    repeated(bytes, enough).unwrap_or_else(|| compressed(bytes))
}

/// The largest size that bytes can have which do not compress at all: as they are, with head and block marks.
fn stored(length: usize) -> usize {
    length + length / 1000 + 64
}

/// Bits of a repetition: one of 32,768 distances, its length, and some to tell it from a sign.
const REPETITION: usize = 24;
/// The longest that is one repetition, and the farthest back that one can reach.
const LONGEST: usize = 258;
const FARTHEST: usize = 32_768;

/// What a text consists of: bytes that stand there for the first time, and repetitions of others.
#[derive(Default)]
struct Content {
    ascii: usize,
    others: usize,
    repetitions: usize,
}

impl Content {
    /// The size that gzip makes of it at most. A byte needs 8 bits, but 7 where hardly any is beyond ASCII; a little more
    /// to tell the sorts from each other, for the tables of codes, and for the searches of gzip that lead astray.
    fn size(&self) -> usize {
        let mixed = self.others * 16 > self.ascii;
        let bits =
            if mixed { (self.ascii + self.others) * 8 } else { self.ascii * 7 + self.ascii / 4 + self.others * 8 };
        let bytes = (bits + self.repetitions * REPETITION) / 8;
        bytes + bytes / 32 + 64
    }
}

/// A size from repetitions of four bytes and more, found as they come: what gzip looks for, without its search for the
/// best and without its codes. Ends as soon as the rest would fit as it is, or with nothing where it is not enough.
fn repeated(bytes: &[u8], enough: usize) -> Option<usize> {
    const SLOTS: u32 = 12;
    let four = |at: usize| bytes.get(at..).and_then(|rest| rest.first_chunk()).map(|four| u32::from_le_bytes(*four));
    let mut latest = [0_u32; 1 << SLOTS];
    let (mut at, mut content) = (0, Content::default());
    let mut next_look = 0;
    while let Some(here) = four(at) {
        if at >= next_look {
            let so_far = content.size();
            if so_far > enough {
                return None;
            }
            if so_far + stored(bytes.len() - at) <= enough {
                break;
            }
            next_look = at + 256;
        }
        let slot = here.wrapping_mul(2_654_435_761) >> (u32::BITS - SLOTS);
        let Some(latest) = latest.get_mut(slot as usize) else { break };
        let earlier = *latest as usize;
        // More than 4 GiB are no page.
        *latest = u32::try_from(at).unwrap_or(u32::MAX);
        if earlier < at && at - earlier <= FARTHEST && four(earlier) == Some(here) {
            content.repetitions += 1;
            at += alike(bytes, earlier, at);
        } else {
            *if here & 0x80 == 0 { &mut content.ascii } else { &mut content.others } += 1;
            at += 1;
        }
    }
    let size = content.size() + stored(bytes.len() - at);
    (size <= enough).then_some(size)
}

/// How many bytes at two places are alike, of those that are one repetition: to look on to the end of a text that
/// repeats itself for every one of its repetitions would take the square of its length.
fn alike(bytes: &[u8], one: usize, other: usize) -> usize {
    let from = |at: usize| bytes.get(at..).map(|rest| rest.get(..LONGEST).unwrap_or(rest));
    let (Some(one), Some(other)) = (from(one), from(other)) else { return 0 };
    let eights = one.chunks_exact(8).zip(other.chunks_exact(8));
    let whole = eights.take_while(|(one, other)| one == other).count() * 8;
    let rest = one.iter().skip(whole).zip(other.iter().skip(whole));
    whole + rest.take_while(|(one, other)| one == other).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Words of some letters and lengths, with markup between them that repeats.
    fn text() -> impl Strategy<Value = Vec<u8>> {
        let letters = prop::sample::select(vec![(b'a', 2), (b'a', 8), (b'a', 16), (b'!', 94), (0, 128), (0, 255)]);
        let shape = (letters, 1_usize..30, 0_usize..400, 1_usize..20, 0_u64..3000, 1000_usize..60_000, any::<u64>());
        shape.prop_map(|((first, many), word, markup, every, vocabulary, length, seed)| {
            let mut state = seed;
            let mut number = move |below: u64| {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                (state >> 33) % below.max(1)
            };
            let word_of = |number: u64| {
                let mut state = number ^ seed;
                let mut letter = move || {
                    state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                    first.wrapping_add(u8::try_from((state >> 33) % many).unwrap_or(0))
                };
                (0..word).map(|_| letter()).collect::<Vec<u8>>()
            };
            let tag: Vec<u8> = (0..markup).map(|_| b' ' + u8::try_from(number(94)).unwrap_or(0)).collect();
            let mut text = Vec::new();
            for at in 0.. {
                let chosen = if vocabulary < 100 { number(u64::MAX) } else { number(vocabulary) };
                text.extend(word_of(chosen));
                text.push(b' ');
                if at % every == 0 {
                    text.extend(&tag);
                }
                if text.len() > length {
                    break;
                }
            }
            text
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 100, ..ProptestConfig::default() })]
        #[test]
        fn a_bound_is_never_below_the_size(text in text(), share in 1_usize..200) {
            let size = compressed(&text);
            prop_assert!(stored(text.len()) >= size);
            // The verdict is the same at any limit, and what is over has its very size.
            for enough in [size * share / 100, size - 1, size, size + 1, size + size / 20] {
                let bound = bound(&text, enough);
                prop_assert_eq!(bound > enough, size > enough, "{} for {} of {}", bound, size, enough);
                prop_assert!(bound >= size && (bound <= enough || bound == size));
            }
        }
    }

    #[test]
    fn a_text_that_a_bound_clears_is_not_compressed() {
        let page = "<p>Words that repeat, and words that do not</p>\n".repeat(400);
        assert_eq!(bound(page.as_bytes(), 90_000), stored(page.len()));
        let early = bound(page.as_bytes(), 15_000);
        assert!(early <= 15_000 && early > 10_000, "{early}: it ends as soon as that is enough");
        assert_eq!(repeated(page.as_bytes(), 80), None);
    }
}

//! How long a text is, in words, whatever its script.

use crate::text::letters::Spacing;

/// The length of a text.
pub struct Length {
    /// In words.
    pub words: usize,
    /// Some of it is in a script that does not tell words apart, and was taken by its letters.
    estimated: bool,
}

impl Length {
    /// What stands between spaces is a word if it has a letter or digit; where words stand
    /// side by side, some letters are one.
    pub fn of(text: &str) -> Self {
        let mut words = 0;
        // Letters that are about so many to a word: two in Chinese, five in Thai.
        let (mut twos, mut fives) = (0_usize, 0_usize);
        let mut in_word = false;
        for character in text.chars() {
            match Spacing::of(character) {
                Some(Spacing::Nothing(letters)) => {
                    in_word = false;
                    *(if letters == 2 { &mut twos } else { &mut fives }) += 1;
                }
                Some(_) if !in_word && character.is_alphanumeric() => {
                    in_word = true;
                    words += 1;
                }
                _ => in_word &= !character.is_whitespace(),
            }
        }
        Self { words: words + twos.div_ceil(2) + fives.div_ceil(5), estimated: twos + fives > 0 }
    }

    /// "has 52 words", or "is as long as 52 words" where they were not counted.
    pub fn said(&self) -> String {
        let verb = if self.estimated { "is as long as" } else { "has" };
        format!("{verb} {} words", self.words)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_counted_or_taken_by_their_letters() {
        let words = |text| Length::of(text).words;
        assert_eq!(words("The lamp – it burned . (so-called)"), 5);
        assert_eq!(words("نور چراغ می\u{200c}سوخت ."), 3);
        assert_eq!(words("등대는 밤새 켜져 있었다."), 4);
        assert_eq!(words("灯塔整夜亮着。"), 3);
        assert_eq!(words("据BBC报道，灯塔亮着"), 5);
        assert_eq!(words("ประภาคารส่องสว่าง"), 4);
        assert_eq!(Length::of("灯塔亮着").said(), "is as long as 2 words");
    }
}

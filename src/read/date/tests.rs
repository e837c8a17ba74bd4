use super::*;
use proptest::prelude::*;

#[test]
fn dates_are_written_out_with_their_precision() {
    for (typed, written) in [
        ("2010-02-24", "24 February 2010"),
        ("1987-07", "July 1987"),
        ("1973~", "about 1973"),
        ("198X", "1980s"),
        ("06XX", "7th century"),
        ("04XX/05XX", "5th–6th century"),
        ("1987-07/1989-01", "July 1987 to January 1989"),
        ("1989-05-14/1989-05-17", "14–17 May 1989"),
        ("2024-04-23/2024-05-02", "23 April to 2 May 2024"),
        ("1978/1979", "1978–1979"),
        ("../1980", "until 1980"),
        ("1975?", "about 1975"),
        ("1975%", "about 1975"),
        ("2010-21", "spring 2010"),
        ("2010-24~", "about winter 2010"),
        ("2010-21/2010-23", "spring–autumn 2010"),
        ("2010-24/2011-21", "winter 2010 to spring 2011"),
        ("2004-XX", "2004"),
        ("1985-04-XX", "April 1985"),
        ("1985-XX-XX", "1985"),
        ("0001", "1"),
        ("0000", "1 BC"),
        ("-0001", "2 BC"),
        ("-0500", "501 BC"),
        ("-0500~", "about 501 BC"),
        ("-0043-03-15", "15 March 44 BC"),
        ("-0043-22", "summer 44 BC"),
        ("-0004-02-29", "29 February 5 BC"),
        ("-050X", "510–501 BC"),
        ("-05XX", "6th century BC"),
        ("-00XX", "1st century BC"),
        ("00XX", "1st century"),
        ("000X", "1 BC to AD 9"),
        ("-06XX/-05XX", "7th–6th century BC"),
        ("-00XX/00XX", "1st century BC to 1st century"),
        ("-0549/-0329", "550–330 BC"),
        ("-0026/0014", "27 BC to AD 14"),
        ("-0246/0224", "247 BC to AD 224"),
        ("../-0329", "until 330 BC"),
    ] {
        assert_eq!(Date::new(typed).written(&crate::words::english()), written, "{typed}");
    }
}

#[test]
fn what_is_no_date_has_no_meaning() {
    for typed in [
        "",
        "19",
        "1987-13",
        "1987-02-30",
        "2001-02-29",
        "87-01-01",
        "1987-7",
        "198X-01",
        "1X87",
        "yesterday",
        "1990/1980",
        "/",
        "1987~~",
        "1987-01-01-01",
        "1987~?",
        "1987-20",
        "1987-25",
        "1987-21-01",
        "1987-XX-01",
        "201X-21",
        "-0000",
        "-500",
        "--0500",
        "-",
        "-0329/-0549",
        "-0003-02-29",
        "1X8X",
        "+1987",
        "۱۹۸۷",
    ] {
        assert_eq!(Date::new(typed).meaning, None, "{typed}");
    }
}

#[test]
fn dates_sort_by_their_first_possible_day() {
    let expected = [
        "-05XX",
        "-0549",
        "-050X",
        "-0500-21",
        "-0500-22",
        "-0001",
        "0000",
        "0001",
        "198X",
        "1987-22",
        "1987-07",
        "1987-07-02",
        "1987-23",
        "1987-24",
        "1988-01",
        "2010",
        "x",
    ];
    let mut dates: Vec<Date> = expected.iter().rev().map(|text| Date::new(text)).collect();
    dates.sort();
    let order: Vec<&str> = dates.iter().map(|date| date.text.as_str()).collect();
    assert_eq!(order, expected);
}

#[test]
fn machines_are_told_what_html_has_a_form_for() {
    let machine = |text| Date::new(text).machine();
    assert_eq!(machine("0044-03-15").as_deref(), Some("0044-03-15"));
    for text in ["0000", "-0500", "-0043-03-15", "2010-21", "198X", "19XX"] {
        assert_eq!(machine(text), None, "{text}");
    }
}

#[test]
fn every_year_lies_in_its_decade_and_century() {
    for year in -1200..1200 {
        let (decade, century) = (decade_of(year), century_of(year));
        assert!((decade..decade + 10).contains(&year) && (century..century + 100).contains(&year), "{year}");
        assert!(
            (decade_after(decade) > year || year == 0) && decade_of(decade_after(decade) + 1) == decade_after(decade),
            "{year}"
        );
    }
    assert_eq!((century_of(-500), decade_of(-500)), (-599, -509));
}

proptest! {
    #[test]
    fn no_text_panics(text in "\\PC*") {
        let date = Date::new(&text);
        let _ = (date.written(&crate::words::english()), date.machine(), date.earliest());
    }

    #[test]
    fn first_day_is_never_after_last(text in "-?[0-9X]{4}(-[0-9X]{2}){0,2}[~?%]?(/-?[0-9]{4})?") {
        let date = Date::new(&text);
        prop_assert!(date.earliest() <= date.latest());
    }
}

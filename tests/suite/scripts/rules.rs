//! The rules on evidence and wording, in scripts other than Latin: none of them falls silent.

use crate::environment::Site;

/// What a rule says of a section with this text, as `line:column message`.
#[track_caller]
fn said(site: &Site, code: &str, text: &str) -> Vec<String> {
    site.write("content/x.md", format!("---\ntitle: X\nnav: X\n---\n{text}\n"));
    let run = site.run(&["check", "--format", "json"]);
    let lines = run.stdout.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
    let lines = lines.filter(|line| line["code"] == code && line["file"] == "content/x.md");
    lines.map(|line| format!("{}:{} {}", line["line"], line["column"], line["message"].as_str().unwrap())).collect()
}

#[test]
fn a_number_in_any_digits_rests_on_a_claim() {
    for (text, number) in [
        ("در سال ۱۹۸۵ بود.", "۱۹۸۵"),
        ("في عام ١٩٨٥.", "١٩٨٥"),
        ("１９８５年。", "１９８５"),
        ("在1985年。", "1985"),
        ("वर्ष १९८५।", "१९८५"),
        ("약3000명.", "3000"),
        ("ב-1985.", "1985"),
    ] {
        let expected = [format!("5:1 a sentence that says `{number}` rests on no claim")];
        assert_eq!(said(&Site::tiny(), "W711", text), expected, "{text}");
    }
    assert_eq!(said(&Site::tiny(), "W711", "موشک شهاب-۳ بود."), [""; 0]);
}

#[test]
fn a_number_is_the_same_in_any_digits() {
    let text = "در سال ۱۸۷۱ روشن شد [@light-lit-1871]. در سال ۱۸۷۲ [@light-lit-1871]؟";
    assert_eq!(said(&Site::tiny(), "W713", text), ["5:47 `۱۸۷۲` stands in none of the cited claims"]);
    let site = Site::tiny();
    site.replace("content/records/claims.yaml", "first lit in 1871.", "first lit with ۱٬۲۰۰ lamps.");
    assert_eq!(said(&site, "W713", "It had 1,200 lamps in 1871 [@light-lit-1871]."), [""; 0]);
}

#[test]
fn each_sentence_of_any_script_rests_on_its_own_claim() {
    for text in [
        "چراغ روشن شد [@light-lit-1871]. در سال ۱۹۸۵ چه شد؟ هیچ [@storm-1887].",
        "灯亮了[@light-lit-1871]。1985年怎么了？无事[@storm-1887]。",
        "불이 켜졌다 [@light-lit-1871]. 1985년에 무슨 일이? 없다 [@storm-1887].",
        "दीप जला [@light-lit-1871]। १९८५ में? कुछ नहीं [@storm-1887]।",
    ] {
        assert_eq!(said(&Site::tiny(), "W711", text).len(), 1, "{text}");
        assert_eq!(said(&Site::tiny(), "W713", text), [""; 0], "{text}");
    }
}

#[test]
fn a_person_is_known_by_the_name_in_any_script() {
    let site = Site::tiny();
    site.replace("content/records/people.yaml", "{el: Θωμάς, he: תום}", "{fa: توماس, ko: 김토마, zh: 汤姆, he: תום}");
    for (text, name) in [
        ("توماس\u{200c} رفت.", "توماس"),
        ("«توماس» رفت.", "توماس"),
        ("김토마는 갔다.", "김토마"),
        ("据汤姆说。", "汤姆"),
        ("又Tom Pike说。", "Tom Pike"),
    ] {
        let expected = [format!("5:1 a sentence that says `{name}` rests on no claim")];
        assert_eq!(said(&site, "W711", text), expected, "{text}");
    }
    for text in ["توماسی رفت.", "새김토마는.", "Tom Pikestaff."] {
        assert_eq!(said(&site, "W711", text), [""; 0], "{text}");
    }
}

#[test]
fn words_that_the_site_does_not_use_are_found_outside_quotations_of_any_marks() {
    let site = Site::tiny();
    site.write(
        "content/records/wording.yaml",
        "- words: [رژیم, 정권, 政权, regime, рЕжим]\n  instead: government\n  allowed: [政权机关]\n",
    );
    for (text, places) in [
        ("رژیم و رژیم\u{200c}ها و «رژیم» و ‹رژیم› و رژیمی", vec!["5:1", "5:8"]),
        ("정권은 「정권」 『정권』 구정권", vec!["5:1"]),
        ("这个政权说「政权」和《政权》，政权机关", vec!["5:3"]),
        ("该regime说“regime”", vec!["5:2"]),
        ("Das „Regime“, »Regime«, ‚regime‘, das Regime. Режим", vec!["5:39", "5:47"]),
    ] {
        let found = said(&site, "W720", text);
        let found: Vec<&str> = found.iter().map(|said| said.split(' ').next().unwrap()).collect();
        assert_eq!(found, places, "{text}");
    }
}

#[test]
fn long_sentences_and_quotations_are_told_of_in_any_script() {
    let cited = |text: &str| format!("{text} [@light-lit-1871].");
    let site = Site::tiny();
    let persian = "واژه ".repeat(46);
    assert_eq!(said(&site, "W732", &cited(&persian)).len(), 1);
    assert_eq!(said(&site, "W732", &cited(&"واژه ".repeat(45))), [""; 0]);
    assert_eq!(said(&site, "W732", &cited(&"낱말 ".repeat(46))).len(), 1);
    let chinese = said(&site, "W732", &"灯塔亮着啊".repeat(19));
    assert_eq!(chinese, ["5:1 the sentence is as long as 48 words; at most 45 are read in one breath"]);
    assert_eq!(said(&site, "W732", &"灯塔亮着。".repeat(40)), [""; 0]);
    assert_eq!(said(&site, "W732", &"ประภาคาร".repeat(30)).len(), 1);
    for (open, close) in [("«", "»"), ("„", "“"), ("‹", "›"), ("»", "«")] {
        let quotation = |words: usize| format!("گفت {open}{}واژه{close}.", "واژه ".repeat(words - 1));
        assert_eq!(said(&site, "W731", &quotation(26)).len(), 1, "{open}");
        assert_eq!(said(&site, "W731", &quotation(25)), [""; 0], "{open}");
    }
    let quoted = said(&site, "W731", &format!("他说「{}」。", "灯塔亮着".repeat(13)));
    assert_eq!(quoted, ["5:3 the quotation is as long as 26 words; at most 25 are right to take"]);
}

#[test]
fn a_summary_without_spaces_is_measured_too() {
    let site = Site::tiny();
    let summary = "灯塔亮着".repeat(51);
    site.write("content/x.md", format!("---\ntitle: X\nnav: X\nsummary: {summary}\n---\nX [@storm-1887].\n"));
    let said = site.refused_with(&["--deny-warnings"]);
    assert!(said.contains("error[W221]: the summary is as long as 102 words; at most 100 are read"), "{said}");
}

#[test]
fn a_short_form_is_written_out_in_any_script() {
    let site = Site::tiny();
    site.append(
        "content/records/terms.yaml",
        "\n- id: savak\n  name: ساواک\n  expansion: سازمان اطلاعات و امنیت کشور\n  text: A service.\n\
         - id: nis\n  name: 국정원\n  expansion: 국가정보원\n  text: A service.\n\
         - id: kcna\n  name: 朝中社\n  expansion: 朝鲜中央通讯社\n  text: An agency.\n",
    );
    assert_eq!(
        said(&site, "W733", "ساواک، 국정원은, 据朝中社报道。"),
        [
            "5:1 `ساواک` is not written out at its first use",
            "5:8 `국정원` is not written out at its first use",
            "5:15 `朝中社` is not written out at its first use"
        ]
    );
    let written = "سازمان اطلاعات و امنیت کشور (ساواک)، 국가정보원(국정원), 朝鲜中央通讯社（朝中社）。";
    assert_eq!(said(&site, "W733", written), [""; 0]);
}

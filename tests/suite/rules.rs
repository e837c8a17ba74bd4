//! The rules on evidence and wording: each finds its fault at its very place, and nothing once the text is mended.

use crate::environment::Site;

/// What a rule says about the site, as `place message`. Each diagnostic has to come with help.
fn said(site: &Site, code: &str) -> Vec<String> {
    let run = site.run(&["check", "--format", "json"]);
    let lines = run.stdout.lines().map(|line| serde_json::from_str(line).unwrap());
    let of_this_rule = lines.filter(|line: &serde_json::Value| line["code"] == code);
    of_this_rule
        .map(|line| {
            let help = line["help"].as_array().unwrap();
            assert!(!help.is_empty() && help[0] != "", "{code} says nothing that helps: {line}");
            assert_eq!(line["severity"], if code.starts_with('E') { "error" } else { "warning" }, "{line}");
            let text = |key: &str| line[key].as_str().unwrap().to_owned();
            format!("{}:{}:{} {}", text("file"), line["line"], line["column"], text("message"))
        })
        .collect()
}

/// The first help that a rule gives.
fn help(site: &Site, code: &str) -> String {
    let run = site.run(&["check", "--format", "json"]);
    let mut lines = run.stdout.lines().map(|line| serde_json::from_str(line).unwrap());
    let line: serde_json::Value = lines.find(|line: &serde_json::Value| line["code"] == code).unwrap();
    line["help"][0].as_str().unwrap().to_owned()
}

/// A rule says exactly this.
#[track_caller]
fn red(site: &Site, code: &str, expected: &[&str]) {
    assert_eq!(said(site, code), expected);
}

/// Nothing is wrong with the site, by any rule.
#[track_caller]
fn green(site: &Site) {
    let run = site.run(&["check", "--deny-warnings"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
}

/// The fixture with a section more, whose text begins in line 5.
fn section(text: &str) -> Site {
    let site = Site::tiny();
    site.write("content/x.md", format!("---\ntitle: X\nnav: X\n---\n{text}\n"));
    site
}

/// The fixture with a claim more, whose `text` stands in line 55, cited by no page.
fn with_claim(text: &str, rest: &str) -> Site {
    let site = Site::tiny();
    let claim = format!("\n- id: extra\n  text: {text}\n  status: documented\n  sources: [log-1887]\n{rest}");
    site.append("content/records/claims.yaml", &claim);
    site
}

#[test]
fn a_claim_has_a_source() {
    let site = Site::tiny();
    let claims = "content/records/claims.yaml";
    site.replace(claims, "  sources: [pike-1931]\n", "");
    red(&site, "E701", &["content/records/claims.yaml:43:7 the claim `pike-account` has no source"]);
    site.replace(claims, "Rowe family]\n", "Rowe family]\n  sources: [log-1887]\n");
    green(&site);
}

#[test]
fn a_dispute_has_two_sides() {
    let site = Site::tiny();
    let claims = "content/records/claims.yaml";
    site.replace(claims, "  denied_by: [lamp-burned-1887, Rowe family]\n", "");
    red(&site, "E702", &["content/records/claims.yaml:47:11 nobody is named who disputes `pike-account`"]);
    site.replace(claims, "  asserted_by: Pike family\n", "  asserted_by: Pike family\n  denied_by: [Rowe family]\n");
    green(&site);
}

#[test]
fn an_official_claim_has_a_speaker() {
    let site = Site::tiny();
    let claims = "content/records/claims.yaml";
    site.replace(claims, "  asserted_by: Log of the light\n", "");
    red(&site, "E703", &["content/records/claims.yaml:27:11 nobody is named who asserts `lamp-burned-1887`"]);
    site.replace(claims, "status: official\n", "status: documented\n");
    green(&site);
}

#[test]
fn an_event_is_over_when_its_sources_are_checked() {
    let site = with_claim("The light was sold.", "  date: 2024-06\n  stated: \"2025\"\n  checked: 2024-05-01\n");
    red(
        &site,
        "W704",
        &[
            "content/records/claims.yaml:58:9 `2024-06` lies after `checked`",
            "content/records/claims.yaml:59:11 `2025` lies after `checked`",
        ],
    );
    // What may have been before that day is not after it.
    site.replace("content/records/claims.yaml", "2024-06\n  stated: \"2025\"", "2024-05\n  stated: \"2024\"");
    green(&site);
}

#[test]
fn a_tenure_says_when_even_if_that_is_unknown() {
    let tenures = "content/records/tenures.yaml";
    for (key, line, place) in [("from", "      from: 1893~\n", 11), ("to", "      to: unknown\n", 11)] {
        let site = Site::tiny();
        site.replace(tenures, line, "");
        red(&site, "E123", &[&format!("{tenures}:{place}:7 missing key `{key}`")]);
        site.replace(tenures, "      acting: true\n", &format!("      {key}: unknown\n      acting: true\n"));
        green(&site);
    }
}

#[test]
fn a_paragraph_rests_on_a_claim() {
    let site = section("The lamp burned [@light-lit-1871].\n\nNobody says how.");
    red(&site, "W710", &["content/x.md:7:1 this paragraph rests on no claim"]);
    site.replace("content/x.md", "how.", "how [@two-keepers].");
    green(&site);
}

#[test]
fn a_page_that_is_no_section_need_not_cite() {
    let site = section("Nobody says how, in 1950, but for Ada Rowe.");
    assert_eq!(said(&site, "W710").len(), 1);
    site.replace("content/x.md", "nav: X\n", "nav: X\nmenu: about\n");
    green(&site);
}

#[test]
fn a_sentence_with_a_number_rests_on_a_claim() {
    let site = section("It was lit [@light-lit-1871]. This was in 1871. Others followed.");
    red(&site, "W711", &["content/x.md:5:31 a sentence that says `1871` rests on no claim"]);
    site.replace("content/x.md", "in 1871.", "in 1871 [@light-lit-1871].");
    assert_eq!(said(&site, "W711"), [""; 0]);
    // Behind the full stop is as good.
    site.replace("content/x.md", "in 1871 [@light-lit-1871].", "in 1871.[@light-lit-1871]");
    assert_eq!(said(&site, "W711"), [""; 0]);
}

#[test]
fn a_sentence_with_a_name_rests_on_a_claim() {
    let named = "a sentence that says `Tom Pike` rests on no claim";
    for words in ["It was Tom Pike.", "It was [[tom-pike]]."] {
        let site = section(&format!("It was lit [@light-lit-1871].\n{words}"));
        red(&site, "W711", &[&format!("content/x.md:6:1 {named}")]);
        site.replace("content/x.md", words, "It was Tom Pikes.");
        assert_eq!(said(&site, "W711"), [""; 0]);
        site.replace("content/x.md", "It was Tom Pikes.", "It was Tom Pike [@two-keepers].");
        green(&site);
    }
}

#[test]
fn one_sentence_in_ten_may_rest_on_nothing() {
    let cited = "Lit [@light-lit-1871].\n".repeat(8);
    let front = |title: &str| format!("---\ntitle: {title}\nnav: {title}\n---\n");
    let site = Site::tiny();
    site.write("content/index.md", front("Index") + "Lit [@light-lit-1871].\n");
    let storm = front("Storm") + "## The lamp {#the-lamp}\n\n" + &cited + "Not said.\n";
    site.write("content/storm.md", &storm);
    assert_eq!(said(&site, "W712"), [""; 0], "1 of 10");
    site.append("content/storm.md", "Nor here.\n");
    red(&site, "W712", &["content/storm.md:15:1 2 of 11 sentences rest on no claim; at most 10 % may"]);
}

#[test]
fn a_number_stands_in_a_cited_claim() {
    let site = section("It was lit in 1872 [@light-lit-1871].");
    red(&site, "W713", &["content/x.md:5:15 `1872` stands in none of the cited claims"]);
    assert_eq!(help(&site, "W713"), "say what `light-lit-1871` says, or cite the claim that has it");
    site.replace("content/x.md", "1872", "1871");
    green(&site);
    // Any claim that is cited will do, and its dates count.
    site.replace("content/x.md", "1871 [@light-lit-1871]", "1871 and 1931 [@light-lit-1871; @pike-account]");
    green(&site);
}

#[test]
fn a_number_is_one_however_it_is_written() {
    let claims = "content/records/claims.yaml";
    let text = "Between 1980 and 1988 it burned 1,200 casks, 42.5 a month.";
    let site = with_claim(text, "  date: 1980/1988\n");
    site.write(
        "content/x.md",
        "---\ntitle: X\nnav: X\n---\nFrom 1980–88, or 1980–1988, it burned 1200 casks, which is 1,200 or 42.5 a month \
         [@extra].\n",
    );
    green(&site);
    site.replace(claims, "1,200 casks", "1200 casks");
    green(&site);
    site.replace("content/x.md", "1,200 or 42.5", "1,201 or 42.6");
    red(
        &site,
        "W713",
        &[
            "content/x.md:5:60 `1,201` stands in none of the cited claims",
            "content/x.md:5:69 `42.6` stands in none of the cited claims",
        ],
    );
    site.replace("content/x.md", "1,201 or 42.6", "1200 or 42.5");
    site.replace("content/x.md", "1980–88,", "1980–89,");
    red(&site, "W713", &["content/x.md:5:11 `89` stands in none of the cited claims"]);
}

#[test]
fn a_number_in_a_name_is_none() {
    let site = section("The BM-25, a Shahab-3, an Il‑76 and the paper R43480 were there [@light-lit-1871].");
    green(&site);
    site.replace("content/x.md", "BM-25", "25");
    red(&site, "W713", &["content/x.md:5:5 `25` stands in none of the cited claims"]);
}

/// The wording of the tests: a word that stops publishing, and a phrase that does not.
const WORDING: &str = "- words: [foe, foes]\n  error: true\n  instead: enemy, or the name\n  allowed: [Friend or foe]\n\n\
                       - words: [it is believed]\n  instead: who says so\n";

#[test]
fn words_of_the_list_are_found_in_prose() {
    let site = section("The foe came, and the Foes left; it is believed so [@light-lit-1871].");
    site.write("content/records/wording.yaml", WORDING);
    red(
        &site,
        "E720",
        &[
            "content/x.md:5:5 the site does not write `foe` outside quotations",
            "content/x.md:5:23 the site does not write `Foes` outside quotations",
        ],
    );
    red(&site, "W720", &["content/x.md:5:34 the site does not write `it is believed` outside quotations"]);
    assert_eq!(help(&site, "E720"), "write enemy, or the name");
    assert_eq!(help(&site, "W720"), "write who says so");
    site.replace("content/x.md", "foe came, and the Foes left; it is believed so", "enemy came, he says");
    green(&site);
}

#[test]
fn words_of_the_list_are_found_in_records_and_front_matter() {
    let site = with_claim("The foe came.", "  note: It is believed so.\n");
    site.write("content/records/wording.yaml", WORDING);
    site.replace("content/storm.md", "the lamp burned all night, not", "the lamp of the foe burned all night, not");
    site.replace("content/keepers.md", "The principal keepers, with", "The foes, with");
    red(
        &site,
        "E720",
        &[
            "content/keepers.md:6:18 the site does not write `foes` outside quotations",
            "content/records/claims.yaml:55:13 the site does not write `foe` outside quotations",
            "content/storm.md:6:44 the site does not write `foe` outside quotations",
        ],
    );
    red(
        &site,
        "W720",
        &["content/records/claims.yaml:58:9 the site does not write `It is believed` outside quotations"],
    );
    site.replace("content/keepers.md", "The foes, with", "The keepers, with");
    site.replace("content/storm.md", "the lamp of the foe burned", "the lamp burned");
    site.replace("content/records/claims.yaml", "The foe came.", "The enemy came.");
    site.replace("content/records/claims.yaml", "It is believed so.", "His wife says so.");
    green(&site);
}

#[test]
fn words_of_the_list_may_be_quoted() {
    let site = section(
        "He wrote “the foe came” and fetched a foehn map; Friend or foe is a game [@light-lit-1871].\n\n\
         > The foe came, it is believed.",
    );
    site.write("content/records/wording.yaml", WORDING);
    green(&site);
    site.replace("content/x.md", "“the foe came”", "the foe came");
    red(&site, "E720", &["content/x.md:5:14 the site does not write `foe` outside quotations"]);
    site.replace("content/x.md", "the foe came and", "“the enemy” and");
    site.replace("content/x.md", "Friend or foe is", "Friend and foe is");
    red(&site, "E720", &["content/x.md:5:58 the site does not write `foe` outside quotations"]);
    site.replace("content/x.md", "Friend and foe is", "Friend or foe is");
    site.replace("content/x.md", "> The foe", "The foe");
    assert_eq!(said(&site, "E720"), ["content/x.md:7:5 the site does not write `foe` outside quotations"]);
}

#[test]
fn a_quotation_is_short() {
    let quoted = |words: usize| format!("He wrote “{}” [@light-lit-1871].", vec!["oil"; words].join(" "));
    let site = section(&quoted(26));
    red(&site, "W731", &["content/x.md:5:10 the quotation has 26 words; at most 25 are right to take"]);
    site.replace("content/x.md", &quoted(26), &quoted(25));
    green(&site);
}

#[test]
fn a_sentence_is_short() {
    let words = |words: usize| format!("Oil {} [@light-lit-1871].", vec!["oil"; words - 1].join(" "));
    let site = section(&format!("It was lit [@light-lit-1871]. {}", words(46)));
    red(&site, "W732", &["content/x.md:5:31 the sentence has 46 words; at most 45 are read in one breath"]);
    site.replace("content/x.md", &words(46), &words(45));
    green(&site);
}

#[test]
fn an_abbreviation_is_written_out_first() {
    let site = section("It is run by the HPL [@light-lit-1871].\n\nThe HPL has no office [@light-lit-1871].");
    site.append(
        "content/records/terms.yaml",
        "\n- id: hpl\n  name: HPL\n  expansion: Hale Point League\n  text: A club.\n",
    );
    red(&site, "W733", &["content/x.md:5:18 `HPL` is not written out at its first use"]);
    assert_eq!(help(&site, "W733"), "write `Hale Point League (HPL)`");
    site.replace("content/x.md", "by the HPL", "by the Hale Point League (HPL)");
    green(&site);
    // Another abbreviation that begins alike is not this one.
    site.replace("content/x.md", "by the Hale Point League (HPL)", "by the HPLS");
    red(&site, "W733", &["content/x.md:7:5 `HPL` is not written out at its first use"]);
}

#[test]
fn a_source_is_used() {
    let site = Site::tiny();
    let source = "\n- id: letter-1891\n  kind: archive\n  title: A letter\n  publisher: Rowe family\n  language: en\n  read: whole\n";
    site.append("content/records/sources.yaml", source);
    red(&site, "W740", &["content/records/sources.yaml:31:7 nothing rests on the source `letter-1891`"]);
    site.replace("content/records/claims.yaml", "sources: [pike-1931]", "sources: [pike-1931, letter-1891]");
    green(&site);
}

#[test]
fn a_person_is_named() {
    let site = Site::tiny();
    site.append("content/records/people.yaml", "\n- id: ben-sole\n  name: Ben Sole\n");
    red(&site, "W741", &["content/records/people.yaml:12:7 nothing mentions `ben-sole`"]);
    site.replace("content/about/method.md", "[[ada-rowe|Ada]]", "[[ada-rowe|Ada]], [[ben-sole]]");
    green(&site);
}

#[test]
fn a_file_is_used() {
    let site = Site::tiny();
    site.write("static/paper.pdf", "%PDF-1.7");
    let run = site.run(&["check"]);
    assert!(run.stderr.contains("W743"), "{}", run.stderr);
    assert!(run.stderr.contains("--> static/paper.pdf\n = help: link to it"), "{}", run.stderr);
    site.append("content/about/method.md", "See [the paper](../../static/paper.pdf).\n");
    green(&site);
}

#[test]
fn a_page_can_be_found() {
    let site = Site::tiny();
    site.write("content/x.md", "---\ntitle: X\n---\nSome words.\n");
    red(&site, "W742", &["content/x.md:2:8 `x.md` is in no menu, and no page links to it"]);
    site.append("content/about/method.md", "See [X](../x.md).\n");
    red(&site, "W742", &["content/x.md:2:8 `x.md` is in no menu"]);
    site.replace("content/x.md", "title: X\n", "title: X\nnav: X\nmenu: about\n");
    green(&site);
}

#[test]
fn a_link_to_itself_does_not_make_a_page_found() {
    let site = Site::tiny();
    site.write("content/x.md", "---\ntitle: X\n---\n## Part {#part}\n\nSee [X](x.md#part).\n");
    red(&site, "W742", &["content/x.md:2:8 `x.md` is in no menu, and no page links to it"]);
}

#[test]
fn a_value_is_not_cut_by_a_comment_unnoticed() {
    let site = Site::tiny();
    let people = "content/records/people.yaml";
    site.replace(people, "role: Principal keeper, by the log", "role: Keeper #5");
    let said = said(&site, "W130");
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(said[0].starts_with("content/records/people.yaml:3:16 "), "{said:?}");
    site.replace(people, "role: Keeper #5", "role: \"Keeper #5\"");
    green(&site);
}

#[test]
fn what_is_no_date_is_said() {
    let site = with_claim("The light was sold.", "  date: last spring\n");
    site.replace("content/storm.md", "checked: 2024-05-01", "checked: 2024-13-01");
    red(
        &site,
        "E230",
        &[
            "content/records/claims.yaml:58:9 `last spring` is not a date",
            "content/storm.md:7:10 `2024-13-01` is not a date",
        ],
    );
    site.replace("content/records/claims.yaml", "last spring", "192X");
    site.replace("content/storm.md", "checked: 2024-13-01", "checked: 2024-12-01");
    green(&site);
}

#[test]
fn warnings_can_be_denied() {
    let site = section("Nobody says how.");
    let run = site.run(&[]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stderr.contains("warning[W710]"), "{}", run.stderr);
    site.remove("public");
    let refused = site.refused_with(&["--deny-warnings"]);
    assert!(refused.contains("error[W710]") && refused.ends_with("; nothing was published"), "{refused}");
    site.replace("content/x.md", "how.", "how [@two-keepers].");
    site.built_with(&["--deny-warnings"]);
}

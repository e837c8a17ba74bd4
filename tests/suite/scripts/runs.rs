//! Runs of another script in prose, in records and in front matter: both halves of a pair stand in them or neither.

use crate::environment::Site;
use crate::html::between;

/// The same text with `{}` around its runs.
fn braced(html: &str) -> String {
    ["<span lang=\"fa\" dir=\"rtl\">", "<span lang=\"he\" dir=\"rtl\">", "<span lang=\"ko\">"]
        .iter()
        .fold(html.replace("</span>", "}"), |html, tag| html.replace(tag, "{"))
}

#[test]
fn a_paragraph_that_is_written_from_right_to_left_runs_so() {
    let site = Site::tiny();
    site.replace("content/site.yaml", "  Grek: el", "  Arab: fa\n  Hang: ko");
    site.page(
        "«چراغ» *روشن* شد، گفت IRNA.\n\nچراغ means a lamp, as they say.\n\nA چراغ روشن شد روشن شد\n\n\
         > چراغ روشن شد.\n\n등대 (등대)\n\n- چراغ\n- چراغ روشن\n",
    );
    let page = site.built().read("public/x.html");
    let right = " lang=\"fa\" dir=\"rtl\">";
    assert!(
        page.contains(&format!("<p id=\"p_1\"{right}")) && page.contains(&format!("<p id=\"p_4\"{right}")),
        "{page}"
    );
    for number in [2, 3, 5] {
        assert!(page.contains(&format!("<p id=\"p_{number}\">")), "{number}: {page}");
    }
    assert!(!page.contains(&format!("<li id=\"p_6\"{right}")), "a name in a list does not move its mark: {page}");
}

#[test]
fn brackets_and_stops_stand_on_their_own_side() {
    let site = Site::tiny();
    site.replace("content/site.yaml", "  Grek: el", "  Arab: fa\n  Hang: ko");
    let texts = [
        "the agency {خبرگزاری (ایرنا)} said so",
        "The {علی، حسن، حسین (و محسن)} likewise",
        "said {پایان؟} He",
        "the {(ایرنا) خبرگزاری؛} so",
        "the «{ایرنا}» or ({ایرنا}) and {خبرگزاری «ایرنا»}.",
        "the {סוכנות (אירנא)}, the {조선(북한)}.",
    ];
    let typed: Vec<String> = texts.iter().map(|text| text.replace(['{', '}'], "")).collect();
    site.page(&typed.join("\n\n"));
    site.replace("content/records/people.yaml", "Principal keeper, by the log", &format!("'{}'", typed[0]));
    site.replace("content/records/claims.yaml", "The light was first lit in 1871.", &typed[1]);
    site.built();
    let page = site.read("public/x.html");
    for (number, text) in (1..).zip(texts) {
        let shown = between(&page, &format!("<p id=\"p_{number}\">"), "</p>");
        assert_eq!(braced(shown), text, "{shown}");
    }
    assert!(braced(&site.read("public/people.html")).contains(texts[0]));
    assert!(braced(&site.read("public/claims.html")).contains(texts[1]));
}

//! Language tags are tags, wherever one is typed, and come out as they should.

use insta::assert_snapshot;

use crate::environment::Site;
use crate::html::Page;

const EVIL: &str = "'el\"><script>alert(1)</script>'";

#[test]
fn what_is_no_tag_is_refused_wherever_one_is_typed() {
    let site = Site::tiny();
    site.replace("content/site.yaml", "language: en", "language: english");
    site.replace("content/site.yaml", "Grek: el", &format!("Grek: {EVIL}"));
    site.replace(
        "content/site.yaml",
        "{el: Greek, en: English}",
        "{el: Greek, en_GB: English, 'x y': Nobody, '': Nothing}",
    );
    site.replace("content/records/sources.yaml", "language: el", "language: greek");
    site.replace("content/records/people.yaml", "{el: Θωμάς, he: תום}", "{Greek: Θωμάς, 'he\" onclick=\"x': תום}");
    site.append("content/records/places.yaml", "  names: {zh_hant: 燈塔, toolong: 燈塔}\n");
    site.append("content/records/terms.yaml", "  names: {'': 燈塔, hebrew: תום}\n");
    assert_snapshot!(site.refused());
}

#[test]
fn tags_are_compared_whatever_their_case() {
    let site = Site::tiny();
    site.replace("content/site.yaml", "language: en", "language: EN");
    site.replace("content/site.yaml", "Grek: el", "Grek: EL-cy\n  Hani: ZH-hant");
    site.replace("content/site.yaml", "{el: Greek, en: English}", "{EL: Greek, en: English}");
    site.replace("content/records/people.yaml", "{el: Θωμάς, he: תום}", "{EL: Θωμάς, AZ-arab: تام}");
    site.page("燈塔 Ω\n");
    site.built();
    let page = site.read("public/x.html");
    assert!(page.starts_with("<!DOCTYPE html>\n<html lang=\"en\">"), "{page}");
    assert!(page.contains("<span lang=\"zh-Hant\">燈塔</span> <span lang=\"el-CY\">Ω</span>"), "{page}");
    let sources = Page::read(&site.read("public/sources.html"));
    assert!(sources.text.contains("In Greek") && !sources.text.contains("In English"), "{}", sources.text);
    assert_eq!(sources.values("hreflang").collect::<Vec<_>>(), ["el"]);
    let people = site.read("public/people.html");
    assert!(people.contains("<bdi lang=\"az-Arab\" dir=\"rtl\">تام</bdi>"), "{people}");
}

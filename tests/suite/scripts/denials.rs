//! Who denies a statement: a claim by its id, or a name in any script.

use insta::assert_snapshot;

use crate::environment::Site;
use crate::html::Page;

fn denied_by(names: &str) -> Site {
    let site = Site::tiny();
    let claims = "content/records/claims.yaml";
    site.replace(claims, "denied_by: [lamp-burned-1887, Rowe family]", &format!("denied_by: [{names}]"));
    site
}

#[test]
fn a_name_in_any_script_denies() {
    let names = [
        "ایران",
        "صدا و سیما",
        "조선중앙통신",
        "朝鮮中央通信",
        "ישראל",
        "საქართველო",
        "ประเทศไทย",
        "al-Qaeda",
        "de Gaulle",
        "eBay",
        "Élysée",
        "the navy",
        "МИД",
        "آژانس-IRNA",
    ];
    let site = denied_by(&names.join(", "));
    let text = Page::read(&site.built().read("public/claims.html")).text;
    for name in names {
        assert!(text.contains(&format!("{name}, date and place")), "{name}: {text}");
    }
}

#[test]
fn a_word_that_is_neither_id_nor_name_is_told_of() {
    let site =
        denied_by("lamp-burnt-1887, Lamp-burned-1887, lamp–burned–1887, kcna, élysée, lamp_burned, '', ' ', log-1887");
    assert_snapshot!(site.refused());
}

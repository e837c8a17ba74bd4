//! What the page that the build makes about itself says of the real site.

use crate::environment::Site;
use crate::records::{Claim, records};

/// Most claims of a hundred that no section need cite.
const UNCITED: usize = 15;

#[test]
fn most_claims_are_cited_in_a_section() {
    let site = Site::real();
    site.published(&[]);
    let page = site.read("public/quality.html");
    let claims = records::<Claim>("claims").len();
    assert!(page.contains(&format!("{claims} statements")), "not a page about {claims} statements");
    let (_, heading) = page.split_once("id=\"unused\">").unwrap();
    let (heading, after) = heading.split_once("</h2>").unwrap();
    let uncited: usize = heading.split_once("class=\"n\">").unwrap().1.trim_end_matches("</span>").parse().unwrap();
    // The number stands over a list of just so many.
    let list = after.split("</section>").next().unwrap();
    assert_eq!(list.matches("<li>").count(), uncited);
    assert!(uncited * 100 <= claims * UNCITED, "{uncited} of {claims} claims are cited by no section");
}

#[test]
fn no_claim_is_without_a_source() {
    let bare: Vec<String> =
        records::<Claim>("claims").into_iter().filter(|it| it.sources.is_empty()).map(|it| it.id).collect();
    assert!(bare.is_empty(), "{bare:?}");
}

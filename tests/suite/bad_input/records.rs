//! Records that are not as they should be.

use insta::assert_snapshot;

use crate::environment::Site;

#[test]
fn no_site_yaml() {
    let site = Site::tiny();
    assert_snapshot!(site.remove("content/site.yaml").refused(), @"
    error[E113]: there is no `content/site.yaml`
    --> content/site.yaml
     = help: make one with at least `title: …`

    1 error; nothing was published
    ");
}

#[test]
fn records_that_are_no_list() {
    let site = Site::tiny();
    site.write("content/records/places.yaml", "hale-point:\n  name: Hale Point\n");
    site.write("content/records/terms.yaml", "- fog-signal\n");
    let said = site.refused();
    let (found, _) = said.split_once("error[E204]").unwrap_or((&said, ""));
    assert_snapshot!(found, @"");
}

#[test]
fn empty_records_are_none() {
    let site = Site::tiny();
    site.write("content/records/claims/more.yaml", "")
        .write("content/records/people/more.yaml", "# none yet\n")
        .built();
}

#[test]
fn former_ids_that_are_none() {
    let site = Site::tiny();
    let old = "\n- id: cove\n  name: X\n  was: ['\"><img src=x>', a b]\n";
    let said = site.append("content/records/places.yaml", old).refused();
    assert_eq!(said.matches("error[E202]").count(), 2, "{said}");
}

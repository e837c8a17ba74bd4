//! One form of an id, wherever one is typed, and one way to go on finding what was renamed.

use insta::assert_snapshot;

use crate::environment::Site;
use crate::html::Page;

#[test]
fn an_id_may_begin_with_a_digit_wherever_one_stands() {
    let site = Site::tiny();
    site.replace("content/records/claims.yaml", "id: storm-1887\n", "id: 1887-storm\n  was: [storm-1887]\n");
    site.write("content/about/1-way.md", "---\n{title: Way, nav: Way, menu: about, aliases: [1st-way]}\n---\n\n");
    site.page("As said [@1887-storm], see [[1887-storm|it]] and [[about/1-way]].\n");
    let page = site.built().read("public/x.html");
    assert!(page.contains("href=\"claims.html#1887-storm\"") && page.contains("href=\"about/1-way.html\""), "{page}");
}

#[test]
fn what_cannot_be_an_id_is_refused_wherever_it_stands() {
    let site = Site::tiny();
    site.page(
        "Said [@storm-; @-storm; @störm; @a/b] of [[storm-|x]], [[-storm|x]], [[störm|x]], [[about//method|x]].\n",
    );
    site.write("content/x-.md", "---\ntitle: X\n---\n");
    site.append("content/records/places.yaml", "\n- id: cove-\n  name: Cove\n  was: [ایران]\n");
    site.replace(
        "content/records/tenures.yaml",
        "- id: principal-keepers",
        "- id: principal-keepers\n  was: [Keepers, a-]",
    );
    site.replace(
        "content/site.yaml",
        "keepers: The keepers",
        "keepers: The keepers\n  نور: Light\n  the night: The night",
    );
    site.replace("content/storm.md", "aliases: [the-night]", "aliases: [the-night-, '', Night]");
    assert_snapshot!(site.refused());
}

#[test]
fn a_post_and_an_embedded_series_are_found_under_their_former_ids() {
    let site = Site::tiny();
    site.replace(
        "content/records/tenures.yaml",
        "- id: principal-keepers",
        "- id: principal-keepers\n  was: [head-keepers]",
    );
    site.write(
        "content/records/series.yaml",
        "- id: oil\n  was: [colza]\n  title: Oil\n  unit: casks\n  relation: separate\n  caveat: Few years are known.\n  points:\n    \
         - {date: \"1880\", label: first, value: 3, status: reported, sources: [log-1887]}\n",
    );
    site.page("[[head-keepers|the keepers]] and [[colza]]\n\n![[colza]]\n\n![[head-keepers]]\n");
    site.built();
    let page = Page::read(&site.read("public/x.html"));
    for id in ["head-keepers", "principal-keepers", "colza", "oil"] {
        assert_eq!(page.values("id").filter(|value| *value == id).count(), 1, "{id}");
    }
    site.append("content/records/places.yaml", "\n- id: head-keepers\n  name: Head\n");
    let taken = site.run(&["check"]).stderr;
    assert!(taken.contains("error[E201]: the id `head-keepers` is taken: it is already a place"), "{taken}");
}

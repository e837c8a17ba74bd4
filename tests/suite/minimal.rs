//! A site of the fewest files: what nothing needs may be missing, and what is needed is named.

use insta::assert_snapshot;

use crate::environment::Site;

/// Two templates, two pages.
fn minimal() -> Site {
    let site = Site::tiny();
    site.remove("templates").remove("content").remove("static");
    site.write(
        "templates/base.html",
        "<!DOCTYPE html><html lang=\"en\"><title>{{ page.title }}</title>{% block main %}{% endblock %}</html>\n",
    );
    site.write("templates/section.html", "{% extends \"base.html\" %}{% block main %}{{ body }}{% endblock %}\n");
    site.write("content/site.yaml", "title: T\n");
    site.write("content/index.md", "---\ntitle: One\n---\nOne [two](two.md).\n");
    site.write("content/two.md", "---\ntitle: Two\nnav: Two\nmenu: about\n---\nTwo [one](index.md).\n");
    site
}

#[test]
fn two_templates_are_enough() {
    let site = minimal();
    site.built();
    assert_eq!(
        site.files().keys().filter(|name| name.ends_with(".html")).collect::<Vec<_>>(),
        ["index.html", "two.html"]
    );
    site.built_with(&["--base-url", "https://example.org/"]);
    assert_eq!(site.read("public/robots.txt"), "User-agent: *\nAllow: /\n");
}

#[test]
fn what_a_template_asks_for_is_named() {
    let site = minimal();
    site.replace("templates/base.html", "{% block", "{{ navigation }}{{ footer }}{% block");
    site.write("templates/components/footer.html", "<p>Foot</p>");
    assert_snapshot!(site.refused(), @r#"
    error[E403]: there is no component for `navigation` (while rendering index.html, and 1 more)
     --> templates/base.html:1:66
      |
    1 | <!DOCTYPE html><html lang="en"><title>{{ page.title }}</title>{{ navigation }}{{ footer }}{% block main %}{% endblock %}</html>
      |                                                                  ^^^^^^^^^^
      |
      = help: make `templates/components/navigation.html`, or take `{{ navigation }}` out

    1 error; nothing was published
    "#);
    site.write("templates/components/navigation.html", "<p>Way</p>").built();
    assert!(site.read("public/two.html").contains("<p>Way</p>"));
    assert!(site.read("public/two.html").contains("<p>Foot</p>"));
}

#[test]
fn what_a_record_needs_is_named() {
    let site = minimal();
    site.write(
        "content/records/sources.yaml",
        "- id: log\n  title: Log\n  publisher: Keepers\n  kind: archive\n  read: part\n",
    );
    site.write(
        "content/records/claims.yaml",
        "- id: lit\n  text: The lamp was lit.\n  status: reported\n  sources: [log]\n",
    );
    assert_snapshot!(site.refused(), @"
    error[E403]: this template is missing; it is needed for lit
    --> templates/components/said.html
     = help: make `templates/components/said.html`

    1 error; nothing was published
    ");
}

#[test]
fn what_an_alias_needs_is_named() {
    let site = minimal();
    site.replace("content/two.md", "title: Two", "title: Two\naliases: [deux]");
    assert_snapshot!(site.refused(), @"
    error[E403]: this template is missing; it is needed for deux.html
    --> templates/redirect.html
     = help: make `templates/redirect.html`

    1 error; nothing was published
    ");
}

#[test]
fn the_menu_marks_the_page_however_its_template_writes_links() {
    let site = Site::tiny();
    let name = "templates/components/navigation.html";
    let single = site.read(name).replace("href=\"{{ link.href }}\"", "href='{{ link.href }}'");
    assert_ne!(single, site.read(name));
    let page = site.write(name, single).built().read("public/storm.html");
    assert!(page.contains("href='storm.html' aria-current=\"page\""), "{page}");
}

//! Five faults in four files, all found in one run, each at its very place, and the site of before left alone.

use insta::assert_snapshot;

use crate::environment::Site;

#[test]
fn five_faults_in_four_files_are_five_faults() {
    let site = Site::tiny();
    let before = site.built().tree();
    site.replace("content/keepers.md", "layout: tenures", "layuot: tenures\nlayout: tenures");
    site.replace("content/storm.md", "[@light-lit-1871]", "[@light-lit-1817]");
    site.replace("content/index.md", "storm.md#the-lamp", "storm.md#the-lmap");
    site.replace(
        "content/records/claims.yaml",
        "  status: disputed\n  asserted_by: Pike family",
        "  status: dispute\n  aserted_by: Pike family",
    );
    let run = site.run(&[]);
    assert_eq!((run.code, run.stdout.as_str()), (1, ""));
    assert_snapshot!(run.shown(), @r"
    error[E207]: `storm.md` has no heading `#the-lmap`
      --> content/index.md:14:83
       |
    14 | The light stood from 1871 on [@light-lit-1871]; what is in dispute is [one night](storm.md#the-lmap).
       |                                                                                   ^^^^^^^^^^^^^^^^^
       |
       = help: did you mean `#the-lamp`?

    error[E121]: unknown key `layuot`
     --> content/keepers.md:5:1
      |
    5 | layuot: tenures
      | ^^^^^^
      |
      = help: the keys here are: `title`, `nav`, `menu`, `order`, `description`, `summary`, `checked`, `layout`, `aliases`, `budgets`, `draft`, `extra`

    error[E204]: unknown status `dispute`
      --> content/records/claims.yaml:47:11
       |
    47 |   status: dispute
       |           ^^^^^^^
       |
       = help: did you mean `disputed`?
       = help: content/records/statuses.yaml lists them, where a site has its own

    error[E121]: unknown key `aserted_by`
      --> content/records/claims.yaml:48:3
       |
    48 |   aserted_by: Pike family
       |   ^^^^^^^^^^
       |
       = help: did you mean `asserted_by`?

    error[E204]: unknown claim `light-lit-1817`
      --> content/storm.md:32:24
       |
    32 | : Colza from 1871 on [@light-lit-1817].
       |                        ^^^^^^^^^^^^^^
       |
       = help: did you mean `light-lit-1871`, “The light was first lit in 1871.”?

    5 errors; nothing was published
    ");
    assert_eq!(site.tree(), before);
    assert_eq!(site.names(), ["content", "public", "static", "templates"]);
}

#[test]
fn faults_of_different_stages_do_not_hide_each_other() {
    let site = Site::tiny();
    site.replace("content/site.yaml", "language: en", "langauge: en");
    site.replace("content/records/people.yaml", "sources: [log-1887]", "sources: [log-1878]");
    site.append("content/places.md", "# Places\n");
    site.append("content/glossary.md", &format!("<i>{}</i>\n", "ü".repeat(20)));
    site.append("templates/plain.html", "{% if %}");
    assert_snapshot!(site.refused(), @r"
    error[E319]: raw HTML is not allowed in content
     --> content/glossary.md:8:1
      |
    8 | <i>üüüüüüüüüüüüüüüüüüüü</i>
      | ^^^
      |
      = help: write it in Markdown; a `<` that is meant as a sign is written `\<`

    error[E301]: the title of the page is its only `#` heading
     --> content/places.md:7:1
      |
    7 | # Places
      | ^^^^^^^^
      |
      = help: begin at `##`; the title stands in the front matter

    error[E204]: unknown source `log-1878`
     --> content/records/people.yaml:4:13
      |
    4 |   sources: [log-1878]
      |             ^^^^^^^^
      |
      = help: did you mean `log-1887`, “Log of the Hale Point light, 1871–1932”?

    error[E121]: unknown key `langauge`
     --> content/site.yaml:3:1
      |
    3 | langauge: en
      | ^^^^^^^^
      |
      = help: did you mean `language`?

    error[E401]: found `%}` but expected one of: integer, float, string, bool, ident, `-`, `not`, `<`, `{`, `[` or `(`
      --> templates/plain.html:10:7
       |
    10 | {% if %}
       |       ^^

    5 errors; nothing was published
    ");
}

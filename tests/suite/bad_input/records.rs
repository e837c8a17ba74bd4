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
fn a_broken_site_yaml() {
    let site = Site::tiny();
    assert_snapshot!(site.write("content/site.yaml", "title: A light: its keepers\n").refused(), @r#"
    error[E120]: a colon and a space cannot stand in a value without quotes
     --> content/site.yaml:1:15
      |
    1 | title: A light: its keepers
      |               ^
      |
      = help: put the value in quotes: `"A light: its keepers"`

    1 error; nothing was published
    "#);
}

#[test]
fn a_site_yaml_with_wrong_values() {
    let site = Site::tiny();
    site.replace("content/site.yaml", "  Grek: el", "  Greek: el");
    site.replace("content/site.yaml", "contact: mailto:", "contatc: mailto:");
    site.append("content/site.yaml", "base_url: example.org\n");
    assert_snapshot!(site.refused(), @"
    error[E116]: `Greek` is not a script
     --> content/site.yaml:5:3
      |
    5 |   Greek: el
      |   ^^^^^
      |
      = help: scripts are ISO 15924 codes such as Arab, Hang, Hani, Cyrl

    error[E121]: unknown key `contatc`
      --> content/site.yaml:15:1
       |
    15 | contatc: mailto:keeper@example.org
       | ^^^^^^^
       |
       = help: did you mean `contact`?

    error[E208]: `example.org` cannot be the address of a site
      --> content/site.yaml:17:11
       |
    17 | base_url: example.org
       |           ^^^^^^^^^^^
       |
       = help: write it whole, for instance `https://example.org/` or `https://example.org/site/`

    3 errors; nothing was published
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
fn records_of_an_unknown_sort() {
    let site = Site::tiny();
    site.write("content/records/claim.yaml", "[]").write("content/records/unknown.yaml", "- id: x\n");
    assert_snapshot!(site.refused(), @r"
    error[E115]: there are no records called `claim`
    --> content/records/claim.yaml
     = help: did you mean `claims`?

    error[E115]: there are no records called `unknown`
    --> content/records/unknown.yaml
     = help: records are: `claims`, `sources`, `people`, `places`, `terms`, `tenures`, `series`, `wording`, `outline`, `statuses`, `kinds`, `stances`, `readings`

    2 errors; nothing was published
    ");
}

#[test]
fn a_page_named_like_a_record() {
    let site = Site::tiny();
    assert_snapshot!(site.write("content/ada-rowe.md", "---\ntitle: X\n---\n").refused(), @"
    warning[W742]: `ada-rowe.md` is in no menu
     --> content/ada-rowe.md:2:8
      |
    2 | title: X
      |        ^
      |
      = help: give it a `nav:` label, with `menu: about` if it is no section

    error[E204]: `ada-rowe` is a page, not a person
      --> content/records/claims.yaml:31:12
       |
    31 |   people: [ada-rowe, tom-pike]
       |            ^^^^^^^^

    error[E204]: `ada-rowe` is a page, not a person
      --> content/records/claims.yaml:41:12
       |
    41 |   people: [ada-rowe, tom-pike]
       |            ^^^^^^^^

    error[E201]: the id `ada-rowe` is taken: it is already a page
     --> content/records/people.yaml:1:7
      |
    1 | - id: ada-rowe
      |       ^^^^^^^^
      |
     ::: content/ada-rowe.md:2:1
      |
    2 | title: X
      | -------- first used here
      |
      = help: pages and records share one id space; choose another id

    warning[W741]: nothing mentions `ada-rowe`
     --> content/records/people.yaml:1:7
      |
    1 | - id: ada-rowe
      |       ^^^^^^^^
      |
      = help: mention the person in a claim's `people`, or take the record out

    error[E204]: `ada-rowe` is a page, not a person
     --> content/records/tenures.yaml:5:15
      |
    5 |     - holder: ada-rowe
      |               ^^^^^^^^

    4 errors and 2 warnings; nothing was published
    ");
}

#[test]
fn the_same_id_in_two_files() {
    let site = Site::tiny();
    site.append(
        "content/records/places.yaml",
        "\n- id: tom-pike\n  name: Pike’s Rock\n\n- id: lamp-burned\n  name: L\n",
    );
    assert_snapshot!(site.refused(), @r"
    error[E201]: the id `tom-pike` is taken: it is already a person
     --> content/records/places.yaml:5:7
      |
    5 | - id: tom-pike
      |       ^^^^^^^^
      |
     ::: content/records/people.yaml:6:7
      |
    6 | - id: tom-pike
      |       -------- first used here
      |
      = help: pages and records share one id space; choose another id

    error[E201]: the id `lamp-burned` is taken: it is already a claim
      --> content/records/places.yaml:8:7
       |
     8 | - id: lamp-burned
       |       ^^^^^^^^^^^
       |
      ::: content/records/claims.yaml:33:9
       |
    33 |   was: [lamp-burned]
       |         ----------- first used here
       |
       = help: pages and records share one id space; choose another id

    2 errors; nothing was published
    ");
}

#[test]
fn ids_that_are_none() {
    let site = Site::tiny();
    site.append(
        "content/records/places.yaml",
        "\n- id: Hale Cove\n  name: X\n\n- id: \"\"\n  name: Y\n\n- id: -x\n  name: Z\n",
    );
    assert_snapshot!(site.refused(), @r#"
    error[E202]: `Hale Cove` cannot be an id
     --> content/records/places.yaml:5:7
      |
    5 | - id: Hale Cove
      |       ^^^^^^^^^
      |
      = help: ids are lower-case letters a to z, digits and hyphens
      = help: write `hale-cove`

    error[E202]: `` cannot be an id
     --> content/records/places.yaml:8:7
      |
    8 | - id: ""
      |       ^^
      |
      = help: ids are lower-case letters a to z, digits and hyphens

    error[E202]: `-x` cannot be an id
      --> content/records/places.yaml:11:7
       |
    11 | - id: -x
       |       ^^
       |
       = help: ids are lower-case letters a to z, digits and hyphens
       = help: write `x`

    3 errors; nothing was published
    "#);
}

#[test]
fn former_ids_that_are_none() {
    let site = Site::tiny();
    let old = "\n- id: cove\n  name: X\n  was: ['\"><img src=x>', a b]\n";
    let said = site.append("content/records/places.yaml", old).refused();
    assert_eq!(said.matches("error[E202]").count(), 2, "{said}");
}

#[test]
fn an_alias_that_is_a_page() {
    let site = Site::tiny();
    site.write("content/x.md", "---\ntitle: X\naliases: [index, the-night, ../up, Old Name]\n---\n");
    assert_snapshot!(site.refused(), @"
    warning[W742]: `x.md` is in no menu, and no page links to it
     --> content/x.md:2:8
      |
    2 | title: X
      |        ^
      |
      = help: give it a `nav:` label, with `menu: about` if it is no section

    error[E222]: `index` is the address of another page
     --> content/x.md:3:11
      |
    3 | aliases: [index, the-night, ../up, Old Name]
      |           ^^^^^
      |
      = help: take it out: an alias is an address that no page has any more

    error[E222]: `the-night` is already an alias of `storm.md`
     --> content/x.md:3:18
      |
    3 | aliases: [index, the-night, ../up, Old Name]
      |                  ^^^^^^^^^

    error[E222]: `../up` cannot be an address
     --> content/x.md:3:29
      |
    3 | aliases: [index, the-night, ../up, Old Name]
      |                             ^^^^^
      |
      = help: write the earlier file name without `.md`

    error[E222]: `Old Name` cannot be an address
     --> content/x.md:3:36
      |
    3 | aliases: [index, the-night, ../up, Old Name]
      |                                    ^^^^^^^^
      |
      = help: write the earlier file name without `.md`

    4 errors and 1 warning; nothing was published
    ");
}

#[test]
fn arrows_that_lead_nowhere() {
    let site = Site::tiny();
    let claim = "\n- id: loose\n  text: A [@storm-1887] b [[nobody]].\n  status: documented\n  \
                 sources: [log-1877, {id: pike-account, at: 3}, {id: log-1887, page: 3}]\n  topics: [nigth]\n  \
                 people: [hale-point]\n  places: [hale-pt]\n  denied_by: [nobody-1887]\n";
    assert_snapshot!(site.append("content/records/claims.yaml", claim).refused(), @r"
    error[E321]: records do not cite claims; they name their sources
      --> content/records/claims.yaml:55:11
       |
    55 |   text: A [@storm-1887] b [[nobody]].
       |           ^^^^^^^^^^^^^
       |
       = help: list the sources under `sources:`, or mention a claim as `[[claim-id|text]]`

    error[E204]: unknown id `nobody`
      --> content/records/claims.yaml:55:29
       |
    55 |   text: A [@storm-1887] b [[nobody]].
       |                             ^^^^^^

    error[E204]: unknown source `log-1877`
      --> content/records/claims.yaml:57:13
       |
    57 |   sources: [log-1877, {id: pike-account, at: 3}, {id: log-1887, page: 3}]
       |             ^^^^^^^^
       |
       = help: did you mean `log-1887`?

    error[E204]: `pike-account` is a claim, not a source
      --> content/records/claims.yaml:57:28
       |
    57 |   sources: [log-1877, {id: pike-account, at: 3}, {id: log-1887, page: 3}]
       |                            ^^^^^^^^^^^^

    error[E121]: unknown key `page`
      --> content/records/claims.yaml:57:65
       |
    57 |   sources: [log-1877, {id: pike-account, at: 3}, {id: log-1887, page: 3}]
       |                                                                 ^^^^
       |
       = help: the keys here are: `id`, `at`

    error[E209]: unknown topic `nigth`
      --> content/records/claims.yaml:58:12
       |
    58 |   topics: [nigth]
       |            ^^^^^
       |
       = help: did you mean `night`?
       = help: topics are listed in content/site.yaml

    error[E204]: `hale-point` is a place, not a person
      --> content/records/claims.yaml:59:12
       |
    59 |   people: [hale-point]
       |            ^^^^^^^^^^

    error[E204]: unknown place `hale-pt`
      --> content/records/claims.yaml:60:12
       |
    60 |   places: [hale-pt]
       |            ^^^^^^^
       |
       = help: did you mean `hale-point`?

    error[E204]: unknown claim `nobody-1887`
      --> content/records/claims.yaml:61:15
       |
    61 |   denied_by: [nobody-1887]
       |               ^^^^^^^^^^^
       |
       = help: name the claim that makes the denial, or write out who denied it, with a capital letter

    9 errors; nothing was published
    ");
}

#[test]
fn a_statement_that_is_more_than_a_paragraph() {
    let site = Site::tiny();
    let claims = "\n- id: long\n  text: \"One.\\n\\nTwo.\"\n  status: reported\n\n- id: list\n  text: |\n    - One.\n  \
                  status: reported\n\n- id: none\n  text: \"  \"\n  status: reported\n";
    assert_snapshot!(site.append("content/records/claims.yaml", claims).refused(), @r#"
    error[E701]: the claim `long` has no source
      --> content/records/claims.yaml:54:7
       |
    54 | - id: long
       |       ^^^^
       |
       = help: add `sources: [source-id]`

    error[E320]: `text` is one paragraph, without lists, headings or embeds
      --> content/records/claims.yaml:55:18
       |
    55 |   text: "One.\n\nTwo."
       |                  ^^^^
       |
       = help: split it into several records, or put a backslash before the sign that Markdown read

    error[E701]: the claim `list` has no source
      --> content/records/claims.yaml:58:7
       |
    58 | - id: list
       |       ^^^^
       |
       = help: add `sources: [source-id]`

    error[E320]: `text` is one paragraph, without lists, headings or embeds
      --> content/records/claims.yaml:60:5
       |
    60 |     - One.
       |     ^^^^^^
       |
       = help: split it into several records, or put a backslash before the sign that Markdown read

    error[E701]: the claim `none` has no source
      --> content/records/claims.yaml:63:7
       |
    63 | - id: none
       |       ^^^^
       |
       = help: add `sources: [source-id]`

    error[E322]: `text` is empty
      --> content/records/claims.yaml:64:10
       |
    64 |   text: "  "
       |          ^

    6 errors; nothing was published
    "#);
}

//! Templates that are not as they should be.

use insta::assert_snapshot;

use crate::environment::Site;

#[test]
fn no_templates_at_all() {
    let site = Site::tiny();
    assert_snapshot!(site.remove("templates").refused(), @r"
    error[E101]: there is no folder `templates`
    --> templates
     = help: a site is a folder with content/, templates/ and static/; name it with --root

    1 error; nothing was published
    ");
}

#[test]
fn a_folder_without_a_site() {
    let site = Site::tiny();
    site.remove("templates").remove("content").remove("static");
    assert_snapshot!(site.refused(), @r"
    error[E101]: there is no folder `content`
    --> content
     = help: a site is a folder with content/, templates/ and static/; name it with --root

    error[E223]: the site has no first page
    --> content/index.md
     = help: make `content/index.md`: it becomes index.html

    error[E113]: there is no `content/site.yaml`
    --> content/site.yaml
     = help: make one with at least `title: …`

    error[E101]: there is no folder `templates`
    --> templates
     = help: a site is a folder with content/, templates/ and static/; name it with --root

    4 errors; nothing was published
    ");
}

#[test]
fn a_root_that_is_not_there() {
    let site = Site::tiny();
    let said = site.refused_with(&["--root", "elsewhere"]);
    assert!(said.starts_with("error[E101]: there is no folder `content`\n"), "{said}");
    assert!(!site.path("elsewhere").exists());
}

#[test]
fn a_syntax_error_in_two_templates() {
    let site = Site::tiny();
    site.replace("templates/plain.html", "{{ body }}", "{{ body }");
    site.append("templates/components/footer.html", "é {% endif %}\n");
    assert_snapshot!(site.refused(), @r"
    error[E401]: `{% endif %}` comes while another tag is open
     --> templates/components/footer.html:9:6
      |
    9 | é {% endif %}
      |      ^^^^^

    error[E401]: found `}` but expected }}
     --> templates/plain.html:8:9
      |
    8 | {{ body }</div>
      |         ^

    2 errors; nothing was published
    ");
}

#[test]
fn templates_that_do_not_fit_together() {
    let site = Site::tiny();
    site.replace("templates/plain.html", "\"base.html\"", "\"bose.html\"");
    assert_snapshot!(site.refused(), @r#"
    error[E402]: the template extends `bose.html`, which does not exist
     --> templates/plain.html:1:13
      |
    1 | {% extends "bose.html" %}
      |             ^^^^^^^^^
      |
      = help: make `templates/bose.html`: it holds what all layouts share

    1 error; nothing was published
    "#);
    site.replace("templates/plain.html", "\"bose.html\"", "\"plain.html\"");
    assert_snapshot!(site.refused(), @r"
    error[E402]: the template extends itself, by way of others
    --> templates/plain.html

    1 error; nothing was published
    ");
    site.replace("templates/plain.html", "\"plain.html\"", "\"base.html\"");
    site.replace("templates/404.html", "{{ body }}", "{{ <bodge /> }}{{ body | upside_down }}");
    assert_snapshot!(site.refused(), @r"
    error[E402]: unknown component `bodge`
     --> templates/404.html:5:4
      |
    5 | {{ <bodge /> }}{{ body | upside_down }}</div>{% endblock %}
      |    ^^^^^^^^^

    error[E402]: unknown filter `upside_down`
     --> templates/404.html:5:26
      |
    5 | {{ <bodge /> }}{{ body | upside_down }}</div>{% endblock %}
      |                          ^^^^^^^^^^^

    2 errors; nothing was published
    ");
}

#[test]
fn a_fault_that_every_page_hits_is_one_fault() {
    let site = Site::tiny();
    site.replace("templates/base.html", "<meta charset=\"utf-8\">", "<meta charset=\"utf-8\">{{ page.colour }}");
    assert_snapshot!(site.refused(), @r#"
    error[E403]: field `colour` is not defined. Available fields: canonical, checked, description, head_title, home, id, layout, summary, title (while rendering 404.html, and 9 more)
     --> templates/base.html:4:31
      |
    4 | <meta charset="utf-8">{{ page.colour }}
      |                               ^^^^^^

    1 error; nothing was published
    "#);
}

#[test]
fn faults_on_two_lines_are_two() {
    let site = Site::tiny();
    site.replace("templates/404.html", "{{ body }}", "{{ nothing }}\n{{ body }}");
    site.replace("templates/plain.html", "{{ body }}", "{{ 1 / nothing }}");
    assert_snapshot!(site.refused(), @r"
    error[E403]: variable `nothing` is not defined. Available variables: attribution, body, contents, count, counts, extra, footer, navigation, next, page, prefix, previews, previous, references, search, site, statuses (while rendering 404.html)
     --> templates/404.html:5:4
      |
    5 | {{ nothing }}
      |    ^^^^^^^

    error[E403]: math operations can only be done on numbers, found `undefined` (while rendering about/method.html)
     --> templates/plain.html:8:8
      |
    8 | {{ 1 / nothing }}</div>
      |        ^^^^^^^

    2 errors; nothing was published
    ");
}

#[test]
fn a_fault_in_what_is_drawn_once() {
    let site = Site::tiny();
    site.append("templates/components/said.html", "{{ claim.colour }}");
    site.append("templates/components/footer.html", "{{ site.colour }}");
    assert_snapshot!(site.refused(), @"
    error[E403]: field `colour` is not defined. Available fields: contact, home, language, licences, rtl, tagline, title, url (while rendering every page)
     --> templates/components/footer.html:9:9
      |
    9 | {{ site.colour }}
      |         ^^^^^^

    error[E403]: field `colour` is not defined. Available fields: asserted_by, date, denials, id, note, origins, permalink, sources, stated, status, status_label, text (while rendering light-lit-1871, and 4 more)
      --> templates/components/said.html:14:10
       |
    14 | {{ claim.colour }}
       |          ^^^^^^

    2 errors; nothing was published
    ");
}

#[test]
fn a_template_that_names_a_file_that_is_not_there() {
    let site = Site::tiny();
    site.replace("templates/base.html", "asset(name=\"style.css\")", "asset(name=\"styel.css\")");
    assert_snapshot!(site.refused(), @r#"
    error[E403]: there is no `styel.css` in static/: did you mean `style.css`? (while rendering 404.html, and 9 more)
      --> templates/base.html:24:56
       |
    24 | {% endif %}<link rel="stylesheet" href="{{ prefix }}{{ asset(name="styel.css") }}">
       |                                                        ^^^^^^^^^^^^^^^^^^^^^^^

    1 error; nothing was published
    "#);
}

#[test]
fn a_template_that_makes_a_broken_link() {
    let site = Site::tiny();
    site.replace("templates/404.html", "{{ body }}", "<a href=\"nowhere.html\" id=\"main\">x</a>");
    assert_snapshot!(site.refused(), @r#"
    error[E603]: `nowhere.html` leads nowhere: there is no file `nowhere.html` (on 404.html)
     --> templates/404.html:5:10
      |
    5 | <a href="nowhere.html" id="main">x</a></div>{% endblock %}
      |          ^^^^^^^^^^^^

    error[E602]: the id `main` stands twice on this page (on 404.html)
     --> templates/404.html:5:28
      |
    5 | <a href="nowhere.html" id="main">x</a></div>{% endblock %}
      |                            ^^^^
      |
      = help: give one of them another id: a heading by `{#id}`, or a record

    2 errors; nothing was published
    "#);
}

#[test]
fn a_missing_component() {
    let site = Site::tiny();
    site.remove("templates/components/navigation.html").remove("templates/components/rests.html");
    assert_snapshot!(site.refused(), @"
    error[E403]: this template is missing; it is needed for light-lit-1871, and 4 more
    --> templates/components/rests.html
     = help: make `templates/components/rests.html`

    1 error; nothing was published
    ");
    site.write("templates/components/rests.html", "<p></p>");
    assert_snapshot!(site.refused(), @"
    error[E403]: there is no component for `navigation` (while rendering 404.html, and 9 more)
      --> templates/base.html:29:4
       |
    29 | {{ navigation }}
       |    ^^^^^^^^^^
       |
       = help: make `templates/components/navigation.html`, or take `{{ navigation }}` out

    1 error; nothing was published
    ");
}

#[test]
fn a_template_that_makes_broken_links_of_other_kinds() {
    let site = Site::tiny();
    site.write("static/map:1.svg", "<svg/>");
    let links = "<img src=\"lamp.svg\" srcset=\"lamp.svg 1x, big.svg 2x\" alt=\"\"><{{ 'object' }} data=\"plan.svg\"></object>\
                 <form action=\"send\"></form><video poster=\"still.png\"></video><{{ 'style' }}>p { background: url('bg.svg') }</style>\
                 <a href=\"map:1.svg\">x</a><{{ 'script' }}>\"<a href='text.html'>\"</script><a href=\"storm.html?print\">y</a>";
    site.replace("templates/404.html", "{{ body }}", links);
    site.replace("templates/redirect.html", "0; url={{ target }}", "0; url=x/{{ target }}");
    assert_snapshot!(site.refused(), @r#"
    error[E603]: `big.svg` leads nowhere: there is no file `big.svg`
      --> 404.html:41:42
       |
    41 | <img src="lamp.svg" srcset="lamp.svg 1x, big.svg 2x" alt=""><object data="plan.svg"></object><form action="send"></form><video poste...
       |                                          ^^^^^^^
       |
       = help: the text's own links were checked before, so look in the template
       = help: this page is made with `templates/404.html`

    warning[W744]: Windows cannot have `map:1.svg`: no name may have a `:`
    --> static/map:1.svg
     = help: rename it, or nobody can edit the site there

    error[E603]: `plan.svg` leads nowhere: there is no file `plan.svg` (on 404.html)
     --> templates/404.html:5:83
      |
    5 | <img src="lamp.svg" srcset="lamp.svg 1x, big.svg 2x" alt=""><{{ 'object' }} data="plan.svg"></object><form action="send"></form><vide...
      |                                                                                   ^^^^^^^^

    error[E603]: `send` leads nowhere: there is no file `send` (on 404.html)
     --> templates/404.html:5:116
      |
    5 | <img src="lamp.svg" srcset="lamp.svg 1x, big.svg 2x" alt=""><{{ 'object' }} data="plan.svg"></object><form action="send"></form><vide...
      |                                                                                                                    ^^^^

    error[E603]: `still.png` leads nowhere: there is no file `still.png` (on 404.html)
     --> templates/404.html:5:144
      |
    5 | ...lan.svg"></object><form action="send"></form><video poster="still.png"></video><{{ 'style' }}>p { background: url('bg.svg') }</sty...
      |                                                                ^^^^^^^^^

    error[E603]: `bg.svg` leads nowhere: there is no file `bg.svg` (on 404.html)
     --> templates/404.html:5:199
      |
    5 | ...oster="still.png"></video><{{ 'style' }}>p { background: url('bg.svg') }</style><a href="map:1.svg">x</a><{{ 'script' }}>"<a href=...
      |                                                                  ^^^^^^

    error[E603]: `map:1.svg` leads nowhere: what stands before the colon is read as a scheme (on 404.html)
     --> templates/404.html:5:226
      |
    5 | ... 'style' }}>p { background: url('bg.svg') }</style><a href="map:1.svg">x</a><{{ 'script' }}>"<a href='text.html'>"</script><a href...
      |                                                                ^^^^^^^^^
      |
      = help: write `./map:1.svg`

    error[E603]: `x/storm.html` leads nowhere: there is no file `x/storm.html`
     --> the-night.html:5:44
      |
    5 | <meta http-equiv="refresh" content="0; url=x/storm.html">
      |                                            ^^^^^^^^^^^^
      |
      = help: the text's own links were checked before, so look in the template
      = help: this page is made with `templates/redirect.html`

    7 errors and 1 warning; nothing was published
    "#);
}

#[test]
fn an_attribute_that_names_an_id_that_is_not_there() {
    let site = Site::tiny();
    let named = "<noscript><p id=\"here\">x</p></noscript><!-- <p id=\"gone\"> -->\n\
                 <label for=\"here\">a</label><div aria-labelledby=\"here  gone\"></div>\n\
                 <button popovertarget='card' interestfor=here aria-describedby=\"here\">b</button>\n\
                 <picture><source srcset=\"lamp.svg, none.svg 2x\"><img src=\"lamp.svg\" alt=\"\"></picture>";
    site.replace("templates/404.html", "{{ body }}", named);
    assert_snapshot!(site.refused(), @r#"
    error[E603]: `gone` leads nowhere: this page has no such id
      --> 404.html:42:56
       |
    42 | <label for="here">a</label><div aria-labelledby="here  gone"></div>
       |                                                        ^^^^
       |
       = help: give the element that is meant this id, or take the attribute out
       = help: this page is made with `templates/404.html`

    error[E603]: `none.svg` leads nowhere: there is no file `none.svg`
      --> 404.html:44:36
       |
    44 | <picture><source srcset="lamp.svg, none.svg 2x"><img src="lamp.svg" alt=""></picture></div>
       |                                    ^^^^^^^^
       |
       = help: the text's own links were checked before, so look in the template
       = help: this page is made with `templates/404.html`

    error[E603]: `card` leads nowhere: this page has no such id (on 404.html)
     --> templates/404.html:7:24
      |
    7 | <button popovertarget='card' interestfor=here aria-describedby="here">b</button>
      |                        ^^^^
      |
      = help: give the element that is meant this id, or take the attribute out

    3 errors; nothing was published
    "#);
}

//! Any text may be a heading, whatever ids the templates, the builder and the records need on the same page.

use std::collections::BTreeSet;
use std::fs;

use crate::environment::{Site, files, project};
use crate::html::Page;

/// Every id that stands as it is in a template or a script of the project, with the file.
fn written() -> Vec<(String, String)> {
    let mut found = Vec::new();
    for folder in ["templates", "static"] {
        for (name, bytes) in files(&project().join(folder)) {
            let is_text = [".html", ".js"].iter().any(|extension| name.ends_with(extension));
            let Some(text) = String::from_utf8(bytes).ok().filter(|_| is_text) else { continue };
            for rest in text.split(" id=\"").skip(1) {
                let id = rest.split('"').next().unwrap();
                if !id.contains('{') {
                    found.push((id.to_owned(), format!("{folder}/{name}")));
                }
            }
        }
    }
    assert!(found.len() > 15, "{found:?}");
    found
}

/// The layouts of the project that show the text of a page.
fn layouts() -> Vec<String> {
    let names = fs::read_dir(project().join("templates")).unwrap();
    let names = names.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let layouts = names.filter_map(|name| name.strip_suffix(".html").map(str::to_owned));
    layouts.filter(|layout| !["base", "redirect", "404"].contains(&layout.as_str())).collect()
}

/// Headings that would take an id which something else makes.
const MADE: &str = "At 1 1|Cite 1 1|Card 1|See 1|Ref light lit 1871|Row hale point|FN 1|Fnref 1 1|Letter A|Kind report|\
     Topic night|Topic other|Decade 1880|Century 1800|Lamp title|Lamp desc|Light lit 1871|Two keepers|Log 1887|Ada Rowe|\
     Hale Point|Fog signal|Principal keepers|Settings title|Oil|Oil title|Oil desc|Unused|Stale";

#[test]
fn every_id_of_the_templates_may_be_a_heading() {
    let ids: BTreeSet<String> = written().into_iter().map(|(id, _)| id).collect();
    let all: Vec<&str> = ids.iter().map(String::as_str).chain(MADE.split('|')).collect();
    let headings = format!("## {}\n\n", all.join("\n\n## "));
    let site = Site::tiny();
    site.write(
        "content/records/series.yaml",
        "- {id: oil, title: Oil, unit: tons, caveat: Rounded., relation: separate, points: [{date: 1871, label: Oil, value: 3, \
         claim: light-lit-1871, sources: [log-1887]}]}\n",
    );
    for layout in layouts() {
        let front = format!("{{title: X, nav: X, menu: about, layout: {layout}}}");
        let blocks =
            "One[^n] [@light-lit-1871] by [[ada-rowe]].\n\n![[oil]]\n\n![[principal-keepers]]\n\n[^n]: Note.\n";
        let blocks = if layout == "figures" { blocks.replace("![[oil]]", "") } else { blocks.to_owned() };
        site.write("content/x.md", format!("---\n{front}\n---\n{headings}{blocks}"));
        site.published(&["--output", &layout]);
        let html = site.read(&format!("{layout}/x.html"));
        let page = Page::read(&html);
        let shown: Vec<&str> = page.values("id").collect();
        assert_eq!(shown.len(), shown.iter().collect::<BTreeSet<_>>().len(), "{layout}");
        assert_eq!(html.matches("aria-label=\"Link to this section\"").count(), all.len(), "{layout}");
    }
}

#[test]
fn an_id_typed_by_hand_is_told_whose_it_is() {
    let site = Site::tiny();
    site.write(
        "content/x.md",
        "---\n{title: X, nav: X, menu: about}\n---\n## One {#settings}\n\n## Two {#ref-a}\n\n## Three {#principal-keepers}\n\n\
         ![[principal-keepers]]\n",
    );
    insta::assert_snapshot!(site.refused());
    // Where another layout has the id, this page is free to take it.
    site.write("content/x.md", "---\n{title: X, nav: X, menu: about}\n---\n## One {#coordinates}\n").published(&[]);
}

#[test]
fn the_ids_of_anybodys_templates_count() {
    let site = Site::tiny();
    let figure = "{{ body }}<section id=\"colophon\" aria-label=\"x\"><p id='imprint'></p><p id=\"note-{{ page.id }}\"></p></section>";
    site.replace("templates/plain.html", "{{ body }}", figure);
    site.write(
        "content/x.md",
        "---\n{title: X, nav: X, menu: about, layout: plain}\n---\n## Colophon\n\n## Imprint\n\n## Note x\n",
    )
    .published(&[]);
    let html = site.read("public/x.html");
    for id in ["colophon-2", "imprint-2", "section-note-x"] {
        assert!(html.contains(&format!("<h2 id=\"{id}\">")), "{html}");
    }
    site.write("content/x.md", "---\n{title: X, nav: X, menu: about, layout: plain}\n---\n## One {#note-x}\n");
    site.remove("public");
    let said = site.refused();
    assert!(said.contains("error[E304]: ids that begin with `note-` are made by templates/plain.html"), "{said}");
}

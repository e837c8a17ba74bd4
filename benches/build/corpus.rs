//! Corpora of any size: the same article pages for this builder, for Hugo and for Zola, and pages of statements.
//!
//! A page has a lead, five headings with two paragraphs each, a list, a table, a footnote and five links to other
//! pages; the templates have the same shape for every builder: navigation, contents, body, previous and next. The text is
//! drawn by a small generator of fixed numbers, so that two runs measure the same.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// Whose folder layout and templates are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Article pages, with minimal templates.
    Bare,
    /// The same for Hugo.
    Hugo,
    /// The same for Zola.
    Zola,
    /// Pages of statements, with the templates and static files of this repository: 8 claims, 4 sources and 20
    /// citations a page.
    Ledger,
}

impl Kind {
    /// The name of its folder.
    pub fn name(self) -> &'static str {
        match self {
            Self::Bare => "bare",
            Self::Hugo => "hugo",
            Self::Zola => "zola",
            Self::Ledger => "ledger",
        }
    }
}

const WORDS: &str = "bridge river toll keeper stone arch ferry charter council ledger harbour market road survey engineer \
    flood repair timber iron chapel gate tower record chronicle museum archive parish county agency report statement \
    visit delegation museum scholar letter the of and in to was were by from with between during after before under over";

/// Numbers that look drawn by lot and are the same in every run.
struct Lot(u64);

impl Lot {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit
    }

    fn sentence(&mut self) -> String {
        let words: Vec<&str> = WORDS.split_whitespace().collect();
        let drawn: Vec<&str> = (0..9 + self.below(14)).map(|_| words[self.below(words.len())]).collect();
        let text = drawn.join(" ");
        format!("{}{}.", text[..1].to_uppercase(), &text[1..])
    }

    fn paragraph(&mut self) -> String {
        (0..3 + self.below(4)).map(|_| self.sentence()).collect::<Vec<_>>().join(" ")
    }
}

/// Writes a corpus of so many pages into a folder.
pub fn write(kind: Kind, pages: usize, root: &Path) {
    let mut lot = Lot(7);
    match kind {
        Kind::Ledger => ledger(pages, root, &mut lot),
        Kind::Bare | Kind::Hugo | Kind::Zola => {
            templates(kind, root);
            articles(kind, pages, root, &mut lot);
        }
    }
}

fn file(root: &Path, name: &str, text: &str) {
    let path = root.join(name);
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    fs::write(path, text).expect("a written file");
}

/// A hundred pages to a section, in turn.
fn section(page: usize, sections: usize) -> usize {
    page % sections
}

fn articles(kind: Kind, pages: usize, root: &Path, lot: &mut Lot) {
    let sections = (pages / 100).max(1);
    for number in 0..sections {
        let members = (number..pages).step_by(sections);
        let list: String = members.map(|page| format!("- [Page {page}](p{page}.md)\n")).collect();
        match kind {
            Kind::Hugo => {
                file(root, &format!("content/s{number}/_index.md"), &format!("---\ntitle: Section {number}\n---\n"));
            }
            Kind::Zola => {
                let front = format!("+++\ntitle = \"Section {number}\"\nsort_by = \"weight\"\n+++\n");
                file(root, &format!("content/s{number}/_index.md"), &front);
            }
            _ => file(
                root,
                &format!("content/s{number}/index.md"),
                &format!("---\ntitle: Section {number}\n---\n{list}"),
            ),
        }
    }
    for page in 0..pages {
        let home = section(page, sections);
        let link = |other: usize| {
            let away = section(other, sections);
            match kind {
                Kind::Hugo => format!("/s{away}/p{other}.md"),
                Kind::Zola => format!("@/s{away}/p{other}.md"),
                _ if away == home => format!("p{other}.md"),
                _ => format!("../s{away}/p{other}.md"),
            }
        };
        let order = if kind == Kind::Bare { "order" } else { "weight" };
        // Longer ones are warned of.
        let description: String = lot.sentence().chars().take(150).collect();
        let body = body(page, pages, lot, link);
        let text =
            format!("---\ntitle: \"Page {page}\"\ndescription: \"{description}\"\n{order}: {}\n---\n{body}", page + 1);
        file(root, &format!("content/s{home}/p{page}.md"), &text);
    }
    if kind == Kind::Bare {
        let list: String = (0..sections).map(|number| format!("- [Section {number}](s{number}/index.md)\n")).collect();
        file(root, "content/index.md", &format!("---\ntitle: Bridges\n---\n{list}"));
    }
}

fn body(page: usize, pages: usize, lot: &mut Lot, link: impl Fn(usize) -> String) -> String {
    let mut text = format!("{}\n\n", lot.paragraph());
    for heading in 0..5 {
        let other = (page * 7 + heading) % pages;
        let (first, second) = (lot.paragraph(), lot.paragraph());
        let _ = write!(
            text,
            "## Heading {heading} of page {page}\n\n{first}\n\n{second} See [page {other}]({}).\n\n",
            link(other)
        );
        match heading {
            1 => text.extend((0..5).map(|_| format!("- {}\n", lot.sentence())).chain(["\n".to_owned()])),
            2 => {
                text.push_str("| Year | Event | Place |\n|---|---|---|\n");
                text.extend((0..6).map(|row| format!("| {} | {} | here |\n", 1970 + row, lot.sentence())));
                text.push('\n');
            }
            3 => {
                let _ = write!(text, "{}[^1]\n\n[^1]: {}\n\n", lot.sentence(), lot.sentence());
            }
            _ => {}
        }
    }
    text
}

fn ledger(pages: usize, root: &Path, lot: &mut Lot) {
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    for folder in ["templates", "static"] {
        copy(&own.join(folder), &root.join(folder));
    }
    file(
        root,
        "content/site.yaml",
        "title: Bridges\nlanguage: en\ntopics: {bridges: Bridges}\nlanguages: {en: English}\n",
    );
    let front = |title: &str, rest: &str| format!("---\ntitle: {title}\nnav: {title}\n{rest}---\n");
    file(root, "content/index.md", &front("Overview", "layout: overview\n"));
    for (id, title) in [("claims", "Statements"), ("sources", "Sources"), ("timeline", "Timeline")] {
        file(root, &format!("content/{id}.md"), &front(title, &format!("menu: reference\nlayout: {id}\n")));
    }
    for page in 0..pages {
        let (mut claims, mut sources) = (String::new(), String::new());
        for source in 0..4 {
            let _ = writeln!(
                sources,
                "- {{id: s{page}-{source}, kind: website, title: \"{}\", publisher: Bridge Society, date: {}, \
                 url: \"https://example.org/{page}/{source}\", language: en, read: whole}}",
                lot.sentence(),
                1900 + lot.below(120),
            );
        }
        for claim in 0..8 {
            let _ = write!(
                claims,
                "- id: c{page}-{claim}\n  text: \"{}\"\n  date: {}\n  status: documented\n  sources: [s{page}-{}]\n  topics: [bridges]\n",
                lot.sentence(),
                1900 + lot.below(120),
                claim % 4,
            );
        }
        file(root, &format!("content/records/claims/p{page}.yaml"), &claims);
        file(root, &format!("content/records/sources/p{page}.yaml"), &sources);
        let mut text =
            front(&format!("Page {page}"), &format!("menu: about\nsummary: \"{}\"\norder: {page}\n", lot.sentence()));
        for number in 0..20 {
            if number % 5 == 0 {
                let _ = write!(text, "\n\n## Heading {}\n\n", number / 5);
            }
            let sentence = lot.sentence();
            let _ = write!(text, "{} [@c{page}-{}]. ", sentence.trim_end_matches('.'), number % 8);
        }
        text.push('\n');
        file(root, &format!("content/p{page}.md"), &text);
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("an entry");
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("a copied file");
        }
    }
}

fn templates(kind: Kind, root: &Path) {
    for (name, text) in match kind {
        Kind::Hugo => HUGO,
        Kind::Zola => ZOLA,
        _ => BARE,
    } {
        file(root, name, text);
    }
}

const BARE: &[(&str, &str)] = &[
    ("content/site.yaml", "title: Bridges\nlanguage: en\n"),
    ("static/s.css", "body{max-width:40em}"),
    ("templates/components/navigation.html", ""),
    ("templates/components/footer.html", ""),
    (
        "templates/base.html",
        "<!doctype html><html lang=en><head><meta charset=utf-8><title>{{ page.title }}</title><link rel=stylesheet href=\"{{ prefix }}{{ asset(name=\"s.css\") }}\"></head><body><nav><a href=\"{{ prefix }}index.html\">Home</a></nav>{% block main %}{% endblock %}</body></html>",
    ),
    ("templates/overview.html", BARE_PAGE),
    ("templates/section.html", BARE_PAGE),
    ("templates/plain.html", BARE_PAGE),
];

const BARE_PAGE: &str = "{% extends \"base.html\" %}{% block main %}<h1>{{ page.title }}</h1><p>{{ page.description }}</p><ol>{% for h in contents %}<li><a href=\"{{ h.href }}\">{{ h.text }}</a></li>{% endfor %}</ol>{{ body }}{% if previous %}<a rel=prev href=\"{{ previous.href }}\">{{ previous.title }}</a>{% endif %}{% if next %}<a rel=next href=\"{{ next.href }}\">{{ next.title }}</a>{% endif %}{% endblock %}";

const HUGO: &[(&str, &str)] = &[
    ("hugo.toml", "baseURL=\"http://localhost/\"\ntitle=\"Bridges\"\ndisableKinds=[\"taxonomy\",\"term\",\"RSS\"]\n"),
    ("static/s.css", "body{max-width:40em}"),
    (
        "layouts/baseof.html",
        "<!doctype html><html lang=en><head><meta charset=utf-8><title>{{ block \"title\" . }}{{ .Site.Title }}{{ end }}</title><link rel=stylesheet href=/s.css></head><body><nav><a href=/>Home</a></nav>{{ block \"main\" . }}{{ end }}</body></html>",
    ),
    (
        "layouts/home.html",
        "{{ define \"main\" }}<ul>{{ range .Sections }}<li><a href='{{ .RelPermalink }}'>{{ .Title }}</a></li>{{ end }}</ul>{{ end }}",
    ),
    (
        "layouts/section.html",
        "{{ define \"main\" }}<h1>{{ .Title }}</h1><ul>{{ range .Pages }}<li><a href='{{ .RelPermalink }}'>{{ .Title }}</a> {{ .Description }}</li>{{ end }}</ul>{{ end }}",
    ),
    (
        "layouts/page.html",
        "{{ define \"title\" }}{{ .Title }}{{ end }}{{ define \"main\" }}<h1>{{ .Title }}</h1><p>{{ .Description }}</p>{{ .TableOfContents }}{{ .Content }}{{ with .PrevInSection }}<a rel=prev href='{{ .RelPermalink }}'>{{ .Title }}</a>{{ end }}{{ with .NextInSection }}<a rel=next href='{{ .RelPermalink }}'>{{ .Title }}</a>{{ end }}{{ end }}",
    ),
    (
        "layouts/_markup/render-link.html",
        "{{ $u := urls.Parse .Destination }}{{ with .PageInner.GetPage $u.Path }}<a href=\"{{ .RelPermalink }}\">{{ $.Text }}</a>{{ else }}{{ errorf \"broken %s\" .Destination }}{{ end }}",
    ),
];

const ZOLA: &[(&str, &str)] = &[
    ("config.toml", "base_url=\"http://localhost\"\ntitle=\"Bridges\"\ncompile_sass=false\nbuild_search_index=false\n"),
    ("static/s.css", "body{max-width:40em}"),
    ("content/_index.md", "+++\n+++\n"),
    (
        "templates/base.html",
        "<!doctype html><html lang=en><head><meta charset=utf-8><title>{% block title %}{{config.title}}{% endblock %}</title><link rel=stylesheet href=/s.css></head><body><nav><a href=/>Home</a></nav>{% block main %}{% endblock %}</body></html>",
    ),
    (
        "templates/index.html",
        "{% extends 'base.html' %}{% block main %}<ul>{% for s in section.subsections %}{% set x = get_section(path=s, metadata_only=true) %}<li><a href='{{x.permalink}}'>{{x.title}}</a></li>{% endfor %}</ul>{% endblock %}",
    ),
    (
        "templates/section.html",
        "{% extends 'base.html' %}{% block main %}<h1>{{section.title}}</h1><ul>{% for p in section.pages %}<li><a href='{{p.permalink}}'>{{p.title}}</a> {{p.description}}</li>{% endfor %}</ul>{% endblock %}",
    ),
    (
        "templates/page.html",
        "{% extends 'base.html' %}{% block title %}{{page.title}}{% endblock %}{% block main %}<h1>{{page.title}}</h1><p>{{page.description}}</p><ol>{% for h in page.toc %}<li><a href='{{h.permalink}}'>{{h.title}}</a></li>{% endfor %}</ol>{{page.content|safe}}{% if page.lower %}<a rel=prev href='{{page.lower.permalink}}'>{{page.lower.title}}</a>{% endif %}{% if page.higher %}<a rel=next href='{{page.higher.permalink}}'>{{page.higher.title}}</a>{% endif %}{% endblock %}",
    ),
];

use cssparser::{Parser, Token};

use super::*;

fn with(names: &[&str]) -> Assets {
    names
        .iter()
        .map(|name| {
            let published = published(name, b"x");
            (
                (*name).to_owned(),
                Asset { name: (*name).to_owned(), published, bytes: Arc::new(b"x".to_vec()), size: None },
            )
        })
        .collect()
}

/// What is published of a sheet, and the codes of what is wrong with it.
fn finished(name: &str, text: &str, others: &[&str]) -> (String, Vec<&'static str>) {
    let (mut assets, mut report) = (with(others), Report::default());
    let file = report.files.add(name, text);
    finish(&[SheetFile { name: name.to_owned(), text: text.to_owned(), file }], &mut assets, &mut report);
    let published = String::from_utf8(assets.get(name).unwrap().bytes.to_vec()).unwrap();
    (published, report.sorted().iter().map(|diagnostic| diagnostic.code).collect())
}

/// The same for a sheet without faults.
fn good(text: &str, others: &[&str]) -> String {
    let (published, codes) = finished("a.css", text, others);
    assert_eq!(codes, [""; 0], "{text}");
    published
}

#[test]
fn comments_go_strings_and_licences_stay() {
    let sheet = "/*! OFL */a/* x */{b:\"/* s */\\\"/*\";c:'/*'}/**/d{e:1/2}";
    assert_eq!(good(sheet, &[]), "/*! OFL */a{b:\"/* s */\\\"/*\";c:'/*'}d{e:1/2}");
}

#[test]
fn a_comment_between_two_words_keeps_them_apart() {
    let pairs = [
        ("a{margin:1px/**/2px}", "a{margin:1px/**/2px}"),
        ("a{margin:1px/* x *//* y */2px}", "a{margin:1px/**/2px}"),
        ("a{margin:1px /* x */2px}", "a{margin:1px 2px}"),
        ("a/* x */.b/* x */{}", "a/**/.b{}"),
        ("a{b:calc/**/(1px)}", "a{b:calc/**/(1px)}"),
        ("a{b:calc(/* x */1px/* y */)/* z */c}", "a{b:calc(1px)c}"),
        ("a/* x */~/* x */=b{}", "a/**/~/**/=b{}"),
        ("\\41/* x */ b{}", "\\41/**/ b{}"),
        ("a\\\"/* x */b{}", "a\\\"/**/b{}"),
        ("/* x */a{}/* y */", "a{}"),
    ];
    for (sheet, expected) in pairs {
        assert_eq!(good(sheet, &[]), expected, "{sheet}");
    }
}

#[test]
fn addresses_in_every_form() {
    let names = ["b.svg", "bg(1).svg", "my bg.svg", "f/x.woff2", "map:1.svg", "ü.svg", "it's.svg"];
    let pairs = [
        ("a{b:url(b.svg)}", "a{b:url(\"b.svg\")}"),
        ("a{b:URL(b.svg)}", "a{b:url(\"b.svg\")}"),
        ("a{b:Url( 'b.svg' )}", "a{b:url(\"b.svg\")}"),
        ("a{b:u\\72l(b.svg)}", "a{b:url(\"b.svg\")}"),
        ("a{b:url(\"b.svg\" crossorigin(anonymous))}", "a{b:url(\"b.svg\" crossorigin(anonymous))}"),
        ("a{b:src(\"b.svg\")}", "a{b:url(\"b.svg\")}"),
        ("a{b:url(./b.svg#icon)}", "a{b:url(\"b.svg#icon\")}"),
        ("a{b:url(b.svg?#iefix)}", "a{b:url(\"b.svg?#iefix\")}"),
        ("a{b:url(\"bg(1).svg\")}", "a{b:url(\"bg%281%29.svg\")}"),
        ("a{b:url(bg\\(1\\).svg)}", "a{b:url(\"bg%281%29.svg\")}"),
        ("a{b:url(\"my bg.svg\")}", "a{b:url(\"my%20bg.svg\")}"),
        ("a{b:url(my%20bg.svg)}", "a{b:url(\"my%20bg.svg\")}"),
        ("a{b:url(my\\20 bg.svg)}", "a{b:url(\"my%20bg.svg\")}"),
        ("a{b:url(./map:1.svg)}", "a{b:url(\"map%3A1.svg\")}"),
        ("a{b:url(map%3A1.svg)}", "a{b:url(\"map%3A1.svg\")}"),
        ("a{b:url(ü.svg)}", "a{b:url(\"%C3%BC.svg\")}"),
        ("a{b:url(u\u{308}.svg)}", "a{b:url(\"%C3%BC.svg\")}"),
        ("a{b:url(\"it's.svg\")}", "a{b:url(\"it%27s.svg\")}"),
        (
            "@font-face{src:local(x),url(f/x.woff2)format(\"woff2\")}",
            "@font-face{src:local(x),url(\"f/x.2d711642.woff2\")format(\"woff2\")}",
        ),
        (
            "a{b:image-set(\"b.svg\" 1x,\"b.svg\"2x type(\"b.svg\"))}",
            "a{b:image-set(url(\"b.svg\") 1x,url(\"b.svg\")2x type(\"b.svg\"))}",
        ),
        ("a{b:-webkit-image-set(url(b.svg)1x)}", "a{b:-webkit-image-set(url(\"b.svg\")1x)}"),
        ("@import\"b.svg\"layer(x)supports(b:c) print;", "@import url(\"b.svg\")layer(x)supports(b:c) print;"),
        ("@IMPORT url(b.svg) layer(x);", "@IMPORT url(\"b.svg\") layer(x);"),
    ];
    for (sheet, expected) in pairs {
        assert_eq!(good(sheet, &names), expected, "{sheet}");
    }
}

#[test]
fn what_names_no_file_is_left_alone() {
    let sheets = [
        "@namespace svg url(http://www.w3.org/2000/svg);@namespace \"x\";a{}",
        "@namespace url(\"http://www.w3.org/1999/xhtml\");",
        "@-moz-document url(https://example.org/){a{}}",
        "@charset \"utf-8\";a{b:url(#c);d:url('#c')}",
        "a{b:url(data:image/png;base64,AA==);c:url(\"DATA:image/svg+xml,<svg/>\")}",
        "a{content:\"url(none.png)\";b:'@import \"x\"'}",
        "a{font:x;src:local(\"none\")}",
        "a{b:curl(none.png)}",
    ];
    for sheet in sheets {
        assert_eq!(good(sheet, &[]), sheet);
    }
    assert_eq!(good("/* url(missing.png) @import \"x.css\"; */a{}", &[]), "a{}");
}

#[test]
fn what_is_wrong_with_a_sheet() {
    let sheets = [
        ("a{b:url(none.svg)}", "E501"),
        ("a{b:url()}", "E501"),
        ("a{b:url( \"\" )}", "E501"),
        ("@import \"none.css\";", "E501"),
        ("a{b:image-set(\"none.svg\" 1x)}", "E501"),
        ("a{b:url(https://example.org/x.svg)}", "E501"),
        ("a{b:url(//example.org/x.svg)}", "E501"),
        ("a{b:url(/b.svg)}", "E501"),
        ("a{b:url(%2e%2e/b.svg)}", "E501"),
        ("a{b:url(b.svg", "E503"),
        ("a{b:url(b.svg\\)", "E503"),
        ("a{b:url(\"b.svg\"", "E503"),
        ("a{b:url(\"b.svg\";} c{d:e}", "E503"),
        ("a{b:url(a b.svg)}", "E503"),
        ("a{b:url(bg(1).svg)}", "E503"),
        ("a{b:\"x", "E503"),
        ("a{b:'x\n}", "E503"),
        ("a{b:c}/* open", "E503"),
        ("a{b:c}/*/", "E503"),
        ("@import 'a.css';", "E504"),
    ];
    for (sheet, code) in sheets {
        assert_eq!(finished("a.css", sheet, &["b.svg"]).1, [code], "{sheet}");
    }
    assert_eq!(finished("a.css", &"(".repeat(100_000), &[]).1, ["E503"]);
    assert_eq!(finished("a.css", &"a{b:url(".repeat(10_000), &[]).1, ["E503"]);
}

/// The sheets that are published of several, by name, and the whole of the assets.
fn published_of(texts: &[(&str, &str)]) -> (BTreeMap<String, String>, Assets) {
    let (mut assets, mut report) = (with(&["b.svg"]), Report::default());
    let source = |(name, text): &(&str, &str)| SheetFile {
        name: (*name).to_owned(),
        text: (*text).to_owned(),
        file: report.files.add(*name, *text),
    };
    let sources: Vec<SheetFile> = texts.iter().map(source).collect();
    finish(&sources, &mut assets, &mut report);
    // A block that is never closed is told, and is no part of another sheet.
    assert_eq!(
        report.errors(),
        texts.iter().filter(|(_, text)| text.matches('{').count() > text.matches('}').count()).count()
    );
    let sheets = assets.values().filter(|asset| asset.name.ends_with(".css"));
    let text = |asset: &Asset| String::from_utf8(asset.bytes.to_vec()).unwrap();
    (sheets.map(|asset| (asset.name.clone(), text(asset))).collect(), assets)
}

#[test]
fn sheets_are_finished_in_the_order_of_their_imports() {
    let texts = [
        ("a.css", "@import 'css/z.css' print;"),
        ("css/m.css", "m{b:url(../b.svg)}"),
        ("css/z.css", "@import url(m.css) layer(x);"),
    ];
    let (sheets, assets) = published_of(&texts);
    let name = |name: &str| assets.get(name).unwrap().published.clone();
    assert_eq!(sheets["a.css"], format!("@import url(\"{}\") print;", name("css/z.css")));
    assert_eq!(sheets["css/z.css"], format!("@import url(\"../{}\") layer(x);", name("css/m.css")));
    let named = format!("../{}", name("css/m.css"));
    assert_eq!(addresses(&sheets["css/z.css"]), [(named.clone(), 13..13 + named.len())]);
}

#[test]
fn a_part_takes_the_place_of_its_import() {
    let texts = [
        ("css/a.css", "/* x */@layer l;\n@import 'parts/m.css'; /* y */\n@import url(\"../z.css\");\na{b:c}\n"),
        ("css/parts/m.css", "@import 'n.css';\nm{b:url(../../b.svg)}\n"),
        ("css/parts/n.css", "n{b:url(../../b.svg)}"),
        ("z.css", "/* z */z{b:url(b.svg)}\n"),
    ];
    let (sheets, _) = published_of(&texts);
    let joined = "@layer l;\nn{b:url(\"../b.svg\")}\nm{b:url(\"../b.svg\")} \nz{b:url(\"../b.svg\")}\na{b:c}\n";
    assert_eq!(sheets, BTreeMap::from([("css/a.css".to_owned(), joined.to_owned())]));
}

#[test]
fn an_import_stays_where_its_text_would_mean_something_else() {
    let stays = |a: &str, part: &str| {
        let (sheets, _) = published_of(&[("a.css", a), ("p.css", part)]);
        assert_eq!(sheets.len(), 2, "{a} with {part}: {sheets:?}");
    };
    // With conditions, after a rule, without an end.
    for a in [
        "@import 'p.css' screen;",
        "@import 'p.css' layer;",
        "a{}@import 'p.css';",
        "@import 'p.css'",
        "@import 'p.css'{}",
    ] {
        stays(a, "p{}");
    }
    // Named twice; then a browser loads it once.
    stays("@import 'p.css';@import 'p.css';", "p{}");
    // A part that is not closed, or that says something of its whole file.
    for part in ["p{", "@media x{p{}", "p", "@layer x", "\u{feff}p{}", "@namespace x 'y';p{}", "@charset 'utf-8';p{}"] {
        stays("@import 'p.css';", part);
    }
    // Imports stand before all rules: what comes before one that stays, stays too.
    let sheets = |a: &str| published_of(&[("a.css", a), ("p.css", "p{}"), ("q.css", "q{}")]).0;
    assert_eq!(sheets("@import 'p.css';@import 'q.css' print;").len(), 3);
    assert!(sheets("@import 'q.css' print;@import 'p.css';")["a.css"].ends_with("print;p{}"));
    let (of_three, _) =
        published_of(&[("a.css", "@import 'p.css';"), ("p.css", "@import 'q.css' x;"), ("q.css", "q{}")]);
    assert_eq!(of_three.len(), 3);
}

#[test]
fn addresses_are_relative_to_the_sheet() {
    assert_eq!(resolve("css/a.css", "../fonts/x.woff2").as_deref(), Some("fonts/x.woff2"));
    assert_eq!(resolve("a.css", "../x"), None);
    assert_eq!(resolve("a.css", "https://x/y"), None);
}

/// The tokens of a sheet without white space and comments, and the addresses that were replaced.
fn tokens_of(text: &str) -> Vec<String> {
    fn read(parser: &mut Parser<'_>, found: &mut Vec<String>) {
        while let Ok(token) = parser.next().cloned() {
            found.push(format!("{token:?}"));
            let nested = matches!(
                token,
                Token::Function(_) | Token::ParenthesisBlock | Token::SquareBracketBlock | Token::CurlyBracketBlock
            );
            if nested {
                let _ = parser.parse_nested_block(|inner| -> Result<(), cssparser::ParseError<()>> {
                    read(inner, found);
                    found.push("end".to_owned());
                    Ok(())
                });
            }
        }
    }
    let mut found = Vec::new();
    read(&mut Parser::new(text), &mut found);
    found
}

proptest::proptest! {
    #[test]
    fn without_its_comments_a_sheet_means_the_same(
        sheet in "(/\\*x\\*/|/\\*|\\*/|[a-c1-3 ~=|^$*/+<>!#@.,:;%&(){}\\[\\]\\-\\\\é]|\"x\"|'y'|url|\n){0,24}",
    ) {
        let (published, codes) = finished("z.css", &sheet, &["b"]);
        if codes.is_empty() && !sheet.contains("url(") {
            proptest::prop_assert_eq!(tokens_of(&published), tokens_of(&sheet), "{}", published);
        }
    }

    #[test]
    fn no_sheet_panics(sheet in "([a-z(){};,:@/*\"'\\\\é!#? ]|url\\(|@import|/\\*|image-set\\()*") {
        let _ = finished("z.css", &sheet, &["b"]);
    }
}

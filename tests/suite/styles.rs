//! Style sheets as they are published, and what is wrong with them, at its place.

use insta::assert_snapshot;

use crate::environment::Site;

/// The one published file whose name begins and ends so.
fn published(site: &Site, start: &str, end: &str) -> (String, String) {
    let mut found = site.files().into_iter().filter(|(name, _)| name.starts_with(start) && name.ends_with(end));
    let (name, bytes) = found.next().unwrap_or_else(|| panic!("no {start}…{end}"));
    assert!(found.next().is_none(), "two of {start}…{end}");
    (name, String::from_utf8(bytes).unwrap())
}

#[test]
fn whatever_a_sheet_names_is_found_in_whatever_way_it_is_written() {
    let site = Site::tiny();
    site.write("static/bg(1).svg", "<svg/>").write("static/my bg.svg", "<svg/>").write("static/x.woff2", "wOF2");
    site.write(
        "static/more.css",
        "/* url(missing.png) @import \"none.css\"; */\n@IMPORT \"sheets/last.css\" layer(x);\n\
         @namespace svg url(http://www.w3.org/2000/svg);\n@font-face { src: URL(x.woff2) format(\"woff2\") }\n\
         a { margin: 1px/**/2px; background: url(\"bg(1).svg\"), url( 'my%20bg.svg' ), url(my\\20 bg.svg) }\n\
         b { background: url(DATA:image/png;base64,AA==), url(#g), url(lamp.svg#wick); content: \"url(no.png)\" }\n\
         c { background: image-set(\"lamp.svg\" 1x, url(lamp.svg) 2x) }\n",
    );
    site.write("static/sheets/last.css", "@import url(first.css) print;")
        .write("static/sheets/first.css", "@import \"parts/rules.css\";\n")
        .write("static/sheets/parts/rules.css", "a { b: url(../../lamp.svg) }\n");
    site.built();
    let (first, text) = published(&site, "sheets/first.", ".css");
    assert_eq!(text, "a { b: url(\"../lamp.svg\") }\n");
    assert!(site.files().into_keys().all(|name| !name.contains("rules")));
    let (last, text) = published(&site, "sheets/last.", ".css");
    assert_eq!(text, format!("@import url(\"../{first}\") print;"));
    let (font, _) = published(&site, "x.", ".woff2");
    let (_, text) = published(&site, "more.", ".css");
    assert_eq!(
        text,
        format!(
            "\n@IMPORT url(\"{last}\") layer(x);\n@namespace svg url(http://www.w3.org/2000/svg);\n\
             @font-face {{ src: url(\"{font}\") format(\"woff2\") }}\n\
             a {{ margin: 1px/**/2px; background: url(\"bg%281%29.svg\"), url(\"my%20bg.svg\"), url(\"my%20bg.svg\") }}\n\
             b {{ background: url(DATA:image/png;base64,AA==), url(#g), url(\"lamp.svg#wick\"); content: \"url(no.png)\" }}\n\
             c {{ background: image-set(url(\"lamp.svg\") 1x, url(\"lamp.svg\") 2x) }}\n"
        )
    );
}

#[test]
fn what_a_sheet_names_is_used() {
    let site = Site::tiny();
    site.write("static/my bg.svg", "<svg/>").write("static/other.svg", "<svg/>");
    site.write("static/more.css", "@import 'b.css'; a { b: url('my bg.svg'); content: \"url(other.svg)\" }")
        .write("static/b.css", "a{}");
    let run = site.run(&["check"]);
    let unused: Vec<&str> =
        run.stderr.split("warning[W743]").skip(1).filter_map(|it| it.lines().nth(1)).map(str::trim).collect();
    assert_eq!(unused, ["--> static/more.css", "--> static/other.svg"]);
}

#[test]
fn a_fault_in_a_part_is_told_there_and_once() {
    let site = Site::tiny();
    site.write("static/style.css", "@import \"parts/a.css\";\n")
        .write("static/parts/a.css", "a { b: url(lapm.svg) }\n");
    assert_snapshot!(site.refused(), @r#"
    error[E501]: the style sheet names `lapm.svg`, which is not in static/
     --> static/parts/a.css:1:12
      |
    1 | a { b: url(lapm.svg) }
      |            ^^^^^^^^

    1 error; nothing was published
    "#);
}

//! What no fixture should weigh.

use crate::environment::Site;

#[test]
fn a_picture_of_a_megabyte_is_told_of_whenever_it_is_loaded() {
    let site = Site::tiny();
    let mut picture = b"\x89PNG\r\n\x1a\n".to_vec();
    picture.resize(1_200_000, 0);
    site.write("static/lamp.png", picture);
    let run = site.run(&[]);
    let expected =
        "warning[W136]: the picture weighs 1200 kB; more than 1000 kB is slow to load anywhere\n--> static/lamp.png\n";
    assert!(run.code == 0 && run.stderr.contains(expected), "{}", run.stderr);
}

//! Who may read what is published.

use super::*;

#[test]
fn everybody_may_read_the_site_whatever_became_of_its_permissions() {
    let mode = |room: &Room, path: &str| fs::metadata(room.target.join(path)).unwrap().permissions().mode() & 0o777;
    for options in [NORMAL, IN_PLACE] {
        let room = room();
        room.publish(&site(FIRST), options).unwrap();
        for path in ["", "index.html"] {
            let bits = if path.is_empty() { 0o700 } else { 0o600 };
            fs::set_permissions(room.target.join(path), fs::Permissions::from_mode(bits)).unwrap();
        }
        assert_eq!(room.publish(&site(FIRST), options).unwrap().written, 1);
        assert_eq!((mode(&room, ""), mode(&room, "index.html")), (0o755, 0o644));
        assert_eq!(room.publish(&site(FIRST), options).unwrap().method, Method::Unchanged);
        // Of a folder alone, too.
        fs::set_permissions(&room.target, fs::Permissions::from_mode(0o700)).unwrap();
        room.publish(&site(FIRST), options).unwrap();
        assert_eq!(mode(&room, ""), 0o755);
    }
}

#[test]
fn folders_keep_their_permissions() {
    let room = room();
    room.publish(&site(FIRST), NORMAL).unwrap();
    let mode = |path: &str| fs::metadata(room.target.join(path)).unwrap().mode() & 0o7777;
    fs::set_permissions(&room.target, Permissions::from_mode(0o2751)).unwrap();
    fs::set_permissions(room.target.join("a"), Permissions::from_mode(0o500)).unwrap();
    let done = room.publish(&site(SECOND), NORMAL).unwrap();
    assert_eq!(done.method, Method::Exchanged);
    assert_eq!((mode(""), mode("a")), (0o2751, 0o555));
    // So that the folder can be cleared away.
    fs::set_permissions(room.target.join("a"), Permissions::from_mode(0o700)).unwrap();
}

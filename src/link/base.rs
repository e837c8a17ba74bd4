//! Where the site will be: the address that an editor or a host gives it.
//!
//! Any ordinary address is taken, since which one it is says the host; what cannot work, or would not be what it seems,
//! is refused with what to write. <https://url.spec.whatwg.org/#concept-basic-url-parser>

use std::net::{Ipv4Addr, Ipv6Addr};

use percent_encoding::{AsciiSet, percent_decode_str, utf8_percent_encode};

use crate::diagnostics::{Diagnostic, Report, codes};
use crate::output::UNSAFE;
use crate::read::Input;
use crate::read::names::is_unprintable;

/// Where the site will be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BaseUrl {
    /// With a `/` at the end.
    pub url: String,
    /// Its path, with a `/` at both ends.
    pub path: String,
}

/// The address from the command line, or from site.yaml.
pub fn of(input: &Input, option: Option<&str>, report: &mut Report) -> Option<BaseUrl> {
    let typed = input.site.base_url.as_ref();
    let url = option.or(typed.map(|typed| typed.as_str()))?;
    parse(url)
        .map_err(|fault| {
            let why = fault.why.map_or_else(String::new, |why| format!(": {why}"));
            let shown: String = fault.shown.chars().map(printable).collect();
            let message = format!("`{shown}` cannot be the address of a site{why}");
            let diagnostic = match typed.filter(|_| option.is_none()) {
                Some(typed) => Diagnostic::at(codes::E208, typed.span, message),
                None => Diagnostic::of_file(codes::E208, "--base-url", message),
            };
            report.push(diagnostic.help(fault.help));
        })
        .ok()
}

/// Why an address was refused.
#[derive(Debug)]
struct Fault {
    /// The address as it may be printed.
    shown: String,
    why: Option<String>,
    help: String,
}

fn printable(sign: char) -> String {
    if is_unprintable(sign) { sign.escape_default().to_string() } else { sign.to_string() }
}

const WHOLE: &str = "write it whole, for instance `https://example.org/` or `https://example.org/site/`";

fn parse(url: &str) -> Result<BaseUrl, Fault> {
    let fault =
        |why: &str, help: &str| Fault { shown: url.to_owned(), why: Some(why.to_owned()), help: help.to_owned() };
    let refused = |why: &str| Err(fault(why, WHOLE));
    if url.trim().is_empty() {
        return refused("it is empty");
    }
    if let Some(host) = url.strip_prefix("//") {
        return Err(fault("it has no scheme", &format!("write `https://{host}`")));
    }
    let Some((scheme, rest)) = url.split_once("://") else {
        return Err(Fault { shown: url.to_owned(), why: None, help: WHOLE.to_owned() });
    };
    let scheme = scheme.to_ascii_lowercase();
    if scheme != "https" && scheme != "http" {
        return refused("browsers reach sites by https or http");
    }
    let end = rest.find(['/', '\\', '?', '#']).unwrap_or(rest.len());
    let (authority, path) = rest.split_at_checked(end).unwrap_or((rest, ""));
    if let Some((_, host)) = authority.rsplit_once('@') {
        return Err(Fault {
            shown: format!("{scheme}://…@{host}{path}"),
            why: Some("every page would show the user and the password in it".to_owned()),
            help: format!("write it without them: `{scheme}://{host}{path}`"),
        });
    }
    if let Some(sign) = rest.chars().find(|sign| sign.is_whitespace() || is_unprintable(*sign)) {
        return refused(&format!("it has a character U+{:04X}, which cannot stand in one", u32::from(sign)));
    }
    let authority =
        checked_authority(&scheme, authority).map_err(|(why, help)| fault(&why, help.as_deref().unwrap_or(WHOLE)))?;
    let path = checked_path(path).map_err(|(why, path)| {
        let help = path.map(|path| format!("write `{scheme}://{authority}{path}`"));
        fault(&why, help.as_deref().unwrap_or(WHOLE))
    })?;
    Ok(BaseUrl { url: format!("{scheme}://{authority}{path}"), path })
}

/// Why something was refused, and what to write instead.
type Refusal = (String, Option<String>);

/// Host and port as they are written; the port that a scheme has anyway is left out.
fn checked_authority(scheme: &str, authority: &str) -> Result<String, Refusal> {
    let refused = |why: &str| Err((why.to_owned(), None));
    let (host, port) = match authority.rsplit_once(':') {
        Some((host, port)) if !port.contains(']') => (host, port),
        _ => (authority, ""),
    };
    let usual = if scheme == "https" { 443 } else { 80 };
    let port = match port.parse::<u16>() {
        _ if port.is_empty() => String::new(),
        Ok(number) if number == usual => String::new(),
        Ok(number) if number > 0 && port.bytes().all(|byte| byte.is_ascii_digit()) => format!(":{number}"),
        _ => return refused("a port is a number from 1 to 65535"),
    };
    if let Some(inner) = host.strip_prefix('[') {
        let address = inner.strip_suffix(']').and_then(|inner| inner.parse::<Ipv6Addr>().ok());
        return match address {
            Some(_) => Ok(format!("{}{port}", host.to_ascii_lowercase())),
            None => refused("what stands in brackets is not an address of the internet protocol, version 6"),
        };
    }
    checked_host(host)?;
    Ok(format!("{}{port}", host.to_ascii_lowercase()))
}

fn checked_host(host: &str) -> Result<(), Refusal> {
    let refused = |why: &str| Err((why.to_owned(), None));
    if host.is_empty() {
        return refused("it names no host");
    }
    if !host.is_ascii() {
        let help = "write the host as it is on the line, in its ASCII form: `https://xn--…/`";
        return Err(("the host is not in ASCII".to_owned(), Some(help.to_owned())));
    }
    if let Some(host) = host.strip_suffix('.') {
        return Err(("the host ends in a dot".to_owned(), Some(format!("write the host as `{host}`"))));
    }
    let labels: Vec<&str> = host.split('.').collect();
    let sound = |label: &&str| {
        let letters = label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_');
        letters && !label.is_empty() && label.len() <= 63 && !label.starts_with('-') && !label.ends_with('-')
    };
    if host.len() > 253 || !labels.iter().all(sound) {
        return refused("the host is not well formed");
    }
    let last = labels.last().copied().unwrap_or_default();
    let numeric = last.bytes().all(|byte| byte.is_ascii_digit())
        || last
            .to_ascii_lowercase()
            .strip_prefix("0x")
            .is_some_and(|rest| rest.bytes().all(|it| it.is_ascii_hexdigit()));
    if numeric && host.parse::<Ipv4Addr>().is_err() {
        return refused("a host of numbers has four of them, each up to 255");
    }
    Ok(())
}

/// The path, percent-encoded where it must be, with a `/` at both ends. A refusal has the path to write instead.
fn checked_path(path: &str) -> Result<String, Refusal> {
    if path.contains('\\') {
        return Err(("it has a backslash".to_owned(), Some(path.replace('\\', "/"))));
    }
    if let Some((before, _)) = path.split_once(['?', '#']) {
        let what = if path.contains('?') { "a query" } else { "a fragment" };
        return Err((format!("it has {what}, which no page could be beneath"), Some(slashed(before))));
    }
    if let Some(sign) = path.chars().find(|sign| "\"<>^`{|}[]".contains(*sign)) {
        return Err((format!("it has a `{sign}`"), Some(slashed(&utf8_percent_encode(path, UNSAFE).to_string()))));
    }
    let badly_encoded = path
        .split('%')
        .skip(1)
        .any(|rest| !rest.as_bytes().get(..2).is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit)));
    if badly_encoded {
        let help = slashed(&path.replace('%', "%25"));
        return Err(("a `%` has to be followed by two hexadecimal digits".to_owned(), Some(help)));
    }
    let path = slashed(path);
    let inner = path.trim_start_matches('/').strip_suffix('/').unwrap_or_default();
    if path.contains("//") {
        let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
        let help = slashed(&format!("/{}", parts.join("/")));
        return Err(("it has two slashes in a row".to_owned(), Some(help)));
    }
    for part in inner.split('/') {
        let decoded =
            percent_decode_str(part).decode_utf8().map_err(|_| ("it is not encoded as UTF-8".to_owned(), None))?;
        if matches!(&*decoded, "." | "..") {
            return Err((format!("it has a part `{part}`, which browsers take out"), None));
        }
        if decoded.chars().any(|sign| matches!(sign, '/' | '\\') || is_unprintable(sign)) {
            return Err((format!("no folder can be called `{part}`"), None));
        }
    }
    let (folder, last) = inner.rsplit_once('/').unwrap_or(("", inner));
    if last.rsplit_once('.').is_some_and(|(_, ending)| ["html", "htm", "php", "xml"].contains(&ending)) {
        let folder = slashed(&format!("/{folder}"));
        return Err((format!("it ends in `{last}`, a file; the site is the folder that it is in"), Some(folder)));
    }
    Ok(utf8_percent_encode(&path, ENCODED).to_string())
}

/// What is percent-encoded already stays so.
const ENCODED: &AsciiSet = &UNSAFE.remove(b'%');

fn slashed(path: &str) -> String {
    format!("{path}{}", if path.ends_with('/') { "" } else { "/" })
}

#[cfg(test)]
mod tests {
    use super::*;
    use url::Url;

    #[test]
    fn ordinary_addresses_are_taken_as_a_browser_takes_them() {
        let urls = [
            ("https://a.org", "/"),
            ("http://a.org/x/y", "/x/y/"),
            ("HTTPS://Example.ORG/Path/", "/Path/"),
            ("http://localhost:8000/", "/"),
            ("http://127.0.0.1:8782/sub/dir/", "/sub/dir/"),
            ("http://[::1]:8000/", "/"),
            ("http://[2001:DB8::1]/x", "/x/"),
            ("https://a.org:443/x/", "/x/"),
            ("http://a.org:80", "/"),
            ("https://a.org:", "/"),
            ("https://a.org:8443", "/"),
            ("https://a.org/%D8%A7/", "/%D8%A7/"),
            ("https://a.org/ا/", "/%D8%A7/"),
            ("https://a.org/~user/", "/~user/"),
            ("https://a.org/-/group/", "/-/group/"),
            ("https://a.org/v1.2/", "/v1.2/"),
            ("https://a.org/a:b@c;d=e,f!g$h&i'(j)*+/", "/a:b@c;d=e,f!g$h&i'(j)*+/"),
            ("https://a.org/50%25/", "/50%25/"),
            ("https://a.org/a%20b/", "/a%20b/"),
            ("https://xn--r8jz45g.jp/", "/"),
            ("https://my_site.a-b.org/", "/"),
        ];
        for (url, path) in urls {
            let base = parse(url).unwrap();
            assert_eq!(base.path, path, "{url}");
            // A browser finds nothing left to change, and the same as in what was given.
            assert_eq!(base.url, Url::parse(&base.url).unwrap().as_str(), "{url}");
            assert_eq!(
                base.url.trim_end_matches('/'),
                Url::parse(url).unwrap().as_str().trim_end_matches('/'),
                "{url}"
            );
        }
    }

    #[test]
    fn what_is_refused_says_what_to_write() {
        let whole = "`https://example.org/site/`";
        let urls = [
            ("", "it is empty", whole),
            ("  ", "it is empty", whole),
            ("a.org", "", whole),
            ("https:a.org", "", whole),
            ("//a.org/x/", "it has no scheme", "`https://a.org/x/`"),
            ("ftp://a.org", "by https or http", whole),
            ("https://", "no host", whole),
            ("https:///x", "no host", whole),
            ("https://:80/", "no host", whole),
            ("https://[::1/", "in brackets", whole),
            ("https://[::1]x/", "in brackets", whole),
            ("https://[g::1]/", "in brackets", whole),
            ("https://a.org:99999/", "from 1 to 65535", whole),
            ("https://a.org:0/", "from 1 to 65535", whole),
            ("https://a.org:+80/", "from 1 to 65535", whole),
            ("https://a.org:x/", "from 1 to 65535", whole),
            ("https://a..org/", "not well formed", whole),
            ("https://-a.org/", "not well formed", whole),
            ("https://a,b.org/", "not well formed", whole),
            ("https://256.1.1.1/", "four of them", whole),
            ("https://127.1/", "four of them", whole),
            ("https://0x7f/", "four of them", whole),
            ("https://a.org./x", "ends in a dot", "`a.org`"),
            ("https://例え.jp/", "not in ASCII", "xn--"),
            ("https://user:secret@a.org/x/", "password", "`https://a.org/x/`"),
            ("https://user@a.org", "password", "`https://a.org`"),
            ("https://a.org/x/index.html", "`index.html`", "`https://a.org/x/`"),
            ("https://a.org/index.htm", "`index.htm`", "`https://a.org/`"),
            ("https://a.org/?x=1", "a query", "`https://a.org/`"),
            ("https://a.org/x#y", "a fragment", "`https://a.org/x/`"),
            ("https://a.org?x", "a query", "`https://a.org/`"),
            ("https://a b.org/", "U+0020", whole),
            ("https://a.org/a b/", "U+0020", whole),
            ("https://a.org/\u{202e}/", "U+202E", whole),
            ("https://a.org\\x", "backslash", "`https://a.org/x`"),
            ("https://a.org/x/../y/", "`..`", whole),
            ("https://a.org/./", "`.`", whole),
            ("https://a.org/%2e%2E/", "`%2e%2E`", whole),
            ("https://a.org/a%2Fb/", "`a%2Fb`", whole),
            ("https://a.org//x/", "two slashes", "`https://a.org/x/`"),
            ("https://a.org/x//", "two slashes", "`https://a.org/x/`"),
            ("https://a.org//", "two slashes", "`https://a.org/`"),
            ("https://a.org/50%/", "hexadecimal", "`https://a.org/50%25/`"),
            ("https://a.org/%zz/", "hexadecimal", "`https://a.org/%25zz/`"),
            ("https://a.org/%é/", "hexadecimal", "`https://a.org/%25é/`"),
            ("https://a.org/%FF/", "UTF-8", whole),
            ("https://a.org/<x>/", "`<`", "`https://a.org/%3Cx%3E/`"),
        ];
        for (url, why, help) in urls {
            let fault = parse(url).unwrap_err();
            assert!(fault.why.as_deref().unwrap_or_default().contains(why), "{url}: {fault:?}");
            assert!(fault.help.contains(help), "{url}: {fault:?}");
            assert!(!format!("{fault:?}").contains("secret"), "{fault:?}");
        }
    }

    proptest::proptest! {
        /// What is taken is an address that a browser takes too, and means the same to it.
        #[test]
        fn nothing_is_taken_that_a_browser_would_change(
            rest in "([a-z0-9.:/@\\[\\]%_~-]|%[0-9A-F]{2}|\\.\\.|[^ ]){0,12}",
        ) {
            if let Ok(base) = parse(&format!("https://{rest}")) {
                let url = Url::parse(&base.url).unwrap();
                proptest::prop_assert_eq!(url.path(), base.path.as_str());
                proptest::prop_assert!(url.username().is_empty() && url.password().is_none());
                let page = url.join("x").unwrap();
                proptest::prop_assert_eq!(page.as_str(), format!("{url}x"));
            }
        }
    }
}

"""Subset and merge the npm font files; print the metric-adjusted fallback faces. Called by build.sh."""
import io, os, sys
from fontTools.merge import Merger
from fontTools.subset import Subsetter, Options
from fontTools.ttLib import TTFont

src, out = sys.argv[1:3]

def span(a, b): return set(range(a, b + 1))
# Romanisation letters; the Slavic, Polish, Turkish ... letters of names in titles only in the regular cut.
ROMAN = {ord(c) for c in 'āĀēĒīĪōŌūŪăĂĕŏŎŭŬḍḌḥḤẓẒṣṢṭṬḏḫʿʾʼ'}
OTHER = {ord(c) for c in 'čČšŠžŽğĞġıİşŞćłŁńřěőűœŒ'}
MARKS = {ord(c) for c in '–—‘’“”„…·↑×−•†′″'}      # → and ← are in no Literata file: set in the system sans
LATIN = span(0x20, 0x7E) | span(0xA0, 0xFF) - {ord(c) for c in '¤¦ª¸ºÐÞþ¬¯¥¢'} | ROMAN | OTHER | MARKS
PLAIN = LATIN - OTHER - {ord(c) for c in '²³´¹¼½¾¨ðÿýÝ'} - {ord(c) for c in '\\^`{|}~@<>=+$'}        # italic and semibold
PERSIAN = (span(0x621, 0x63A) | span(0x640, 0x64A) | {0x64B, 0x651, 0x654}
           | {ord(c) for c in 'پچژکگیئؤأآةۀ،؛؟«» '} | span(0x6F0, 0x6F9) | {0x200C, 0x200D})

def subset(path, chars, feats):
    o = Options()
    o.layout_features = feats; o.hinting = False; o.desubroutinize = True; o.notdef_outline = True
    o.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]; o.recalc_timestamp = False
    f = TTFont(path); s = Subsetter(o); s.populate(unicodes=chars); s.subset(f); f.flavor = None
    b = io.BytesIO(); f.save(b); b.seek(0); return b

def build(name, parts, chars, feats, target):
    bufs = [subset(os.path.join(src, p), chars, feats) for p in parts]
    if len(bufs) == 1: f = TTFont(bufs[0])
    else:
        paths = []
        for i, b in enumerate(bufs):
            p = f'{name}-{i}.ttf'; open(p, 'wb').write(b.read()); paths.append(p)
        f = Merger().merge(paths)
    f.flavor = 'woff2'; f.recalcTimestamp = False
    f['head'].created = f['head'].modified = 0xD0000000
    f.save(os.path.join(out, target)); return f

LF = ['kern', 'liga', 'ccmp', 'locl']
fonts = {}
for cut, tgt in (('400-normal', 'literata-400'), ('400-italic', 'literata-400i'), ('600-normal', 'literata-600')):
    chars = LATIN if cut == '400-normal' else PLAIN
    fonts[cut] = build(tgt, [f'literata/files/literata-{s}-{cut}.woff2' for s in ('latin', 'latin-ext')], chars, LF, tgt + '.woff2')
build('vazirmatn', ['vazirmatn/files/vazirmatn-arabic-400-normal.woff2'], PERSIAN,
      ['ccmp', 'locl', 'init', 'medi', 'fina', 'isol', 'rlig', 'calt', 'liga', 'mark', 'mkmk', 'kern', 'curs'], 'vazirmatn-400.woff2')

# --- coverage and metrics report ---------------------------------------------------------------
f = fonts['400-normal']; cm = f.getBestCmap()
print('not in Literata:', ' '.join(f'U+{c:04X}{chr(c)}' for c in sorted(LATIN) if c not in cm))
TEXT = ('Which missiles did Iran get from North Korea? A Revolutionary Guards commander confirmed Scud purchases in 2006; '
        'later transfers are disputed. The United States said so on 17 January 2016, and Iran denied it in 2021. ')
def avg(font):
    c, h, u = font.getBestCmap(), font['hmtx'], font['head'].unitsPerEm
    return sum(h[c[ord(x)]][0] for x in TEXT) / len(TEXT) / u
def vm(font):
    u, h = font['head'].unitsPerEm, font['hhea']; return h.ascent / u, -h.descent / u, h.lineGap / u
zero = f['hmtx'][cm[ord('0')]][0] / f['head'].unitsPerEm
print(f'Literata 400: avg {avg(f):.4f} em, zero {zero:.4f} em, asc/desc/gap {vm(f)}; 68ch = {68*zero/avg(f):.0f} letters')
# Fallback faces. Gelasio has Georgia's metrics, Liberation Serif (fontconfig) those of Times New Roman.
import glob
a, d, gap = vm(f)
def find(n): return next(iter(glob.glob(f'/usr/share/fonts/**/{n}.ttf', recursive=True)), None)
def face(family, local, other, cut):
    if not other: print('/* no file for', local, '*/'); return
    r = avg(fonts[cut]) / avg(TTFont(other)); desc = {'400-normal': '', '400-italic': ' font-style: italic;', '600-normal': ' font-weight: 600;'}[cut]
    print(f'@font-face {{ font-family: "{family}"; src: {", ".join(f"local({chr(34)}{l}{chr(34)})" for l in local)};{desc} size-adjust: {r*100:.1f}%; '
          f'ascent-override: {a/r*100:.1f}%; descent-override: {d/r*100:.1f}%; line-gap-override: 0% }}')
G = os.path.join(src, 'gelasio/files/gelasio-latin-%s.woff2')
face('Lit Georgia', ['Georgia', 'Gelasio'], G % '400-normal', '400-normal')
face('Lit Georgia', ['Georgia Italic', 'Georgia-Italic', 'Gelasio Italic'], G % '400-italic', '400-italic')
face('Lit Georgia', ['Georgia Bold', 'Georgia-Bold', 'Gelasio Bold'], G % '700-normal', '600-normal')
T = ['Times New Roman', 'Liberation Serif', 'Tinos']
for st, lib, cut in (('', 'Regular', '400-normal'), (' Italic', 'Italic', '400-italic'), (' Bold', 'Bold', '600-normal')):
    face('Lit Times', [x + st for x in T], find('LiberationSerif-' + lib), cut)
for st, lib, cut in (('', 'Regular', '400-normal'), (' Italic', 'Italic', '400-italic'), (' Bold', 'Bold', '600-normal')):
    face('Lit Noto', ['Noto Serif' + st], find('NotoSerif-' + lib), cut)

#!/bin/sh
# Builds the site's fonts from npm: Literata (latin + latin-ext, three static cuts) and Vazirmatn (Persian only).
# Usage: sh build.sh [outdir]     Needs: npm, python3 with fonttools and brotli (pip install fonttools==4.68.0 brotli==1.2.1).
# The result is byte-for-byte the same for the same versions below.
set -eu
here=$(cd "$(dirname "$0")" && pwd); out=${1:-$here}; tmp=$(mktemp -d); trap 'rm -rf "$tmp"' EXIT
export SOURCE_DATE_EPOCH=1700000000
cd "$tmp"
npm install --silent --no-audit --no-fund --prefix "$tmp" @fontsource/literata@5.3.0 @fontsource/vazirmatn@5.3.0 @fontsource/gelasio@5.3.0 >/dev/null 2>&1
python3 "$here/build.py" "$tmp/node_modules/@fontsource" "$out"
cp node_modules/@fontsource/literata/LICENSE "$out/OFL-Literata.txt"
cp node_modules/@fontsource/vazirmatn/LICENSE "$out/OFL-Vazirmatn.txt"
ls -l "$out"/*.woff2 | awk '{s+=$5; print $5, $9} END {print s, "bytes together"}'

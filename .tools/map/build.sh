#!/bin/sh
# Makes content/records/outline.yaml, the coast and the borders under the map of places, from Natural Earth's 1:110 million
# countries (public domain) as npm has them.
# Usage: sh build.sh [file]     Needs: npm and Node.js. The result is byte for byte the same for the versions below.
set -eu
here=$(cd "$(dirname "$0")" && pwd); out=${1:-$here/../../content/records/outline.yaml}; tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$tmp" world-atlas@2.0.2 topojson-client@3.1.0 >/dev/null
NODE_PATH="$tmp/node_modules" node "$here/build.cjs" "$tmp/node_modules/world-atlas/countries-110m.json" > "$out"
wc -c "$out"

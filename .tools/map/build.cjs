// From TopoJSON to the outline that the builder reads: cut to the frame, rounded to a tenth of a degree.
// Usage: node build.cjs countries-110m.json > outline.yaml      (build.sh calls it)

const { readFileSync } = require('node:fs');
const { mesh, feature } = require('topojson-client');

/** What the map shows, in degrees; what is cut goes a little beyond, so that its edges do not show. */
const FRAME = { west: 2, east: 148, south: 4, north: 58 };
const BEYOND = 1;
/** Smallest island that is kept, as the area of its box in square degrees. */
const SMALLEST = 0.8;

const world = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const edges = [
  [0, FRAME.west - BEYOND, 1], [0, FRAME.east + BEYOND, -1],
  [1, FRAME.south - BEYOND, 1], [1, FRAME.north + BEYOND, -1],
];

/** Where the way from a to b meets an edge. */
function meet(a, b, [axis, at]) {
  const part = (at - a[axis]) / (b[axis] - a[axis]);
  return [a[0] + part * (b[0] - a[0]), a[1] + part * (b[1] - a[1])];
}

/** A ring cut edge by edge (Sutherland and Hodgman, 1974). */
function cutRing(ring) {
  return edges.reduce((points, edge) => {
    const [axis, at, sign] = edge;
    const inside = (point) => sign * (point[axis] - at) >= 0;
    return points.flatMap((point, index) => {
      const before = points.at(index - 1);
      const crossing = inside(point) === inside(before) ? [] : [meet(before, point, edge)];
      return inside(point) ? [...crossing, point] : crossing;
    });
  }, ring.slice(0, -1));
}

/** A line cut to pieces edge by edge. */
function cutLine(line) {
  return edges.reduce((lines, edge) => lines.flatMap((points) => {
    const [axis, at, sign] = edge;
    const inside = (point) => sign * (point[axis] - at) >= 0;
    const pieces = [];
    let piece = [];
    points.forEach((point, index) => {
      const before = points[index - 1];
      if (before && inside(point) !== inside(before)) piece.push(meet(before, point, edge));
      if (inside(point)) piece.push(point);
      else if (piece.length > 0) {
        pieces.push(piece);
        piece = [];
      }
    });
    return piece.length > 1 ? [...pieces, piece] : pieces;
  }), [line]);
}

/** Whole tenths of a degree, none twice in a row. */
function rounded(points, closed) {
  const tenths = points.map((point) => point.map((degrees) => Math.round(degrees * 10)));
  const same = (a, b) => a[0] === b[0] && a[1] === b[1];
  const kept = tenths.filter((point, index) => index === 0 || !same(point, tenths[index - 1]));
  while (closed && kept.length > 1 && same(kept[0], kept.at(-1))) kept.pop();
  return kept;
}

function box(points) {
  const span = (axis) => Math.max(...points.map((point) => point[axis])) - Math.min(...points.map((point) => point[axis]));
  return span(0) * span(1) / 100;
}

/** The first point, then the step to each that follows. */
function steps(points) {
  return points.map(([x, y], index) => (index === 0 ? `${x} ${y}` : `${x - points[index - 1][0]} ${y - points[index - 1][1]}`)).join(' ');
}

const polygons = feature(world, world.objects.land).features?.flatMap(({ geometry }) => geometry.coordinates)
  ?? feature(world, world.objects.land).geometry.coordinates;
const land = polygons.flat()
  .map((ring) => rounded(cutRing(ring), true))
  .filter((ring) => ring.length > 2 && box(ring) >= SMALLEST);
const borders = mesh(world, world.objects.countries, (a, b) => a !== b).coordinates
  .flatMap(cutLine)
  .map((line) => rounded(line, false))
  .filter((line) => line.length > 1);

/** One item a line, folded, since lines of thousands of characters are hard on editors. */
const list = (lines) => lines.map(steps).sort().map((line) => `  - >-\n    ${line.match(/.{1,112}(?: |$)/g).map((part) => part.trim()).join('\n    ')}\n`).join('');

process.stdout.write(`# Made by .tools/map/build.sh; change FRAME there and run it again.
from: natural-earth
note: Outlines and borders are those of Natural Earth and imply no position on any of them.
frame: {west: ${FRAME.west}, east: ${FRAME.east}, south: ${FRAME.south}, north: ${FRAME.north}}
# Lines in tenths of a degree, east and north: the first point, then the step to each that follows.
land:
${list(land)}borders:
${list(borders)}`);
console.error(`${land.length} rings, ${borders.length} lines, ${land.flat().length} and ${borders.flat().length} points`);

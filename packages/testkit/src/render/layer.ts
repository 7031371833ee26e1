/** Shapes drawn by casting a ray through every pixel, nearest first, at twice the picture's resolution. */
import type { Camera } from '../camera/camera.ts';
import { along, dot, lerp, scale, sub, unit, type Vec3 } from '../geometry/vec.ts';
import type { Colour } from './colour.ts';
import { brightness, type Shape } from './shape.ts';

/** Samples per pixel along each side. */
export const SUPER = 2;

/** A part of the picture, in whole pixels. */
export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** Nearest surfaces of a part of the picture. `depth` is Infinity where there is none. */
export interface Layer {
  box: Box;
  /** Samples a row: SUPER * box.width. */
  stride: number;
  depth: Float32Array;
  /** Three numbers a sample, 0-255. */
  rgb: Uint8ClampedArray;
}

export function emptyLayer(box: Box): Layer {
  const samples = SUPER * SUPER * box.width * box.height;
  return {
    box,
    stride: SUPER * box.width,
    depth: new Float32Array(samples).fill(Infinity),
    rgb: new Uint8ClampedArray(3 * samples),
  };
}

/** Called for every sample in which a shape is nearer than the layer, with its depth in metres. */
export type Put = (sample: number, depth: number, colour: Colour, light: number) => void;

/** Draws a shape where it is the nearest. */
export function cast(layer: Layer, camera: Camera, shape: Shape): void {
  const { depth, rgb } = layer;
  sampleShape(layer, camera, shape, (i, z, colour, light) => {
    depth[i] = z;
    rgb[3 * i] = colour[0] * light;
    rgb[3 * i + 1] = colour[1] * light;
    rgb[3 * i + 2] = colour[2] * light;
  });
}

/** A shape in its own axes, in which its cross-section is round. */
interface Prepared {
  /** Rows of the map from the court's axes. */
  rows: readonly [Vec3, Vec3, Vec3];
  /** From end `a` to the camera. */
  m: Vec3;
  /** Axis, its length, and the slope of the taper: sine and squared cosine. */
  v: Vec3;
  length: number;
  sine: number;
  cosine2: number;
}

function prepare(camera: Camera, shape: Shape): Prepared {
  const rows = shape.axes.map((axis, i) => scale(axis, 1 / shape.flatness[i]!)) as unknown as Prepared['rows'];
  const inside = (p: Vec3): Vec3 => [dot(rows[0], p), dot(rows[1], p), dot(rows[2], p)];
  const axis = inside(sub(shape.b, shape.a));
  const length = Math.hypot(...axis);
  // One end inside the other: a sphere.
  const round = length <= Math.abs(shape.ra - shape.rb) + 1e-9;
  const sine = round ? 0 : (shape.ra - shape.rb) / length;
  return {
    rows,
    m: inside(sub(camera.at, shape.a)),
    v: round ? [0, 0, 0] : scale(axis, 1 / length),
    length: round ? 0 : length,
    sine,
    cosine2: 1 - sine * sine,
  };
}

/** Bounds of a shape in samples of a layer, a row at a time. */
interface Outline {
  ax: number;
  ay: number;
  bx: number;
  by: number;
  radius: number;
}

function outlineOf(layer: Layer, camera: Camera, shape: Shape): Outline | null {
  const thick = Math.max(...shape.flatness);
  const end = (p: Vec3, r: number) => {
    const d = sub(p, camera.at);
    const z = dot(d, camera.ahead);
    if (z < 0.3) return null;
    const x = camera.centre[0] + (camera.focal * dot(d, camera.right)) / z;
    const y = camera.centre[1] + (camera.focal * dot(d, camera.down)) / z;
    const radius = (1.08 * camera.focal * r * thick) / Math.max(0.2, z - r * thick) + 1;
    return { x: (x - layer.box.left) * SUPER, y: (y - layer.box.top) * SUPER, radius: radius * SUPER };
  };
  const [a, b] = [end(shape.a, shape.ra), end(shape.b, shape.rb)];
  if (!a || !b) return null;
  return { ax: a.x, ay: a.y, bx: b.x, by: b.y, radius: Math.max(a.radius, b.radius) };
}

/** First and last sample of row `y` that a shape may cover; first > last: none. */
function rowRange({ ax, ay, bx, by, radius }: Outline, y: number, stride: number): [number, number] {
  let [from, to] = [0, 1];
  const dy = by - ay;
  if (Math.abs(dy) > 1e-6) {
    const [k0, k1] = [(y - radius - ay) / dy, (y + radius - ay) / dy];
    from = Math.max(0, Math.min(k0, k1));
    to = Math.min(1, Math.max(k0, k1));
    if (from > to) return [1, 0];
  }
  const [x0, x1] = [ax + from * (bx - ax), ax + to * (bx - ax)];
  return [
    Math.max(0, Math.floor(Math.min(x0, x1) - radius)),
    Math.min(stride - 1, Math.ceil(Math.max(x0, x1) + radius)),
  ];
}

/** Where a ray meets a shape: on the cone between its ends, or on one of them. */
type Place = 'cone' | 'a' | 'b';

/**
 * Every sample whose ray meets the shape before anything else of the layer. With q from end a, y its part along the axis
 * and s the sine of the taper, the surface between the two end spheres is the cone
 * cos^2 |q|^2 + 2 ra s y - y^2 - ra^2 = 0 for ra s <= y <= length + rb s, which touches both.
 */
export function sampleShape(layer: Layer, camera: Camera, shape: Shape, put: Put): void {
  const outline = outlineOf(layer, camera, shape);
  if (!outline) return;
  const prepared = prepare(camera, shape);
  const { rows, m, v, length, sine, cosine2 } = prepared;
  const { ra, rb } = shape;
  const rays = rayBasis(layer, camera, rows);
  const ray = unit(sub(lerp(shape.a, shape.b, 0.5), camera.at));
  const [mm, mv] = [dot(m, m), dot(m, v)];
  const C = cosine2 * mm + 2 * ra * sine * mv - mv * mv - ra * ra;
  const [low, high] = [ra * sine, length + rb * sine];
  const n = along(m, v, -length);
  const [Ca, Cb] = [mm - ra * ra, dot(n, n) - rb * rb];
  const firstRow = Math.max(0, Math.floor(Math.min(outline.ay, outline.by) - outline.radius));
  const lastRow = Math.min(SUPER * layer.box.height - 1, Math.ceil(Math.max(outline.ay, outline.by) + outline.radius));
  for (let row = firstRow; row <= lastRow; row++) {
    const [from, to] = rowRange(outline, row, layer.stride);
    for (let column = from; column <= to; column++) {
      const dx = rays.o[0] + column * rays.x[0] + row * rays.y[0];
      const dy = rays.o[1] + column * rays.x[1] + row * rays.y[1];
      const dz = rays.o[2] + column * rays.x[2] + row * rays.y[2];
      const dd = dx * dx + dy * dy + dz * dz;
      const md = m[0] * dx + m[1] * dy + m[2] * dz;
      let t = Infinity;
      let on: Place = 'a';
      if (length > 0) {
        const dv = v[0] * dx + v[1] * dy + v[2] * dz;
        const A = cosine2 * dd - dv * dv;
        const B = cosine2 * md + (ra * sine - mv) * dv;
        const D = B * B - A * C;
        if (D < 0) continue;
        const near = (-B - Math.sqrt(D)) / A;
        const y = mv + near * dv;
        if (A > 0 && y >= low && y <= high) [t, on] = [near, 'cone'];
      }
      if (t === Infinity) {
        const Da = md * md - dd * Ca;
        if (Da >= 0) t = (-md - Math.sqrt(Da)) / dd;
        if (length > 0) {
          const nd = n[0] * dx + n[1] * dy + n[2] * dz;
          const Db = nd * nd - dd * Cb;
          const other = Db >= 0 ? (-nd - Math.sqrt(Db)) / dd : Infinity;
          if (other < t) [t, on] = [other, 'b'];
        }
      }
      const sample = row * layer.stride + column;
      if (t <= 0 || t >= layer.depth[sample]!) continue;
      const place: Vec3 = [m[0] + t * dx, m[1] + t * dy, m[2] + t * dz];
      const normal = normalAt(prepared, shape.ra, place, on);
      const colour = typeof shape.paint === 'function' ? shape.paint({ place, normal }) : shape.paint;
      if (!colour) continue;
      const facing = -(normal[0] * ray[0] + normal[1] * ray[1] + normal[2] * ray[2]);
      put(sample, t, colour, brightness(normal, facing));
    }
  }
}

/** Rays in a shape's axes: origin plus column and row times their steps; one metre of depth long. */
function rayBasis(layer: Layer, camera: Camera, rows: Prepared['rows']): { o: Vec3; x: Vec3; y: Vec3 } {
  const inside = (p: Vec3): Vec3 => [dot(rows[0], p), dot(rows[1], p), dot(rows[2], p)];
  const half = (SUPER - 1) / (2 * SUPER);
  const x0 = (layer.box.left - half - camera.centre[0]) / camera.focal;
  const y0 = (layer.box.top - half - camera.centre[1]) / camera.focal;
  const step = 1 / (SUPER * camera.focal);
  const corner: Vec3 = [0, 1, 2].map(
    (i) => camera.ahead[i]! + x0 * camera.right[i]! + y0 * camera.down[i]!,
  ) as unknown as Vec3;
  return { o: inside(corner), x: inside(scale(camera.right, step)), y: inside(scale(camera.down, step)) };
}

/** Outwards at a place of the surface, in the court's axes. Written out: it is called a million times a picture. */
function normalAt({ rows, v, length, sine, cosine2 }: Prepared, ra: number, q: Vec3, on: Place): Vec3 {
  const onCone = on === 'cone';
  const k = onCone ? cosine2 : 1;
  const l = onCone ? ra * sine - (q[0] * v[0] + q[1] * v[1] + q[2] * v[2]) : on === 'b' ? -length : 0;
  const [a, b, c] = [k * q[0] + l * v[0], k * q[1] + l * v[1], k * q[2] + l * v[2]];
  const [r, s, t] = rows;
  const x = r[0] * a + s[0] * b + t[0] * c;
  const y = r[1] * a + s[1] * b + t[1] * c;
  const z = r[2] * a + s[2] * b + t[2] * c;
  const size = 1 / Math.sqrt(x * x + y * y + z * z);
  return [x * size, y * size, z * size];
}

/** Figures and balls that overlap in the picture, drawn together. */
import { createCanvas, type Canvas } from '@napi-rs/canvas';
import { dot, sub, type Vec3 } from '../geometry/vec.ts';
import type { Camera } from '../camera/camera.ts';
import { cast, emptyLayer, sampleShape, SUPER, type Box, type Layer } from './layer.ts';
import { occlude } from './occlusion.ts';
import type { Shape } from './shape.ts';

/** Something to draw: shapes that stand still while the shutter is open, or one shape in several places meanwhile. */
export interface Thing {
  shapes: Shape[];
  /** Each as likely: their mean is drawn. */
  blurred: Shape[];
  /** m from the camera */
  depth: number;
}

interface Sprite {
  canvas: Canvas;
  box: Box;
}

/** Things in groups whose boxes touch, each drawn, the farthest first. Things out of the picture are left out. */
export function sprites(camera: Camera, things: readonly Thing[]): Sprite[] {
  const clusters: { things: Thing[]; box: Box }[] = [];
  for (const thing of things) {
    let box = boxOf(camera, thing);
    if (!box) continue;
    let together = [thing];
    for (let i = clusters.length - 1; i >= 0; i--) {
      const other = clusters[i]!;
      if (!touch(box, other.box)) continue;
      box = around(box, other.box);
      together = [...other.things, ...together];
      clusters.splice(i, 1);
    }
    clusters.push({ things: together, box });
  }
  const depth = (c: { things: Thing[] }) => Math.min(...c.things.map((thing) => thing.depth));
  return clusters
    .sort((a, b) => depth(b) - depth(a))
    .map(({ things: all, box }) => ({ canvas: draw(camera, all, box), box }));
}

function boxOf(camera: Camera, { shapes, blurred }: Thing): Box | null {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const shape of [...shapes, ...blurred]) {
    const thick = Math.max(...shape.flatness);
    for (const [p, r] of [
      [shape.a, shape.ra],
      [shape.b, shape.rb],
    ] as [Vec3, number][]) {
      const d = sub(p, camera.at);
      const z = dot(d, camera.ahead);
      if (z < 0.3) continue;
      const x = camera.centre[0] + (camera.focal * dot(d, camera.right)) / z;
      const y = camera.centre[1] + (camera.focal * dot(d, camera.down)) / z;
      const radius = (1.1 * camera.focal * r * thick) / z + 2;
      [left, top] = [Math.min(left, x - radius), Math.min(top, y - radius)];
      [right, bottom] = [Math.max(right, x + radius), Math.max(bottom, y + radius)];
    }
  }
  left = Math.max(0, Math.floor(left));
  top = Math.max(0, Math.floor(top));
  const width = Math.min(camera.width, Math.ceil(right)) - left;
  const height = Math.min(camera.height, Math.ceil(bottom)) - top;
  return width > 0 && height > 0 ? { left, top, width, height } : null;
}

const touch = (a: Box, b: Box): boolean =>
  a.left <= b.left + b.width && b.left <= a.left + a.width && a.top <= b.top + b.height && b.top <= a.top + a.height;

function around(a: Box, b: Box): Box {
  const [left, top] = [Math.min(a.left, b.left), Math.min(a.top, b.top)];
  const right = Math.max(a.left + a.width, b.left + b.width);
  const bottom = Math.max(a.top + a.height, b.top + b.height);
  return { left, top, width: right - left, height: bottom - top };
}

function draw(camera: Camera, things: readonly Thing[], box: Box): Canvas {
  const layer = emptyLayer(box);
  // The nearest first: what lies behind them need not be shaded.
  const shapes = things.flatMap((thing) => thing.shapes);
  const depths = new Map(shapes.map((shape) => [shape, dot(sub(shape.a, camera.at), camera.ahead)]));
  for (const shape of shapes.sort((a, b) => depths.get(a)! - depths.get(b)!)) cast(layer, camera, shape);
  occlude(layer, camera.focal);
  const alpha = new Float32Array(layer.depth.length);
  for (let i = 0; i < alpha.length; i++) alpha[i] = layer.depth[i]! < Infinity ? 1 : 0;
  for (const { blurred } of things) if (blurred.length > 0) smear(layer, alpha, camera, blurred);
  return resolve(layer, alpha);
}

/** Lays the mean of the shapes over the layer, behind what is nearer than they are. */
function smear(layer: Layer, alpha: Float32Array, camera: Camera, shapes: readonly Shape[]): void {
  const sum = new Float32Array(3 * alpha.length);
  const count = new Uint8Array(alpha.length);
  for (const shape of shapes) {
    sampleShape(layer, camera, shape, (i, _, colour, light) => {
      count[i]! += 1;
      for (let k = 0; k < 3; k++) sum[3 * i + k]! += colour[k]! * light;
    });
  }
  const n = shapes.length;
  for (let i = 0; i < count.length; i++) {
    if (count[i] === 0) continue;
    const rest = (1 - count[i]! / n) * alpha[i]!;
    const total = count[i]! / n + rest;
    for (let k = 0; k < 3; k++) layer.rgb[3 * i + k] = (sum[3 * i + k]! / n + rest * layer.rgb[3 * i + k]!) / total;
    alpha[i] = total;
  }
}

/** Mean of the samples of each pixel. */
function resolve({ box, stride, rgb }: Layer, alpha: Float32Array): Canvas {
  const canvas = createCanvas(box.width, box.height);
  const c = canvas.getContext('2d');
  const image = c.createImageData(box.width, box.height);
  const { data } = image;
  for (let y = 0; y < box.height; y++) {
    for (let x = 0; x < box.width; x++) {
      let [r, g, b, a] = [0, 0, 0, 0];
      for (let j = 0; j < SUPER; j++) {
        for (let i = 0; i < SUPER; i++) {
          const sample = (y * SUPER + j) * stride + x * SUPER + i;
          const part = alpha[sample]!;
          r += part * rgb[3 * sample]!;
          g += part * rgb[3 * sample + 1]!;
          b += part * rgb[3 * sample + 2]!;
          a += part;
        }
      }
      if (a === 0) continue;
      const pixel = 4 * (y * box.width + x);
      data[pixel] = r / a;
      data[pixel + 1] = g / a;
      data[pixel + 2] = b / a;
      data[pixel + 3] = (255 * a) / (SUPER * SUPER);
    }
  }
  c.putImageData(image, 0, 0);
  return canvas;
}

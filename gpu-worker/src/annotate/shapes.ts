export interface Vector {
  x: number;
  y: number;
}

/** A region of the picture, by its signed distance in px: negative inside. */
export interface Shape {
  top: number;
  bottom: number;
  /** The columns of a row outside which nothing is covered, valid until the next call; `null` where none is. */
  row(y: number): readonly [from: number, to: number] | null;
  /** Writes the distances of the pixels from column `from` to `to` of row `y`, both included, to the start of `out`. */
  distances(y: number, from: number, to: number, out: Float64Array): void;
}

/** A line from `a` to `b` with round ends. */
export function capsule(a: Vector, b: Vector, radius: number): Shape {
  const dx = b.x - a.x;
  const dy = b.y - a.y;
  const squared = dx * dx + dy * dy || 1;
  const reach = radius + 1;
  const span: [number, number] = [0, 0];
  return {
    top: Math.min(a.y, b.y) - reach,
    bottom: Math.max(a.y, b.y) + reach,
    row(y) {
      // The part of the axis that lies within reach of this row.
      let s = 0;
      let t = 1;
      if (Math.abs(dy) > 1e-6) {
        const p = (y - reach - a.y) / dy;
        const q = (y + reach - a.y) / dy;
        s = Math.max(0, Math.min(p, q));
        t = Math.min(1, Math.max(p, q));
        if (s > t) return null;
      }
      span[0] = a.x + (dx > 0 ? s : t) * dx - reach;
      span[1] = a.x + (dx > 0 ? t : s) * dx + reach;
      return span;
    },
    distances(y, from, to, out) {
      const ey = y - a.y;
      for (let x = from; x <= to; x++) {
        const ex = x - a.x;
        const along = (ex * dx + ey * dy) / squared;
        const t = along < 0 ? 0 : along > 1 ? 1 : along;
        out[x - from] = length(ex - t * dx, ey - t * dy) - radius;
      }
    },
  };
}

/** Math.hypot guards against overflow, at ten times the cost. */
function length(x: number, y: number): number {
  return Math.sqrt(x * x + y * y);
}

export function disc(centre: Vector, radius: number): Shape {
  return capsule(centre, centre, radius);
}

/** A circle's line of the given width. */
export function ring(centre: Vector, radius: number, width: number): Shape {
  return around(centre, radius + width / 2, (x, y) => Math.abs(length(x, y) - radius) - width / 2);
}

/** The slice of a disc between two directions (unit vectors less than a half turn apart). */
export function slice(centre: Vector, radius: number, from: Vector, to: Vector): Shape {
  const turn = Math.sign(from.x * to.y - from.y * to.x) || 1;
  return around(centre, radius, (x, y) => {
    const beforeFirst = -turn * (from.x * y - from.y * x);
    const pastSecond = turn * (to.x * y - to.y * x);
    return Math.max(length(x, y) - radius, beforeFirst, pastSecond);
  });
}

/** The rim of that slice as a line of the given width. */
export function arc(centre: Vector, radius: number, width: number, from: Vector, to: Vector): Shape {
  const turn = Math.sign(from.x * to.y - from.y * to.x) || 1;
  return around(centre, radius + width / 2, (x, y) => {
    const between = turn * (from.x * y - from.y * x) >= 0 && turn * (to.x * y - to.y * x) <= 0;
    if (between) return Math.abs(length(x, y) - radius) - width / 2;
    const toFirst = length(x - from.x * radius, y - from.y * radius);
    const toSecond = length(x - to.x * radius, y - to.y * radius);
    return Math.min(toFirst, toSecond) - width / 2;
  });
}

/** `distance` is given coordinates against the centre. */
function around(centre: Vector, extent: number, distance: (x: number, y: number) => number): Shape {
  const reach = extent + 1;
  const span = [centre.x - reach, centre.x + reach] as const;
  return {
    top: centre.y - reach,
    bottom: centre.y + reach,
    row: () => span,
    distances: (y, from, to, out) => {
      for (let x = from; x <= to; x++) out[x - from] = distance(x - centre.x, y - centre.y);
    },
  };
}

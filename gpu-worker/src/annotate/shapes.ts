export interface Vector {
  x: number;
  y: number;
}

/** A region of the picture, by its signed distance in px: negative inside. */
export interface Shape {
  top: number;
  bottom: number;
  /** The columns of a row outside which nothing is covered; `null` where none is. */
  row(y: number): [from: number, to: number] | null;
  distance(x: number, y: number): number;
}

/** A line from `a` to `b` with round ends. */
export function capsule(a: Vector, b: Vector, radius: number): Shape {
  const dx = b.x - a.x;
  const dy = b.y - a.y;
  const squared = dx * dx + dy * dy || 1;
  const reach = radius + 1;
  return {
    top: Math.min(a.y, b.y) - reach,
    bottom: Math.max(a.y, b.y) + reach,
    row(y) {
      // The part of the axis that lies within reach of this row.
      let [s, t] = [0, 1];
      if (Math.abs(dy) > 1e-6) {
        const [p, q] = [(y - reach - a.y) / dy, (y + reach - a.y) / dy];
        [s, t] = [Math.max(0, Math.min(p, q)), Math.min(1, Math.max(p, q))];
        if (s > t) return null;
      }
      const [p, q] = [a.x + s * dx, a.x + t * dx];
      return [Math.min(p, q) - reach, Math.max(p, q) + reach];
    },
    distance(x, y) {
      const t = Math.max(0, Math.min(1, ((x - a.x) * dx + (y - a.y) * dy) / squared));
      return Math.hypot(x - a.x - t * dx, y - a.y - t * dy) - radius;
    },
  };
}

export function disc(centre: Vector, radius: number): Shape {
  return capsule(centre, centre, radius);
}

/** A circle's line of the given width. */
export function ring(centre: Vector, radius: number, width: number): Shape {
  return around(centre, radius + width / 2, (x, y) => Math.abs(Math.hypot(x, y) - radius) - width / 2);
}

/** The slice of a disc between two directions (unit vectors less than a half turn apart). */
export function slice(centre: Vector, radius: number, from: Vector, to: Vector): Shape {
  const turn = Math.sign(from.x * to.y - from.y * to.x) || 1;
  return around(centre, radius, (x, y) => {
    const beforeFirst = -turn * (from.x * y - from.y * x);
    const pastSecond = turn * (to.x * y - to.y * x);
    return Math.max(Math.hypot(x, y) - radius, beforeFirst, pastSecond);
  });
}

/** The rim of that slice as a line of the given width. */
export function arc(centre: Vector, radius: number, width: number, from: Vector, to: Vector): Shape {
  const turn = Math.sign(from.x * to.y - from.y * to.x) || 1;
  return around(centre, radius + width / 2, (x, y) => {
    const between = turn * (from.x * y - from.y * x) >= 0 && turn * (to.x * y - to.y * x) <= 0;
    if (between) return Math.abs(Math.hypot(x, y) - radius) - width / 2;
    const toFirst = Math.hypot(x - from.x * radius, y - from.y * radius);
    const toSecond = Math.hypot(x - to.x * radius, y - to.y * radius);
    return Math.min(toFirst, toSecond) - width / 2;
  });
}

/** `distance` is given coordinates against the centre. */
function around(centre: Vector, extent: number, distance: (x: number, y: number) => number): Shape {
  const reach = extent + 1;
  return {
    top: centre.y - reach,
    bottom: centre.y + reach,
    row: () => [centre.x - reach, centre.x + reach],
    distance: (x, y) => distance(x - centre.x, y - centre.y),
  };
}

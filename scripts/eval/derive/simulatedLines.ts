/** What vision would tell of a ring's lines before a simulated ball. */
import type { BallCandidate } from '@shotform/contracts';
import { clamp } from '../../../packages/analysis/src/signals/statistics.ts';
import { RIM_RADIUS, type Moving } from '../../../packages/testkit/src/ball/flight.ts';
import { ballPixels, project, toCamera, type Camera } from '../../../packages/testkit/src/camera/camera.ts';
import type { Ellipse } from '../../../packages/testkit/src/camera/ellipse.ts';
import type { random } from '../../../packages/testkit/src/geometry/random.ts';

type Source = ReturnType<typeof random>;

/**
 * Of what shows of the ring's lines: how well it is told in a clip, and of what clips nothing; how much of a line that is
 * before the ball shows, and of one behind it, clip by clip and each time (`ringLines.ts`); and in what part of the
 * clips something else is taken for the ring.
 */
const LINES = {
  places: 72,
  inside: 0.85,
  ends: 0.25,
  fewest: 3,
  smallest: 30,
  error: [0.2, 0.4],
  none: 0.3,
  before: { mean: 0.9, clip: 0.15, each: 0.15 },
  behind: { mean: 0.15, clip: 0.1, each: 0.2 },
  wrong: 0.07,
} as const;

/** What is told in a clip of the ring's lines before a ball at a place. */
export function linesOf(source: Source, camera: Camera, [x, y, z]: Moving['p'], seen: Ellipse) {
  const isTold = seen.a >= LINES.smallest && source.next() >= LINES.none;
  const error = source.range(...LINES.error);
  const shows = (model: { mean: number; clip: number }) => model.mean + source.normal(model.clip);
  const isWrong = source.next() < LINES.wrong;
  const [before, behind] = isWrong ? [source.next(), source.next()] : [shows(LINES.before), shows(LINES.behind)];
  const places = Array.from({ length: LINES.places }, (_, k): Moving['p'] => {
    const angle = (2 * Math.PI * k) / LINES.places;
    return [x + RIM_RADIUS * Math.cos(angle), y + RIM_RADIUS * Math.sin(angle), z];
  });
  return (centre: Moving['p'], radius: number): Pick<BallCandidate, 'ring'> => {
    const ball = project(camera, centre);
    if (!isTold || !ball) return {};
    const inside = (LINES.inside * ballPixels(camera, radius, ball[2])) / 2;
    const crossed = places.flatMap((place) => {
      const [u, v] = project(camera, place)!;
      const down =
        ((v - seen.y) * Math.cos(turnOf(seen)) - (u - seen.x) * Math.sin(turnOf(seen))) / Math.max(1, seen.b);
      return Math.hypot(u - ball[0], v - ball[1]) < inside
        ? [{ down, hidden: hides(camera, centre, radius, place) }]
        : [];
    });
    const line = (half: typeof crossed) => {
      if (half.length < LINES.fewest) return null;
      const hidden = half.filter(({ hidden }) => hidden).length / half.length;
      const each = source.normal(hidden > 0.5 ? LINES.behind.each : LINES.before.each);
      return { part: clamp(hidden * behind + (1 - hidden) * before + each, 0, 1), error };
    };
    const upper = line(crossed.filter(({ down }) => down < -LINES.ends));
    const lower = line(crossed.filter(({ down }) => down > LINES.ends));
    return upper || lower ? { ring: { upper, lower } } : {};
  };
}

function turnOf({ angleDegrees }: Ellipse): number {
  return (angleDegrees * Math.PI) / 180;
}

/** Whether the way from the camera to a place meets the ball before it. */
function hides(camera: Camera, centre: Moving['p'], radius: number, place: Moving['p']): boolean {
  const [ball, there] = [toCamera(camera, centre), toCamera(camera, place)];
  const far = Math.hypot(...there);
  const along = ball.reduce((sum, value, i) => sum + value * there[i]!, 0) / far;
  const aside = Math.hypot(...ball) ** 2 - along ** 2;
  return aside < radius ** 2 && along - Math.sqrt(radius ** 2 - aside) < far;
}

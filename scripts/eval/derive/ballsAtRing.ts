/**
 * How often vision finds the ball over a ring, and in and under its net, and believes something else more: on drawn throws
 * seen from about a hoop. Nothing is taken from it; it is what the rules of packages/vision/src/scene/ball-watch.ts and
 * ball-evidence.ts were tried on. `node scripts/eval/derive/ballsAtRing.ts [COUNT]`; some 4 CPU-seconds a throw.
 */
import { markdownTable } from '../tables.ts';
import { count } from '../statistics.ts';
import { drawnThrows, type ThrowFrame } from './drawnThrows.ts';

/** About the ring, in half widths: to its sides, above it, and below. */
const ZONE = { beside: 1.6, above: 1.8, below: 3 };
/** A ball is found where a candidate's centre is this near, in diameters, and it is at most so much larger or smaller. */
const NEAR = 0.25;
const GROWTH = 1.25;
/** What is believed less than this is not looked at. */
const LEAST_BELIEF = 0.3;

const places = ['above the ring', 'in or under the net', 'at the ring, missed', 'no ball there'] as const;
type Place = (typeof places)[number];
interface Sight {
  place: Place;
  /** Belief in the ball, and the highest in anything else there of about a ball's size. */
  right: number;
  wrong: number;
}

const sights: Sight[] = [];
for await (const { made, frames } of drawnThrows(Number(process.argv[2] ?? 40)))
  sights.push(...frames.flatMap((frame) => sightOf(frame, made) ?? []));
console.log(
  markdownTable(
    ['the ball is', 'it is found', 'something else is, and believed more'],
    places.map((place) => {
      const here = sights.filter((sight) => sight.place === place);
      const found = here.filter(({ right }) => right > LEAST_BELIEF).length;
      const misled = here.filter(({ right, wrong }) => wrong > LEAST_BELIEF && wrong > right).length;
      return [place, count(found, here.length), count(misled, here.length)];
    }),
  ),
);

function sightOf({ truth, found }: ThrowFrame, made: boolean): Sight | null {
  const { rim } = truth;
  if (!rim) return null;
  const inZone = ({ x, y }: { x: number; y: number }) =>
    Math.abs(x - rim.x) < ZONE.beside * rim.a && y > rim.y - ZONE.above * rim.a && y < rim.y + ZONE.below * rim.a;
  const ball = truth.balls.find((each) => each.shot === 0 && each.inView && inZone(each));
  const isIt = (candidate: { x: number; y: number; diameter: number }) => {
    if (!ball) return false;
    const growth = candidate.diameter / ball.diameter;
    const away = Math.hypot(candidate.x - ball.x, candidate.y - ball.y) / ball.diameter;
    return away < NEAR && growth < GROWTH && growth > 1 / GROWTH;
  };
  const there = found.ball.filter((c) => inZone(c) && c.diameter > 0.45 * rim.a && c.diameter < 2.4 * rim.a);
  const belief = (of: typeof there) => Math.max(0, ...of.map(({ confidence }) => confidence));
  return {
    place: !ball ? places[3] : ball.y < rim.y - rim.b - 0.3 * ball.diameter ? places[0] : made ? places[1] : places[2],
    right: belief(there.filter(isIt)),
    wrong: belief(there.filter((candidate) => !isIt(candidate))),
  };
}

import type { BallCandidate, Camera, PersonPose, Rim, TracksVideo } from '@shotform/contracts';
import type { VideoFrame } from '../frame.ts';
import { BallDetector } from '../detector/index.ts';
import type { Inference } from '../inference.ts';
import { BallFinder } from './ball-finder.ts';
import { BallWatch } from './ball-watch.ts';
import { rankBalls } from './ball-ranking.ts';
import { CameraRegistration } from './camera.ts';
import type { Registration } from './camera.ts';
import { CandidateTable } from './candidates.ts';
import { HoopWatch } from './hoop-watch.ts';
import { LetterboxFinder } from './letterbox.ts';
import { Pyramid } from './planes.ts';
import { Timeline } from './timeline.ts';
import type { Held } from './timeline.ts';
import { cameraOf } from './camera-report.ts';
import { scaleOfPerson } from './people.ts';
import { chooseRim } from './rim-choice.ts';
import { RimTracker } from './rim-tracker.ts';

/** The camera is followed in a picture of at most this many pixels a side. */
const CAMERA_SIDE = 360;
/** A repeated picture differs from the one before in fewer pixels of the motion level than this, by more than noise. */
const REPEAT_PIXELS = 4;
const REPEAT_DIFFERENCE = 6;
/** A picture repeated for longer than any change of cadence does it is frozen: nothing moves in it. */
const FROZEN_SECONDS = 0.1;

export interface SceneFrame {
  ball: BallCandidate[];
  rim: Rim | null;
  netMotion: number | null;
}

export interface Scene {
  /** One per frame given to `next`, in order. */
  frames: SceneFrame[];
  camera: Camera;
  letterbox: TracksVideo['letterbox'];
}

/** Finds what is not a person in a clip: the ball's candidates, the rim, the net's and the camera's motion. */
export class SceneTracker {
  readonly #balls: BallFinder;
  readonly #camera = new CameraRegistration();
  readonly #table = new CandidateTable();
  readonly #timeline: Timeline;
  readonly #letterbox: LetterboxFinder;
  readonly #watch: BallWatch;
  readonly #hoops: HoopWatch;
  readonly #rims: RimTracker;
  readonly #cameraIndex: number;
  /** Result row of every frame, and how long after the picture's first showing it came. */
  readonly #rows: number[] = [];
  readonly #ages: number[] = [];
  /** Per row. */
  readonly #times: number[] = [];
  readonly #registrations: (Registration | null)[] = [];
  readonly #size: { width: number; height: number };

  /** `network` is the one that `BallDetector` wants. */
  constructor(size: { width: number; height: number }, network: Inference) {
    this.#size = size;
    const pyramid = new Pyramid(size.width, size.height);
    this.#balls = new BallFinder(pyramid);
    this.#timeline = new Timeline(size, this.#balls.motionIndex, pyramid);
    const detector = new BallDetector(network);
    this.#hoops = new HoopWatch(detector);
    this.#watch = new BallWatch(detector, this.#balls, this.#hoops);
    this.#rims = new RimTracker(this.#hoops);
    this.#letterbox = new LetterboxFinder(size);
    const small = pyramid.levels.findIndex(({ luma }) => Math.max(luma.width, luma.height) <= CAMERA_SIDE);
    this.#cameraIndex = small < 0 ? pyramid.levels.length - 1 : small;
  }

  /** Takes the next decoded frame in. `people` are the poses of the frame before it, which is when they are known. Rejects with a RangeError for a frame of another size. */
  async next(frame: VideoFrame, people: readonly PersonPose[]): Promise<void> {
    if (frame.width !== this.#size.width || frame.height !== this.#size.height) {
      throw new RangeError(
        `a frame of ${frame.width} x ${frame.height} in a clip of ${this.#size.width} x ${this.#size.height}`,
      );
    }
    const { newest } = this.#timeline;
    if (newest && this.#rows.at(-1) === newest.row) newest.people = people;
    this.#letterbox.next(frame);
    const pyramid = this.#timeline.take();
    pyramid.fill(frame);
    if (newest && this.#isRepeat(pyramid, newest.pyramid)) {
      this.#timeline.giveBack(pyramid);
      this.#rows.push(newest.row);
      this.#ages.push(frame.timeSeconds - newest.timeSeconds);
      return;
    }
    const { levels } = pyramid;
    const coarse = levels[Math.min(levels.length - 1, this.#cameraIndex + 2)]!;
    const registration = this.#camera.next(levels[this.#cameraIndex]!, coarse, people);
    if (registration) await this.#hoops.next(frame, registration);
    const row = this.#times.length;
    this.#rows.push(row);
    this.#ages.push(0);
    this.#times.push(frame.timeSeconds);
    this.#registrations.push(registration);
    this.#timeline.add({ row, timeSeconds: frame.timeSeconds, pyramid, registration, people, colour: frame.colour });
    await this.#advance(false);
  }

  /** Everything found; call it once, after the last frame. */
  async finish(): Promise<Scene> {
    await this.#advance(true);
    const ranked = rankBalls(this.#table, this.#times, this.#registrations);
    const { places, ticks } = this.#rims;
    const { rims, netMotion, balls } = chooseRim(places, ticks, ranked, this.#registrations, this.#times);
    return {
      frames: this.#rows.map((row, n) => {
        const frozen = netMotion[row] !== null && this.#ages[n]! > FROZEN_SECONDS;
        return { ball: balls[row]!, rim: rims[row]!, netMotion: frozen ? 0 : netMotion[row]! };
      }),
      camera: cameraOf(
        this.#rows.map((row) => this.#registrations[row]!),
        this.#size,
      ),
      letterbox: this.#letterbox.result(),
    };
  }

  async #advance(last: boolean): Promise<void> {
    for (let held = this.#timeline.ready(last); held; held = this.#timeline.ready(last)) {
      await this.#look(held);
      this.#timeline.done();
    }
  }

  async #look(held: Held): Promise<void> {
    const people = held.people.map(scaleOfPerson).filter((person) => person !== null);
    const candidates = this.#balls.find(held.pyramid, this.#timeline.references(), people);
    await this.#watch.look(held, candidates, people);
    this.#table.addFrame(candidates);
    this.#rims.next(held, held.pyramid.levels[this.#balls.motionIndex]!, this.#timeline.before());
  }

  #isRepeat(pyramid: Pyramid, before: Pyramid): boolean {
    const [now, then] = [pyramid, before].map(({ levels }) => levels[this.#balls.motionIndex]!.luma);
    return pyramid.pixels.differing(now!, then!, REPEAT_DIFFERENCE, REPEAT_PIXELS) < REPEAT_PIXELS;
  }
}

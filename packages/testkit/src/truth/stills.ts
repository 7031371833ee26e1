/** Single moments of a shot from any camera, without the clip around them: for sweeps over many views. */
import { cameraOf, project } from '../camera/camera.ts';
import { landmarksOf } from '../body/landmarks.ts';
import type { Vec3 } from '../geometry/vec.ts';
import { shooterSpec } from '../spec/defaults.ts';
import type { CameraSpec, ShooterOptions } from '../spec/spec.ts';
import { makeWorld } from '../world/world.ts';
import { shotTruth } from './shot.ts';
import type { ShotTruth } from './truth.ts';

export interface Stills {
  /** The first shot; its yaws are those of the options' own camera. */
  shot: ShotTruth;
  /** The shooter's 33 landmarks at a time: x, y px and depth m in the picture; metres on the court. */
  at(timeSeconds: number, camera?: Partial<CameraSpec>): { landmarks: Vec3[]; court: Vec3[] };
}

/** @throws RangeError where the options have no shot */
export function stillsOf(options: ShooterOptions): Stills {
  const spec = shooterSpec(options);
  const world = makeWorld(spec);
  if (world.shots.length === 0) throw new RangeError('stills are of a shot');
  return {
    shot: shotTruth(world, 0, []),
    at(timeSeconds, camera = {}) {
      const look = cameraOf({ ...spec, camera: { ...spec.camera, ...camera } })(timeSeconds);
      const court = landmarksOf(world.shooter(timeSeconds));
      return { court, landmarks: court.map((point): Vec3 => project(look, point) ?? [NaN, NaN, 0]) };
    },
  };
}

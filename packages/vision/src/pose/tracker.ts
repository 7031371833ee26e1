import type { PersonPose } from '@shotform/contracts';
import type { VideoFrame } from '../frame.ts';
import { PersonDetector, type Detection } from './detector.ts';
import { PRESENCE_MIN, type PoseModels } from './estimate.ts';
import { Landmarker, type BodyPose } from './landmarker.ts';
import { wholePicture, type Region } from './picture.ts';
import { bodyRegion } from './region.ts';

interface Track { id: number; region: Region; pose: BodyPose | null; lostAt: number | null; born: number }

export class PoseTracker {
  private readonly detector: PersonDetector;
  private readonly landmarker: Landmarker;
  private readonly maxPeople: number;
  private tracks: Track[] = [];
  private nextId = 0;
  private nextSearch = -Infinity;

  constructor(models: PoseModels, options: { maxPeople?: number } = {}) {
    this.detector = new PersonDetector(models.detector);
    this.landmarker = new Landmarker(models.landmarker);
    this.maxPeople = options.maxPeople ?? 4;
  }

  async next(frame: VideoFrame): Promise<PersonPose[]> {
    const t = frame.timeSeconds;
    let lost = this.tracks.length === 0;
    for (const track of this.tracks) {
      if (track.lostAt !== null) { lost = true; continue; }
      const pose = await this.landmarker.locate(frame, track.region);
      if (pose.score >= PRESENCE_MIN) { track.pose = pose; track.region = pose.next; }
      else { track.pose = null; track.lostAt = t; lost = true; }
    }
    this.dropDoubles();
    if (lost || t >= this.nextSearch) {
      this.nextSearch = t + 0.5;
      await this.search(frame, await this.detector.detect(frame, wholePicture(frame)));
      if (this.tracks.every((k) => k.lostAt !== null)) {
        const side = Math.min(frame.width, frame.height);
        for (const c of [0, 0.5, 1]) {
          const region = frame.width > frame.height ? { x: side / 2 + c * (frame.width - side), y: side / 2, size: side, rotation: 0 } : { x: side / 2, y: side / 2 + c * (frame.height - side), size: side, rotation: 0 };
          await this.search(frame, await this.detector.detect(frame, region));
        }
      }
    }
    this.tracks = this.tracks.filter((k) => k.lostAt === null || t - k.lostAt < 1);
    return this.tracks.filter((k) => k.pose).map((k) => ({ person: k.id, score: k.pose!.score, landmarks: k.pose!.landmarks, world: k.pose!.world }));
  }

  private async search(frame: VideoFrame, detections: Detection[]): Promise<void> {
    for (const { keypoints: k } of detections) {
      const region = bodyRegion(k[0]!, k[1]!, k[2]!, k[3]!);
      const live = this.tracks.filter((x) => x.pose);
      if (live.some((x) => near(x.region, region))) continue;
      const lost = this.tracks.filter((x) => !x.pose).sort((a, b) => dist(a.region, region) - dist(b.region, region))[0];
      if (live.length >= this.maxPeople) continue;
      const pose = await this.landmarker.locate(frame, region);
      if (pose.score < PRESENCE_MIN || live.some((x) => near(x.region, pose.next))) continue;
      if (lost && dist(lost.region, region) < lost.region.size * 0.5) { lost.pose = pose; lost.region = pose.next; lost.lostAt = null; }
      else this.tracks.push({ id: this.nextId++, region: pose.next, pose, lostAt: null, born: frame.timeSeconds });
    }
  }

  private dropDoubles(): void {
    this.tracks = this.tracks.filter((a) => !a.pose || !this.tracks.some((b) => b !== a && b.pose && b.id < a.id && near(a.region, b.region)));
  }
}
function dist(a: Region, b: Region): number { return Math.hypot(a.x - b.x, a.y - b.y); }
function near(a: Region, b: Region): boolean { return dist(a, b) < 0.15 * Math.max(a.size, b.size); }

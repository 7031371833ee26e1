import type { Report, Tracks } from '@shotform/contracts';
import type { Body } from '@shotform/analysis';
import type { ColourSpace, VideoFrame } from '@shotform/vision';
import { inkOf, type Ink } from './colour.ts';
import { CalloutDrawer, type Rectangle } from './callouts.ts';
import { Layer } from './layer.ts';
import { currentShot, planAnnotations, type Plan, type ShotPlan } from './plan.ts';
import type { Vector } from './shapes.ts';
import { drawSkeleton } from './skeleton.ts';
import { drawSprite, type Sprite } from './sprite.ts';
import { lengths, palette, type PaletteInks } from './style.ts';
import { panel, type Item } from './text.ts';
import { drawTrail } from './trail.ts';

/** A picture may be drawn as part of the video, or as a still that tells all of its shot at once. */
export type Telling = 'moment' | 'still';

/** Draws what a report says onto the pictures of its video. */
export class Annotator {
  private readonly tracks: Tracks;
  private readonly plan: Plan;
  private readonly layer: Layer;
  private readonly callouts: CalloutDrawer;
  private readonly panels = new Map<string, Sprite>();
  private readonly width: number;
  private readonly height: number;
  /** Pixels of the drawing per pixel of Tracks. */
  private readonly scale: number;
  /** Pixels of the drawing per unit of `lengths`. */
  private readonly unit: number;
  private readonly inks: PaletteInks;
  private readonly colour: ColourSpace;

  /** `width` and `height` are those of the pictures that will be drawn on, px. */
  constructor(tracks: Tracks, report: Report, size: { width: number; height: number; colour: ColourSpace }) {
    this.tracks = tracks;
    this.plan = planAnnotations(tracks, report);
    this.width = size.width;
    this.height = size.height;
    this.colour = size.colour;
    this.scale = size.width / tracks.video.width;
    this.unit = Math.min(size.width, size.height) / 720;
    this.layer = new Layer(size.width, size.height);
    const ink = (name: keyof typeof palette): Ink => inkOf(palette[name], size.colour);
    this.inks = { body: ink('body'), accent: ink('accent'), ball: ink('ball'), edge: ink('edge') };
    this.callouts = new CalloutDrawer({
      layer: this.layer,
      inks: this.inks,
      unit: this.unit,
      tracks,
      place: (point) => this.place(point),
      words: (items, length) => this.words(items, length),
    });
  }

  /** Draws on a picture in place; `index` is its decoded frame. */
  draw(frame: VideoFrame, index: number, telling: Telling = 'moment'): void {
    const time = this.tracks.video.timesSeconds[index] ?? frame.timeSeconds;
    const shot = currentShot(this.plan, time);
    if (!shot) {
      for (const body of bodiesAt(this.plan.bodies, index)) this.drawPerson(frame, body, time, null);
      this.drawPanel(frame, [{ value: 'No shot found in this clip' }], 'top');
      return;
    }
    // A ball may still be in the air when the next shot begins.
    for (const plan of this.plan.shots) {
      drawTrail(frame, { ...this.drawing(), plan, index, time, telling: plan === shot ? telling : 'moment' });
    }
    for (const body of bodiesAt(shot.bodies, index)) this.drawPerson(frame, body, time, shot);
    const header = this.drawPanel(frame, this.header(shot, time), 'top');
    const facts = shot.facts.filter((fact) => telling === 'still' || fact.from <= time).map((fact) => fact.item);
    const footer = facts.length > 0 ? this.drawPanel(frame, facts, 'bottom') : null;
    const taken = footer ? [header, footer] : [header];
    for (const plan of this.plan.shots) {
      this.callouts.draw(frame, plan, bodiesAt(plan.bodies, index)[0] ?? null, index, time, taken);
    }
  }

  private drawing(): {
    layer: Layer;
    inks: PaletteInks;
    unit: number;
    scale: number;
    camera: Tracks['camera'];
    place: (point: Vector) => Vector;
  } {
    const { layer, inks, unit, scale } = this;
    return { layer, inks, unit, scale, camera: this.tracks.camera, place: (point) => this.place(point) };
  }

  private place(point: Vector): Vector {
    return {
      x: (point.x + 0.5) * this.scale - 0.5,
      y: (point.y + 0.5) * (this.height / this.tracks.video.height) - 0.5,
    };
  }

  private drawPerson(frame: VideoFrame, body: Body, time: number, shot: ShotPlan | null): void {
    drawSkeleton(frame, this.layer, body, time, (point) => this.place(point), this.scale, {
      hand: shot?.shot.hand ?? null,
      ...this.inks,
      edgeWidth: lengths.edge * this.unit,
      opacity: shot ? 0.95 : 0.6,
    });
  }

  private header(shot: ShotPlan, time: number): Item[] {
    const number = `Shot ${shot.shot.index + 1} of ${this.plan.shots.length}`;
    const phase = shot.phases.findLast((candidate) => candidate.from <= time);
    return phase ? [{ label: number }, { value: phase.name }] : [{ label: number }];
  }

  private drawPanel(frame: VideoFrame, items: readonly Item[], edge: 'top' | 'bottom'): Rectangle {
    const margin = lengths.margin * this.unit;
    const sprite = this.words(items, lengths.text);
    const y = edge === 'top' ? margin : this.height - margin - sprite.height;
    drawSprite(frame, sprite, margin, y, 1);
    return { x: margin, y, width: sprite.width, height: sprite.height };
  }

  /** Words once drawn are kept: most stand still for many frames. */
  private words(items: readonly Item[], length: number): Sprite {
    const key = JSON.stringify([items, length]);
    let sprite = this.panels.get(key);
    if (!sprite) {
      sprite = panel(items, Math.max(11, length * this.unit), this.width - 2 * lengths.margin * this.unit, this.colour);
      this.panels.set(key, sprite);
    }
    return sprite;
  }
}

function bodiesAt(bodies: readonly Body[], index: number): Body[] {
  return bodies.filter((body) => body.first <= index && index <= body.last);
}

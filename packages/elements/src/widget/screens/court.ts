import { html, svg, type TemplateResult } from 'lit';

/** A shooter as our own drawing shows them, so that the picture promises what the report keeps. */
const far = 'M346 386 374 394 402 340 M340 480 370 542 352 606 374 618';
const near = 'M346 386 340 480 358 550 334 618 358 630';
const arm = 'M346 386 382 350 398 292 414 276';
const joints = [
  [346, 386],
  [340, 480],
  [358, 550],
  [334, 618],
];
const armJoints = [
  [382, 350],
  [398, 292],
];
const flight = 'M424 250 C 540 26, 740 20, 889 226';

/** The picture of an empty start: a shot on its way. */
export function court(): TemplateResult {
  return html`<svg class="court" viewBox="290 60 660 600" aria-hidden="true">
    ${svg`<path class="floor" d="M290 648 H950" />
      <path class="post" d="M936 648 V150 M936 240 H912" />
      <path class="board" d="M918 130 V246" />
      <path class="net" d="M862 232 870 292 H904 L914 232 M866 262 H908" />
      <line class="hoop" x1="860" x2="916" y1="231" y2="231" />
      <path class="flight" pathLength="100" d=${flight} />
      <path class="bones far" d=${far} />
      <path class="bones" d=${near} />
      <circle class="bones" cx="354" cy="342" r="24" />
      ${joints.map(([x, y]) => svg`<circle class="joint" cx=${x!} cy=${y!} r="9" />`)}
      <path class="arm" d=${arm} />
      ${armJoints.map(([x, y]) => svg`<circle class="joint" cx=${x!} cy=${y!} r="9" />`)}
      <circle class="ball" r="19" />`}
  </svg>`;
}

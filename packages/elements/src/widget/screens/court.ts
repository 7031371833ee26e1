import { css, html, svg, type TemplateResult } from 'lit';

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

export const courtStyles = css`
  .court {
    display: block;
    inline-size: 100%;
    max-block-size: 210px;
    padding: calc(var(--_space) * 4) calc(var(--_space) * 2) 0;
    background: linear-gradient(
      color-mix(in oklab, var(--_primary) 14%, var(--_surface)),
      color-mix(in oklab, var(--_primary) 5%, var(--_surface))
    );
    fill: none;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .court .floor,
  .court .post {
    stroke: color-mix(in oklab, var(--_on-surface) 22%, var(--_surface));
    stroke-width: 5;
  }
  .court .board {
    stroke: color-mix(in oklab, var(--_on-surface) 45%, var(--_surface));
    stroke-width: 8;
  }
  .court .net {
    stroke: color-mix(in oklab, var(--_on-surface) 35%, var(--_surface));
    stroke-width: 3;
  }
  .court .hoop {
    stroke: var(--_primary);
    stroke-width: 9;
  }
  .court .bones {
    stroke: var(--_on-surface);
    stroke-width: 9;
  }
  .court .far {
    stroke: color-mix(in oklab, var(--_on-surface) 40%, var(--_surface));
  }
  .court .arm {
    stroke: var(--_primary);
    stroke-width: 10;
  }
  .court .joint {
    fill: var(--_surface);
    stroke: var(--_on-surface);
    stroke-width: 5;
  }
  .court .arm ~ .joint {
    stroke: var(--_primary);
  }
  .court .flight {
    stroke: color-mix(in oklab, var(--_primary) 70%, var(--_surface));
    stroke-width: 6;
    stroke-dasharray: 0.1 3;
  }
  .court .ball {
    fill: var(--_primary);
    offset-path: path('M424 250 C 540 26, 740 20, 889 226');
    offset-distance: 58%;
    animation: shoot 3.6s cubic-bezier(0.3, 0.5, 0.6, 0.6) infinite;
  }
  @keyframes shoot {
    0% {
      offset-distance: 0%;
      opacity: 0;
    }
    8% {
      opacity: 1;
    }
    55%,
    100% {
      offset-distance: 100%;
    }
    58%,
    100% {
      opacity: 0;
    }
  }
`;

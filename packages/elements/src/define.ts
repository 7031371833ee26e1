/** Registers every element: `import '@shotform/elements/define'`. */
import './widget/define.ts';
import './report/define.ts';
import './capture/define.ts';

export type { ShotformEvents } from './events.ts';

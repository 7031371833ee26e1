/** Registers the report and its parts. */
import { define } from '../base/define.ts';
import { ShotformFrame } from './frame/shotform-frame.ts';
import { ShotformPlayer } from './player/shotform-player.ts';
import { ShotformReport } from './shotform-report.ts';

define('shotform-frame', ShotformFrame);
define('shotform-player', ShotformPlayer);
define('shotform-report', ShotformReport);

export type { ShotformEvents } from '../events.ts';

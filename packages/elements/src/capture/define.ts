/** Registers the camera. */
import { define } from '../base/define.ts';
import { ShotformCapture } from './shotform-capture.ts';

define('shotform-capture', ShotformCapture);

/** Registers the widget. Its report and its camera come when they are needed. */
import { define } from '../base/define.ts';
import { ShotformWidget } from './shotform-widget.ts';

define('shotform-widget', ShotformWidget);

/** The elements as classes. Importing this registers nothing; `@shotform/elements/define` does. */
export { define } from './base/define.ts';
export { plainTheme, type ColorScheme } from './base/theme.ts';
export { ShotformCapture } from './capture/shotform-capture.ts';
export type { Failure, ShotformClient, UploadTask } from './client.ts';
export { registerLocale, type Copy, type Message } from './i18n/translator.ts';
export { ShotformPlayer, type ClipFiles } from './report/player/shotform-player.ts';
export { ShotformReport } from './report/shotform-report.ts';
export { ShotformWidget } from './widget/shotform-widget.ts';
export type { ShotformEvents } from './events.ts';

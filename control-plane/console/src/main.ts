import { ConsoleApi } from './api.ts';
import { ShotformConsole } from './shotform-console.ts';

customElements.define('shotform-console', ShotformConsole);
const app = document.querySelector<ShotformConsole>('shotform-console');
if (app) app.api = new ConsoleApi();

/** The page that `policy.test.ts` opens: a widget as a facility's page has it, fed by the stories' client. */
import { job, memoryClient } from '../stories/memory-client.ts';
import { northside } from '../stories/themes.ts';
import '../src/cdn/parts.ts';
import type { ShotformWidget } from '../src/widget/shotform-widget.ts';

const refused: string[] = [];
document.addEventListener('securitypolicyviolation', (event) =>
  refused.push(`${event.violatedDirective} ${event.blockedURI}`),
);
await customElements.whenDefined('shotform-widget');
const widget = document.querySelector<ShotformWidget>('shotform-widget')!;
const client = memoryClient({ theme: northside, jobs: [job()], upload: { state: 'uploading', part: 0.4 } });
widget.client = client;
Object.assign(window, { refused, client });

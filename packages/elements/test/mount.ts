import { memoryClient, type Memory, type MemoryClient } from '../stories/memory-client.ts';
import { northside } from '../stories/themes.ts';
import '../src/define.ts';
import type { ShotformWidget } from '../src/widget/shotform-widget.ts';

/** A widget on an otherwise empty page. */
export function mount(memory: Partial<Memory> = {}): { widget: ShotformWidget; client: MemoryClient } {
  document.body.replaceChildren();
  const client = memoryClient({ theme: northside, ...memory });
  const widget = document.createElement('shotform-widget') as ShotformWidget;
  widget.client = client;
  document.body.append(widget);
  return { widget, client };
}

/** The first element that matches, in any shadow root of ours, once it is there: the first to want a part waits for its build. */
export async function find<E extends HTMLElement = HTMLElement>(root: Element, selector: string): Promise<E> {
  for (let i = 0; i < 2000; i++) {
    const found = deep(root, selector);
    if (found) return found as E;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`No ${selector}`);
}

function deep(root: Element, selector: string): Element | null {
  const inside = root.shadowRoot?.querySelector(selector);
  if (inside) return inside;
  for (const child of root.shadowRoot?.querySelectorAll('*') ?? []) {
    const found = child.shadowRoot && deep(child, selector);
    if (found) return found;
  }
  return null;
}

/** What has the focus, however deep. */
export function focused(): Element | null {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  return at;
}

/** A clip that is small and real. */
export async function clip(): Promise<File> {
  const blob = await (await fetch('/fixtures/sample.mp4')).blob();
  return new File([blob], 'free-throws.mp4', { type: 'video/mp4' });
}

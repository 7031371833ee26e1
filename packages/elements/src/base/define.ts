/** Registers an element under its name, unless the page has one of that name (scripts get loaded twice), or there is no page. */
export function define(name: `shotform-${string}`, element: CustomElementConstructor): void {
  const registry = (globalThis as { customElements?: CustomElementRegistry }).customElements;
  if (registry && !registry.get(name)) registry.define(name, element);
}

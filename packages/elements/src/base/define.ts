/** Registers an element under its name, unless the page already has one of that name: scripts get loaded twice. */
export function define(name: `shotform-${string}`, element: CustomElementConstructor): void {
  if (!customElements.get(name)) customElements.define(name, element);
}

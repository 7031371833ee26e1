/**
 * Loads the widget from where its files are served, for pages that are bundled but do not bundle it. `assetBase` is the folder
 * of `shotform.js`, absolute or relative to the page: the API's `/widget/v1`, or your own copy of it.
 *
 * Resolves with the element's class, and with `null` on a server. Rejects where the files cannot be fetched.
 */
export async function loadShotform(assetBase: string): Promise<CustomElementConstructor | null> {
  if (typeof customElements === 'undefined') return null;
  const folder = new URL(`${assetBase.replace(/\/$/, '')}/`, document.baseURI);
  await import(/* @vite-ignore */ /* webpackIgnore: true */ new URL('shotform.js', folder).href);
  return customElements.whenDefined('shotform-widget');
}

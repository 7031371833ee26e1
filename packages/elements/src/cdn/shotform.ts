/**
 * What a page's script tag names: `<script type="module" src=".../widget/v1/shotform.js"></script>`. Its address stays and it is
 * tiny; what it fetches is named by its content and can be kept for ever. All of that lies beside it, or where the widget's
 * `asset-base` says: a page may serve this file itself.
 */

/** The widget's own file, as the build named it. */
declare const WIDGET_FILE: string;

const base = document.querySelector('shotform-widget[asset-base]')?.getAttribute('asset-base');
// A folder is named with or without its last slash, and may be relative to the page.
const folder = base ? new URL(`${base.replace(/\/$/, '')}/`, document.baseURI) : import.meta.url;
if (!customElements.get('shotform-widget')) await import(/* @vite-ignore */ new URL(WIDGET_FILE, folder).href);

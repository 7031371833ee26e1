import { fileURLToPath } from 'node:url';

interface Asset {
  file: string;
  type: string;
}

/** By the path they are asked for by. A list, so that nothing else can be asked for. */
export const assets: ReadonlyMap<string, Asset> = new Map([
  ['/site.css', local('site.css', 'text/css; charset=utf-8')],
  ['/site.js', local('site.js', 'text/javascript; charset=utf-8')],
  ['/mark.svg', local('mark.svg', 'image/svg+xml')],
  ['/court.svg', local('court.svg', 'image/svg+xml')],
  ['/fonts/barlow-400.woff2', font('@fontsource/barlow/files/barlow-latin-400-normal.woff2')],
  ['/fonts/barlow-600.woff2', font('@fontsource/barlow/files/barlow-latin-600-normal.woff2')],
  [
    '/fonts/barlow-condensed-700.woff2',
    font('@fontsource/barlow-condensed/files/barlow-condensed-latin-700-normal.woff2'),
  ],
]);

function local(name: string, type: string): Asset {
  return { file: fileURLToPath(new URL(`../public/${name}`, import.meta.url)), type };
}

function font(specifier: string): Asset {
  return { file: fileURLToPath(import.meta.resolve(specifier)), type: 'font/woff2' };
}

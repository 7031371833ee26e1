/** The report's own icons, in the square of `icon`. */
import { svg } from 'lit';

export const stepBack = svg`<path d="M15 6.5 9 12l6 5.5M6 6.5v11" />`;
export const stepForward = svg`<path d="m9 6.5 6 5.5-6 5.5M18 6.5v11" />`;
export const expand = svg`<path d="M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5" />`;
export const body = svg`<circle cx="12" cy="5" r="2.3" /><path d="M12 8v6M12 9.5 7.5 13M12 9.5l5-4M12 14l-3 6M12 14l3 6" />`;
export const question = svg`<path d="M9 9a3 3 0 1 1 4.4 2.7c-1 .5-1.4 1.1-1.4 2.3M12 17.6v.1" stroke-width="2.4" />`;
export const eye = svg`<path d="M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12z" /><circle cx="12" cy="12" r="2.8" />`;

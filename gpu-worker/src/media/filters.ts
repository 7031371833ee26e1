import type { ColourSpace } from '@shotform/vision';
import type { Media } from './media.ts';

/** What the filters give: packed planar 4:2:0 in this colour space. */
export interface Conversion {
  filters: string[];
  colour: ColourSpace;
}

export interface Wanted {
  width: number;
  height: number;
  /** The source's own where it is not given. */
  range?: 'limited';
}

/**
 * From the decoder's pictures to displayed 8-bit 4:2:0. ffmpeg itself turns the picture upright before the first
 * of these. What is 4:2:0 with 8 bits already is passed on untouched, its colour space named rather than converted.
 */
export function conversion(media: Media, wanted: Wanted): Conversion {
  const { matrix, transfer } = media.source;
  const range = wanted.range ?? media.source.range;
  const filters: string[] = [];
  // Only pictures that are marked as interlaced are touched; one picture in, one picture out.
  if (media.interlaced) filters.push('yadif=mode=send_frame:deint=interlaced');
  if (transfer === 'pq') filters.push(pqToStandard);
  const colour: ColourSpace =
    matrix === 'rgb' || matrix === 'bt2020'
      ? { matrix: 'bt709', range: 'limited' }
      : { matrix: transfer === 'pq' ? 'bt709' : matrix, range };
  // Means over areas: as good for making smaller as anything, and cheaper.
  const scaler = wanted.width < media.width ? 'area' : 'bilinear';
  const scale = [`${wanted.width}:${wanted.height}:flags=${scaler}`];
  if (matrix === 'bt2020') scale.push('in_color_matrix=bt2020:out_color_matrix=bt709:out_range=limited');
  else if (range !== media.source.range) scale.push('in_range=full:out_range=limited');
  if (matrix === 'rgb') scale.push('out_color_matrix=bt709:out_range=limited');
  // yuvj420p is the same layout; the name keeps ffmpeg from squeezing a full range into a limited one.
  const layout = colour.range === 'full' ? 'yuvj420p' : 'yuv420p';
  filters.push(`scale=${scale.join(':')}`, `format=${layout}`);
  return { filters, colour };
}

/**
 * Luminance coded by SMPTE ST 2084 (its EOTF's constants) to a display's gamma, reference white (203 cd/m2, ITU-R BT.2408)
 * kept near the top and highlights up to 1000 cd/m2 rolled off (Reinhard's extended curve). Luma alone: enough to see by.
 */
const pqToStandard = (() => {
  const signal = 'pow(clip((val-minval)/(maxval-minval),0,1),1/78.84375)';
  const nits = `10000*pow(max(${signal}-0.8359375,0)/(18.8515625-18.6875*${signal}),1/0.1593017578125)`;
  const x = `(${nits})/203`;
  const white = 1000 / 203;
  const curve = `(${x})*(1+(${x})/${(white * white).toFixed(4)})/(1+(${x}))`;
  return `lutyuv=y='minval+(maxval-minval)*pow(clip(${curve},0,1),1/2.4)'`;
})();

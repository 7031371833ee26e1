import { describe, expect, it } from 'vitest';
import { searchPlaces } from './places.ts';

describe('searchPlaces', () => {
  it.each([
    [1920, 1080],
    [1080, 1920],
    [960, 540],
    [640, 480],
    [500, 500],
    [206, 328],
  ])('of %i x %i shows everybody from 0.12 of the longer side whole and large enough', (width, height) => {
    const places = searchPlaces(width, height);
    const long = Math.max(width, height);
    for (let tall = 0.12 * long; tall < 0.95 * height; tall *= 1.2) {
      // Somebody upright, a third as wide as tall, anywhere in the picture.
      for (let x = tall / 6; x <= width - tall / 6; x += long / 50) {
        for (let y = tall / 2; y <= height - tall / 2; y += long / 50) {
          const isSeen = places.some(
            (place) =>
              tall >= 0.25 * place.size &&
              Math.abs(x - place.x) + tall / 6 <= place.size / 2 + 1 &&
              Math.abs(y - place.y) + tall / 2 <= place.size / 2 + 1,
          );
          expect(isSeen, `${Math.round(tall)} px tall at ${Math.round(x)}, ${Math.round(y)}`).toBe(true);
        }
      }
    }
  });
});

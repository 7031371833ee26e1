/** How Tracks lays a pose out; the same numbers as in contracts, which is imported for its types only. */
export const LANDMARKS = 33;
export const LANDMARK_STRIDE = 5;
export const WORLD_STRIDE = 3;

/** BlazePose's landmarks by what they are used for here. */
export const LANDMARK = {
  leftHand: [15, 17, 19],
  rightHand: [16, 18, 20],
  face: [0, 7, 8],
  joints: [11, 12, 13, 14, 25, 26],
  body: [11, 12, 13, 14, 15, 16, 23, 24, 25, 26, 27, 28],
} as const;

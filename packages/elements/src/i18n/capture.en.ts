import type { Catalogue } from './translator.ts';
import { Vocabulary } from './vocabulary.ts';

const captureEnglish = {
  'capture.title': 'Set your phone up',
  'capture.tip.side': 'Put it on your shooting side, about six big steps away.',
  'capture.tip.whole': 'Get all of you in the picture, from your feet to the ball over your head, and the rim.',
  'capture.tip.level': 'Hip height, upright and still. A bag or a bottle holds it well.',
  'capture.tip.light': 'Light on you, not behind you.',
  'capture.map': 'Seen from above: the rim ahead of you, the phone to your side',
  'capture.map.you': 'You',
  'capture.map.phone': 'Phone',
  'capture.map.rim': 'Rim',
  'capture.open': 'Turn the camera on',
  'capture.opening': 'Waiting for the camera. Your browser may ask you to allow it.',
  'capture.choose': 'Choose a video instead',
  'capture.frame.you': 'You',
  'capture.frame.rim': 'Rim',
  'capture.start': 'Start recording',
  'capture.stop': 'Stop recording',
  'capture.turn': 'Use the other camera',
  'capture.delay': 'Start after {n} s',
  'capture.seconds': '{n} s',
  'capture.counting': 'Recording starts in {n}',
  'capture.recording': 'Recording',
  'capture.close': 'Close the camera',
  'capture.review': 'Got it?',
  'capture.review.text': 'Check that all of you, the ball’s flight and the rim can be seen.',
  'capture.video': 'Your recording',
  'capture.use': 'Use this clip',
  'capture.again': 'Record again',
  'capture.retry': 'Try again',
  'capture.error.title': 'No camera yet',
  'capture.error.denied':
    'The camera is turned off for this page. Allow it in your browser: tap the symbol beside the address, then try again.',
  'capture.error.blocked':
    'The page that shows this does not let it use the camera. Choose a video instead, or tell the people who run the page.',
  'capture.error.insecure': 'A camera works only on a page that was opened by https.',
  'capture.error.none': 'This device has no camera that we can use. Film with your phone and choose the video here.',
  'capture.error.busy': 'Another app is using the camera. Close it and try again.',
  'capture.error.broken': 'The camera stopped. Try again, or choose a video.',
} as const satisfies Catalogue<string>;

export type CaptureKey = keyof typeof captureEnglish;

export const captureVocabulary = new Vocabulary<CaptureKey>(captureEnglish, { es: () => import('./capture.es.ts') });

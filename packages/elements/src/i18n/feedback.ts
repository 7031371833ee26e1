import type { Copy } from './translator.ts';

const parts = ['text', 'tip', 'drill'] as const;
export type FeedbackPart = (typeof parts)[number];

/** The feedback's messages, one key a sentence: `feedback.kneeAtDip.high.tip`. */
export function sentences(messages: Readonly<Record<string, Readonly<Record<FeedbackPart, string>>>>): Copy {
  return Object.fromEntries(
    Object.entries(messages).flatMap(([key, message]) => parts.map((part) => [`${key}.${part}`, message[part]])),
  );
}

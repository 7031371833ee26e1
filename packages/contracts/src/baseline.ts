/** What a player's earlier shots were like, against which is scored what has no typical range of proficient shooters. */
import { z } from 'zod';

/** By metric, in its unit: mean and standard deviation over n shots. */
export const baselineSchema = z.record(
  z.string(),
  z.strictObject({ mean: z.number(), sd: z.number().min(0), n: z.int().min(1) }),
);

export type Baseline = z.infer<typeof baselineSchema>;

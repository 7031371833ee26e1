/** The modules that stand on the foundation, one a line. */
import type { Type } from '@nestjs/common';

export const features: Type[] = [];

/** The modules that stand on the foundation, one a line. */
import type { Type } from '@nestjs/common';
import { AnalysesModule } from './analyses/analyses.module.ts';
import { AttemptsModule } from './attempts/attempts.module.ts';
import { EventsModule } from './events/events.module.ts';
import { FaultsModule } from './faults/faults.module.ts';
import { ObjectsModule } from './objects/objects.module.ts';
import { ReconcilerModule } from './reconciler/reconciler.module.ts';
import { UploadsModule } from './uploads/uploads.module.ts';

export const features: Type[] = [
  FaultsModule,
  ObjectsModule,
  UploadsModule,
  AnalysesModule,
  AttemptsModule,
  EventsModule,
  ReconcilerModule,
];

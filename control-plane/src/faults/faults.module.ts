import { Global, Module } from '@nestjs/common';
import { Faults, faultsFrom } from './faults.ts';

@Global()
@Module({ providers: [{ provide: Faults, useFactory: () => faultsFrom(process.env) }], exports: [Faults] })
export class FaultsModule {}

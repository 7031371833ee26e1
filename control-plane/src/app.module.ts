import { Global, Module, type DynamicModule } from '@nestjs/common';
import { Clock } from './config/clock.ts';
import { Config } from './config/config.ts';
import { DatabaseModule } from './database/database.module.ts';
import { features } from './features.ts';
import { HttpModule } from './http/http.module.ts';
import { IdentityModule } from './identity/identity.module.ts';
import { Logger } from './operations/logger.ts';
import { OperationsModule } from './operations/operations.module.ts';

/** What every module may ask for, and a test may bring its own of. */
export interface Surroundings {
  config: Config;
  logger: Logger;
  clock: Clock;
}

@Global()
@Module({})
class SurroundingsModule {}

@Module({})
export class AppModule {
  static with({ config, logger, clock }: Surroundings): DynamicModule {
    const given = [
      { provide: Config, useValue: config },
      { provide: Logger, useValue: logger },
      { provide: Clock, useValue: clock },
    ];
    const surroundings: DynamicModule = { module: SurroundingsModule, providers: given, exports: given };
    return {
      module: AppModule,
      imports: [surroundings, DatabaseModule, HttpModule, IdentityModule, OperationsModule, ...features],
    };
  }
}

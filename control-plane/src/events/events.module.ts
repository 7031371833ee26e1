import { Module } from '@nestjs/common';
import { EventFeed } from './event-feed.ts';
import { EventWakes } from './event-wakes.ts';
import { EventsController } from './events.controller.ts';

@Module({ controllers: [EventsController], providers: [EventFeed, EventWakes] })
export class EventsModule {}

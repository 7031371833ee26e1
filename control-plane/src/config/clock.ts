/** What time it is. Injected, so that tests can say so. */
export class Clock {
  now(): Date {
    return new Date();
  }
}

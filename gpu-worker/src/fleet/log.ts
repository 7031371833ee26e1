/** One JSON object a line on standard output: ids, codes and figures; no name of a file or of a person. */
export type Fields = Record<string, string | number | boolean | null | undefined>;

export interface Log {
  info(message: string, fields?: Fields): void;
  warn(message: string, fields?: Fields): void;
  error(message: string, fields?: Fields): void;
  /** The same log, with these on every line. */
  with(fields: Fields): Log;
}

export function jsonLog(always: Fields, write: (line: string) => void): Log {
  const at =
    (level: string) =>
    (message: string, fields: Fields = {}): void =>
      write(`${JSON.stringify({ time: new Date().toISOString(), level, message, ...always, ...fields })}\n`);
  return {
    info: at('info'),
    warn: at('warn'),
    error: at('error'),
    with: (fields) => jsonLog({ ...always, ...fields }, write),
  };
}

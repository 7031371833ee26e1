/**
 * Loaded with `node --import`: writes every attempt of JavaScript to reach out, be it a connection, a datagram or a question of
 * names, to the file in NETWORK_LOG and refuses it. What native code does is seen by the kernel's counters instead.
 */
import dgram from 'node:dgram';
import dns from 'node:dns';
import { appendFileSync } from 'node:fs';
import net from 'node:net';

function refuse(what: string): never {
  appendFileSync(process.env['NETWORK_LOG'] ?? '/dev/stderr', `${what}\n${new Error('from').stack}\n`);
  throw new Error(`refused: ${what}`);
}

const connect = net.Socket.prototype.connect;
net.Socket.prototype.connect = function (this: net.Socket, ...args: unknown[]) {
  const first: unknown = Array.isArray(args[0]) ? args[0][0] : args[0];
  // A socket with a path is a pipe on this machine.
  if (typeof first === 'object' && first !== null && 'path' in first && first.path) {
    return Reflect.apply(connect, this, args) as net.Socket;
  }
  return refuse('connect');
} as typeof connect;
dgram.Socket.prototype.send = () => refuse('send');
dgram.Socket.prototype.connect = () => refuse('datagram connect');
Object.assign(dns, { lookup: () => refuse('lookup'), resolve: () => refuse('resolve') });
Object.assign(dns.promises, { lookup: () => refuse('lookup'), resolve: () => refuse('resolve') });

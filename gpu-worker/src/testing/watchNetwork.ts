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

net.Socket.prototype.connect = () => refuse('connect');
dgram.Socket.prototype.send = () => refuse('send');
dgram.Socket.prototype.connect = () => refuse('datagram connect');
Object.assign(dns, { lookup: () => refuse('lookup'), resolve: () => refuse('resolve') });
Object.assign(dns.promises, { lookup: () => refuse('lookup'), resolve: () => refuse('resolve') });

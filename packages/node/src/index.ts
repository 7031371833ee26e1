export { createPlayerToken, type PlayerTokenOptions } from './playerToken.ts';

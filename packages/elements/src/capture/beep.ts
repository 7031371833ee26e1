const tones = { tick: [660, 0.08], start: [990, 0.35], stop: [440, 0.2] } as const;

/** A sound for somebody who stands six steps away. The tap before it lets a page make one; where it may not, it is silent. */
export function beep(kind: keyof typeof tones): void {
  const [frequency, seconds] = tones[kind];
  const context = new AudioContext();
  const oscillator = new OscillatorNode(context, { frequency });
  const volume = new GainNode(context, { gain: 0.25 });
  volume.gain.setTargetAtTime(0, context.currentTime + seconds * 0.6, seconds * 0.2);
  oscillator.connect(volume).connect(context.destination);
  oscillator.addEventListener('ended', () => void context.close());
  oscillator.start();
  oscillator.stop(context.currentTime + seconds * 1.5);
}

/** How a file from outside is handed to ffmpeg and ffprobe: as that one file, never as anything it may name or point to. */
import { resolve } from 'node:path';
import type { MediaLimits } from '@shotform/contracts';

/**
 * Containers that hold their own pictures. Not here, on purpose: playlists (hls, dash, concat), which make the reader
 * open other addresses; image sequences and single images; devices and generators (lavfi).
 */
const containers = ['mov', 'matroska', 'avi', 'mpegts', 'mpeg', 'flv', 'ogg', 'asf', 'gif', 'mxf', 'ivf'];

/** Decoders of what cameras, phones and editors write, and of the sound beside it (which is never decoded further). */
const decoders = [
  ['h264', 'hevc', 'vp8', 'vp9', 'libdav1d', 'libaom-av1', 'av1', 'mpeg4', 'h263', 'mpeg2video', 'mpeg1video'],
  ['mjpeg', 'prores', 'dnxhd', 'theora', 'wmv2', 'wmv3', 'vc1', 'flv', 'gif', 'ffv1', 'rawvideo', 'dvvideo'],
  ['msmpeg4', 'msmpeg4v2', 'png', 'aac', 'mp3', 'mp3float', 'opus', 'vorbis', 'ac3', 'flac', 'pcm_s16le'],
].flat();

/** The arguments that name the input, for ffmpeg and ffprobe alike. The address is absolute: no name is an option. */
export function inputArguments(file: string, limits: MediaLimits): string[] {
  return [
    ['-protocol_whitelist', 'file'],
    ['-format_whitelist', containers.join(',')],
    ['-codec_whitelist', decoders.join(',')],
    ['-max_pixels', String(limits.sidePixels ** 2)],
    ['-i', `file:${resolve(file)}`],
  ].flat();
}

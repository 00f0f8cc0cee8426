/** A second of 16-bit mono at 24 kHz, as OpenAI's `pcm` has it. */
const BYTES_PER_SECOND = 48_000
const MS_PER_CHARACTER = 50

/** A quiet tone as long as it takes to say `text`, as 16-bit little-endian samples at 24 kHz. */
export function sayAsPcm(text: string): Buffer {
  const samples = Math.ceil((text.length * MS_PER_CHARACTER * BYTES_PER_SECOND) / 2_000)
  const pcm = Buffer.alloc(samples * 2)
  for (let index = 0; index < samples; index += 1) {
    pcm.writeInt16LE(Math.round(2_000 * Math.sin((index * 2 * Math.PI * 220) / 24_000)), index * 2)
  }
  return pcm
}

/** The same with the header of a WAV file. */
export function sayAsWav(text: string): Buffer {
  const pcm = sayAsPcm(text)
  const header = Buffer.alloc(44)
  header.write('RIFF', 0)
  header.writeUInt32LE(36 + pcm.length, 4)
  header.write('WAVEfmt ', 8)
  header.writeUInt32LE(16, 16)
  header.writeUInt16LE(1, 20)
  header.writeUInt16LE(1, 22)
  header.writeUInt32LE(24_000, 24)
  header.writeUInt32LE(BYTES_PER_SECOND, 28)
  header.writeUInt16LE(2, 32)
  header.writeUInt16LE(16, 34)
  header.write('data', 36)
  header.writeUInt32LE(pcm.length, 40)
  return Buffer.concat([header, pcm])
}

/** How long a recording is: by its header for a WAV file, else as if it had 4 kB a second. */
export function durationMsOf(audio: Buffer): number {
  if (audio.subarray(0, 4).toString('latin1') === 'RIFF' && audio.length >= 44) {
    return Math.round(((audio.length - 44) * 1000) / audio.readUInt32LE(28))
  }
  return Math.round(audio.length / 4)
}

import { probeRead, probeWrite, type Extension, type Question, type Rights } from './authorize.ts'
import { PolicyError, RealtimeError, unauthorized } from './errors.ts'
import type { Hub } from './hub.ts'
import type { JoinOptions } from './join-options.ts'
import type { Session } from './tokens.ts'

/**
 * What one channel's user may do in its topic. Answers of the policies are kept until the next token, as on hosted:
 * a right taken away works from then on.
 */
export class ChannelAccess {
  readonly #hub: Hub
  readonly #subTopic: string
  readonly #headers: Record<string, string>
  #token: string
  #session: Session | null = null
  /** Null on a public channel, where everybody may do everything. */
  #read: Partial<Rights> | null = null
  #write: Rights | null = null

  constructor(hub: Hub, subTopic: string, headers: Record<string, string>, token: string) {
    this.#hub = hub
    this.#subTopic = subTopic
    this.#headers = headers
    this.#token = token
  }

  get token(): string {
    return this.#token
  }

  /** Of the token as it was last verified. */
  get session(): Session {
    if (!this.#session) throw new Error('The token was not verified yet')
    return this.#session
  }

  mayRead(extension: Extension): boolean {
    return this.#read === null || this.#read[extension] === true
  }

  /** @throws RealtimeError when the token does not hold (any more) */
  async verify(): Promise<void> {
    this.#session = await this.#hub.verifyToken(this.#token)
  }

  /** @throws RealtimeError when the policies let the user read nothing in the topic */
  async authorize({ isPrivate, presence }: JoinOptions): Promise<void> {
    if (!isPrivate) return
    this.#read = await this.#probeRead(presence.isEnabled ? ['broadcast', 'presence'] : ['broadcast'])
    if (!this.mayRead('broadcast') && !this.mayRead('presence')) throw unauthorized(this.#subTopic)
  }

  /** Takes a new token in place of the old. @throws RealtimeError when it does not hold or allows less. */
  async renew(token: string, options: JoinOptions): Promise<void> {
    const before = this.#read
    this.#token = token
    await this.verify()
    this.#write = null
    await this.authorize(options)
    const isLost = (extension: Extension) => before?.[extension] === true && this.#read?.[extension] === false
    if (isLost('broadcast') || isLost('presence')) {
      throw new RealtimeError(
        'Unauthorized',
        `You no longer have permission to read from this Channel topic: ${this.#subTopic}`,
      )
    }
  }

  /** Whether the user may send. The policies are asked at the first try only; when they cannot be asked, no. */
  async mayWrite({ isPrivate }: JoinOptions, extension: Extension): Promise<boolean> {
    if (!isPrivate) return true
    try {
      this.#write ??= await probeWrite(this.#hub.pool, this.#question())
    } catch (error) {
      this.#hub.log(`write policies could not be asked: ${(error as Error).message}`)
    }
    return this.#write?.[extension] ?? false
  }

  /**
   * Asks, for a channel that did without presence until now, whether its user may see who is present.
   * False when the policies cannot be asked.
   */
  async mayStartPresence({ isPrivate }: JoinOptions): Promise<boolean> {
    if (!isPrivate || this.#read?.presence !== undefined) return true
    try {
      this.#read = { ...this.#read, ...(await this.#probeRead(['presence'])) }
      return true
    } catch (error) {
      if (!(error instanceof RealtimeError)) throw error
      return false
    }
  }

  async #probeRead(extensions: Extension[]): Promise<Partial<Rights>> {
    try {
      return await probeRead(this.#hub.pool, this.#question(), extensions)
    } catch (error) {
      if (!(error instanceof PolicyError)) throw error
      this.#hub.log(`RlsPolicyError: ${error.message}`)
      return {}
    }
  }

  #question(): Question {
    return { session: this.session, subTopic: this.#subTopic, headers: this.#headers }
  }
}

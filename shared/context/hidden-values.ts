type Kind = 'e-mail' | 'phone' | 'secret' | 'account' | 'id' | 'private'

interface Pattern {
  kind: Kind
  found: RegExp
  isMeant?: (match: string) => boolean
}

const digitsOf = (text: string) => text.replace(/\D/g, '')

const hasLettersAndDigits = (text: string) =>
  /\d/.test(text) && /[A-Za-z]/.test(text) && !/^[A-Za-z]+[_-]?\d{1,4}$/.test(text)

/** The check digit of payment cards. */
function isCard(text: string): boolean {
  const digits = [...digitsOf(text)].reverse().map(Number)
  const sum = digits.reduce((total, digit, place) => {
    const doubled = place % 2 === 0 ? digit : digit * 2
    return total + (doubled > 9 ? doubled - 9 : doubled)
  }, 0)
  return sum % 10 === 0
}

const isPhone = (text: string) => {
  const { length } = digitsOf(text)
  return length >= 7 && length <= 15 && !/\d{1,4}([./-])\d{1,2}\1\d{1,4}/.test(text)
}

const SAID_BEFORE_A_SECRET =
  'password|passphrase|passwort|kennwort|contraseña|mot de passe|senha|hasło|пароль|パスワード|كلمة المرور|api[ _-]?key|secret|token|pin|pwd|cvv|cvc'

const after = (joint: string, value: string) =>
  new RegExp(`(?<=(?<![\\p{L}\\p{N}])(?:${SAID_BEFORE_A_SECRET})${joint})${value}`, 'giu')

/** In this order: what was taken for one thing is not looked at again. Every one of them reads a text in one pass. */
const PATTERNS: readonly Pattern[] = [
  { kind: 'secret', found: after(' {0,2}[:=：] {0,2}', '\\S{3,200}') },
  { kind: 'secret', found: after(' (?:is|ist|es|est|é|to) ', '(?=\\S{0,200}\\d)\\S{3,200}') },
  {
    kind: 'secret',
    found: /\b(?:AKIA|AIza|eyJ|(?:sk|pk|rk|sb|gh[opsu]|xox[abp]|glpat|github)[_-])[\w.-]{12,}/g,
  },
  { kind: 'id', found: /\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/gi },
  {
    kind: 'e-mail',
    found:
      /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,5}/gu,
  },
  { kind: 'account', found: /\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?\b/g },
  { kind: 'account', found: /(?<![\d.,-])\d(?:[ -]?\d){12,18}(?![\d.,]*\d)/g, isMeant: isCard },
  {
    kind: 'phone',
    found: /(?<![\p{L}\p{N}.,:/+-])(?:\+\d|\(?0)[\d ()./-]{5,22}\d(?![\p{L}\p{N}])/gu,
    isMeant: isPhone,
  },
  { kind: 'phone', found: /(?<![\p{L}\p{N}.,:/+-])\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}(?![\p{L}\p{N}])/gu },
  { kind: 'secret', found: /[A-Za-z0-9_+=-]{24,}/g, isMeant: hasLettersAndDigits },
]

const PLACEHOLDER = /\[(?:e-mail|phone|secret|account|id|private) \d{1,6}\]/g

/** Addresses, numbers, keys and names a model is not to see: it reads `[phone 1]`, and what it says of it is put right. */
export class HiddenValues {
  private readonly placeholders = new Map<string, string>()
  private readonly originals = new Map<string, string>()
  private readonly counts = new Map<Kind, number>()

  /** The placeholder of a value, always the same one. */
  placeholder(kind: Kind, value: string): string {
    const known = this.placeholders.get(value)
    if (known) return known
    const count = (this.counts.get(kind) ?? 0) + 1
    this.counts.set(kind, count)
    const placeholder = `[${kind} ${count}]`
    this.placeholders.set(value, placeholder)
    this.originals.set(placeholder, value)
    return placeholder
  }

  hide(text: string): string {
    return PATTERNS.reduce(
      (rest, { kind, found, isMeant = () => true }) =>
        rest.replace(found, (match) => (isMeant(match) ? this.placeholder(kind, match) : match)),
      text,
    )
  }

  reveal(text: string): string {
    return text.replace(PLACEHOLDER, (placeholder) => this.originals.get(placeholder) ?? placeholder)
  }
}

import { lexer, type Token } from 'marked'

/** What `Markdown` shows for a text, without its marks: for those who hear it. Each block is a line of its own. */
export const markdownText = (text: string): string =>
  linesOf(lexer(text, { gfm: true, breaks: true })).join('\n')

const linesOf = (tokens: readonly Token[]): string[] => tokens.flatMap(lines).filter((line) => line !== '')

function lines(token: Token): string[] {
  if (token.type === 'table') {
    const rows: { tokens: Token[] }[][] = [token.header, ...token.rows]
    return rows.map((cells) => cells.map(({ tokens }) => words(tokens)).join(', '))
  }
  if (token.type === 'list') {
    const items: { tokens: Token[] }[] = token.items
    return items.flatMap(({ tokens }) => linesOf(tokens))
  }
  if (token.type === 'blockquote') return linesOf(token.tokens ?? [])
  if (token.type === 'space' || token.type === 'hr' || token.type === 'def') return []
  return [word(token)]
}

const words = (tokens: readonly Token[]): string => tokens.map(word).join('')

function word(token: Token): string {
  if (token.type === 'br') return '\n'
  if (token.type === 'checkbox') return ''
  if ('tokens' in token && token.tokens) return words(token.tokens)
  return 'text' in token ? String(token.text) : ''
}

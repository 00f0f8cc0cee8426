import { lexer, type MarkedToken, type Token, type Tokens } from 'marked'
import { Fragment, type ReactNode } from 'react'

const SAFE_LINK = /^(https?:\/\/|mailto:|tel:)/i

/** Notes as they are meant to be read. The text becomes elements one by one, so HTML in it stays text. */
export function Markdown({ text }: { text: string }) {
  return (
    <div className="flex flex-col gap-2 wrap-anywhere">{draw(lexer(text, { gfm: true, breaks: true }))}</div>
  )
}

const draw = (tokens: readonly Token[] = []): ReactNode =>
  // Without extensions there are no tokens but the known ones.
  tokens.map((token, index) => <Fragment key={index}>{element(token as MarkedToken)}</Fragment>)

function element(token: MarkedToken): ReactNode {
  switch (token.type) {
    case 'heading':
      return <p className="font-semibold">{draw(token.tokens)}</p>
    case 'paragraph':
      return <p>{draw(token.tokens)}</p>
    case 'list':
      return <List list={token} />
    case 'table':
      return <Table table={token} />
    case 'blockquote':
      return (
        <blockquote className="border-line-strong text-muted border-l-2 pl-3">
          {draw(token.tokens)}
        </blockquote>
      )
    case 'code':
      return (
        <pre tabIndex={0} className="bg-sunken overflow-x-auto rounded-sm px-3 py-2 text-sm">
          <code>{token.text}</code>
        </pre>
      )
    case 'hr':
      return <hr className="border-line" />
    case 'space':
    case 'def':
    case 'checkbox':
      return null
    default:
      return inline(token)
  }
}

function inline(token: MarkedToken): ReactNode {
  switch (token.type) {
    case 'strong':
      return <strong className="font-semibold">{draw(token.tokens)}</strong>
    case 'em':
      return <em>{draw(token.tokens)}</em>
    case 'del':
      return <del>{draw(token.tokens)}</del>
    case 'codespan':
      return <code className="bg-sunken rounded-sm px-1 text-sm">{token.text}</code>
    case 'br':
      return <br />
    case 'link':
      return <SafeLink href={token.href}>{draw(token.tokens)}</SafeLink>
    case 'image':
      // A picture from elsewhere would tell its server that these notes are being read.
      return <SafeLink href={token.href}>{token.text || token.href}</SafeLink>
    case 'text':
      return token.tokens ? draw(token.tokens) : token.text
    default:
      return 'text' in token ? token.text : null
  }
}

function SafeLink({ href, children }: { href: string; children: ReactNode }) {
  if (!SAFE_LINK.test(href)) return children
  return (
    <a
      href={href}
      target="_blank"
      rel="noreferrer noopener"
      className="text-gold underline underline-offset-2"
    >
      {children}
    </a>
  )
}

function List({ list: { ordered, start, items } }: { list: Tokens.List }) {
  const entries = items.map((item, index) => (
    <li key={index} className={item.task ? '-ml-5 list-none' : undefined}>
      {item.task && <span aria-hidden>{item.checked ? '☑ ' : '☐ '}</span>}
      {draw(item.tokens)}
    </li>
  ))
  if (!ordered) return <ul className="list-disc pl-5">{entries}</ul>
  return (
    <ol start={start || 1} className="list-decimal pl-6">
      {entries}
    </ol>
  )
}

function Table({ table: { header, rows } }: { table: Tokens.Table }) {
  const cell = 'border-line border-b px-2 py-1 text-left'
  return (
    <div className="overflow-x-auto">
      <table className="text-sm">
        <thead>
          <tr>
            {header.map(({ tokens }, index) => (
              <th key={index} scope="col" className={`${cell} font-semibold`}>
                {draw(tokens)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={index}>
              {row.map(({ tokens }, column) => (
                <td key={column} className={cell}>
                  {draw(tokens)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { Markdown } from './markdown.tsx'

const html = (text: string) => renderToStaticMarkup(<Markdown text={text} />)

describe('notes', () => {
  it('show emphasis, lists, tables and links', () => {
    expect(html('**bold** and *soft*')).toContain(
      '<strong class="font-semibold">bold</strong> and <em>soft</em>',
    )
    expect(html('- one\n- two')).toMatch(/<ul[^>]*><li>one<\/li><li>two<\/li><\/ul>/)
    expect(html('- [x] one\n\n- [ ] two').match(/☑|☐/g)).toEqual(['☑', '☐'])
    expect(html('3. three\n4. four')).toContain('<ol start="3"')
    expect(html('|a|b|\n|-|-|\n|1|2|')).toContain(
      '<td class="border-line border-b px-2 py-1 text-left">2</td>',
    )
    expect(html('see https://aurum.life')).toContain(
      '<a href="https://aurum.life" target="_blank" rel="noreferrer',
    )
  })

  it('keep each line on a line of its own', () => {
    expect(html('one\ntwo')).toContain('one<br/>two')
  })

  it('show HTML as the text it was typed as', () => {
    expect(html('<script>alert(1)</script>')).toContain('&lt;script&gt;')
    expect(html('a <img src=x onerror=alert(1)> b')).not.toContain('<img')
  })

  it('lead nowhere that could run something', () => {
    for (const href of [
      'javascript:alert(1)',
      'JaVaScript:alert(1)',
      'data:text/html,x',
      'vbscript:x',
      '//evil.example',
    ])
      expect(html(`[press](${href})`)).not.toContain('<a ')
  })

  it('load no pictures from elsewhere', () => {
    expect(html('![a cat](https://example.com/cat.png)')).toContain('<a href="https://example.com/cat.png"')
  })
})

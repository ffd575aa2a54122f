import { describe, expect, test } from 'vitest';
import { type Content, html, when } from '../../../../src/report/html/markup.js';

describe('what is put into a page', () => {
  test.each([
    ['a tag', '<script>alert(1)</script>', '&lt;script&gt;alert(1)&lt;/script&gt;'],
    ['the end of an attribute', `"'\` onload=x`, '&quot;&#39;&#96; onload=x'],
    ['an entity', '&lt;', '&amp;lt;'],
    ['signs that turn the order of a text', 'a\u202egnp.exe\u0007', 'agnp.exe '],
    ['a number', 42, '42'],
    ['nothing', null, ''],
    ['a list', ['<', '>'], '&lt;&gt;'],
  ])('%s is harmless', (_name, value, shown) => {
    expect(html`<p title="${value}">`.text).toBe(`<p title="${shown}">`);
  });

  test('markup is put in as it is', () => {
    expect(html`<p>${html`<b>${'<'}</b>`}</p>`.text).toBe('<p><b>&lt;</b></p>');
    expect(when(false, () => 'x')).toBeNull();
  });

  test('what looks like markup in a file of JSON is none', () => {
    const forged = JSON.parse('{"text":"<script>"}') as Content;
    expect(html`${forged}`.text).not.toContain('<script>');
  });
});

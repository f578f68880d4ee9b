const references: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  // A parser would turn a bare one into a line feed: https://www.w3.org/TR/xml/#sec-line-ends
  '\r': '&#xD;',
}

/** Text for an element or an attribute. Characters that XML 1.0 cannot carry become U+FFFD. */
export function escapeXml(text: string): string {
  return text
    .toWellFormed()
    .replace(unspeakable, '\uFFFD')
    .replace(/[&<>"'\r]/g, (character) => references[character] ?? character)
}

/** https://www.w3.org/TR/xml/#charsets */
const unspeakable = /[^\t\n\r\u0020-\uFFFD]/g

/** Where in an HTML text a template puts a value. */
export type HtmlPlace =
  | { readonly at: 'text' }
  | { readonly at: 'value'; readonly attribute: string; readonly before: string }
  | { readonly at: 'elsewhere' };

const tagName = /^\/?([a-zA-Z][a-zA-Z0-9]*)/;
/** Elements that act, load or take input; a letter needs none of them. */
const refused = new Set(
  'script iframe frame frameset object embed applet form input button textarea select base link svg math video audio'.split(
    ' ',
  ),
);

/**
 * Follows an HTML template through its fixed text, piece by piece, and knows at every gap whether a value placed there
 * is harmless once escaped. Not a browser's parser: whatever it does not understand counts as `elsewhere`, where no
 * value is allowed.
 */
export class HtmlContext {
  /** zh-CN findings about the fixed text itself. */
  readonly problems: string[] = [];
  #rest = '';
  #inside: 'text' | 'tag' | 'style' | 'comment' = 'text';

  /** Takes the next piece of fixed text. */
  feed(text: string): void {
    this.#rest += text;
    for (;;) {
      const end = this.#closing();
      if (end < 0) return;
      const piece = this.#rest.slice(0, end);
      this.#rest = this.#rest.slice(end);
      this.#leave(piece);
    }
  }

  /** The place of a value that comes here. */
  place(): HtmlPlace {
    if (this.#inside === 'text') return { at: 'text' };
    if (this.#inside !== 'tag') return { at: 'elsewhere' };
    const open = /\s([a-zA-Z-]+)="([^"]*)$/.exec(this.#rest);
    return open ? { at: 'value', attribute: open[1]!.toLowerCase(), before: open[2]! } : { at: 'elsewhere' };
  }

  /** Index after the end of what is being read, or -1 when it has not come yet. */
  #closing(): number {
    const after = (mark: string) => {
      const at = this.#rest.toLowerCase().indexOf(mark);
      return at < 0 ? -1 : at + mark.length;
    };
    if (this.#inside === 'comment') return after('-->');
    if (this.#inside === 'style') return after('</style>');
    if (this.#inside === 'text') return after('<');
    // A tag ends at the first > outside quotes.
    return /^(?:[^"'>]|"[^"]*"|'[^']*')*>/.exec(this.#rest)?.[0].length ?? (this.#rest.startsWith('!--') ? 3 : -1);
  }

  #leave(piece: string): void {
    if (this.#inside === 'text') {
      this.#inside = 'tag';
    } else if (this.#inside === 'tag') {
      if (piece.startsWith('!--')) this.#inside = piece.endsWith('-->') ? 'text' : 'comment';
      else this.#inside = this.#tag(piece) === 'style' ? 'style' : 'text';
    } else {
      this.#inside = 'text';
    }
  }

  #tag(piece: string): string {
    const name = tagName.exec(piece)?.[1]?.toLowerCase() ?? '';
    if (refused.has(name)) this.problems.push(`信函里不能使用 <${name}>`);
    for (const [, attribute = '', , value = ''] of piece.matchAll(
      /\s([a-zA-Z-]+)\s*=\s*("([^"]*)"|'[^']*'|[^\s>]+)/g,
    )) {
      const lower = attribute.toLowerCase();
      if (lower.startsWith('on')) this.problems.push(`信函里不能使用 ${lower}`);
      if (lower === 'src' || lower === 'srcset' || lower === 'background') this.problems.push('信函里不能引用外部图片');
      // A gap leaves nothing behind, so an empty address is one that a value fills.
      if (lower === 'href' && value !== '' && !/^(https?:|mailto:|tel:)/i.test(value))
        this.problems.push(`信函里不能使用链接 ${value.slice(0, 40)}`);
      if (lower === 'http-equiv' && !/content-type/i.test(piece)) this.problems.push('信函里不能使用自动跳转');
    }
    return piece.startsWith('/') || piece.endsWith('/>') ? '' : name;
  }
}

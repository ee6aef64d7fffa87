/** How much larger our outside labels are than those that the diagrams were drawn with (13 px against 11 px). */
const growth = 13 / 11;

/** Room for larger words: the bounds of every outside label grow about their centre. The model itself is not touched. */
export function withRoom(xml: string): string {
  const document = new DOMParser().parseFromString(xml, 'application/xml');
  const labels = [...document.getElementsByTagName('*')].filter(({ localName }) => localName === 'BPMNLabel');
  for (const bounds of labels.flatMap((label) => [...label.children])) grow(bounds);
  return new XMLSerializer().serializeToString(document);
}

function grow(bounds: Element): void {
  for (const [place, size, extra] of [
    ['x', 'width', 6],
    ['y', 'height', 0],
  ] as const) {
    const before = Number(bounds.getAttribute(size));
    const after = before * growth + extra;
    bounds.setAttribute(size, String(after));
    bounds.setAttribute(place, String(Number(bounds.getAttribute(place)) - (after - before) / 2));
  }
}

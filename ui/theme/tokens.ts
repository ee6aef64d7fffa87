/**
 * Colours and faces, the one source for antd's theme and for our own CSS (`--brand`, `--ink2` …).
 * Every text colour reaches 4.5:1 on white, on the page ground and on its own tint.
 */
export const tokens = {
  brand: '#1f5fbf',
  brandHover: '#1a53a8',
  brandActive: '#164789',
  brandTint: '#eaf1fb',
  brandTint2: '#cfdff6',
  bar: '#14305c',
  ink: '#16233a',
  ink2: '#44516a',
  ink3: '#5c687d',
  placeholder: '#6a7588',
  page: '#f3f5f9',
  surface: '#ffffff',
  sunken: '#f8fafc',
  line: '#dbe1ea',
  lineSoft: '#e9edf3',
  lineStrong: '#8a96a9',
  // Levels: the shape, its words, its ground.
  l1: '#2a6fd1',
  l1Text: '#174f9f',
  l1Tint: '#eaf2fd',
  l2: '#d99a00',
  l2Line: '#8a5f00',
  l2Text: '#6d4c00',
  l2Tint: '#fdf5d9',
  l3: '#d9640a',
  l3Text: '#8c3c00',
  l3Tint: '#fdefe3',
  l4: '#c5222b',
  l4Text: '#9a151d',
  l4Tint: '#fcebec',
  // Meaning.
  ok: '#1b7747',
  okTint: '#e6f4ec',
  warn: '#8a5a00',
  warnTint: '#fdf5d9',
  danger: '#b91c26',
  dangerTint: '#fcebec',
} as const;

export const fonts = {
  sans: '"PingFang SC","Microsoft YaHei","Noto Sans CJK SC","Source Han Sans SC",system-ui,sans-serif',
  mono: '"JetBrains Mono","Cascadia Mono","Noto Sans Mono CJK SC",Consolas,monospace',
  /** Orders, agreements, print. */
  official: '"FangSong_GB2312","FangSong","STFangsong","Noto Serif CJK SC",serif',
} as const;

/** Name of a token as a CSS variable: brandTint2 → --brand-tint2. */
export const variableOf = (token: string): string =>
  `--${token.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

/** What our own CSS and bpmn-js (its `--bio-*`) read. */
export const cssVariables: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.entries(tokens).map(([name, value]) => [variableOf(name), value])),
  '--font': fonts.sans,
  '--mono': fonts.mono,
  '--official': fonts.official,
  '--bio-primary': tokens.brand,
  '--bio-canvas-accent': tokens.brand,
  '--bio-canvas-accent-subtle': '#9dbdea',
  '--bio-focus': tokens.brand,
};

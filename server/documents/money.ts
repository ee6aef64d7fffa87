const digits = '零壹贰叁肆伍陆柒捌玖';
const places = ['', '拾', '佰', '仟'];
const groups = ['', '万', '亿', '万亿'];

/** An amount in yuan in capital words, as agreements write it beside the figure: 12005.6 → 壹万贰仟零伍元陆角整. */
export function amountInWords(yuan: number): string {
  if (!Number.isFinite(yuan) || yuan < 0 || yuan >= 1e16)
    throw new RangeError(`Expected an amount from 0 to 1e16 but got ${yuan}`);
  const fen = Math.round(yuan * 100);
  const whole = integerInWords(Math.floor(fen / 100));
  const [jiao, cent] = [Math.floor(fen / 10) % 10, fen % 10];
  if (jiao === 0 && cent === 0) return `${whole || '零'}元整`;
  const head = whole ? `${whole}元` : '';
  const tenth = jiao > 0 ? `${digits[jiao]}角` : whole ? '零' : '';
  return cent > 0 ? `${head}${tenth}${digits[cent]}分` : `${head}${tenth}整`;
}

/** Groups of four digits; a run of zeros before a digit is one 零. */
function integerInWords(value: number): string {
  let words = '';
  let zero = false;
  const text = String(value);
  for (const [index, character] of [...text].entries()) {
    const place = text.length - 1 - index;
    const digit = Number(character);
    if (digit > 0) {
      words += (zero && words ? '零' : '') + digits[digit] + places[place % 4];
      zero = false;
    } else {
      zero = true;
    }
    const group = Math.floor(place / 4);
    if (place % 4 === 0 && Number(text.slice(Math.max(0, index - 3), index + 1)) > 0) words += groups[group];
  }
  return words;
}

const digits = '零壹贰叁肆伍陆柒捌玖';
const places = ['', '拾', '佰', '仟'];
const groups = ['', '万', '亿', '万亿'];

/** Yuan in the capital figures of contracts: 416000 → 肆拾壹万陆仟元整. Up to 9,999,999,999,999.99; '' when out of range. */
export function capitalAmount(yuan: number): string {
  if (!Number.isFinite(yuan) || yuan < 0 || yuan >= 1e13) return '';
  const cents = Math.round(yuan * 100);
  const whole = Math.floor(cents / 100);
  const [jiao, fen] = [Math.floor((cents % 100) / 10), cents % 10];
  const tail = fraction(jiao, fen, whole > 0);
  if (whole === 0) return tail === '整' ? '零元整' : tail;
  return `${integer(whole)}元${tail}`;
}

function fraction(jiao: number, fen: number, afterYuan: boolean): string {
  if (jiao === 0 && fen === 0) return '整';
  const tenth = jiao > 0 ? `${digits[jiao]}角` : afterYuan ? '零' : '';
  return fen > 0 ? `${tenth}${digits[fen]}分` : `${tenth}整`;
}

function integer(value: number): string {
  const text = String(value);
  let result = '';
  let zero = false;
  for (const [index, char] of [...text].entries()) {
    const position = text.length - 1 - index;
    const digit = Number(char);
    if (digit === 0) zero = true;
    else {
      if (zero) result += '零';
      zero = false;
      result += digits[digit]! + places[position % 4]!;
    }
    // The unit of four places is said when any of them is.
    const four = Math.floor(value / 10 ** position) % 10_000;
    if (position % 4 === 0 && four > 0) result += groups[position / 4]!;
  }
  return result;
}

/** 416000 → `41.6 万元`, 5000 → `5,000 元`: for chips and lists. */
export function shortAmount(yuan: number): string {
  if (yuan < 10_000) return `${yuan.toLocaleString('zh-CN')} 元`;
  return `${(yuan / 10_000).toLocaleString('zh-CN', { maximumFractionDigits: 2 })} 万元`;
}

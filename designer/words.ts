const moment = new Intl.DateTimeFormat('zh-CN', {
  month: 'long',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hour12: false,
  timeZone: 'Asia/Shanghai',
});

/** 11月23日 10:32, in the town's time. */
export const sayMoment = (iso: string): string => moment.format(new Date(iso));

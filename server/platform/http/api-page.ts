/** The description of the interface as a page a person can read: no script, in Chinese. */

interface Operation {
  readonly summary?: string;
  readonly description?: string;
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: string;
    readonly required?: boolean;
    readonly schema?: unknown;
  }[];
  readonly requestBody?: { readonly content?: Readonly<Record<string, { readonly schema?: unknown }>> };
  readonly responses?: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { readonly schema?: unknown }>> }>
  >;
  readonly 'x-roles'?: readonly string[];
}

export interface ApiDescription {
  readonly info: { readonly title: string; readonly description?: string; readonly version: string };
  readonly paths?: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

const roles: Readonly<Record<string, string>> = {
  desk: '首问责任人',
  mediator: '调解员',
  director: '中心主任',
  leader: '镇领导',
  admin: '管理员',
  auditor: '审计员',
};
const places: Readonly<Record<string, string>> = { path: '地址', query: '查询', header: '请求头', cookie: '会话' };

const css = `body{margin:0;background:#f3f5f9;color:#16233a;font:14px/22px "PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif}
header{padding:16px 24px;background:#14305c;color:#fff}header h1{margin:0;font-size:20px}header p{margin:4px 0 0}header a{color:#fff}
main{max-width:1040px;margin:16px auto;padding:0 16px}section{margin:0 0 16px;background:#fff;border:1px solid #dbe1ea;border-radius:6px}
h2{margin:0;padding:10px 16px;font-size:14px;background:#f8fafc;border-bottom:1px solid #dbe1ea}details{border-top:1px solid #e9edf3}summary{padding:8px 16px;cursor:pointer}
summary b{display:inline-block;width:64px;color:#164789}code,pre{font-family:Consolas,"Noto Sans Mono CJK SC",monospace;font-size:13px}
summary span{color:#44516a}.who{float:right;color:#5c687d}dl{margin:0;padding:4px 16px 12px}dt{color:#5c687d}dd{margin:0 0 8px}pre{margin:0;padding:8px;background:#f8fafc;overflow:auto}`;

/** The whole page. `description` is the OpenAPI document. */
export function apiPage({ info, paths = {} }: ApiDescription): string {
  const groups = new Map<string, string[]>();
  for (const [path, operations] of Object.entries(paths)) {
    const [, first, second] = path.split('/');
    const group = first === 'api' ? `/api/${second}` : `/${first}`;
    for (const [method, operation] of Object.entries(operations)) {
      groups.set(group, [...(groups.get(group) ?? []), route(method, path, operation)]);
    }
  }
  const sections = [...groups].map(
    ([group, routes]) => `<section><h2><code>${escaped(group)}</code></h2>${routes.join('')}</section>`,
  );
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><link rel="icon" href="data:,"><title>${escaped(info.title)}</title><style>${css}</style></head><body><header><h1>${escaped(info.title)}</h1><p>${escaped(info.description ?? '')} · 第 ${escaped(info.version)} 版 · <a href="/api/openapi.json">机器可读的说明</a></p></header><main>${sections.join('')}</main></body></html>`;
}

function route(method: string, path: string, operation: Operation): string {
  const who = operation['x-roles']?.map((role) => roles[role] ?? role).join('、') ?? '不用登录';
  return `<details><summary><b>${escaped(method.toUpperCase())}</b><code>${escaped(path)}</code> <span>${escaped(operation.summary ?? '')}</span><span class="who">${escaped(who)}</span></summary><dl>${facts(operation)}</dl></details>`;
}

function facts({ description, parameters = [], requestBody, responses = {} }: Operation): string {
  const given = parameters.map(
    ({ name, in: place, required, schema }) =>
      `<dd><code>${escaped(name)}</code>（${places[place] ?? escaped(place)}${required ? '，必填' : ''}）<pre>${json(schema)}</pre></dd>`,
  );
  const body = Object.values(requestBody?.content ?? {})[0]?.schema;
  const answers = Object.entries(responses).map(([status, { content }]) => {
    const schema = Object.values(content ?? {})[0]?.schema;
    return `<dd>${escaped(status)}${schema ? `<pre>${json(schema)}</pre>` : ''}</dd>`;
  });
  return [
    description ? `<dd>${escaped(description)}</dd>` : '',
    given.length ? `<dt>参数</dt>${given.join('')}` : '',
    body ? `<dt>内容</dt><dd><pre>${json(body)}</pre></dd>` : '',
    answers.length ? `<dt>答复</dt>${answers.join('')}` : '',
  ].join('');
}

const json = (value: unknown): string => escaped(JSON.stringify(value ?? {}, null, 2));

const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

import { expect, test } from 'vitest';
import { renderTemplate } from '../../../server/mail/render.ts';
import { checkTemplate } from '../../../server/mail/template.ts';

const sample = {
  number: 'JB2026-0031',
  link: 'https://onedoor.example/o/x',
  urgentText: '',
  parties: [{ name: '张三', side: '申请人' }],
  items: ['一'],
};

test.each([
  '<p>{{number}}</p>',
  '{{#if urgentText}}<b>{{urgentText}}</b>{{else}}普通{{/if}}',
  '{{#unless urgentText}}普通{{/unless}}',
  '{{#each parties}}<td>{{side}} {{name}}</td>{{/each}}',
  '{{#each items}}<li>{{this}}</li>{{/each}}',
  '<a href="{{link}}">查看</a>',
  '<p title="{{number}}">x</p>',
  '<!DOCTYPE html><html><head><meta charset="utf-8" /><style>p > b { color: red }</style></head><body>{{number}}</body></html>',
  '<!-- 说明 {{! 不显示 }} --><p>{{number}}</p>',
  '<a href="https://kaiping.gov.cn">政府网</a>',
])('%s is allowed', (source) => {
  expect(checkTemplate(source, sample, 'html')).toEqual([]);
});

test.each([
  ['{{{number}}}', '不能用三层花括号或 & 原样输出'],
  ['{{&number}}', '不能用三层花括号或 & 原样输出'],
  ['{{> head}}', '模板里只能写 {{名称}}、{{#if}}、{{#unless}}、{{#each}}'],
  ['{{#> layout}}x{{/layout}}', '模板里只能写 {{名称}}、{{#if}}、{{#unless}}、{{#each}}'],
  ['{{#*inline "x"}}y{{/inline}}', '模板里只能写 {{名称}}、{{#if}}、{{#unless}}、{{#each}}'],
  ['{{@root}}', '未声明的名称：@root'],
  ['{{@root.number}}', '未声明的名称：@root.number'],
  ['{{#each items}}{{@index}}{{/each}}', '未声明的名称：@index'],
  ['{{lookup this "constructor"}}', '模板里不能调用函数'],
  ['{{constructor}}', '未声明的名称：constructor'],
  ['{{__proto__}}', '未声明的名称：__proto__'],
  ['{{toString}}', '未声明的名称：toString'],
  ['{{number.length}}', '未声明的名称：number.length'],
  ['{{parties.0.name}}', '未声明的名称：parties.0.name'],
  ['{{../number}}', '未声明的名称：../number'],
  ['{{this}}', '未声明的名称：this'],
  ['{{idNumber}}', '未声明的名称：idNumber'],
  ['{{number "x"}}', '模板里不能调用函数'],
  ['{{number a=1}}', '模板里不能调用函数'],
  ['{{#with number}}x{{/with}}', '模板里不能使用 {{#with}}'],
  ['{{#number}}x{{/number}}', '模板里不能使用 {{#number}}'],
  ['{{#if (eq number 1)}}x{{/if}}', '未声明的名称：SubExpression'],
  ['{{#each parties as |p|}}{{p}}{{/each}}', '模板里不能使用 {{#each}}'],
  ['{{#each parties}}{{number}}{{/each}}', '未声明的名称：number'],
  ['{{#each parties}}{{#each items}}x{{/each}}{{/each}}', '未声明的名称：items'],
  ['{{#each items}}{{#each this}}x{{/each}}{{/each}}', '{{#each}} 只能用一层'],
  ['{{#if number}}{{#if number}}{{#if number}}{{#if number}}x{{/if}}{{/if}}{{/if}}{{/if}}', '模板里的条件套得太深'],
  ['<a href="{{number}}">x</a>', '{{number}} 不能放在 href 里'],
  ['<a href="https://evil.cn/{{link}}">x</a>', '{{link}} 不能放在 href 里'],
  ['<a href={{link}}>x</a>', '{{link}} 只能放在文字里，或放在带双引号的属性里'],
  ["<a href='{{link}}'>x</a>", '{{link}} 只能放在文字里，或放在带双引号的属性里'],
  ['<p {{number}}>x</p>', '{{number}} 只能放在文字里，或放在带双引号的属性里'],
  ['<p style="color:{{number}}">x</p>', '{{number}} 不能放在 style 里'],
  ['<style>p { color: {{number}} }</style>', '{{number}} 只能放在文字里，或放在带双引号的属性里'],
  ['<!-- {{number}} -->', '{{number}} 只能放在文字里，或放在带双引号的属性里'],
  ['<p class="{{#if number}}a{{/if}}">x</p>', '{{#if}} 不能放在标签里面'],
  ['{{#if number}}<p {{/if}}>x</p>', '{{/if}} 不能放在标签里面'],
  ['<script>alert(1)</script>', '信函里不能使用 <script>'],
  ['<iframe src="x"></iframe>', '信函里不能使用 <iframe>'],
  ['<form action="x"></form>', '信函里不能使用 <form>'],
  ['<svg onload="x"></svg>', '信函里不能使用 <svg>'],
  ['<p onclick="x">y</p>', '信函里不能使用 onclick'],
  ['<img src="http://track.cn/1.gif">', '信函里不能引用外部图片'],
  ['<a href="javascript:alert(1)">x</a>', '信函里不能使用链接 javascript:alert(1)'],
  ['<a href="data:text/html,x">x</a>', '信函里不能使用链接 data:text/html,x'],
  ['<meta http-equiv="refresh" content="0;url=http://evil.cn">', '信函里不能使用自动跳转'],
  ['{{#if number}}x', '模板写法有误，花括号没有成对'],
  [`<p>${'长'.repeat(11_000)}</p>`, '模板超过 32 KB'],
])('%s is refused', (source, message) => {
  expect(checkTemplate(source, sample, 'html').map((problem) => problem.message)).toContain(message);
});

test('the line of a finding is named', () => {
  expect(checkTemplate('一\n二\n{{missing}}', sample, 'text')).toEqual([{ line: 3, message: '未声明的名称：missing' }]);
});

test('values are escaped in HTML and plain in text', () => {
  const number = '<script>alert(1)</script>&"\'';
  expect(renderTemplate('<p>{{number}}</p>', { number }, 'html')).toBe(
    '<p>&lt;script&gt;alert(1)&lt;/script&gt;&amp;&quot;&#x27;</p>',
  );
  expect(renderTemplate('{{number}}', { number }, 'text')).toBe(number);
});

test('functions and getters of a value are never called', () => {
  let called = 0;
  const evil = {
    number: (() => {
      called++;
      return 'x';
    }) as unknown as string,
  };
  expect(renderTemplate('{{number}}', evil, 'text')).not.toBe('x');
  expect(called).toBe(0);
});

test('an absent value is the empty text, which is false', () => {
  expect(renderTemplate('[{{number}}{{#if number}}x{{/if}}]', { number: null }, 'text')).toBe('[]');
});

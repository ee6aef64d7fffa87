/** A violation for each rule of .dependency-cruiser.cjs: files that are added to a copy of the checkout. */
export interface Mutation {
  readonly rule: string;
  /** The file that breaks the rule, and what it says. */
  readonly file: string;
  readonly text: string;
  /** Further files it needs. */
  readonly also?: Readonly<Record<string, string>>;
}

const imports = (what: string) => `import * as it from '${what}';\nexport const used = it;\n`;
const value = 'export const value = 1;\n';

export const mutations: readonly Mutation[] = [
  {
    rule: 'no-circular',
    file: 'server/mutant/circle-a.ts',
    text: imports('./circle-b.ts'),
    also: { 'server/mutant/circle-b.ts': imports('./circle-a.ts') },
  },
  { rule: 'no-unresolvable', file: 'server/mutant/nowhere.ts', text: imports('./is-not-there.ts') },
  { rule: 'no-undeclared-package', file: 'server/mutant/undeclared.ts', text: imports('semver') },
  { rule: 'no-dev-package-in-product', file: 'server/mutant/dev.ts', text: imports('vitest') },
  {
    rule: 'no-test-in-product',
    file: 'server/mutant/tested.ts',
    text: imports('../../test/mutant/value.ts'),
    also: { 'test/mutant/value.ts': value },
  },
  { rule: 'model-imports-nothing', file: 'engine/model/mutant.ts', text: imports('xstate') },
  {
    rule: 'core-is-pure',
    file: 'engine/core/mutant.ts',
    text: "import type { Kysely } from 'kysely';\nexport type Used = Kysely<never>;\n",
  },
  {
    rule: 'no-element-knows-another',
    file: 'engine/elements/tasks/mutant-a.ts',
    text: imports('../events/mutant-b.ts'),
    also: { 'engine/elements/events/mutant-b.ts': value },
  },
  {
    rule: 'engine-language-is-portable',
    file: 'engine/compile/mutant.ts',
    text: imports('../store/mutant.ts'),
    also: { 'engine/store/mutant.ts': value },
  },
  { rule: 'engine-language-no-builtin', file: 'engine/decision/mutant.ts', text: imports('node:fs') },
  { rule: 'engine-knows-no-dispute', file: 'engine/worker/mutant.ts', text: imports('fastify') },
  { rule: 'sql-only-where-it-belongs', file: 'server/mutant/service.ts', text: imports('kysely') },
  {
    rule: 'server-through-the-door',
    file: 'server/mutant/inside.ts',
    text: imports('../../engine/core/mutant-door.ts'),
    also: { 'engine/core/mutant-door.ts': value },
  },
  {
    rule: 'platform-knows-no-domain',
    file: 'server/platform/mutant.ts',
    text: imports('../mutant/value.ts'),
    also: { 'server/mutant/value.ts': value },
  },
  {
    rule: 'contract-stands-alone',
    file: 'server/mutant/contract.ts',
    text: imports('./thing.ts'),
    also: { 'server/mutant/thing.ts': value },
  },
  {
    rule: 'routes-only-in-app',
    file: 'server/mutant/caller.ts',
    text: imports('./routes.ts'),
    also: { 'server/mutant/routes.ts': value },
  },
  { rule: 'mail-only-in-mail', file: 'server/mutant/sender.ts', text: imports('nodemailer') },
  { rule: 'templates-only-where-checked', file: 'server/mutant/template.ts', text: imports('handlebars') },
  {
    rule: 'browser-through-the-door',
    file: 'inbox/mutant-door.ts',
    text: imports('../server/mutant/secret.ts'),
    also: { 'server/mutant/secret.ts': value },
  },
  {
    rule: 'contract-is-a-type',
    file: 'inbox/mutant-contract.ts',
    text: imports('../server/mutant/value/contract.ts'),
    also: { 'server/mutant/value/contract.ts': value },
  },
  { rule: 'browser-no-builtin', file: 'ui/mutant-builtin.ts', text: imports('node:path') },
  {
    rule: 'apps-apart',
    file: 'inbox/mutant-app.ts',
    text: imports('../designer/mutant.ts'),
    also: { 'designer/mutant.ts': value },
  },
  {
    rule: 'processes-are-data',
    file: 'processes/mutant/manifest.ts',
    text: imports('../../ui/mutant.ts'),
    also: { 'ui/mutant.ts': value },
  },
];

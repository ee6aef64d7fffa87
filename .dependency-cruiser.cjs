// The house of docs/architecture.md, executable. Every rule says why; test/architecture proves that each one bites.
const domain = '^(server|designer|inbox|ui|processes|test|scripts)/';
const browser = '^(designer|inbox|ui)/';
const packages = (...names) => `node_modules/(${names.join('|')})/`;
/** Folders of the engine that need a database or a process; the rest also runs in the browser. */
const engineRuntime = '^engine/(store|worker|runtime|expression-worker)/|^engine/(index|engine)\\.ts$';

/** @type {import('dependency-cruiser').IForbiddenRuleType[]} */
const forbidden = [
  {
    name: 'no-circular',
    comment: 'Two files that need each other are one thought in two places: move what they share.',
    from: {},
    to: { circular: true },
  },
  { name: 'no-unresolvable', comment: 'An import that leads nowhere.', from: {}, to: { couldNotResolve: true } },
  {
    name: 'no-undeclared-package',
    comment: 'A package that package.json does not name works only by chance.',
    from: {},
    to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
  },
  {
    name: 'no-dev-package-in-product',
    comment: 'The server and the engine run without the packages of development. (The web apps are bundled.)',
    from: { path: '^(server|engine|processes)/' },
    to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'], pathNot: '@types/' },
  },
  {
    name: 'no-test-in-product',
    comment: 'Product code never reaches into the tests.',
    from: { pathNot: '^(test/|vitest)' },
    to: { path: '^test/' },
  },

  {
    name: 'model-imports-nothing',
    comment: 'engine/model is types and constants.',
    from: { path: '^engine/model/' },
    to: { pathNot: '^engine/model/' },
  },
  {
    name: 'core-is-pure',
    comment: 'The step is a pure function: xstate and the model, no other package, no builtin, no database.',
    from: { path: '^engine/(core|elements)/' },
    to: { pathNot: `^engine/(core|model|elements)/|${packages('xstate')}` },
  },
  {
    name: 'no-element-knows-another',
    comment: 'Adding an element costs one file and one registry line; only registry.ts knows them all.',
    from: { path: '^engine/elements/(tasks|events|gateways|containers)/' },
    to: { path: '^engine/elements/(tasks|events|gateways|containers)/|^engine/elements/registry' },
  },
  {
    name: 'engine-language-is-portable',
    comment:
      'Compiling, deciding, verifying and simulating also run in the browser: no builtin, no database, no store.',
    from: { path: '^engine/', pathNot: engineRuntime },
    to: { path: `${engineRuntime}|${packages('kysely', 'pg')}` },
  },
  {
    name: 'engine-language-no-builtin',
    comment: 'As above: what the browser runs has no node: builtin.',
    from: { path: '^engine/', pathNot: engineRuntime },
    to: { dependencyTypes: ['core'] },
  },
  {
    name: 'engine-knows-no-dispute',
    comment: 'The engine knows BPMN, DMN, FEEL, XState and SQL; nothing of disputes, HTTP, mail or pages.',
    from: { path: '^engine/' },
    to: {
      path: `${domain}|${packages('fastify', '@fastify', 'nodemailer', 'handlebars', 'bpmn-js', 'react', 'react-dom', 'antd')}`,
    },
  },
  {
    name: 'sql-only-where-it-belongs',
    comment:
      'Queries live in engine/store, engine/worker, server/db, server/platform and queries files. Types may travel.',
    from: {
      pathNot:
        '^(engine/(store|worker|runtime)/|engine/(index|engine)\\.ts|server/(db|platform)/|test/|scripts/)|queries\\.ts$|node_modules/',
    },
    to: { path: packages('kysely', 'pg'), dependencyTypesNot: ['type-only'] },
  },

  {
    name: 'server-through-the-door',
    comment: 'The server uses the engine by engine/index.ts, or its model.',
    from: { path: '^server/' },
    to: { path: '^engine/', pathNot: '^engine/(index\\.ts$|model/)' },
  },
  {
    name: 'platform-knows-no-domain',
    comment: 'server/platform would serve any application.',
    from: { path: '^server/platform/' },
    to: { path: '^server/(?!platform/)' },
  },
  {
    name: 'contract-stands-alone',
    comment: 'A contract is read by the browser: TypeBox and other contracts only.',
    from: { path: '^server/.*contract\\.ts$' },
    to: { pathNot: `^server/.*contract\\.ts$|^engine/model/|${packages('typebox')}` },
  },
  {
    name: 'routes-only-in-app',
    comment: 'Routes are registered explicitly in server/app.ts; nobody else needs them.',
    from: { path: '^server/', pathNot: '^server/app\\.ts$' },
    to: { path: '^server/.*/routes\\.ts$' },
  },
  {
    name: 'mail-only-in-mail',
    comment: 'Nobody sends mail past the outbox.',
    from: { pathNot: '^(server/mail|test)/|node_modules/' },
    to: { path: packages('nodemailer'), dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'templates-only-where-checked',
    comment: 'Handlebars runs where the whitelist of template syntax is checked, and for our own department page.',
    from: { pathNot: '^(server/(mail|documents|department-page)|test)/|node_modules/' },
    to: { path: packages('handlebars') },
  },

  {
    name: 'browser-through-the-door',
    comment: 'The web apps may use engine/pure.ts, engine/model and the contracts of the server.',
    from: { path: browser },
    to: {
      path: '^(server|engine|test|scripts|processes)/',
      pathNot: '^server/.*contract\\.ts$|^engine/(pure\\.ts$|model/)',
    },
  },
  {
    name: 'contract-is-a-type',
    comment: 'Of a contract the web apps take types only; TypeBox itself stays out of the bundle.',
    from: { path: browser },
    to: { path: '^server/.*contract\\.ts$', dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'browser-no-builtin',
    comment: 'There is no Node in a browser.',
    from: { path: browser },
    to: { dependencyTypes: ['core'] },
  },
  {
    name: 'apps-apart',
    comment: 'What the two web apps share lives in ui/, which knows neither.',
    from: { path: '^(inbox|ui|designer)/' },
    to: { path: '^(inbox|designer)/', pathNot: '^$1/' },
  },
  {
    name: 'processes-are-data',
    comment: 'A procedure is a folder of data; at most a typed manifest.',
    from: { path: '^processes/' },
    to: { pathNot: '^processes/|^engine/model/' },
  },
].map((rule) => ({ severity: 'error', ...rule }));

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden,
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types'],
    },
  },
};

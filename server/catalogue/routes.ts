import type { App, ServerDeps } from '../deps.ts';
import { everyRole, roleTitles, route } from '../identity/guard.ts';
import { listPeople } from '../identity/queries.ts';
import { CatalogueView } from '../procedures/contract.ts';
import { actions } from './actions.ts';
import { bindings } from './bindings.ts';
import { propertiesOf } from './engine.ts';
import { messages } from './messages.ts';

/** What the designer offers: actions, messages, bindings, roles and procedures of the town. */
export async function catalogueRoutes(app: App, { database, engine }: ServerDeps): Promise<void> {
  app.get(
    '/api/catalogue',
    route(
      { summary: '流程目录：动作、消息、字段、岗位', response: { 200: CatalogueView } },
      { roles: ['admin', 'director', 'auditor'] },
    ),
    async ({ me }) => {
      const [people, versions] = await Promise.all([listPeople(database, me.town), engine.versions(me.town)]);
      const newest = new Map(versions.toSorted((a, b) => a.version - b.version).map(({ id, name }) => [id, name]));
      return {
        actions: actions.map(({ type, title, help, input, output }) => ({
          type,
          title,
          help,
          inputs: propertiesOf(input),
          outputs: propertiesOf(output).map(({ name, title }) => ({ name, title })),
        })),
        messages: messages.map(({ name, title, key }) => ({ name, title, key })),
        bindings: bindings.map(({ name, title }) => ({ name, title })),
        roles: everyRole.map((code) => ({
          code,
          title: roleTitles[code],
          people: people.filter(({ roles }) => roles.includes(code)).length,
        })),
        processes: [...newest].map(([id, name]) => ({ id, name })),
      };
    },
  );
}

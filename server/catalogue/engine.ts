import type { Catalogue } from '../../engine/model/problem.ts';
import { everyRole, roleTitles } from '../identity/guard.ts';
import { actions } from './actions.ts';
import { messages } from './messages.ts';
import type { ActionDefinition } from './types.ts';

/** Properties of an action's input or output with their zh-CN titles. */
export function propertiesOf(schema: ActionDefinition['input']) {
  const { properties = {}, required = [] } = schema as {
    properties?: Record<string, { title?: string }>;
    required?: readonly string[];
  };
  return Object.entries(properties).map(([name, property]) => ({
    name,
    title: property.title ?? name,
    required: required.includes(name),
  }));
}

/** What the publish-time rules know of the domain. Which processes there are depends on the town, and is added there. */
export const engineCatalogue: Catalogue = {
  jobs: new Map(
    actions.map(({ type, title, input }) => {
      const properties = propertiesOf(input);
      const named = (required: boolean) =>
        properties.filter((one) => one.required === required).map(({ name }) => name);
      return [type, { title, required: named(true), optional: named(false) }];
    }),
  ),
  messages: new Map(messages.map(({ name, title }) => [name, { title }])),
  groups: new Map(everyRole.map((role) => [role, { title: roleTitles[role] }])),
};

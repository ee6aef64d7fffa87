import { Type } from 'typebox';
import type { App, ServerDeps } from '../deps.ts';
import { caseWorkers, has, route } from '../identity/guard.ts';
import { cipherOf } from '../parties/cipher.ts';
import { maskPhone } from '../parties/mask.ts';
import { Department } from './contract.ts';
import { departmentLoad, listDepartments } from './queries.ts';

/** How long a department counts as used lately. */
const recently = 60 * 86_400_000;

/** The departments that orders and invitations can be sent to. */
export async function departmentRoutes(app: App, deps: ServerDeps): Promise<void> {
  const { database, clock } = deps;
  app.get(
    '/api/departments',
    route({ summary: '部门通讯录', response: { 200: Type.Array(Department) } }, { roles: [...caseWorkers, 'admin'] }),
    async ({ me }) => {
      const [departments, load] = await Promise.all([
        listDepartments(database, me.town),
        departmentLoad(database, me.town),
      ]);
      const since = clock.now().getTime() - recently;
      const cipher = cipherOf(deps);
      return departments.map((row) => {
        const phone = cipher.open(row.phone_enc, { field: 'department.phone', row: row.department_id });
        const { open, last } = load.get(row.department_id) ?? { open: 0, last: undefined };
        return {
          id: row.department_id,
          name: row.name,
          short: row.short,
          email: row.email,
          contact: row.contact,
          phone: has(me, ...caseWorkers) ? phone : maskPhone(phone),
          scope: row.scope,
          recent: last !== undefined && last.getTime() >= since,
          open,
        };
      });
    },
  );
}

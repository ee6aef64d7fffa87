import { parse } from 'libpg-query';

/** A node of PostgreSQL's own syntax tree: one name, and what stands below. */
type Node = Readonly<Record<string, unknown>>;

/** Functions that answer differently on each node of a cluster. */
const volatile = new Set([
  'now',
  'clock_timestamp',
  'statement_timestamp',
  'random',
  'nextval',
  'gen_random_uuid',
  'uuidv7',
]);

/**
 * What a statement does against the rules of a schema that is spread by town, read off its syntax: each table, in each
 * subquery, has `town_id = $n` of its own; rows are inserted at the top only; time and chance are parameters. Empty when
 * it keeps them. `relations` are the tables with towns.
 */
export async function breaches(text: string, relations: ReadonlySet<string>): Promise<string[]> {
  const { stmts } = (await parse(text)) as { stmts: { stmt: Node }[] };
  const found: string[] = [];
  const visit = (value: unknown, isTop: boolean): void => {
    if (Array.isArray(value)) for (const one of value) visit(one, false);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
    for (const [kind, below] of Object.entries(value as Node)) {
      if (['SelectStmt', 'UpdateStmt', 'DeleteStmt'].includes(kind))
        found.push(...unboundTables(below as Node, relations));
      if (kind === 'InsertStmt' && !isTop) found.push('an insert below another statement');
      if (kind === 'FuncCall') found.push(...volatileCall(below as Node));
      visit(below, false);
    }
  };
  for (const { stmt } of stmts) visit(stmt, true);
  return found;
}

/** Tables that one query names itself (its subqueries are asked by themselves) without binding their town. */
function unboundTables(query: Node, relations: ReadonlySet<string>): string[] {
  const tables: string[] = [];
  const conditions: unknown[] = [query.whereClause];
  const take = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(take);
    else if (typeof value === 'object' && value !== null) {
      const { RangeVar, JoinExpr, relname } = value as Record<string, Node | undefined>;
      if (RangeVar) take(RangeVar);
      else if (JoinExpr) {
        take([JoinExpr.larg, JoinExpr.rarg]);
        conditions.push(JoinExpr.quals);
      } else if (typeof relname === 'string' && relations.has(relname)) {
        tables.push((value as { alias?: { aliasname: string } }).alias?.aliasname ?? relname);
      }
    }
  };
  take([query.relation, query.fromClause, query.usingClause]);
  const bound = new Set(conditions.flatMap(conjuncts).flatMap(boundTown));
  return tables
    .filter((table) => !bound.has(table) && !(tables.length === 1 && bound.has('')))
    .map((table) => `${table} is not bound to one town`);
}

function conjuncts(condition: unknown): Node[] {
  const { BoolExpr } = (condition ?? {}) as { BoolExpr?: { boolop: string; args: unknown[] } };
  if (BoolExpr?.boolop === 'AND_EXPR') return BoolExpr.args.flatMap(conjuncts);
  return condition ? [condition as Node] : [];
}

/** The table whose `town_id` equals a parameter or a number in this condition; '' when it is not named. */
function boundTown(condition: Node): string[] {
  const { A_Expr: equation } = condition as {
    A_Expr?: { kind: string; name: { String: { sval: string } }[]; lexpr: Node; rexpr: Node };
  };
  if (equation?.kind !== 'AEXPR_OP' || equation.name[0]?.String.sval !== '=') return [];
  const sides = [equation.lexpr, equation.rexpr];
  const column = sides.map(columnOf).find((fields) => fields?.at(-1) === 'town_id');
  return column && sides.some(isScalar) ? [column.length > 1 ? column.at(-2)! : ''] : [];
}

function columnOf(side: Node): string[] | undefined {
  const { ColumnRef } = side as { ColumnRef?: { fields: { String?: { sval: string } }[] } };
  return ColumnRef?.fields.map((field) => field.String?.sval ?? '*');
}

function isScalar(side: Node): boolean {
  const { TypeCast } = side as { TypeCast?: { arg: Node } };
  return TypeCast ? isScalar(TypeCast.arg) : 'ParamRef' in side || 'A_Const' in side;
}

function volatileCall({ funcname }: Node): string[] {
  const name = (funcname as { String: { sval: string } }[]).at(-1)!.String.sval;
  return volatile.has(name) ? [`${name}() is another on each node`] : [];
}

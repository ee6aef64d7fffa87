/** One shipped procedure: its folder here, which is also the id of its process, and its name. */
export interface ShippedProcedure {
  readonly id: string;
  /** zh-CN, as the designer lists it. */
  readonly name: string;
  /** Ids of the procedures it calls; they are deployed before it. */
  readonly calls: readonly string[];
}

/** The town's procedures in the order in which they are deployed: the called ones first. */
export const procedures: readonly ShippedProcedure[] = [
  { id: 'on-site-mediation', name: '就地调解', calls: [] },
  { id: 'scheduled-mediation', name: '预约调解', calls: [] },
  { id: 'dispatch-order', name: '基层发令', calls: [] },
  { id: 'follow-up-visit', name: '回访', calls: [] },
  {
    id: 'case-lifecycle',
    name: '矛盾纠纷办理',
    calls: ['on-site-mediation', 'scheduled-mediation', 'dispatch-order', 'follow-up-visit'],
  },
];

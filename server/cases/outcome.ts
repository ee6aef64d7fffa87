/** How a case can end, in words. Codes are those of the procedures' variable `outcome`. */
const labels: Readonly<Record<string, string>> = {
  agreed: '达成协议',
  partly: '部分达成协议',
  failed: '调解不成，已告知其他途径',
  refused: '当事人拒绝调解，已告知其他途径',
  withdrawn: '申请人撤回',
  advised: '已告知其他途径',
  resolved: '部门已办结',
  merged: '并入另一案件',
};

export const outcomeLabel = (outcome: string | null): string =>
  outcome === null ? '已办结' : (labels[outcome] ?? outcome);

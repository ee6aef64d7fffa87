import { Button } from 'antd';
import { CircleX, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import type { Problem } from '../../engine/model/problem.ts';

/** 要改的地方: each problem in terms of its consequence, with the verb that mends it; a click goes to the element. */
export function ProblemsList({
  problems,
  checkedAt,
  onGo,
  onShow,
}: {
  problems: readonly Problem[];
  checkedAt: string | undefined;
  onGo: (problem: Problem) => void;
  /** Shows the run that leads to the problem. */
  onShow: (problem: Problem) => void;
}) {
  const [open, setOpen] = useState(true);
  const errors = problems.filter((problem) => problem.severity === 'error').length;
  const warnings = problems.length - errors;
  return (
    <section className="od-problems" aria-label="要改的地方">
      <header>
        <h2>要改的地方</h2>
        {errors ? (
          <span className="od-bad">
            <CircleX size={14} aria-hidden /> {errors} 处不能发布
          </span>
        ) : null}
        {warnings ? (
          <span className="od-warn">
            <TriangleAlert size={14} aria-hidden /> {warnings} 处提醒
          </span>
        ) : null}
        {problems.length ? null : checkedAt ? (
          <span className="od-good">没有要改的，可以发布</span>
        ) : (
          <span className="od-caption">正在检查…</span>
        )}
        <span className="od-grow" />
        {checkedAt ? <span className="od-caption">改动即查 · {checkedAt}</span> : null}
        {problems.length ? (
          <Button type="text" size="small" aria-expanded={open} onClick={() => setOpen(!open)}>
            {open ? '收起' : '展开'}
          </Button>
        ) : null}
      </header>
      {open && problems.length ? (
        <ul>
          {problems.map((problem, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: problems have no identity but their place
            <li key={index} className={problem.severity === 'error' ? 'od-row-bad' : ''}>
              <span className={problem.severity === 'error' ? 'od-bad' : 'od-warn'}>
                {problem.severity === 'error' ? (
                  <CircleX size={16} aria-label="不能发布" />
                ) : (
                  <TriangleAlert size={16} aria-label="提醒" />
                )}
              </span>
              <b>{problem.name || fileWord(problem.file)}</b>
              <span className="od-message">{problem.message}</span>
              {problem.path?.length ? (
                <Button size="small" onClick={() => onShow(problem)}>
                  看怎么走到的
                </Button>
              ) : null}
              {problem.element ? (
                <Button type="link" size="small" onClick={() => onGo(problem)}>
                  {problem.remedy ?? '看图'}
                </Button>
              ) : null}
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  );
}

function fileWord(path: string): string {
  if (path.endsWith('.dmn')) return '决策表';
  if (path.startsWith('forms/')) return '表单';
  if (path.startsWith('mails/')) return '信函模板';
  if (path.startsWith('documents/')) return '文书模板';
  return '流程';
}

import type { SourceFile } from '../../engine/model/problem.ts';

/** The file in which a process is drawn, among those of its folder. */
export const modelOf = (files: readonly SourceFile[] | undefined, process: string): SourceFile | undefined =>
  files?.find(({ path, text }) => path.endsWith('.bpmn') && text.includes(`"${process}"`));

const fontFamily = '"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif';

/** How bpmn-js writes labels: our face, and a size that a person of fifty reads at rest zoom. */
export const textRenderer = { defaultStyle: { fontFamily, fontSize: 13 }, externalStyle: { fontSize: 13 } };

/** The mark of bpmn-js keeps its place and its link; what it says on hovering is Chinese. */
export function nameMark(container: HTMLElement): void {
  container.querySelector('.bjs-powered-by')?.setAttribute('title', '绘图组件：bpmn.io');
}

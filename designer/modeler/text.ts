const fontFamily = '"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif';

/** How bpmn-js writes labels: our face, and a size that a person of fifty reads at rest zoom. */
export const textRenderer = { defaultStyle: { fontFamily, fontSize: 13 }, externalStyle: { fontSize: 13 } };

/** What antd's own icons and buttons say to a screen reader, in Chinese; they come with English names. */
const words: Readonly<Record<string, string>> = {
  down: '展开',
  up: '收起',
  left: '向左',
  right: '向右',
  calendar: '选择日期',
  'clock-circle': '选择时间',
  'swap-right': '至',
  close: '移除',
  'close-circle': '清除',
  search: '查找',
  eye: '显示',
  'eye-invisible': '隐藏',
  check: '已选',
  loading: '正在办理',
  'exclamation-circle': '提醒',
  'check-circle': '成功',
  'info-circle': '提示',
  Clear: '清除',
  'Increase Value': '加',
  'Decrease Value': '减',
  Close: '关闭',
};

/** Gives every icon that antd draws its Chinese name as it appears; one without a name is only decoration. */
export function nameIcons(root: HTMLElement): void {
  const name = (icon: Element) => {
    const label = icon.getAttribute('aria-label') ?? '';
    const word = words[label];
    if (word) icon.setAttribute('aria-label', word);
    else if (icon.matches('.anticon') && /^[a-z-]+$/.test(label)) {
      icon.removeAttribute('aria-label');
      icon.setAttribute('aria-hidden', 'true');
    }
  };
  const all = (node: Node) => {
    if (!(node instanceof Element)) return;
    if (node.matches('[aria-label]')) name(node);
    for (const icon of node.querySelectorAll('[aria-label]')) name(icon);
  };
  all(root);
  const observer = new MutationObserver((changes) => {
    for (const { target, addedNodes, type } of changes) {
      if (type === 'attributes') all(target);
      for (const node of addedNodes) all(node);
    }
  });
  observer.observe(root, { subtree: true, childList: true, attributeFilter: ['aria-label'] });
}

import { childrenOf, type Mode, type Node } from './syntax.ts';

/**
 * The source as feelin has to be told it to get what DMN says: feelin takes anything that is not false for true in `if`,
 * answers `every` and `some` with two values instead of three, reads `1e3` as 1, loses a range that ends in 0, takes a cell that
 * tests `?` and gives null for a match of null, knows no zone to read zoneless times in, counts in binary fractions,
 * multiplies no durations, and filters by the look of the test.
 */
export function amend(tree: Node, source: string, mode: Mode): string {
  const text = (node: Node): string => {
    const children = childrenOf(node);
    const [first, second, third, fourth] = children;
    switch (node.name) {
      case 'NumericLiteral':
        return /e/i.test(plain(node)) ? digits(Number(plain(node))) : plain(node);
      case 'IterationContext':
        return second?.name === '..' && first && third ? `[${text(first)}..${text(third)}]` : plain(node);
      case 'QuantifiedExpression':
        if (!first || !second || !fourth) return plain(node);
        return `onedoor ${first.name}(for ${text(second)} return ${text(fourth)})`;
      case 'DateTimeConstructor':
        return children.some((child) => child.name === 'and') ? 'onedoor moment' : plain(node);
      case 'SpecialFunctionName':
        return /^years\s+and\s+months\s+duration$/.test(plain(node)) ? 'onedoor months' : plain(node);
      case 'AtLiteral':
        return /"\d{4,}-\d\d-\d\dT/.test(plain(node)) ? `onedoor moment(${plain(node).slice(1)})` : plain(node);
      case 'ArithmeticExpression': {
        const sum = arithmetic(node, children);
        return third && node.parent?.name !== 'ArithmeticExpression' ? `onedoor exact(${sum})` : sum;
      }
      case 'FilterExpression':
        if (!first || !third || third.name === 'NumericLiteral') return plain(node);
        return `onedoor filter(onedoor boxes(${text(first)})[onedoor keep(onedoor box, ${test(third)}) = true])`;
      case 'PositiveUnaryTest':
        return mode === 'unary' && asks(node) ? `(${plain(node)}) = true` : plain(node);
      default:
        return plain(node);
    }
  };
  /** feelin multiplies, divides and negates numbers only; DMN durations as well. */
  const arithmetic = (node: Node, [first, second, third]: readonly Node[]): string => {
    if (first && second && !third) return `onedoor minus(${text(second)})`;
    const name = { '*': 'times', '/': 'over' }[second ? source.slice(second.from, second.to) : ''];
    return name && first && third ? `onedoor ${name}(${text(first)}, ${text(third)})` : plain(node);
  };
  /** `[> 3]` tests the item. */
  const test = (node: Node): string =>
    node.name === 'SimplePositiveUnaryTest' ? `item in (${text(node)})` : text(node);
  const plain = (node: Node): string => {
    let out = '';
    let at = node.from;
    for (let child = node.firstChild; child; child = child.nextSibling) {
      out += source.slice(at, child.from);
      const condition = node.name === 'IfExpression' && child.prevSibling?.name === 'if';
      if (child.name.endsWith('Comment')) out += ' ';
      else out += condition ? `(${text(child)}) = true` : text(child);
      at = child.to;
    }
    return out + source.slice(at, node.to);
  };
  return text(tree);
}

/** A number without an exponent. */
const digits = (n: number): string => n.toLocaleString('en-US', { useGrouping: false, maximumSignificantDigits: 21 });

const asks = (node: Node): boolean => node.name === '?' || childrenOf(node).some(asks);

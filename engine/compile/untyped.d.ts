/** The parts used of packages that bring no types. */
declare module 'bpmn-moddle' {
  export class BpmnModdle {
    constructor(packages?: Readonly<Record<string, unknown>>);
    fromXML(xml: string): Promise<object>;
  }
}

declare module 'dmn-moddle' {
  export class DmnModdle {
    constructor(packages?: Readonly<Record<string, unknown>>);
    fromXML(xml: string, type?: string): Promise<object>;
  }
}

declare module 'saxen' {
  export class Parser {
    on(event: 'openTag' | 'closeTag' | 'text' | 'attention' | 'error', handler: (...args: never[]) => void): this;
    parse(xml: string): unknown;
    stop(): void;
  }
}

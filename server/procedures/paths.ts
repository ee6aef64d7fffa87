const name = '[a-z0-9][a-z0-9-]{0,60}';
const allowed = [
  new RegExp(`^${name}\\.(bpmn|dmn)$`),
  new RegExp(`^forms/${name}\\.json$`),
  new RegExp(`^mails/${name}\\.(subject\\.hbs|html\\.hbs|text\\.hbs|sample\\.json)$`),
  new RegExp(`^documents/${name}\\.(html\\.hbs|sample\\.json)$`),
  /^scenarios\/[\w.-]{1,80}\.json$/,
  /^README\.md$/,
];

/** Whether a path may stand in the folder of a procedure. */
export const isProcedurePath = (path: string): boolean => allowed.some((pattern) => pattern.test(path));

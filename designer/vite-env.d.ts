declare module 'diagram-js-minimap';
declare module 'bpmn-js-i18n/translations/zn';

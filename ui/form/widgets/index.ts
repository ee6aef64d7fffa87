import type { RegistryWidgetsType } from '@rjsf/utils';
import { Attachments } from './Attachments.tsx';
import { Buttons, Cards } from './Choice.tsx';
import { SelectWidget } from './Choose.tsx';
import { DepartmentsWidget, DepartmentWidget } from './Departments.tsx';
import { Person, Persons } from './People.tsx';
import { Room } from './Room.tsx';
import { DateTimeWidget, DateWidget, Money, Textarea } from './Values.tsx';

/** What a form may name as `ui:widget`, and our own drawing of the usual ones. */
export const widgets: RegistryWidgetsType = {
  cards: Cards,
  department: DepartmentWidget,
  departments: DepartmentsWidget,
  person: Person,
  persons: Persons,
  room: Room,
  datetime: DateTimeWidget,
  money: Money,
  attachments: Attachments,
  textarea: Textarea,
  SelectWidget,
  RadioWidget: Buttons,
  TextareaWidget: Textarea,
  DateWidget,
  DateTimeWidget,
};

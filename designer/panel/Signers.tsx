import { Segmented, Select } from 'antd';
import { updateExtension } from '../modeler/extension.ts';
import { together } from '../modeler/together.ts';
import { type Countersign, countersign, readRoles, SIGNER, writeRoles } from './countersign.ts';
import { FeelField } from './FeelField.tsx';
import { usePanel } from './panelContext.ts';
import type { Each } from './repetition.ts';
import { Field } from './Section.tsx';
import { TextField } from './TextField.tsx';

/** 谁来签: one of each role, or the people of a list; and which field of the form holds the opinion. */
export function Signers({
  each,
  way,
  field,
  onChange,
}: {
  each: Each;
  way: Countersign;
  field: string;
  onChange: (next: Each) => void;
}) {
  const { modeler, element, catalogue } = usePanel();
  const roles = readRoles(each.collection);
  const write = (collection: string, byRole: boolean) =>
    together(modeler, () => {
      onChange(countersign(way, collection, field));
      const who = byRole ? { candidateGroups: `=${SIGNER}` } : { assignee: `=${SIGNER}` };
      updateExtension(modeler, element, 'zeebe:AssignmentDefinition', {
        assignee: undefined,
        candidateGroups: undefined,
        candidateUsers: undefined,
        ...who,
      });
    });
  return (
    <>
      <Field label="谁来签">
        <Segmented
          aria-label="谁来签"
          block
          value={roles ? 'roles' : 'people'}
          onChange={(next) => (next === 'roles' ? write('=["director", "leader"]', true) : write('=signers', false))}
          options={[
            { value: 'roles', label: '每个角色一份' },
            { value: 'people', label: '按名单，每人一份' },
          ]}
        />
      </Field>
      {roles ? (
        <Field>
          <Select
            mode="multiple"
            aria-label="签的角色"
            placeholder="选择角色"
            value={[...roles]}
            onChange={(next: string[]) => write(writeRoles(next), true)}
            options={catalogue.roles.map((role) => ({ value: role.code, label: role.title }))}
          />
        </Field>
      ) : (
        <FeelField
          name="名单"
          value={each.collection}
          help="公式算出一组人，每人办一份。"
          onCommit={(collection) => write(collection, false)}
        />
      )}
      <Field label="表单里哪一项是意见" help="是或否的一项，“是”算同意。">
        <TextField
          label="意见"
          mono
          value={field}
          onCommit={(next) => onChange(countersign(way, each.collection, next || 'approved'))}
        />
      </Field>
    </>
  );
}

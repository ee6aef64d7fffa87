import { Input } from 'antd';
import { useState } from 'react';
import { useDepartments, usePeople } from '../../ui/api/directory.ts';
import { PageHead, Tabs } from '../../ui/layout/PageHead.tsx';
import { Loaded } from '../../ui/states/Loaded.tsx';
import { FilteredEmpty } from '../../ui/states/State.tsx';
import { roleNames } from '../../ui/text/names.ts';

/** 通讯录: the departments with what they handle, and the colleagues. */
export function Component() {
  const [tab, setTab] = useState('departments');
  const [words, setWords] = useState('');
  const departments = useDepartments();
  const people = usePeople();
  const holds = (...values: readonly (string | null)[]) => values.join(' ').includes(words.trim());
  const clear = () => setWords('');
  return (
    <>
      <PageHead
        title="通讯录"
        acts={
          <Input
            style={{ width: 240 }}
            allowClear
            value={words}
            placeholder="姓名、部门、职责，如 欠薪"
            aria-label="在通讯录里找"
            onChange={({ target }) => setWords(target.value)}
          />
        }
      >
        <Tabs
          label="通讯录"
          active={tab}
          onChange={setTab}
          tabs={[
            { key: 'departments', label: '市直部门', count: departments.data?.length },
            { key: 'people', label: '中心人员', count: people.data?.length },
          ]}
        />
      </PageHead>
      <div className="scroll pagebody">
        {tab === 'departments' ? (
          <Loaded query={departments}>
            {(all) => {
              const found = all.filter((item) => holds(item.name, item.short, item.scope, item.contact));
              if (found.length === 0) return <FilteredEmpty clear={clear} />;
              return (
                <Table head={['部门', '管什么', '联系人', '电话', '邮箱', '等其办理']}>
                  {found.map((item) => (
                    <tr key={item.id}>
                      <td>
                        <b>{item.name}</b>
                      </td>
                      <td>{item.scope}</td>
                      <td>{item.contact}</td>
                      <td>
                        <a href={`tel:${item.phone}`}>{item.phone}</a>
                      </td>
                      <td>
                        <a href={`mailto:${item.email}`}>{item.email}</a>
                      </td>
                      <td>{item.open} 件</td>
                    </tr>
                  ))}
                </Table>
              );
            }}
          </Loaded>
        ) : (
          <Loaded query={people}>
            {(all) => {
              const found = all.filter((item) =>
                holds(item.name, item.unit, ...item.roles.map((role) => roleNames[role])),
              );
              if (found.length === 0) return <FilteredEmpty clear={clear} />;
              return (
                <Table head={['姓名', '岗位', '单位']}>
                  {found.map((item) => (
                    <tr key={item.id}>
                      <td>
                        <b>{item.name}</b>
                      </td>
                      <td>{item.roles.map((role) => roleNames[role]).join('、')}</td>
                      <td>{item.unit ?? '—'}</td>
                    </tr>
                  ))}
                </Table>
              );
            }}
          </Loaded>
        )}
      </div>
    </>
  );
}

function Table({ head, children }: { readonly head: readonly string[]; readonly children: React.ReactNode }) {
  return (
    <div className="card tablewrap">
      <table className="table">
        <thead>
          <tr>
            {head.map((name) => (
              <th key={name}>{name}</th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}

import { useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Modal } from 'antd';
import { useState } from 'react';
import type { InstanceView } from '../../../server/operations/contract.ts';
import { useAct } from '../../../ui/api/act.ts';
import { refresh, useVersionView } from '../data.ts';
import { FactFields } from '../FactFields.tsx';
import { linesOf } from '../facts.ts';
import { setFacts } from '../requests.ts';
import { factWords } from '../words.ts';

/** 事实: what the procedure decides by; those of the case first, then those of sub-processes under way. */
export function Facts({ instance }: { readonly instance: InstanceView }) {
  const [editing, edit] = useState(false);
  return (
    <section className="card" aria-label="事实">
      <header>
        <h2>事实</h2>
        <span className="grow" />
        {instance.may.includes('variables') ? (
          <Button size="small" onClick={() => edit(true)}>
            修改…
          </Button>
        ) : null}
      </header>
      <div className="body">
        {instance.scopes.map((scope) =>
          scope.facts.length === 0 && scope.parent !== null ? null : (
            <div key={scope.scope}>
              {scope.parent === null ? null : <p className="caption opscope">{scope.name}里的</p>}
              <dl className="opfactlist">
                {scope.facts.map((fact) => (
                  <div key={fact.name}>
                    <dt>{fact.title}</dt>
                    <dd>{fact.hidden ? <span className="quiet">不显示</span> : factWords(fact.value)}</dd>
                  </div>
                ))}
              </dl>
              {scope.facts.length === 0 ? <p className="caption">还没有事实。</p> : null}
            </div>
          ),
        )}
      </div>
      {editing ? <FactsDialog instance={instance} close={() => edit(false)} /> : null}
    </section>
  );
}

function FactsDialog({ instance, close }: { readonly instance: InstanceView; readonly close: () => void }) {
  const queries = useQueryClient();
  const act = useAct();
  const version = useVersionView(instance.key);
  const [changes, setChanges] = useState<Readonly<Record<string, unknown>>>({});
  const count = Object.keys(changes).length;
  const save = async () => {
    const done = await act.run(async (key) => {
      await setFacts(instance.id, { ...changes }, key);
      await refresh(queries);
    });
    if (done) close();
  };
  return (
    <Modal
      open
      title="修改事实"
      okText={count ? `改这 ${count} 项` : '还没有改'}
      okButtonProps={{ disabled: count === 0 }}
      cancelText="取消"
      confirmLoading={act.busy}
      onOk={() => void save()}
      onCancel={close}
      destroyOnHidden
    >
      <p className="second">流程按事实判断往哪走。改了以后，等着条件的步骤会马上重新判断；已经走过的不会重走。</p>
      <FactFields
        lines={linesOf(instance.scopes[0]?.facts ?? [], version.data?.facts ?? [])}
        changes={changes}
        onChange={setChanges}
      />
      {act.error ? <Alert type="error" showIcon title={act.error} /> : null}
    </Modal>
  );
}

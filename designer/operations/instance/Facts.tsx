import { Alert, Button, Modal } from 'antd';
import { useState } from 'react';
import type { Fact, InstanceView, Scope } from '../../../server/operations/contract.ts';
import { useOperation, useVersionView } from '../data.ts';
import { FactFields } from '../FactFields.tsx';
import { isId, linesOf, sayFact } from '../facts.ts';
import { setFacts } from '../requests.ts';

/** 事实: what the procedure decides by; those of the case first, then those of what runs inside it. */
export function Facts({ instance }: { readonly instance: InstanceView }) {
  const [edited, edit] = useState<Scope>();
  return (
    <section className="card" aria-label="事实">
      <header>
        <h2>事实</h2>
      </header>
      <div className="body opstack">
        {instance.scopes
          .filter(({ facts, parent }) => facts.length > 0 || parent === null)
          .map((scope) => (
            <Known
              key={scope.scope}
              scope={scope}
              onEdit={instance.may.includes('variables') ? () => edit(scope) : undefined}
            />
          ))}
      </div>
      {edited ? <FactsDialog instance={instance} scope={edited} close={() => edit(undefined)} /> : null}
    </section>
  );
}

interface KnownProps {
  readonly scope: Scope;
  readonly onEdit: (() => void) | undefined;
}

function Known({ scope: { name, facts, procedure }, onEdit }: KnownProps) {
  const known = useVersionView(procedure).data?.facts;
  const say = ({ name: of, value }: Fact) => sayFact(value, known?.find((one) => one.name === of)?.options);
  // Ids of other records say nothing to a person.
  const shown = facts.filter((fact) => !fact.hidden && !isId(fact, known ?? []));
  const more = facts.filter(({ hidden }) => hidden).length;
  return (
    <div>
      <p className="opscope">
        <span className="caption grow">{name}</span>
        {onEdit ? (
          <Button size="small" onClick={onEdit}>
            修改…
          </Button>
        ) : null}
      </p>
      <dl className="opfactlist">
        {shown.map((fact) => (
          <div key={fact.name}>
            <dt className={codeOf(fact.title)}>{fact.title}</dt>
            <dd className={codeOf(say(fact))}>{say(fact)}</dd>
          </div>
        ))}
      </dl>
      {facts.length === 0 ? <p className="caption">还没有事实。</p> : null}
      {more > 0 ? <p className="caption">另有 {more} 项可能含个人信息，不显示。</p> : null}
    </div>
  );
}

/** Codes and ids are set apart from words. */
const codeOf = (text: string) => (/[A-Za-z]{2}/.test(text) ? 'mono' : '');

interface DialogProps {
  readonly instance: InstanceView;
  readonly scope: Scope;
  readonly close: () => void;
}

function FactsDialog({ instance, scope, close }: DialogProps) {
  const act = useOperation();
  const version = useVersionView(scope.procedure);
  const [changes, setChanges] = useState<Readonly<Record<string, unknown>>>({});
  const count = Object.keys(changes).length;
  const save = async () => {
    const done = await act.run(async (key) => {
      await setFacts(instance.id, scope.scope, { ...changes }, key);
    });
    if (done) close();
  };
  return (
    <Modal
      open
      title={`修改“${scope.name}”的事实`}
      okText={count ? `改这 ${count} 项` : '还没有改'}
      okButtonProps={{ disabled: count === 0 }}
      cancelText="取消"
      confirmLoading={act.busy}
      onOk={() => void save()}
      onCancel={close}
      destroyOnHidden
    >
      <p className="second">流程按事实判断往哪走。改了以后，等着条件的步骤会马上重新判断；已经走过的不会重走。</p>
      <FactFields lines={linesOf(scope.facts, version.data?.facts ?? [])} changes={changes} onChange={setChanges} />
      {act.error ? <Alert type="error" showIcon title={act.error} /> : null}
    </Modal>
  );
}

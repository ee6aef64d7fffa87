import { useQuery } from '@tanstack/react-query';
import { Segmented } from 'antd';
import { useMemo, useState } from 'react';
import type { MarkedDiagram as Drawn, InstanceView } from '../../../server/operations/contract.ts';
import { wordsFor } from '../../../ui/api/problem.ts';
import { MarkedDiagram } from '../../../ui/diagram/MarkedDiagram.tsx';
import { ErrorState, Skeleton } from '../../../ui/states/State.tsx';
import { readDiagrams } from '../requests.ts';
import { marksOf, stepWords } from './marks.ts';
import { ReplayBar } from './ReplayBar.tsx';
import { useReplay } from './useReplay.ts';

/** 停在哪一步: the diagram with where it stands now, or stood at any moment before. */
export function Where({ instance }: { readonly instance: InstanceView }) {
  const now = useQuery({
    queryKey: ['op', 'diagram', instance.id, instance.rev],
    queryFn: () => readDiagrams(instance.id),
    placeholderData: (before) => before,
  });
  const replay = useReplay(instance.id, instance.rev);
  const diagrams = replay.moment?.diagrams ?? now.data;
  if (now.isError && !diagrams) return <ErrorState error={now.error} retry={() => void now.refetch()} />;
  if (!diagrams) return <Skeleton rows={6} />;
  return (
    <div className={replay.rev === undefined ? '' : 'oppast'}>
      <Diagrams diagrams={diagrams} />
      <ReplayBar replay={replay} of={instance.rev} />
      {replay.error ? (
        <p className="banner danger" role="alert">
          {wordsFor(replay.error)}
        </p>
      ) : null}
    </div>
  );
}

function Diagrams({ diagrams }: { readonly diagrams: readonly Drawn[] }) {
  const [chosen, choose] = useState<string>();
  const [said, say] = useState<{ id: string; name: string }>();
  const drawn = diagrams.find(({ procedure }) => procedure === chosen) ?? diagrams[0];
  const marks = useMemo(() => marksOf(drawn?.elements ?? {}), [drawn]);
  if (!drawn) return null;
  return (
    <MarkedDiagram
      xml={drawn.xml}
      title="停在哪一步"
      marks={marks}
      flows={drawn.flows}
      head={
        diagrams.length > 1 ? (
          <Segmented
            size="small"
            aria-label="流程"
            value={drawn.procedure}
            onChange={choose}
            options={diagrams.map(({ procedure, name, version }) => ({
              value: procedure,
              label: `${name} v${version}`,
            }))}
          />
        ) : (
          <span className="caption">第 {drawn.version} 版</span>
        )
      }
      onPick={say}
      foot={
        said ? (
          stepWords(said.name, drawn.elements[said.id])
        ) : (
          <span className="quiet">
            蓝色实心是停着的，浅蓝是办过的，红框是卡住或超期的；点步骤看明细，按住拖动看其余部分
          </span>
        )
      }
    />
  );
}

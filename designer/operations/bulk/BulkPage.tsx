import { useParams } from 'react-router';
import { Loaded } from '../../../ui/states/Loaded.tsx';
import { longTime } from '../../../ui/text/dates.ts';
import { base, useBulk } from '../data.ts';
import { DetailHead } from '../OpHead.tsx';
import { bulkWords } from '../words.ts';
import { BulkProgress } from './BulkProgress.tsx';
import { Failures } from './Failures.tsx';

/** One bulk order: how far it is, and what could not be done. */
export function BulkPage() {
  const id = useParams().id!;
  const query = useBulk(id);
  const bulk = query.data;
  return (
    <>
      <DetailHead
        back={[
          { to: base, label: '运行' },
          { to: `${base}/bulks`, label: '批量办理' },
        ]}
        title={bulk ? `${bulkWords[bulk.kind]} ${bulk.total} 件` : '批量办理'}
        summary={bulk ? `${bulk.by} · ${longTime(bulk.created)} · ${bulk.reason}` : null}
      />
      <div className="scroll pagebody opstack">
        <Loaded query={query} rows={3}>
          {(loaded) => (
            <>
              <BulkProgress bulk={loaded} />
              <Failures bulk={loaded} />
            </>
          )}
        </Loaded>
      </div>
    </>
  );
}

import { Button } from 'antd';
import { useState } from 'react';
import { fetchMore, type Paged } from '../api/query.ts';

/** Below a list that goes on: its next page. */
export function More({ list }: { readonly list: Paged }) {
  const [coming, setComing] = useState(false);
  if (!list.hasNextPage) return null;
  const more = async () => {
    setComing(true);
    await fetchMore(list);
    setComing(false);
  };
  return (
    <div className="more">
      <Button loading={coming} onClick={() => void more()}>
        再看更多
      </Button>
    </div>
  );
}

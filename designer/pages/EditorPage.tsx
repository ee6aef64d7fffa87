import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button, Popconfirm } from 'antd';
import { Monitor } from 'lucide-react';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import type { Problem } from '../../engine/model/problem.ts';
import type { CatalogueView, DraftView, ProcedureView, SourceFile } from '../../server/procedures/contract.ts';
import { ErrorState, Skeleton, State } from '../../ui/states/State.tsx';
import { useMedia } from '../../ui/theme/ThemeProvider.tsx';
import { SavePill } from '../draft/SavePill.tsx';
import { useDraft } from '../draft/useDraft.ts';
import { Canvas } from '../modeler/Canvas.tsx';
import { StepList } from '../modeler/StepList.tsx';
import { UndoRedo, Zoom } from '../modeler/Toolbar.tsx';
import type { Canvas as CanvasService, ElementRegistry, Modeler, Selection } from '../modeler/types.ts';
import { useSelected } from '../modeler/useSelected.ts';
import { kindOf } from '../modeler/vocabulary.ts';
import { PropertiesPanel } from '../panel/PropertiesPanel.tsx';
import { ImportWarnings } from '../problems/ImportWarnings.tsx';
import { inWords } from '../problems/names.ts';
import { ProblemsList } from '../problems/ProblemsList.tsx';
import { RunPanel } from '../problems/RunPanel.tsx';
import { differences } from '../publish/difference.ts';
import { PublishDialog } from '../publish/PublishDialog.tsx';
import { usePublishing } from '../publish/usePublishing.ts';
import { discardDraft, readCatalogue, readDraft, readProcedure, readVersion } from '../requests.ts';

/** Loads a procedure, its draft and the catalogue, then opens the editor. */
export function EditorPage() {
  const id = useParams().id!;
  const [opened, setOpened] = useState(0);
  const procedure = useQuery({ queryKey: ['procedure', id], queryFn: () => readProcedure(id) });
  const catalogue = useQuery({ queryKey: ['catalogue'], queryFn: readCatalogue });
  const draft = useQuery({
    queryKey: ['draft', id, opened],
    queryFn: () => readDraft(id),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
  const current = procedure.data?.versions[0]?.version;
  const running = useQuery({
    queryKey: ['version', id, current],
    queryFn: () => readVersion(id, current!),
    enabled: current !== undefined,
    // A version that somebody publishes meanwhile must not take the open editor away.
    placeholderData: keepPreviousData,
  });
  const narrow = useMedia('(max-width: 900px)');
  if (narrow) return <TooNarrow id={id} />;
  const failed = [procedure, catalogue, draft, running].find((query) => query.isError);
  if (failed) return <ErrorState error={failed.error} retry={() => void failed.refetch()} />;
  if (!procedure.data || !catalogue.data || !draft.data || (current !== undefined && !running.data))
    return <Skeleton rows={12} />;
  return (
    <Editor
      key={`${id}:${opened}`}
      procedure={procedure.data}
      catalogue={catalogue.data}
      draft={draft.data}
      current={running.data ?? []}
      onReopen={() => setOpened(opened + 1)}
    />
  );
}

/** A drawing needs room for three columns; what it looks like can be seen in the versions. */
function TooNarrow({ id }: { id: string }) {
  return (
    <State
      icon={Monitor}
      title="请在电脑上修改流程"
      acts={
        <Link to={`/${id}/versions`}>
          <Button type="primary">看流程图和版本史</Button>
        </Link>
      }
    >
      <p>画流程要同时看步骤、图和设置，这里放不下。</p>
    </State>
  );
}

interface EditorProperties {
  procedure: ProcedureView;
  catalogue: CatalogueView;
  draft: DraftView;
  current: readonly SourceFile[];
  onReopen: () => void;
}

function Editor({ procedure, catalogue, draft, current, onReopen }: EditorProperties) {
  const { files, change, save, state, problems: found, checkedAt, rev } = useDraft(procedure.id, draft, catalogue);
  const [modeler, setModeler] = useState<Modeler>();
  const [failure, setFailure] = useState<string>();
  const [warnings, setWarnings] = useState<readonly string[]>([]);
  const [shown, setShown] = useState<Problem>();
  const publishing = usePublishing(procedure, save, rev, onReopen);
  const { element } = useSelected(modeler);
  // A procedure that was never published has its name only in the drawing.
  const root = modeler?.get<CanvasService>('canvas').getRootElement();
  const name: string = (procedure.versions.length === 0 && root?.businessObject.name) || procedure.name;
  const registry = modeler?.get<ElementRegistry>('elementRegistry');
  const problems = found.map((problem) =>
    inWords(problem, (id) => {
      const drawn = registry?.get(id);
      return drawn && !drawn.businessObject.name ? kindOf(drawn) : undefined;
    }),
  );
  const diagram = files.find((file) => file.path.endsWith('.bpmn'));
  const version = procedure.versions[0]?.version ?? 0;
  const running = procedure.versions.reduce((sum, one) => sum + one.running, 0);
  const changes = differences(current, files);
  const errors = problems.filter((problem) => problem.severity === 'error').length;

  // The run of a problem that has been mended is no longer shown.
  const run = shown && problems.find((problem) => problem.message === shown.message && problem.path);

  const go = (id: string | undefined) => {
    const target = id ? modeler?.get<ElementRegistry>('elementRegistry').get(id) : undefined;
    if (!modeler || !target) return;
    modeler.get<CanvasService>('canvas').scrollToElement(target, 120);
    modeler.get<Selection>('selection').select(target);
  };

  return (
    <div className="od-editor">
      <header className="od-head">
        <Link to="/" className="od-back" aria-label="回到流程列表">
          ← 流程
        </Link>
        <h1>{name}</h1>
        {version ? (
          <span className="od-chip od-chip-live">
            现行 v{version} · 在办 {running} 件
          </span>
        ) : null}
        {changes.length ? <span className="od-chip od-chip-draft">草稿 v{version + 1}</span> : null}
        <SavePill state={state} onRetry={() => void save()} />
        {state.kind === 'conflict' ? <Button onClick={onReopen}>看别人存的那份</Button> : null}
        <span className="od-grow" />
        <UndoRedo modeler={modeler} />
        {version && changes.length ? (
          <Popconfirm
            title={`放弃草稿，回到第 ${version} 版？`}
            okText="放弃草稿"
            cancelText="留着"
            okButtonProps={{ danger: true }}
            onConfirm={() => void discardDraft(procedure.id).then(onReopen)}
          >
            <Button type="text" danger>
              放弃草稿
            </Button>
          </Popconfirm>
        ) : null}
        <Link to={`/${procedure.id}/versions`}>
          <Button>版本史</Button>
        </Link>
        <Button type="primary" onClick={publishing.open}>
          {errors ? `发布…（先改 ${errors} 处）` : '发布…'}
        </Button>
      </header>
      <div className="od-work">
        <StepList modeler={modeler} />
        <main className="od-middle">
          {failure ? <p className="od-problem od-fill">{failure}</p> : null}
          {warnings.length ? <ImportWarnings warnings={warnings} onClose={() => setWarnings([])} /> : null}
          {diagram && !failure ? (
            <Canvas
              xml={diagram.text}
              problems={problems}
              onReady={setModeler}
              onChange={(xml) => change(diagram.path, xml)}
              onWarnings={setWarnings}
              onFailure={setFailure}
            />
          ) : null}
          <Zoom modeler={modeler} />
          <ProblemsList
            problems={problems}
            checkedAt={checkedAt?.toLocaleTimeString('zh-CN', { hour12: false, timeZone: 'Asia/Shanghai' })}
            onGo={(problem) => go(problem.element)}
            onShow={setShown}
          />
        </main>
        <div className="od-side">
          {modeler && run?.path ? (
            <RunPanel
              key={`${run.rule}${run.element}${run.path.join()}`}
              modeler={modeler}
              path={run.path}
              message={run.message}
              onClose={() => setShown(undefined)}
            />
          ) : null}
          {modeler && element ? (
            <PropertiesPanel
              modeler={modeler}
              element={element}
              catalogue={catalogue}
              files={files}
              problems={problems}
            />
          ) : (
            <aside className="od-panel od-caption">选中一步，在这里设置</aside>
          )}
        </div>
      </div>
      {publishing.asked ? (
        <PublishDialog
          name={name}
          current={version}
          running={running}
          problems={problems}
          differences={changes}
          busy={publishing.busy}
          failure={publishing.failure}
          newer={publishing.newer}
          onPublish={publishing.run}
          onDiscard={() => void discardDraft(procedure.id).then(onReopen)}
          onClose={publishing.close}
        />
      ) : null}
    </div>
  );
}

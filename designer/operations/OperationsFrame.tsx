import { Route, Routes } from 'react-router';
import { BulkPage } from './bulk/BulkPage.tsx';
import { BulksPage } from './bulk/BulksPage.tsx';
import { InstancePage } from './instance/InstancePage.tsx';
import { InstancesPage } from './instances/InstancesPage.tsx';
import { MigrationPage } from './migration/MigrationPage.tsx';
import { OverviewPage } from './OverviewPage.tsx';
import './operations.css';
import { StatisticsPage } from './statistics/StatisticsPage.tsx';
import { StuckPage } from './stuck/StuckPage.tsx';
import { TasksPage } from './tasks/TasksPage.tsx';
import { WebhookPage } from './webhooks/WebhookPage.tsx';
import { WebhooksPage } from './webhooks/WebhooksPage.tsx';

/** 运行: what the published procedures are doing, and what an administrator may do about it. */
export function OperationsFrame() {
  return (
    <Routes>
      <Route index element={<OverviewPage />} />
      <Route path="instances" element={<InstancesPage />} />
      <Route path="instances/:id" element={<InstancePage />} />
      <Route path="tasks" element={<TasksPage />} />
      <Route path="stuck" element={<StuckPage />} />
      <Route path="bulks" element={<BulksPage />} />
      <Route path="bulks/:id" element={<BulkPage />} />
      <Route path="migration" element={<MigrationPage />} />
      <Route path="statistics" element={<StatisticsPage />} />
      <Route path="webhooks" element={<WebhooksPage />} />
      <Route path="webhooks/:id" element={<WebhookPage />} />
    </Routes>
  );
}

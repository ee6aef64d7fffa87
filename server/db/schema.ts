import type { Kysely, Transaction } from 'kysely';
import type { EngineTables } from '../../engine/index.ts';
import type { AlarmTables } from '../alarms/tables.ts';
import type { AppointmentTables } from '../appointments/tables.ts';
import type { AttachmentTables } from '../attachments/tables.ts';
import type { AuditTables } from '../audit/tables.ts';
import type { CalendarTables } from '../calendar/tables.ts';
import type { CaseTables } from '../cases/tables.ts';
import type { CommentTables } from '../comments/tables.ts';
import type { DepartmentTables } from '../departments/tables.ts';
import type { DocumentTables } from '../documents/tables.ts';
import type { FactTables } from '../facts/tables.ts';
import type { FollowupTables } from '../followups/tables.ts';
import type { IdempotencyTables } from '../idempotency/tables.ts';
import type { IdentityTables } from '../identity/tables.ts';
import type { InboxTables } from '../inbox/tables.ts';
import type { MailTables } from '../mail/tables.ts';
import type { MediationTables } from '../mediation/tables.ts';
import type { NoticeTables } from '../notices/tables.ts';
import type { OrderTables } from '../orders/tables.ts';
import type { PartyTables } from '../parties/tables.ts';
import type { ProcedureTables } from '../procedures/tables.ts';
import type { TownTables } from '../towns/tables.ts';
import type { WebhookTables } from '../webhooks/tables.ts';

/** Every table of the product: those of the engine and those of each concept of the domain. */
export interface Database
  extends EngineTables,
    AlarmTables,
    AppointmentTables,
    AttachmentTables,
    AuditTables,
    CalendarTables,
    CaseTables,
    CommentTables,
    DepartmentTables,
    DocumentTables,
    FactTables,
    FollowupTables,
    IdempotencyTables,
    IdentityTables,
    InboxTables,
    MailTables,
    MediationTables,
    NoticeTables,
    OrderTables,
    PartyTables,
    ProcedureTables,
    TownTables,
    WebhookTables {}

/** The database, or a transaction over it. */
export type Db = Kysely<Database>;
export type Trx = Transaction<Database>;

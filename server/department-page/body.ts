import type { FastifyRequest } from 'fastify';
import { type StoredFile, storeFile } from '../attachments/store.ts';
import type { ServerDeps } from '../deps.ts';
import { Problem } from '../platform/problem.ts';
import { isFormToken } from './csrf.ts';
import type { Fields } from './typed.ts';

/** A form that was sent from the page of this link, with its files. */
export interface Sent {
  readonly fields: Fields;
  readonly files: readonly StoredFile[];
  /** zh-CN: why a file was not taken. */
  readonly refused?: string;
}

const expired = () => new Problem(403, 'csrf', '页面已过期，请刷新后再试');

/** Reads a form. 403 when it does not carry the token of this link's page, which in a multipart form comes first. */
export async function readForm(deps: ServerDeps, request: FastifyRequest, link: string): Promise<Sent> {
  if (request.isMultipart()) return readParts(deps, request, link);
  const fields = (request.body ?? {}) as Fields;
  if (!isFormToken(deps, link, fields.csrf)) throw expired();
  return { fields, files: [] };
}

async function readParts(deps: ServerDeps, request: FastifyRequest, link: string): Promise<Sent> {
  const fields: Record<string, string> = {};
  const files: StoredFile[] = [];
  let refused: string | undefined;
  for await (const part of request.parts()) {
    if (part.type === 'field') {
      fields[part.fieldname] = String(part.value ?? '');
      continue;
    }
    if (!isFormToken(deps, link, fields.csrf)) throw expired();
    // A browser sends an empty part for a file input that was left alone; after a refusal the rest is only drained.
    if (part.filename === '' || refused !== undefined) {
      part.file.resume();
      continue;
    }
    try {
      files.push(await storeFile(deps, part.file, part.filename));
    } catch (error) {
      part.file.resume();
      if (!(error instanceof Problem)) throw error;
      refused = error.message;
    }
  }
  if (!isFormToken(deps, link, fields.csrf)) throw expired();
  return { fields, files, ...(refused === undefined ? {} : { refused }) };
}

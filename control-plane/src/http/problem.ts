import { apiErrors, type ApiErrorCode, type Problem } from '@shotform/contracts';

interface CatalogueEntry {
  status: number;
  title: string;
  retryable?: boolean;
}
const catalogue: Record<string, CatalogueEntry> = apiErrors;

export interface ProblemDetails {
  /** What is wrong with this request, for its sender; never what another one owns. */
  detail?: string;
  fields?: Problem['fields'];
  /** Further headers of the answer. */
  headers?: Record<string, string>;
}

/** Thrown anywhere in a request, answered as RFC 9457 problem details. The code decides status, title and retryable. */
export class ApiProblem extends Error {
  override name = 'ApiProblem';
  readonly code: ApiErrorCode;
  readonly details: ProblemDetails;
  constructor(code: ApiErrorCode, details: ProblemDetails = {}) {
    super(details.detail ?? code);
    this.code = code;
    this.details = details;
  }
}

export function catalogueEntry(code: ApiErrorCode): CatalogueEntry {
  const entry = catalogue[code];
  if (entry === undefined) throw new Error(`${code} is not in the catalogue of errors.`);
  return entry;
}

/** The body of the answer. */
export function problemBody(code: ApiErrorCode, details: ProblemDetails, requestId: string): Problem {
  const { status, title, retryable = false } = catalogueEntry(code);
  return {
    type: `/problems/${code}`,
    title,
    status,
    ...(details.detail !== undefined && { detail: details.detail }),
    code,
    requestId,
    retryable,
    ...(details.fields !== undefined && { fields: details.fields }),
  };
}

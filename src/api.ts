// The only place that talks to the server, and the one error it throws.
import { URLExt } from '@jupyterlab/coreutils';
import { ServerConnection } from '@jupyterlab/services';
import {
  CheckRequest,
  Deleted,
  ExportProposal,
  ExportRequest,
  FileReport,
  Gathered,
  GatherRequest,
  Job,
  PlanRequest,
  Recorded,
  RulePage,
  RunRequest,
  Timeline
} from './report';
import { ITrouble } from './tokens';

/** absent: the server runs without our part. unreachable: no server. refused: our part says no, in a sentence. */
export class ApiError extends Error implements ITrouble {
  constructor(
    readonly kind: 'absent' | 'unreachable' | 'refused',
    message: string
  ) {
    super(message);
  }
}

export class Api {
  constructor(private _settings: ServerConnection.ISettings = ServerConnection.makeSettings()) {}

  /** All that is said of an unsaved notebook. */
  check(request: CheckRequest): Promise<FileReport> {
    return this._ask('POST', ['check'], request);
  }
  /** Why a rule exists. */
  rule(code: string): Promise<RulePage> {
    return this._ask('GET', ['rule', code]);
  }
  /** What an export would make of the document as it stands. */
  plan(request: PlanRequest): Promise<ExportProposal> {
    return this._ask('POST', ['plan'], request);
  }
  startExport(request: ExportRequest): Promise<Job> {
    return this._ask('POST', ['export'], request);
  }
  startRun(request: RunRequest): Promise<Job> {
    return this._ask('POST', ['run'], request);
  }
  job(job: string): Promise<Job> {
    return this._ask('GET', ['job', job]);
  }
  cancelJob(job: string): Promise<Job> {
    return this._ask('DELETE', ['job', job]);
  }

  /** What ran for a notebook, the newest executions. */
  timeline(path: string, limit: number): Promise<Timeline> {
    return this._ask('GET', ['journal'], undefined, { path, limit: String(limit) });
  }
  /** Delete what is recorded of a notebook. */
  forget(path: string): Promise<Deleted> {
    return this._ask('DELETE', ['journal'], undefined, { path });
  }
  /** Say whether what runs is to be recorded for a notebook. */
  record(path: string, recorded: boolean): Promise<Recorded> {
    return this._ask('PUT', ['journal'], { path, recorded });
  }

  /** A new notebook of what made the result of an execution. */
  gather(request: GatherRequest): Promise<Gathered> {
    return this._ask('POST', ['gather'], request);
  }

  private async _ask<T>(
    method: string,
    parts: string[],
    request?: object,
    query: Record<string, string> = {}
  ): Promise<T> {
    const url =
      URLExt.join(this._settings.baseUrl, 'jupyter-mldebt', ...parts.map(encodeURIComponent)) +
      URLExt.objectToQueryString(query);
    const body = request && JSON.stringify(request);
    let response: Response;
    let text: string;
    try {
      response = await ServerConnection.makeRequest(url, { method, body }, this._settings);
      text = await response.text();
    } catch (reason) {
      throw new ApiError('unreachable', String(reason));
    }
    let answer: unknown;
    try {
      answer = JSON.parse(text);
    } catch {
      // a page of the server's own: ours are always JSON
      throw new ApiError(response.status === 404 ? 'absent' : 'refused', `${response.status} ${response.statusText}`);
    }
    if (!response.ok) {
      const message = (answer as { message?: string } | null)?.message;
      throw new ApiError('refused', message || `${response.status} ${response.statusText}`);
    }
    return answer as T;
  }
}

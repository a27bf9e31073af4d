// Follows a job to its end: over the server's event stream, and by asking now and then, for a stream may be cut off.
import { Event } from '@jupyterlab/services';
import { Api, ApiError } from '../api';
import { Job } from '../report';

export const JOB_EVENT = 'https://schema.jupyter-mldebt.org/job/v1';
const ASK_MS = 2000;
const PATIENCE = 30; // questions that the server may leave unanswered

/** What tells of events: JupyterLab's stream, or nothing. */
export interface IEvents {
  connect(slot: (sender: unknown, event: Event.Emission) => void): boolean;
  disconnect(slot: (sender: unknown, event: Event.Emission) => void): boolean;
}

/**
 * @param job - as it was when it started
 * @param onChange - called with each newer state while it goes on
 * @returns the job at its end, with its result
 */
export async function follow(
  api: Pick<Api, 'job'>,
  events: IEvents | null,
  job: Job,
  onChange: (job: Job) => void,
  askMs = ASK_MS
): Promise<Job> {
  let known = job;
  let wake: () => void = () => undefined;
  const take = (newer: Job) => {
    if (newer.seq > known.seq) {
      known = newer;
      if (known.status === 'running') {
        onChange(known);
      }
    }
  };
  const onEvent = (_: unknown, event: Event.Emission) => {
    if (event.schema_id === JOB_EVENT && event.job === job.job) {
      take(event as unknown as Job);
      if (known.status !== 'running') {
        wake();
      }
    }
  };
  events?.connect(onEvent);
  try {
    let unanswered = 0;
    for (;;) {
      try {
        const answer = await api.job(job.job);
        unanswered = 0;
        if (answer.status !== 'running') {
          return answer;
        }
        take(answer);
      } catch (reason) {
        if (!(reason instanceof ApiError && reason.kind === 'unreachable') || ++unanswered > PATIENCE) {
          throw reason;
        }
      }
      if (known.status === 'running') {
        await new Promise<void>(done => {
          const timer = setTimeout(done, askMs);
          wake = () => {
            clearTimeout(timer);
            done();
          };
        });
      } else if (unanswered > 0) {
        await new Promise(done => setTimeout(done, askMs));
      }
    }
  } finally {
    events?.disconnect(onEvent);
  }
}

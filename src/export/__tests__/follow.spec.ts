import { Signal } from '@lumino/signaling';
import { Event } from '@jupyterlab/services';
import { ApiError } from '../../api';
import { Job } from '../../report';
import { follow, JOB_EVENT } from '../follow';
import { job } from './proposals';

/** A server that answers these one after the other, the last for ever. */
function server(...answers: (Job | Error)[]) {
  const asked: string[] = [];
  return {
    asked,
    job: async (id: string) => {
      asked.push(id);
      const answer = answers.length > 1 ? answers.shift()! : answers[0];
      if (answer instanceof Error) {
        throw answer;
      }
      return answer;
    }
  };
}
const away = new ApiError('unreachable', 'gone');
const event = (changes: Partial<Job>, schema_id = JOB_EVENT) =>
  ({ schema_id, ...job(changes) }) as unknown as Event.Emission;

it('asks until the job has ended', async () => {
  const seen: string[] = [];
  const api = server(
    job({ seq: 1, progress: 'one' }),
    job({ seq: 2, progress: 'two' }),
    job({ seq: 3, status: 'done' })
  );
  const end = await follow(api, null, job(), newer => seen.push(newer.progress), 0);
  expect([end.status, seen]).toEqual(['done', ['one', 'two']]);
});

it('goes by the events, in order, of this job alone, and asks for the end at once', async () => {
  const stream = new Signal<object, Event.Emission>({});
  const seen: string[] = [];
  const api = server(job(), job({ seq: 9, status: 'done' }));
  const end = follow(api, stream, job(), newer => seen.push(newer.progress), 60000);
  await new Promise(done => setTimeout(done));
  stream.emit(event({ seq: 2, progress: 'two' }));
  stream.emit(event({ seq: 1, progress: 'late' }));
  stream.emit(event({ seq: 3, progress: 'other', job: 'cd' }));
  stream.emit(event({ seq: 3, progress: 'strange' }, 'https://other'));
  stream.emit(event({ seq: 4, status: 'done' }));
  expect((await end).seq).toBe(9);
  expect(seen).toEqual(['two']);
  expect(api.asked.length).toBe(2);
  stream.emit(event({ seq: 10 }));
  expect(seen).toEqual(['two']); // nobody listens any more
});

it('bears with a server that is away for a while', async () => {
  expect((await follow(server(away, away, job({ status: 'failed' })), null, job(), () => undefined, 0)).status).toBe(
    'failed'
  );
});

it('gives up on a server that stays away, or no longer knows the job', async () => {
  await expect(follow(server(away), null, job(), () => undefined, 0)).rejects.toBe(away);
  const unknown = new ApiError('refused', 'not known');
  const api = server(unknown);
  await expect(follow(api, null, job(), () => undefined, 0)).rejects.toBe(unknown);
  expect(api.asked.length).toBe(1);
});

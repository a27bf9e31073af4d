import { ServerConnection } from '@jupyterlab/services';
import { Api, ApiError } from '../api';
import { finding, report } from './samples';

function answering(body: string, init: ResponseInit = {}): { api: Api; requests: Request[] } {
  const requests: Request[] = [];
  const fetch = async (input: RequestInfo, options?: RequestInit) => {
    requests.push(new Request(input, options));
    return new Response(body, init);
  };
  const settings = ServerConnection.makeSettings({ baseUrl: 'http://localhost:1234/user/me/', fetch });
  return { api: new Api(settings), requests };
}

const request = { path: 'a.ipynb', kernel: null, notebook: { cells: [] } };

async function errorOf(promise: Promise<unknown>): Promise<ApiError> {
  const error = await promise.then(
    () => null,
    reason => reason
  );
  expect(error).toBeInstanceOf(ApiError);
  return error;
}

/** Without the time that keeps caches away. */
const placeOf = ({ url }: Request) => url.replace(/\?\d+$/, '');

describe('Api', () => {
  it('posts the document below the base url and gives the report', async () => {
    const { api, requests } = answering(JSON.stringify(report(finding())));
    expect(await api.check(request)).toEqual(report(finding()));
    expect([requests[0].method, placeOf(requests[0])]).toEqual([
      'POST',
      'http://localhost:1234/user/me/jupyter-mldebt/check'
    ]);
    expect(await requests[0].json()).toEqual(request);
  });

  it.each([
    ['job', 'GET'],
    ['cancelJob', 'DELETE']
  ] as const)('%s asks for one job with %s', async (call, method) => {
    const { api, requests } = answering('{"job": "ab"}');
    await api[call]('ab');
    expect([requests[0].method, placeOf(requests[0])]).toEqual([
      method,
      'http://localhost:1234/user/me/jupyter-mldebt/job/ab'
    ]);
  });

  it('knows a server without our part', async () => {
    const { api } = answering('<html>404</html>', { status: 404 });
    expect((await errorOf(api.check(request))).kind).toBe('absent');
  });

  it('passes on the sentence with which our part refuses', async () => {
    const { api } = answering('{"message": "too large"}', { status: 413 });
    expect(await errorOf(api.check(request))).toMatchObject({ kind: 'refused', message: 'too large' });
  });

  it('says the status where there is no sentence', async () => {
    const { api } = answering('<html>proxy</html>', { status: 502, statusText: 'Bad Gateway' });
    expect(await errorOf(api.check(request))).toMatchObject({ kind: 'refused', message: '502 Bad Gateway' });
  });

  it('knows a server that does not answer', async () => {
    const settings = ServerConnection.makeSettings({
      fetch: async () => {
        throw new TypeError('Failed to fetch');
      }
    });
    expect((await errorOf(new Api(settings).check(request))).kind).toBe('unreachable');
  });
});
